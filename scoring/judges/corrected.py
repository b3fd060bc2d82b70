"""Corrected marks: what either method says of companies and judges, on the scale of the average judge."""

from dataclasses import dataclass

from scoring.judges.marks import Floats
from scoring.text import Text


@dataclass(frozen=True, eq=False)
class Corrected:
    """`mark`, `low`, `high` by company; severity and spread with bounds by judge; `left_over` by mark.

    All are points of the average judge's scale (spread: 1 is average) and may lie beyond the ends of the marks' scale.
    `left_over` is what company, severity and spread don't explain of a mark; `noise` its standard deviation.
    """

    mark: Floats
    low: Floats
    high: Floats
    severity: Floats
    severity_low: Floats
    severity_high: Floats
    spread: Floats
    spread_low: Floats
    spread_high: Floats
    left_over: Floats
    noise: float
    notes: tuple[Text, ...] = ()
