"""What one input of a policy pack is told to be, for all companies: bounds, what lacks, and what is odd about it."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from scoring.text import Text

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
Says = Callable[[int], Text]
"""What is said of the company at a place."""
_DECIMALS = 6
"""Of percentages: a value on a boundary lies on it, whatever the division made of its last digits."""


@dataclass(frozen=True, eq=False)
class Note:
    """Something odd: where, `[companies]`, and what is said of it."""

    where: Flags
    says: Says


@dataclass(frozen=True, eq=False)
class Bounded:
    """An input, arrays `[companies]`: `low` to `high`, NaN where nothing is known, infinite for an open end.

    `lacking`: an answer is not given, or not to be used, that would narrow it.
    """

    low: Floats
    high: Floats
    lacking: Flags
    notes: tuple[Note, ...] = ()

    def noted(self, *notes: Note) -> "Bounded":
        """The same with more notes."""
        return replace(self, notes=(*self.notes, *notes))

    def unknown(self, where: Flags) -> "Bounded":
        """The same with nothing known in some places."""
        if not where.any():
            return self
        low, high = np.where(where, np.nan, self.low), np.where(where, np.nan, self.high)
        return replace(self, low=low, high=high, lacking=self.lacking | where)


def exactly(values: Floats, *notes: Note) -> Bounded:
    """Known to the figure, or not at all (NaN)."""
    return Bounded(values, values, np.isnan(values), notes)


def between(low: Floats, high: Floats, lacking: Flags | None = None) -> Bounded:
    """Known to lie between two ends; without `lacking` nothing lacks but where nothing is known."""
    nothing = np.isnan(low) | np.isnan(high)
    low, high = np.where(nothing, np.nan, low), np.where(nothing, np.nan, high)
    return Bounded(low, high, nothing if lacking is None else lacking | nothing)


def rounded(values: Floats) -> Floats:
    """Percentages as they are compared with limits."""
    return np.round(values, _DECIMALS)


def percent(part: Floats, whole: Floats) -> Floats:
    """100 part / whole; NaN where the whole is 0."""
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
        return rounded(np.where(whole == 0, np.nan, 100 * part / whole))
