"""Scale: the line from 0 to 100 % on which a percentile or a rate lies with its interval."""

from collections.abc import Sequence
from math import isfinite
from typing import Final

from scoring.peers.picture.numbers import percent
from scoring.peers.picture.sheet import LEFT, RIGHT, Sheet
from scoring.peers.picture.words import interval_words

MARK: Final = "#b3261e"
"""Colour of what the reader looks for; its shape says the same in grey."""
_HALF: Final = 6.0


def within(value: float | None) -> float | None:
    """A share between 0 and 100; nothing where it is no number."""
    return min(max(value, 0.0), 100.0) if value is not None and isfinite(value) else None


def interval_of(low: float | None, high: float | None) -> tuple[float, float] | None:
    """Both ends of an interval in order, if both are known."""
    ends = [end for end in (within(low), within(high)) if end is not None]
    return (min(ends), max(ends)) if len(ends) == 2 else None  # noqa: PLR2004


def percent_scale(
    sheet: Sheet, words: str, value: float, interval: tuple[float, float] | None, company: bool
) -> list[str]:
    """Draw the scale beneath `words`, with interval and point: a diamond for the company, a disc for a group.

    Returns what it says in sentences: `words`, and the interval.
    """
    said = [words]
    sheet.paragraph(words, kind="percentile", bold=True)
    if interval:
        said.append(interval_words(percent(interval[0]), percent(interval[1]), sheet.lang))
        sheet.paragraph(said[1])
    _scale(sheet, value, interval, company)
    return said


def _scale(sheet: Sheet, value: float, interval: tuple[float, float] | None, company: bool) -> None:
    y = sheet.y + 12
    sheet.shape("line", "axis", x1=LEFT, y1=y, x2=RIGHT, y2=y, stroke="currentColor")
    for tick in (0, 25, 50, 75, 100):
        sheet.shape("line", "axis", x1=_place(tick), y1=y, x2=_place(tick), y2=y + 5, stroke="currentColor")
        sheet.label(f"{tick}%", _place(tick), y + 17)
    if interval:
        _interval(sheet, *interval, y)
    if company:
        diamond(sheet, _place(value), y)
    else:
        sheet.shape("circle", "rate", cx=_place(value), cy=y, r=_HALF, fill=MARK, stroke="#fff", stroke_width=1.5)
    sheet.y = y + 24


def diamond(sheet: Sheet, x: float, y: float) -> None:
    """The company's mark."""
    polygon(sheet, "mark", [(x - _HALF, y), (x, y - _HALF), (x + _HALF, y), (x, y + _HALF)])


def arrow(sheet: Sheet, x: float, y: float, side: int) -> None:
    """The company's mark where it lies beyond the picture, to the left (-1) or to the right (1)."""
    polygon(sheet, "mark", [(x + side * 12, y), (x - side * 4, y - _HALF - 1), (x - side * 4, y + _HALF + 1)])


def polygon(sheet: Sheet, kind: str, corners: Sequence[tuple[float, float]]) -> None:
    """A filled shape with a light rim that sets it off from whatever lies beneath."""
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in corners)
    sheet.shape("polygon", kind, points=points, fill=MARK, stroke="#fff", stroke_width=1.5)


def _interval(sheet: Sheet, low: float, high: float, y: float) -> None:
    """A band between two upright ends."""
    left, right = _place(low), _place(high)
    sheet.shape("rect", "interval", x=left, y=y - 3, width=right - left, height=6, fill="#7d8998")
    for end in (left, right):
        sheet.shape("line", "interval-end", x1=end, y1=y - 6, x2=end, y2=y + 6, stroke="currentColor", stroke_width=1.5)


def _place(share: float) -> float:
    return LEFT + (RIGHT - LEFT) * share / 100
