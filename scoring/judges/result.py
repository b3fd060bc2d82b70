"""What judges' marks say: corrected marks, each judge's severity and spread, their agreement, and who to discuss."""

from typing import Literal

from pydantic import Field

from scoring.result import Result

Method = Literal["severity and spread", "z-scores"]


class Judged(Result):
    """What the judges say of one company.

    `mark` is the corrected mark on the scale of the marks, with the bounds of 90 %; `raw` the plain mean; `rank` among
    the judged companies, before marks are cut to the scale (equal ones share one); `marks` how many it has. `gap` is
    the judges' percentile minus the engine's (-100 to 100) among the companies that have both; `discuss` says in words
    why the committee should talk about it, null where it need not.
    """

    mark: float
    low: float
    high: float
    raw: float
    rank: int
    marks: int
    gap: float | None
    discuss: str | None


class Judge(Result):
    """One judge: marks given, severity (points below the average judge; negative is lenient), spread (1 is average).

    Both with 90 % intervals. `note` says in words what stands out, null where nothing does.
    """

    name: str
    marks: int
    mean: float
    severity: float
    severity_low: float
    severity_high: float
    spread: float
    spread_low: float
    spread_high: float
    note: str | None


class Agreement(Result):
    """How far judges agree: Krippendorff's alpha or an intraclass correlation, with its 90 % interval.

    `value` null: can't be told, `in_words` says why. Sources: Krippendorff 2011; McGraw and Wong 1996.
    """

    measure: Literal["krippendorff_alpha", "icc_single", "icc_average"]
    name: str
    value: float | None
    low: float | None
    high: float | None
    in_words: str


class JudgeReport(Result):
    """All that the judges' marks say. `unmatched` are companies of the marks that the cohort does not have.

    `notes` say how the table was read and what the marks can't tell (judges who share no company, one judge alone …).
    `discuss` holds the rows of companies to discuss, the strongest disagreement first, by their name and row.
    """

    method: Method
    scale_low: float
    scale_high: float
    judges: list[Judge]
    agreement: list[Agreement]
    correlation: float | None = Field(description="Spearman's, between judges' and engine's order; null below 3")
    judged: int
    unmatched: list[str]
    discuss: list[str]
    notes: list[str]
