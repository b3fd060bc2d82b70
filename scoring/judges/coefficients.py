"""Coefficients of agreement: Krippendorff's alpha (interval metric) and intraclass correlations, with intervals."""

from typing import Final, NamedTuple

import numpy as np
from scipy.stats import f as f_of

from scoring.judges.marks import Floats

_RESAMPLES: Final = 1_000
_FEWEST_RESAMPLES: Final = 100
_SEED: Final = 1
_FEWEST: Final = 3
_MOST_DRAWN: Final = 20_000_000


class Coefficient(NamedTuple):
    """A coefficient with the bounds of its interval."""

    value: float
    low: float
    high: float


def krippendorff_alpha(table: Floats, level: float = 0.9) -> Coefficient | None:
    """Alpha of marks [companies, judges] (NaN: none), interval metric (Krippendorff 2011).

    The interval is a seeded bootstrap over companies. None where fewer than three companies have two marks, or all
    marks are equal.
    """
    units = _units(table)
    whole = _alpha(units.sum(axis=0)[None])[0]
    if len(units) < _FEWEST or np.isnan(whole):
        return None
    resamples = min(_RESAMPLES, max(_MOST_DRAWN // len(units), _FEWEST_RESAMPLES))
    chance, even = np.random.default_rng(_SEED), np.full(len(units), 1 / len(units))
    alphas = _alpha(np.array([chance.multinomial(len(units), even) @ units for _ in range(resamples)]))
    low, high = np.nanquantile(alphas, [(1 - level) / 2, (1 + level) / 2])
    return Coefficient(float(whole), min(float(low), float(whole)), max(float(high), float(whole)))


def _units(table: Floats) -> Floats:
    """Of each company with two marks or more: their number, sum, sum of squares, and disagreement among them."""
    there = ~np.isnan(table)
    kept = there.sum(axis=1) > 1
    centre = np.nanmean(table[kept]) if kept.any() else 0.0
    values = np.where(there, table - centre, 0.0)[kept]
    count, total, square = there[kept].sum(axis=1), values.sum(axis=1), (values**2).sum(axis=1)
    return np.column_stack([count, total, square, 2 * (count * square - total**2) / (count - 1)]).astype(np.float64)


def _alpha(sums: Floats) -> Floats:
    """1 − observed ÷ expected disagreement, of sums over units [samples, 4]; NaN where all marks are equal."""
    count, total, square, observed = sums.T
    expected = 2 * (count * square - total**2) / np.maximum(count - 1, 1)
    expected[expected <= 1e-12 * np.maximum(square, 1e-300) * np.maximum(count, 1)] = np.nan
    return np.asarray(1 - observed / expected)


def intraclass(table: Floats, level: float = 0.9) -> tuple[Coefficient, Coefficient] | None:
    """ICC(A,1) and ICC(A,k) of a complete table [companies, judges], two-way random (McGraw and Wong 1996, case 2A).

    That is ICC(2,1) and ICC(2,k) of Shrout and Fleiss 1979. None where marks are missing, there are fewer than three
    companies or two judges, or all marks are equal.
    """
    companies, judges = table.shape
    if companies < _FEWEST or judges < 2 or np.isnan(table).any() or np.ptp(table) == 0:  # noqa: PLR2004
        return None
    rows, columns, error = _mean_squares(table)
    bottom = rows + (judges - 1) * error + judges * (columns - error) / companies
    single = max((rows - error) / bottom, -1.0)
    low, high = _bounds(rows, columns, error, companies, judges, single, level)
    one = Coefficient(single, min(low, single), max(high, single))
    return one, Coefficient(*(_stepped_up(value, judges) for value in one))


def _mean_squares(table: Floats) -> tuple[float, float, float]:
    """Mean squares of companies, of judges, and of what is left."""
    companies, judges = table.shape
    off = table - table.mean()
    by_row, by_column = off.mean(axis=1), off.mean(axis=0)
    left = off - by_row[:, None] - by_column
    return (
        float(judges * (by_row**2).sum() / (companies - 1)),
        float(companies * (by_column**2).sum() / (judges - 1)),
        float((left**2).sum() / ((companies - 1) * (judges - 1))),
    )


def _bounds(
    rows: float, columns: float, error: float, companies: int, judges: int, single: float, level: float
) -> tuple[float, float]:
    """F-based bounds of ICC(A,1): the table 7 of McGraw and Wong 1996, with Satterthwaite's degrees of freedom."""
    n, k = companies, judges
    if single >= 1 or error <= 0:
        return single, single
    a = k * single / (n * (1 - single))
    b = 1 + k * single * (n - 1) / (n * (1 - single))
    parts = (a * columns) ** 2 / (k - 1) + (b * error) ** 2 / ((n - 1) * (k - 1))
    # Companies that differ in nothing leave no parts: then the freedom of what is left over is taken.
    freedom = (a * columns + b * error) ** 2 / parts if parts > 0 else (n - 1) * (k - 1)
    tail = (1 + level) / 2
    down, up = float(f_of.ppf(tail, n - 1, freedom)), float(f_of.ppf(tail, freedom, n - 1))
    between = k * columns + (k * n - k - n) * error
    low = n * (rows - down * error) / (down * between + n * rows)
    return max(low, -1.0), n * (up * rows - error) / (between + n * up * rows)


def _stepped_up(single: float, judges: int) -> float:
    """Agreement of the mean of `judges` judges from that of one (Spearman and Brown), never below -1.

    Below 0 it means no more than 'none', and runs off without bound.
    """
    bottom = 1 + (judges - 1) * single
    return max(judges * single / bottom, -1.0) if bottom > 0 else -1.0
