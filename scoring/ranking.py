"""Ranking: the result of a cohort, in the same numbers as an Assessment."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Literal, NamedTuple

from pydantic import Field

from scoring.assessment import ProgressionResult
from scoring.cohort.result import Changes, RankRange, Uncertainty
from scoring.fairness.result import FairnessReport
from scoring.judges.result import Judged, JudgeReport
from scoring.lazy import AsAList
from scoring.peers.result import Peers, Standing
from scoring.policies.result import Verdict
from scoring.result import Result, Versions
from scoring.shortlist.result import Shortlisted, ShortlistReport


class Characteristic(Result):
    """A characteristic of the rule sets, in words; `attributes` are what a finding's `attribute` points to, from 0."""

    id: str
    name: str
    factor: str
    factor_name: str
    attributes: list[str]


class CompactFinding(NamedTuple):
    """A finding of a ranked company: attribute met (-1 unknown, -2 not applicable), partial score, points, share.

    `points` (null where not applicable) is what it brings to the composite, an unknown one by the middle of the scale;
    with the progression model's points they add up to the composite. `share` is its weight in the composite, 0-1.
    """

    attribute: int
    partial_score: float | None
    points: float | None
    share: float


class RankedPolicy(Result):
    """What an official programme comes to for a ranked company; no points where the programme has none."""

    verdict: Verdict
    low: float | None = None
    high: float | None = None


class RankedProgramme(Result):
    """An official programme that companies were held against, in words.

    `documents` are those of the versions in force on an as-of date of the cohort; `single_source` is how many of their
    figures only one source tells; `untold` names what it asks for and no company gives.
    """

    id: str
    name: str
    documents: list[str] = Field(default_factory=list)
    points_max: float | None = None
    single_source: int = 0
    untold: list[str] = Field(default_factory=list)
    check: str | None = Field(default=None, description="with whom to check before applying")


class RankedCompany(Result):
    """One company's place. Companies with equal composites share a rank; without any finding there is none."""

    rank: int | None
    company: str
    row: int | None = Field(
        default=None, description="row of the input table, as a spreadsheet counts it; place in a list"
    )
    as_of: date
    city: str | None
    stage: str | None
    composite: float | None
    low: float
    high: float
    coverage: float
    evidenced_score: float | None
    factors: dict[str, float | None]
    progression: ProgressionResult
    reasons: list[str]
    uncertain: RankRange | None = Field(default=None, description="where it lands over the draws; null without any")
    judged: Judged | None = Field(default=None, description="what the judges say; null without marks")
    shortlisted: Shortlisted | None = Field(default=None, description="selected or not; null without seats or gates")
    findings: list[CompactFinding] = Field(
        default_factory=list, description="one a characteristic, in the order of the ranking's list"
    )
    standings: dict[str, Standing] = Field(
        default_factory=dict,
        description="by measure: percentile, its 90 % interval, and the number of the peers in the ranking's list",
    )
    policies: dict[str, RankedPolicy] = Field(
        default_factory=dict,
        description="by official programme: verdict and points; empty where no company tells what only they ask",
    )


class RejectedRow(Result):
    """A row that could not become a profile, and why, problem by problem."""

    row: int
    company: str | None
    problems: list[dict[str, object]]


class Note(Result):
    """A remark on the input that changed nothing but should be known."""

    message: str
    row: int | None = None
    column: str | None = None
    value: str | None = None


class ColumnNote(Result):
    """How a column of the input was understood; `field` and its `label` are null for one that was not read."""

    header: str
    field: str | None
    how: str
    label: str | None = None


class Ranking(Result):
    """A ranked cohort: best first, rejected rows, how the table was read, and the versions behind it.

    `as_of` is the date asked for; a company whose row names its own has that. Companies of a ranking just made are put
    together when they are asked for; `table_of` (scoring/ranked_table_of.py) has all of them as columns.
    """

    as_of: date
    lang: Literal["en", "zh"]
    ranking: Annotated[Sequence[RankedCompany], AsAList()]
    rejected: list[RejectedRow] = Field(default_factory=list)
    columns: list[ColumnNote] = Field(default_factory=list)
    notes: list[Note] = Field(default_factory=list)
    measures: dict[str, str] = Field(
        default_factory=dict, description="names of the measures in which companies are compared, by id"
    )
    peers: list[Peers] = Field(default_factory=list, description="peer groups that the standings point to, from 0")
    characteristics: list[Characteristic] = Field(
        default_factory=list, description="what the findings of a company stand for, in their order"
    )
    programmes: list[RankedProgramme] = Field(
        default_factory=list, description="official programmes that the companies were held against"
    )
    uncertainty: Uncertainty | None = None
    judges: JudgeReport | None = None
    shortlist: ShortlistReport | None = None
    fairness: FairnessReport | None = None
    changes: Changes | None = None
    versions: Versions
