"""Distribution: how a measure spreads over a group, as a cumulative curve of few points.

A curve of `shares` over `values`, both ascending. A value that several companies share stands twice, with the share
below it and the share up to it; elsewhere the curve is a line between neighbouring points. The share below a value is
that of the mid-distribution (Parzen, "Quantile probability and statistical data modeling", Statistical Science 2004):
ties count half.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

FEWEST_POINTS: Final = 5
MOST_POINTS: Final = 25
_TIED: Final = 3
"""Companies from which on a shared value stands in the curve as itself."""
_DIGITS: Final = 3
_TINY: Final = 1e-9
"""Below this a value has no digits worth keeping."""


@dataclass(frozen=True, eq=False)
class Distribution:
    """`n` companies; `values` and `shares` `[points]`, both ascending, shares 0-1."""

    n: int
    values: Floats
    shares: Floats

    @property
    def flat(self) -> bool:
        """Whether all companies have the same value, so that nobody stands anywhere."""
        return bool(self.values[0] == self.values[-1])

    def share_below(self, value: Floats) -> Floats:
        """Share of the group below each value, ties half; outside the curve the middle of what is left there.

        Values are compared as the curve holds them, to three significant digits: else no tie would be one.
        """
        value = significant(value)
        below, upto = self.limits(value)
        return (below + upto) / 2

    def limits(self, value: Floats) -> tuple[Floats, Floats]:
        """Share below each value, and share up to it: they differ where companies share the value."""
        first = np.searchsorted(self.values, value, side="left")
        last = np.searchsorted(self.values, value, side="right")
        ends = np.concatenate([[0.0], self.shares, [1.0]])
        outside = (first == last) & ((first == 0) | (first == len(self.values)))
        between = np.where(outside, (ends[first] + ends[first + 1]) / 2, np.interp(value, self.values, self.shares))
        below = np.where(first < last, self.shares.take(first, mode="clip"), between)
        return below, np.where(first < last, self.shares.take(last - 1, mode="clip"), between)

    def quantiles(self, shares: Sequence[float]) -> Floats:
        """Values below which `shares` of the group lie, `[shares]`; NaN where that lies outside the curve."""
        return significant(np.interp(shares, self.shares, self.values, left=np.nan, right=np.nan))


def distribution_of(values: Floats) -> Distribution:
    """Curve of the values of a group, `[companies]`, NaN left out.

    Interpolated quantiles (whole numbers of whole numbers), and beside them the values that three or more share. The
    smaller the group the fewer points: every second company, 5 at least and 25 at most.
    """
    known = np.sort(values[~np.isnan(values)])
    steps = int(np.clip(len(known) // 2, FEWEST_POINTS, MOST_POINTS))
    shares = (np.arange(steps) + 0.5) / steps
    quantiles = np.quantile(known, shares, method="hazen")
    quantiles = quantiles.round() if np.array_equal(known, known.round()) else quantiles
    tied, below, upto = _ties(known, max(_TIED, len(known) // steps // 2))
    free = ~np.isin(quantiles, tied) & ~_inside(shares, below, upto)
    points = np.concatenate([quantiles[free], tied, tied])
    order = np.lexsort((heights := np.concatenate([shares[free], below, upto]), points))
    return Distribution(len(known), significant(points[order]), heights[order].round(4))


def exact(values: Floats) -> Distribution:
    """Curve of the values of a group that holds every one of them, NaN left out."""
    known = significant(np.sort(values[~np.isnan(values)]))
    value, below, upto = _ties(known, 1)
    return Distribution(len(known), np.repeat(value, 2), np.column_stack([below, upto]).ravel())


def counted(values: Floats, counts: NDArray[np.int64]) -> Distribution:
    """The same of values (ascending, to three significant digits) that `counts` companies each have."""
    there = counts > 0
    upto = np.cumsum(counts)
    size = int(upto[-1])
    shares = np.column_stack([(upto - counts)[there] / size, upto[there] / size])
    return Distribution(size, np.repeat(values[there], 2), shares.ravel())


def banded(low: Floats, high: Floats) -> Distribution:
    """Curve of values known as bands, `[companies]` low and high; an open end is NaN. Points are the bands' edges."""
    edges = np.unique(np.concatenate([low[~np.isnan(low)], high[~np.isnan(high)]]))
    starts, ends = np.nan_to_num(low, nan=0.0), np.where(np.isnan(high), np.inf, high)
    exact = starts == ends
    shares = [(((ends <= edge) & ~exact) | (exact & (ends < edge))).mean() for edge in edges]
    first = edges[0] - 1 if edges[0] > 0 and shares[0] > 0 else edges[0]
    values = np.concatenate([[max(first, 0.0)], edges]) if shares[0] > 0 else edges
    heights = np.concatenate([[0.0], shares]) if shares[0] > 0 else np.array(shares)
    return Distribution(len(low), significant(values), heights.round(4))


def significant(values: Floats) -> Floats:
    """Values rounded to three significant digits."""
    size = np.floor(np.log10(np.fmax(np.abs(values), _TINY)))
    scale = 10.0 ** (_DIGITS - 1 - size)
    return np.asarray(np.round(values * scale) / scale)


def _ties(ordered: Floats, least: int) -> tuple[Floats, Floats, Floats]:
    """Values that `least` companies or more share, with the share below and up to them."""
    value, first, count = np.unique(ordered, return_index=True, return_counts=True)
    shared = count >= least
    return value[shared], first[shared] / len(ordered), (first + count)[shared] / len(ordered)


def _inside(shares: Floats, below: Sequence[float] | Floats, upto: Sequence[float] | Floats) -> NDArray[np.bool_]:
    inside = np.zeros(len(shares), bool)
    for start, end in zip(below, upto, strict=True):
        inside |= (shares >= start) & (shares <= end)
    return inside
