"""What is said of a company and an official programme: verdict, points, every condition, what would change it."""

from datetime import date
from typing import Final, Literal, get_args

from pydantic import Field

from scoring.result import Result

Verdict = Literal["qualifies", "may", "does_not", "cannot_say", "not_in_force"]
VERDICTS: Final[tuple[Verdict, ...]] = get_args(Verdict)
"""In the order of their codes."""
State = Literal["met", "not_met", "unknown"]


class PolicyCondition(Result):
    """A gate or a route in words: what is wanted, what was found, what would have to change.

    `sources` counts the independent sources that agree on the figure; `caution` says in words that it is only one, or
    what is disputed. `judged`: the authority decides on papers. `remark` tells what is odd about the figures given.
    """

    id: str
    name: str
    clause: str
    state: State
    wanted: str
    found: str
    change: str | None = None
    missing: list[str] = Field(default_factory=list, description="answers that would decide it")
    remark: str | None = None
    judged: bool
    fixed: bool = Field(description="nothing that a company could set out to change")
    sources: int
    caution: str | None = None


class PolicyCalculation(Result):
    """One way to the points of an item. `counts`: the one whose points are taken."""

    name: str
    found: str
    says: str | None
    low: float
    high: float
    counts: bool


class PolicyItem(Result):
    """A scored item: points from `low` to `high` of `max`, by the best of its calculations."""

    id: str
    name: str
    clause: str
    low: float
    high: float
    max: float
    calculations: list[PolicyCalculation]
    change: str | None = Field(default=None, description="what would bring more points; null at the top")
    missing: list[str] = Field(default_factory=list)
    remark: str | None = None
    judged: bool
    sources: int
    caution: str | None = None


class PolicyGroup(Result):
    """Items that are added up, to `max` at most; `minimum` in words where the group has one of its own."""

    id: str
    name: str
    low: float
    high: float
    max: float
    minimum: str | None = None
    state: State | None = None
    items: list[PolicyItem]


class PolicyScore(Result):
    """The scored route: points low-high, what the total has to reach (or, as `wanted` says, exceed), and its groups."""

    name: str
    clause: str
    wanted: str
    state: State
    low: float
    high: float
    max: float
    pass_mark: float | None
    sources: int
    caution: str | None = None
    groups: list[PolicyGroup]


class PolicyChange(Result):
    """One change of the fewest that would make the company qualify."""

    about: str = Field(description="id of the gate, route or item")
    name: str
    now: str
    wanted: str
    action: str | None = None


class NearMiss(Result):
    """The fewest changes to qualify. `reachable` is false where a condition is failed that nobody can change."""

    count: int
    reachable: bool
    changes: list[PolicyChange]
    in_words: str


class PolicyDocument(Result):
    """An official document; `sources` is how many independent sources agree on name and number."""

    name: str
    number: str
    address: str | None = None
    sources: int


class PolicyResult(Result):
    """One programme for one company as of a date.

    `points_low`, `points_high` are null for packs without points; with `not_in_force` only the head is filled.
    """

    programme: str
    pack: str | None
    name: str
    as_of: date
    verdict: Verdict
    in_words: str
    points_low: float | None = None
    points_high: float | None = None
    points_max: float | None = None
    documents: list[PolicyDocument] = Field(default_factory=list)
    effective_from: date | None = None
    effective_to: date | None = None
    status: str | None = None
    outcome: str | None = None
    gates: list[PolicyCondition] = Field(default_factory=list)
    score: PolicyScore | None = None
    routes: list[PolicyCondition] = Field(default_factory=list, description="what replaces the scored route")
    near_miss: NearMiss | None = None
    missing: list[str] = Field(default_factory=list, description="answers that would decide the verdict")
    remarks: list[str] = Field(default_factory=list, description="what is odd about the figures given")
    papers: list[str] = Field(default_factory=list)
    cautions: list[str] = Field(default_factory=list, description="what rests on one source or is disputed")
    check: str | None = Field(default=None, description="with whom to check before applying")
