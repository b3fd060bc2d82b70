"""Assessment: the only result type. Numbers are rounded to two decimals and every ledger adds up exactly."""

from datetime import date
from typing import Final, Literal

from pydantic import Field

from scoring.peers.result import PeerPicture
from scoring.policies.result import PolicyResult
from scoring.result import Result, Versions

THIN_COVERAGE: Final = 0.2
"""Coverage below which a score says little, and is shown with that remark."""
State = Literal["scored", "unknown", "not_applicable"]


class Score(Result):
    """A score (0-100) and what is known about it; of a factor, over what was answered.

    `evidenced_score` discounts answers by their evidence grade; `coverage` is weight answered / weight applicable,
    0-1;
    `low` and `high` are what the unknown answers could make of the score. Null where nothing is answered (score)
    or applicable (low, high).
    """

    score: float | None
    evidenced_score: float | None
    coverage: float
    low: float | None
    high: float | None


class Finding(Result):
    """One characteristic of one company: a line of the factor's ledger.

    `points` are the points that this line brings to the factor's score; they add up to it exactly.
    """

    characteristic: str
    name: str
    sub_factor: str
    state: State
    partial_score: float | None = None
    points: float | None = None
    weight: float = Field(description="effective weight within the factor, percent")
    reason_code: str | None = None
    reason: str | None = None
    evidence: str | None = None
    section: str
    basis: str


class SubFactorResult(Result):
    """Score of a sub-factor over its own characteristics."""

    id: str
    name: str
    score: float | None
    coverage: float


class FactorResult(Score):
    """One of the six factors.

    `central` is its score with the unanswered part at the middle of the scale (50); `points`, weight x central, is
    what it brings to the composite: the points of the six, with those of the progression, add up to it exactly.
    """

    id: str
    name: str
    weight: float = Field(description="weight in the composite at this stage, percent")
    central: float | None
    points: float | None
    sub_factors: list[SubFactorResult]
    ledger: list[Finding]


class CompositeResult(Score):
    """The composite: weighted mean of the factors' central scores and, where it counts, the model's standing.

    What is not answered counts as a middling own statement. Beside it the geometric mean, and the weakest factor
    over what was answered. `score` is null where nothing is answered.
    """

    geometric: float | None
    weakest_factor: str | None
    weakest_score: float | None


class Likelihood(Result):
    """Probability of a further round within some months, with its calibrated interval (0-1)."""

    months: int
    probability: float
    low: float
    high: float


class ProgressionResult(Result):
    """What the progression model says: likely or not to raise again, against whom, resting on what.

    `horizons` is empty where it abstains; `note` says why, or why a prediction does not count. `standing` is the
    percent of funded companies of the same stage with a lower probability, `weight` its share of the composite in
    percent, `points` what it brings there. `data_until` is where the model's data end.
    """

    horizons: list[Likelihood]
    standing: float | None
    weight: float
    points: float | None
    reasons: str | None
    note: str | None
    data_until: date | None


class Step(Result):
    """A change that would lift the composite, and by how much."""

    characteristic: str
    factor: str
    name: str
    now: str
    target: str
    action: str
    gain: float = Field(description="points of the composite gained by reaching the target, all else equal")
    effort: Literal["low", "medium", "high"]
    evidenced_by: str
    section: str


class Gap(Result):
    """An unanswered characteristic and how far its answer could move the composite."""

    characteristic: str
    factor: str
    name: str
    question: str | None
    width: float = Field(description="points by which the answer narrows the composite's interval")


class Assessment(Result):
    """What Upslope says of one company as of a date."""

    company: str
    as_of: date
    lang: Literal["en", "zh"]
    stage: str | None
    city: str | None
    sectors: list[str]
    composite: CompositeResult
    factors: list[FactorResult]
    progression: ProgressionResult
    peers: PeerPicture
    strengths: list[str]
    weaknesses: list[str]
    next_steps: list[Step]
    gaps: list[Gap]
    policies: list[PolicyResult] = Field(
        default_factory=list,
        exclude_if=lambda results: not results,
        description="official programmes, one each; left out where the rules hold no packs",
    )
    versions: Versions
