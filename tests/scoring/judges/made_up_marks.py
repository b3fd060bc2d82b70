"""Made-up judges: marks drawn from known worths, severities and spreads; and tables of marks straight from lists."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scoring.judges.marks import Marks

NONE = float("nan")


@dataclass(frozen=True)
class Truth:
    """What the marks were drawn from: worth as the mean of all judges would mark it, severity in points, spread."""

    marks: Marks
    worth: NDArray[np.float64]
    severity: NDArray[np.float64]
    spread: NDArray[np.float64]


def marks_of(table: object, low: float = 0, high: float = 100, companies: list[str] | None = None) -> Marks:
    """Marks of a table [companies, judges], NaN where there is none."""
    values = np.array(table, dtype=np.float64)
    company, judge = np.nonzero(~np.isnan(values))
    names = companies or [f"Company {at}" for at in range(values.shape[0])]
    judges = tuple(f"Judge {at}" for at in range(values.shape[1]))
    return Marks("marks.csv", tuple(names), judges, company, judge, values[company, judge], low, high)


def drawn(
    seed: int, companies: int = 60, judges: int = 8, each: int = 3, severity: float = 8, spread: float = 0.25
) -> Truth:
    """Marks of `each` judges a company, dealt out by chance: worth varies by 10 points, chance by 6."""
    chance = np.random.default_rng(seed)
    worth = chance.normal(size=companies)
    level, slope = 65 + severity * chance.normal(size=judges), 10 * np.exp(spread * chance.normal(size=judges))
    table = level + slope * worth[:, None] + 6 * chance.normal(size=(companies, judges))
    for row in table:
        row[chance.permutation(judges)[each:]] = NONE
    return _truth(table, worth, level, slope)


def chained(seed: int, severest_on_strongest: bool = False, companies: int = 60, judges: int = 6) -> Truth:
    """Like `drawn`, but judges see companies of similar worth: three neighbours in a chain of judges (two at its ends).

    `severest_on_strongest`: judges stand in the chain by severity, so severity goes with worth.
    """
    chance = np.random.default_rng(seed)
    worth = np.sort(chance.normal(size=companies))
    level, slope = 65 + 8 * chance.normal(size=judges), 10 * np.exp(0.25 * chance.normal(size=judges))
    if severest_on_strongest:
        level = np.sort(level)[::-1]
    table = level + slope * worth[:, None] + 6 * chance.normal(size=(companies, judges))
    middle = np.arange(companies) * judges // companies
    table[np.abs(np.arange(judges) - middle[:, None]) > 1] = NONE
    return _truth(table, worth, level, slope)


def _truth(table: NDArray[np.float64], worth: object, level: NDArray[np.float64], slope: NDArray[np.float64]) -> Truth:
    average = float(slope.mean())
    return Truth(marks_of(table), level.mean() + average * np.asarray(worth), level.mean() - level, slope / average)
