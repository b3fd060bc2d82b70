"""What is said of a cohort's order: how sure it is, why one company is above another, what changed since last year."""

from datetime import date
from typing import Literal

from pydantic import Field

from scoring.result import Result

Choice = Literal["weights", "aggregation", "treatment", "unknowns", "progression", "evidence"]
Fate = Literal["new", "gone", "both"]


class RankRange(Result):
    """Where a company lands over the draws: the median of its rank, the bounds of 90 %, how often in the top k.

    `band` numbers the tie bands from 1: within a band the data can't separate the companies from its first one.
    """

    median: float
    low: int
    high: int
    in_top: float = Field(description="share of draws (0-1) in which the company is among the top k")
    band: int


class Influence(Result):
    """How much of the movement of the ranking one choice causes (Sobol indices, 0-1, with 90 % intervals).

    `first` alone, `total` with all its interplay with other choices. `about` says what was varied, and how far.
    """

    choice: Choice
    name: str
    about: str
    first: float
    first_low: float
    first_high: float
    total: float
    total_low: float
    total_high: float


class Uncertainty(Result):
    """How a ranking was put to the test. The same cohort, assumptions and versions give the same numbers.

    `top` is the k of `in_top`; `shift` the mean number of places by which a company moves off its published rank;
    `error` the largest sampling error (standard error) of a share of draws; `influences` strongest first, empty where
    the ranking never moves.
    """

    draws: int
    seed: int
    top: int
    spread: float
    aggregation: str
    held: list[Choice] = Field(description="choices that were not varied")
    bands: int
    shift: float
    error: float
    influences: list[Influence]


class DifferenceLine(Result):
    """One line of a ledger of differences: points of the first and of the second company, and their difference.

    `id` is a characteristic or `progression`; `factor` is null for the latter. `first_says`, `second_says` are the
    findings in words, null where unknown or not applicable (`first_state`, `second_state`).
    """

    id: str
    name: str
    factor: str | None
    first: float
    second: float
    difference: float
    first_state: Literal["scored", "unknown", "not_applicable"]
    second_state: Literal["scored", "unknown", "not_applicable"]
    first_says: str | None
    second_says: str | None


class Side(Result):
    """One of two companies that are compared."""

    company: str
    row: int | None
    rank: int | None
    composite: float | None
    low: float
    high: float
    coverage: float


class Versus(Result):
    """Why one company stands above another: `lines` add up to `difference`, that of their composites.

    `factors` adds the lines up by factor (and `progression`). `above` is the share of draws in which the first is
    above the second, `equal` that of exact ties. `in_words` says all of it in a sentence or two.
    """

    first: Side
    second: Side
    difference: float
    lines: list[DifferenceLine]
    factors: dict[str, float]
    above: float
    equal: float
    draws: int
    in_words: str


class Change(Result):
    """What became of one company between two cohorts. Ranks and composites are null where it was not there.

    `ledger` holds the findings that moved it, strongest first; its lines add up to `difference`. `beyond_doubt` says
    whether its new composite lies outside the old [low, high], or the other way round.
    """

    company: str
    fate: Fate
    row_before: int | None
    row_now: int | None
    rank_before: int | None
    rank_now: int | None
    composite_before: float | None
    composite_now: float | None
    difference: float | None
    beyond_doubt: bool | None
    stage_before: str | None
    stage_now: str | None
    ledger: list[DifferenceLine] = Field(default_factory=list)


class Changes(Result):
    """This year's cohort against an earlier one, matched by company name.

    `companies` holds those in both by how far they moved, then new ones, then those gone; `unclear` the names that
    stand twice in one of the tables, or in a row that could not be read, and so are not matched. `in_words` sums it up.
    """

    before: str
    before_as_of: date
    now_as_of: date
    matched: int
    new: int
    gone: int
    unclear: list[str]
    companies: list[Change]
    in_words: list[str]
