"""Spread: the shape of a group's values, as bars between its quantiles, with the box of its quartiles."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from scoring.peers.picture.axis import Axis
from scoring.peers.picture.numbers import drawable
from scoring.peers.picture.scale import within
from scoring.peers.picture.sheet import LEFT, RIGHT, Sheet
from scoring.peers.result import Benchmark

_COLUMN: Final = 8.0
"""Width of a bar. Values that many companies share make a column of it instead of an endless spike."""
TALLEST: Final = 60.0
"""Height of the tallest bar."""
_BOX: Final = 12.0


@dataclass(frozen=True)
class Spread:
    """What can be drawn of a group: its quantiles in order, and of quartiles and median those that are known."""

    percents: list[float]
    values: list[float]
    quartiles: tuple[float, float] | None
    median: float | None

    @property
    def shown(self) -> list[float]:
        """All values that the axis has to hold."""
        return [*self.values, *(self.quartiles or ()), *([] if self.median is None else [self.median])]


def spread_of(benchmark: Benchmark) -> Spread | None:
    """The spread of a benchmark's peers; nothing where no number of it can be drawn."""
    known = [(within(each.percent), drawable(each.value)) for each in benchmark.quantiles]
    whole = [(percent, value) for percent, value in known if percent is not None and value is not None]
    ends = sorted(v for v in map(drawable, (benchmark.lower_quartile, benchmark.upper_quartile)) if v is not None)
    found = Spread(
        percents=sorted(percent for percent, _ in whole),
        values=sorted(value for _, value in whole),
        quartiles=(ends[0], ends[1]) if len(ends) == 2 else None,  # noqa: PLR2004
        median=drawable(benchmark.median),
    )
    return found if found.shown else None


def draw(sheet: Sheet, spread: Spread, axis: Axis) -> None:
    """Draw bars, box and axis beneath what is on the sheet."""
    floor_y = sheet.y + TALLEST
    if len(spread.values) > 1:
        sheet.shape("path", "bars", d=_bars(spread, axis, floor_y), fill="#7d8998")
    _box(sheet, spread, axis, floor_y + 4)
    _axis(sheet, axis, floor_y + 4 + _BOX + 4)


def _bars(spread: Spread, axis: Axis, floor_y: float) -> str:
    """All bars as one outline, from the lowest quantile to the highest; none is too low to be seen."""
    left, right = axis.place(spread.values[0]), axis.place(spread.values[-1])
    count = max(1, int((right - left) / _COLUMN))
    width = max((right - left) / count, _COLUMN)
    left = min(left, (left + right - width) / 2)
    masses = _masses(spread, [(axis.place(value) - left) / width for value in spread.values], count)
    drawn = [(left + at * width, TALLEST * mass / (max(masses) or 1.0)) for at, mass in enumerate(masses) if mass > 0]
    return "".join(
        f"M{x + 0.5:.1f} {floor_y:.1f}v{-max(height, 1.0):.1f}h{width - 1:.1f}V{floor_y:.1f}z" for x, height in drawn
    )


def _masses(spread: Spread, places: list[float], count: int) -> list[float]:
    """Share of the group in each column: that between two neighbouring quantiles is spread evenly between them."""
    masses = [0.0] * count
    for (p0, left), (p1, right) in pairwise(zip(spread.percents, places, strict=True)):
        first, last = (min(int(end), count - 1) for end in (left, right))
        for column in range(first, last + 1):
            covered = min(right, column + 1) - max(left, column)
            masses[column] += (p1 - p0) * (covered / (right - left) if first < last else 1.0)
    return masses


def _box(sheet: Sheet, spread: Spread, axis: Axis, y: float) -> None:
    if spread.quartiles:
        left, right = map(axis.place, spread.quartiles)
        width = max(right - left, 2.0)
        sheet.shape(
            "rect",
            "box",
            x=left,
            y=y,
            width=width,
            height=_BOX,
            fill="#7d8998",
            fill_opacity=0.25,
            stroke="currentColor",
        )
    if spread.median is not None:
        x = axis.place(spread.median)
        sheet.shape("line", "median", x1=x, y1=y - 3, x2=x, y2=y + _BOX + 3, stroke="currentColor", stroke_width=3)


def _axis(sheet: Sheet, axis: Axis, y: float) -> None:
    sheet.shape("line", "axis", x1=LEFT, y1=y, x2=RIGHT, y2=y, stroke="currentColor")
    for tick in axis.ticks(sheet.lang):
        sheet.shape("line", "axis", x1=tick.x, y1=y, x2=tick.x, y2=y + 5, stroke="currentColor")
        if tick.label:
            sheet.label(tick.label, tick.x, y + 17)
    sheet.y = y + 24
