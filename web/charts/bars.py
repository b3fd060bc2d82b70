"""Bars: a number a row, its name and its value in words above, small words beneath.

Dark up to what is certain, half dark up to the value (a diamond), pale up to what it could be; upright ends mark the
interval, so that the row reads in grey and without its fills.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from scoring.peers.picture.wrapping import wrap
from web.charts.svg import ACCENT, INK, LINE, PALE, SOFT, WIDTH, diamond, picture, shape, text

_LEFT: Final = 6.0
_RIGHT: Final = WIDTH - 6
_VALUE_ROOM: Final = 62.0
_THICK: Final = 12.0
_GAP: Final = 13.0


@dataclass(frozen=True)
class Bar:
    """A row: name and value in words, the number (0-100) and its interval, a line of small words beneath."""

    name: str
    shown: str
    value: float | None
    low: float | None
    high: float | None
    note: str


def bars(rows: Sequence[Bar], title: str, desc: str) -> Markup:
    """The rows from top to bottom, each on a track from 0 to 100."""
    parts: list[str] = []
    y = 0.0
    for row in rows:
        y = _row(parts, row, y)
    return picture("bars", y - _GAP + 6, title, desc, "".join(parts))


def _row(parts: list[str], row: Bar, y: float) -> float:
    """Add a row that begins at `y`; returns where the next one begins."""
    parts.append(text(row.shown, _RIGHT, y + 14, size=14, kind="value", anchor="end", bold=True))
    for line in wrap(row.name, _RIGHT - _LEFT - _VALUE_ROOM, 13):
        y += 15
        parts.append(text(line, _LEFT, y - 1, size=13, kind="name"))
    y += 5
    _track(parts, row, y)
    y += _THICK + 2
    for line in wrap(row.note, _RIGHT - _LEFT, 11.5):
        y += 14
        parts.append(text(line, _LEFT, y, size=11.5, kind="note", fill=SOFT))
    return y + _GAP


def _track(parts: list[str], row: Bar, y: float) -> None:
    middle = y + _THICK / 2
    parts.append(_box("track", 0, 100, y, fill="#ffffff", stroke=LINE))
    if row.low is not None and row.high is not None and row.high > row.low:
        parts.append(_box("open", row.low, row.high, y, fill=PALE))
    if row.value is not None:
        certain = min(row.value, row.value if row.low is None else row.low)
        for left, right, opacity in ((0.0, certain, 1.0), (certain, row.value, 0.5)):
            parts.append(_box("bar", left, right, y, 2.5, fill=ACCENT, fill_opacity=opacity))
    for tick in (25, 50, 75):
        parts.append(shape("line", "tick", x1=_at(tick), y1=y - 2, x2=_at(tick), y2=y, stroke=SOFT, stroke_width=0.75))
    _whisker(parts, row, y, middle)
    if row.value is not None:
        parts.append(diamond(_at(row.value), middle, 6.5))


def _box(kind: str, left: float, right: float, y: float, inset: float = 0, **look: float | str) -> str:
    """A box of a track from one number to another, `inset` from its edges above and below."""
    at, width = _at(left), _at(right) - _at(left)
    return shape("rect", kind, x=at, y=y + inset, width=width, height=_THICK - 2 * inset, **look)


def _whisker(parts: list[str], row: Bar, y: float, middle: float) -> None:
    """The interval as a line between two upright ends; nothing where it is a point."""
    if row.low is None or row.high is None or row.high - row.low < 0.5:  # noqa: PLR2004 - thinner than its own ends
        return
    left, right = _at(row.low), _at(row.high)
    if row.value is not None and row.value < row.high:
        parts.append(shape("line", "whisker", x1=_at(row.value), y1=middle, x2=right, y2=middle, stroke=INK))
    for x in (left, right):
        parts.append(shape("line", "end", x1=x, y1=y - 1.5, x2=x, y2=y + _THICK + 1.5, stroke=INK, stroke_width=1.5))


def _at(value: float) -> float:
    return _LEFT + (_RIGHT - _LEFT) * min(max(value, 0.0), 100.0) / 100
