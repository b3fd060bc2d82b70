"""The programmes themselves, whoever asks: the shapes of what is said of gates, points, papers and sources."""

from datetime import date

from pydantic import Field

from scoring.policies.result import PolicyDocument
from scoring.result import Result


class ListedCondition(Result):
    """A gate or a route: what it wants, where it stands, how many sources agree on it."""

    id: str
    name: str
    clause: str
    wanted: str
    change: str | None
    judged: bool
    fixed: bool
    sources: int
    caution: str | None


class ListedBand(Result):
    """A band or choice of an input, and its points in words: '20', '7 to 8, judged by experts'."""

    says: str
    points: str


class ListedCalculation(Result):
    """One way to an item's points."""

    name: str
    bands: list[ListedBand]


class ListedItem(Result):
    """A scored item; of several calculations the best counts."""

    id: str
    name: str
    clause: str
    max: float
    calculations: list[ListedCalculation]
    judged: bool
    sources: int
    caution: str | None


class ListedGroup(Result):
    """Items that are added up, to `max` at most; `minimum` in words."""

    id: str
    name: str
    max: float
    minimum: str | None
    items: list[ListedItem]


class ListedScore(Result):
    """The scored route."""

    name: str
    clause: str
    wanted: str
    max: float
    sources: int
    caution: str | None
    groups: list[ListedGroup]


class ListedProgramme(Result):
    """A programme: the version in force on the day asked for, or which versions there are.

    `single_source` counts figures that rest on one source; `figures` counts all.
    """

    programme: str
    pack: str | None
    name: str
    in_force: bool
    versions: list[str]
    documents: list[PolicyDocument] = Field(default_factory=list)
    effective_from: date | None = None
    effective_to: date | None = None
    status: str | None = None
    outcome: str | None = None
    gates: list[ListedCondition] = Field(default_factory=list)
    score: ListedScore | None = None
    routes: list[ListedCondition] = Field(default_factory=list)
    papers: list[str] = Field(default_factory=list)
    figures: int = 0
    single_source: int = 0
    cautions: list[str] = Field(default_factory=list)
    check: str | None = None


class PolicyListing(Result):
    """All programmes as of a day, and the version of the rules that they come from."""

    as_of: date
    programmes: list[ListedProgramme]
    version: str
