"""The radar: one axis a factor from the middle (0) to the rim (100), the scores joined, the intervals as a band."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin
from typing import Final

from markupsafe import Markup

from scoring.peers.picture.wrapping import wrap
from web.charts.svg import ACCENT, INK, LINE, PALE, SOFT, WIDTH, picture, shape, text

_RADIUS: Final = 98.0
_X: Final = WIDTH / 2
_LINE: Final = 14.0
_SIZE: Final = 11.5
_SIDE: Final = 78.0
_WIDE: Final = 220.0
_TOP_LINES: Final = 2
_Y: Final = _RADIUS + 12 + _LINE * (_TOP_LINES + 1)
_UPRIGHT: Final = 0.2
"""Axes whose cosine is smaller point up or down: their words stand above or below, centred."""


@dataclass(frozen=True)
class Axis:
    """A factor: its name, its number (0-100) as shown and as drawn, and what it could also be."""

    name: str
    shown: str
    value: float | None
    low: float | None
    high: float | None


def radar(axes: Sequence[Axis], title: str, desc: str) -> Markup:
    """The axes clockwise from the top. Only neighbours that are both known are joined."""
    parts = [_ring(len(axes), part) for part in (0.25, 0.5, 0.75, 1)]
    parts.append(_band(axes))
    for place in range(len(axes)):
        x, y = _point(place, len(axes), 100)
        parts.append(shape("line", "spoke", x1=_X, y1=_Y, x2=x, y2=y, stroke=LINE, stroke_width=0.75))
    for tick in (50, 100):
        parts.append(text(str(tick), _X + 3, _Y - _RADIUS * tick / 100 + 11, size=11.5, kind="tick", fill=SOFT))
    parts += _scores(axes)
    parts += [_label(axis, place, len(axes)) for place, axis in enumerate(axes)]
    return picture("radar", _Y + _RADIUS + 16 + _LINE * (_TOP_LINES + 1), title, desc, "".join(parts))


def _point(place: int, count: int, value: float) -> tuple[float, float]:
    angle = 2 * pi * place / count - pi / 2
    reach = _RADIUS * min(max(value, 0.0), 100.0) / 100
    return _X + reach * cos(angle), _Y + reach * sin(angle)


def _path(points: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z"


def _ring(count: int, part: float) -> str:
    points = [_point(place, count, 100 * part) for place in range(count)]
    return shape("path", "ring", d=_path(points), fill="none", stroke=INK if part == 1 else LINE, stroke_width=0.75)


def _band(axes: Sequence[Axis]) -> str:
    """All that the unknown answers leave open, between the lowest and the highest scores."""
    count = len(axes)
    outer = [_point(place, count, axis.high or 0.0) for place, axis in enumerate(axes)]
    inner = [_point(place, count, axis.low or 0.0) for place, axis in enumerate(axes)]
    return shape("path", "open", d=_path(outer) + _path(inner), fill=PALE, fill_rule="evenodd")


def _scores(axes: Sequence[Axis]) -> list[str]:
    count = len(axes)
    points = [None if axis.value is None else _point(place, count, axis.value) for place, axis in enumerate(axes)]
    known = [point for point in points if point]
    parts = []
    if len(known) == count:
        parts.append(shape("path", "area", d=_path(known), fill=ACCENT, fill_opacity=0.16))
    for place, start in enumerate(points):
        end = points[(place + 1) % count]
        if start and end:
            ends = {"x1": start[0], "y1": start[1], "x2": end[0], "y2": end[1]}
            parts.append(shape("line", "line", **ends, stroke=ACCENT, stroke_width=2))
    return parts + [shape("circle", "dot", cx=x, cy=y, r=4, fill=ACCENT, stroke="#ffffff") for x, y in known]


def _label(axis: Axis, place: int, count: int) -> str:
    """Name and number outside the rim, on the side where the axis ends."""
    x, y = _point(place, count, 100)
    side = cos(2 * pi * place / count - pi / 2)
    upright = abs(side) < _UPRIGHT
    lines = _balanced(axis.name, _WIDE if upright else _SIDE)
    anchor = "middle" if upright else "start" if side > 0 else "end"
    x += 0 if upright else 7 if side > 0 else -7
    top = y - _LINE * len(lines) / 2 + 4
    if upright:
        top = y - 8 - _LINE * len(lines) if y < _Y else y + 16
    said = [text(axis.shown, x, top + _LINE * len(lines), size=13, kind="value", anchor=anchor, bold=True)]
    return "".join(
        [text(line, x, top + _LINE * at, size=_SIZE, kind="name", anchor=anchor) for at, line in enumerate(lines)]
        + said
    )


def _balanced(words: str, width: float) -> list[str]:
    """Lines of about the same length: as few as fit the width, none with a single character left over."""
    lines = wrap(words, width, _SIZE)
    while width > _SIZE and len(narrower := wrap(words, width - _SIZE / 2, _SIZE)) == len(lines):
        lines, width = narrower, width - _SIZE / 2
    return lines
