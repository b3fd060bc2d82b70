"""Axis: where a value lies in a picture, and the round values that label it. Logarithmic where values span widely."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10
from typing import Final, NamedTuple

from scoring.peers.picture.numbers import tick_words
from scoring.peers.picture.sheet import LEFT, RIGHT, SMALL
from scoring.peers.picture.wrapping import width_of
from scoring.text import Lang

_WIDE: Final = 10
"""Positive values whose largest is more than so many times their smallest go on a logarithmic axis."""
_MARGIN: Final = 0.05
_ALIKE: Final = 1e-6
_MOST_TICKS: Final = 7
_GAP: Final = 3


class Tick(NamedTuple):
    """A tick at `x`; without a label where there is no room for one."""

    x: float
    label: str


@dataclass(frozen=True)
class Axis:
    """Maps values from `low` to `high` (common logarithms of them, if `logarithmic`) onto the width of a picture.

    Of whole numbers it names no fractions.
    """

    low: float
    high: float
    logarithmic: bool
    whole: bool = False

    def place(self, value: float) -> float:
        """Horizontal place of a finite value; beyond an end of the axis, that end."""
        share = (self._coordinate(value) - self.low) / (self.high - self.low)
        return LEFT + (RIGHT - LEFT) * min(max(share, 0.0), 1.0)

    def beyond(self, value: float) -> int:
        """-1 where a value lies below the axis, 1 above it, 0 on it."""
        at = self._coordinate(value)
        return (at > self.high) - (at < self.low)

    def ticks(self, lang: Lang) -> list[Tick]:
        """Ticks at round values; on a logarithmic axis the powers of ten get their labels first."""
        if self.logarithmic:
            rounds = _log_ticks(self.low, self.high)
            named = [(self.place(value), tick_words(value, value, value, lang)) for value in rounds]
            return _fitting(sorted(named, key=lambda each: not each[1].startswith("1")))
        step = max(_round_step((self.high - self.low) / 5), 1.0 if self.whole else 0.0)
        rounds = [number * step for number in range(ceil(self.low / step), floor(self.high / step) + 1)]
        largest = max(abs(self.low), abs(self.high))
        return _fitting([(self.place(value), tick_words(value, largest, step, lang)) for value in rounds])

    def _coordinate(self, value: float) -> float:
        if not self.logarithmic:
            return value
        return log10(value) if value > 0 else float("-inf")


def axis_of(values: Sequence[float]) -> Axis:
    """The axis that shows one or more drawable values (see numbers.drawable)."""
    low, high = min(values), max(values)
    whole = all(float(value).is_integer() for value in values)
    if high - low <= _ALIKE * max(abs(low), abs(high)):
        half = max(0.1 * abs(low), 1.0)
        return Axis(low - half, high + half, logarithmic=False, whole=whole)
    logarithmic = low > 0 and high / low > _WIDE
    if logarithmic:
        low, high = log10(low), log10(high)
    margin = _MARGIN * (high - low)
    return Axis(low - margin, high + margin, logarithmic, whole)


def _fitting(named: Sequence[tuple[float, str]]) -> list[Tick]:
    """The ticks, the earlier ones in `named` before the later in the claim to room for a label."""
    ticks: list[Tick] = []
    for x, label in named:
        half = width_of(label, SMALL) / 2 + _GAP
        taken = any(abs(x - other.x) < half + width_of(other.label, SMALL) / 2 for other in ticks if other.label)
        ticks.append(Tick(x, "" if taken else label))
    return ticks


def _round_step(least: float) -> float:
    power = 10.0 ** floor(log10(least))
    return next((digit * power for digit in (1, 2, 5) if digit * power >= least), 10 * power)


def _log_ticks(low: float, high: float) -> list[float]:
    """1, 2, 5, 10 ...; powers of ten alone, or every second, third of them, where that would be too many."""
    decades = range(floor(low), ceil(high) + 1)
    fine = [digit * 10.0**power for power in decades for digit in (1, 2, 5)]
    within = [value for value in fine if low <= log10(value) <= high]
    if len(within) <= _MOST_TICKS:
        return within
    powers = [power for power in decades if low <= power <= high]
    return [10.0**power for power in powers[:: ceil(len(powers) / _MOST_TICKS)]]
