"""Ranking: the result of a cohort, in the same numbers as an Assessment."""

from datetime import date
from typing import Literal

from pydantic import Field

from scoring.assessment import ProgressionResult
from scoring.peers.result import Peers, Standing
from scoring.result import Result, Versions


class RankedCompany(Result):
    """One company's place. Companies with equal composites share a rank; without any finding there is none."""

    rank: int | None
    company: str
    row: int | None = Field(default=None, description="row of the input table, as a spreadsheet counts it")
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
    standings: dict[str, Standing] = Field(
        default_factory=dict,
        description="by measure: percentile, its 90 % interval, and the number of the peers in the ranking's list",
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

    `as_of` is the date asked for; a company whose row names its own has that.
    """

    as_of: date
    lang: Literal["en", "zh"]
    ranking: list[RankedCompany]
    rejected: list[RejectedRow] = Field(default_factory=list)
    columns: list[ColumnNote] = Field(default_factory=list)
    notes: list[Note] = Field(default_factory=list)
    measures: dict[str, str] = Field(
        default_factory=dict, description="names of the measures in which companies are compared, by id"
    )
    peers: list[Peers] = Field(default_factory=list, description="peer groups that the standings point to, from 0")
    versions: Versions

    @property
    def as_of_span(self) -> str:
        """The as-of date of the companies; first and last where their rows name different ones."""
        days = sorted({company.as_of for company in self.ranking}) or [self.as_of]
        return " … ".join(day.isoformat() for day in dict.fromkeys([days[0], days[-1]]))
