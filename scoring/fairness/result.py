"""What the fairness check finds: scores and selection by group."""

from typing import Literal

from scoring.result import Result

By = Literal["city", "sector", "stage", "head_count"]
Verdict = Literal["reference", "even", "may be chance", "differs", "too few"]


class FairGroup(Result):
    """One group: its companies, mean composite and selection rate, both with 90 % intervals.

    `ratio` is the rate divided by that of the group with the highest rate (the reference), with its interval; null
    where there is none. `id` is a slug, null for companies that don't say; `in_words` explains the verdict.
    """

    id: str | None
    name: str
    n: int
    score: float | None
    score_low: float | None
    score_high: float | None
    selected: int
    rate: float
    rate_low: float
    rate_high: float
    ratio: float | None
    ratio_low: float | None
    ratio_high: float | None
    verdict: Verdict
    in_words: str


class FairCut(Result):
    """The cohort cut by one attribute, largest group first."""

    by: By
    name: str
    groups: list[FairGroup]


class FairnessReport(Result):
    """The check: `selected` of `n` companies, by city, sector, stage and head-count band; `warnings` in words.

    Source of the rule: Uniform Guidelines on Employee Selection Procedures, 29 CFR 1607.4 D (1978), as a rule of thumb.
    """

    n: int
    selected: int
    basis: str
    cuts: list[FairCut]
    warnings: list[str]
