"""Stacked curves: many distributions as one table, so that values are looked up in thousands of them at once."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scoring.peers.distribution import Distribution

Floats = NDArray[np.float64]
Numbers = NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Stacked:
    """Curves one behind the other: curve c has the points `starts[c]` to `starts[c + 1]` of `values` and `shares`.

    `grid` holds every value of any curve, ascending; `keys` number the points by curve and place in the grid, so that
    they ascend over all curves. `sizes` are the companies behind each curve.
    """

    sizes: NDArray[np.int64]
    starts: Numbers
    values: Floats
    shares: Floats
    grid: Floats
    keys: NDArray[np.int64]

    def limits(self, curve: Numbers, value: Floats) -> tuple[Floats, Floats]:
        """`Distribution.limits` of each value in the curve beside it, arrays of one length; the same to the bit."""
        start, size = self.starts[curve], np.diff(self.starts)[curve]
        first, last = (self._place(curve, value, side) - start for side in ("left", "right"))
        below, upto = self.shares[start + np.minimum(first, size - 1)], self.shares[start + np.maximum(last - 1, 0)]
        free = np.flatnonzero(first == last)
        if len(free):
            below[free] = upto[free] = self._between(start[free], size[free], first[free], value[free])
        return below, upto

    def _place(self, curve: Numbers, value: Floats, side: str) -> Numbers:
        """Point of the table before which each value belongs, in its own curve."""
        inside = np.searchsorted(self.grid, value, side=side)  # type: ignore[call-overload]
        return np.asarray(np.searchsorted(self.keys, curve * (len(self.grid) + 1) + inside, side="left"))

    def _between(self, start: Numbers, size: Numbers, first: Numbers, value: Floats) -> Floats:
        """Share at values that are no point of their curve: on the line between two, or halfway to 0 or 1 outside."""
        after = start + np.minimum(first, size - 1)
        before = start + np.maximum(first - 1, 0)
        with np.errstate(invalid="ignore", divide="ignore"):  # outside the two points are one
            slope = (self.shares[after] - self.shares[before]) / (self.values[after] - self.values[before])
            inside = slope * (value - self.values[before]) + self.shares[before]
        low, high = (0.0 + self.shares[after]) / 2, (self.shares[before] + 1.0) / 2
        return np.where(first == 0, low, np.where(first == size, high, inside))


def stacked(curves: Sequence[Distribution]) -> Stacked:
    """Stack curves; their numbers are their places in the sequence."""
    starts = np.cumsum([0, *(len(curve.values) for curve in curves)])
    values = np.concatenate([curve.values for curve in curves])
    grid = np.unique(values)
    of = np.repeat(np.arange(len(curves)), np.diff(starts))
    return Stacked(
        sizes=np.array([curve.n for curve in curves]),
        starts=starts,
        values=values,
        shares=np.concatenate([curve.shares for curve in curves]),
        grid=grid,
        keys=of * (len(grid) + 1) + np.searchsorted(grid, values),
    )
