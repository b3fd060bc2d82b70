"""The points of an official programme: from 0 to the most there are, what is sure, what is open, and the pass mark."""

from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from web.charts.svg import ACCENT, INK, LINE, PALE, SOFT, WIDTH, picture, shape, text

_LEFT: Final = 10.0
_RIGHT: Final = WIDTH - 10
_TOP: Final = 9.0
_THICK: Final = 12.0
_HEIGHT: Final = 40.0
_NEAR: Final = 26.0
"""Numbers on the scale that stand nearer than this would run into each other."""


@dataclass(frozen=True)
class Points:
    """Points from `low` to `high` of `most`; `needed` is the pass mark, None where it is not known."""

    low: float
    high: float
    most: float
    needed: float | None


def points_bar(points: Points, title: str, desc: str) -> Markup:
    """Dark up to what is sure, pale up to what is possible, an upright line with its number at the pass mark."""

    def at(value: float) -> float:
        return _LEFT + (_RIGHT - _LEFT) * min(max(value, 0.0), points.most) / points.most

    def box(kind: str, low: float, high: float, **look: float | str) -> str:
        return shape("rect", kind, x=at(low), y=_TOP, width=at(high) - at(low), height=_THICK, **look)

    parts = [box("open", points.low, points.high, fill=PALE)] if points.high > points.low else []
    parts.append(box("bar", 0, points.low, fill=ACCENT))
    parts.append(box("track", 0, points.most, fill="none", stroke=LINE))
    base = _TOP + _THICK
    for value, anchor in ((0.0, "start"), (points.most, "end")):
        if points.needed is None or abs(at(points.needed) - at(value)) > _NEAR:
            parts.append(text(f"{value:g}", at(value), base + 16, size=11.5, kind="tick", anchor=anchor, fill=SOFT))
    if points.needed is not None:
        x = at(points.needed)
        parts.append(shape("line", "pass", x1=x, y1=_TOP - 6, x2=x, y2=base + 4, stroke=INK, stroke_width=2))
        parts.append(text(f"{points.needed:g}", x, base + 16, size=11.5, kind="tick", anchor="middle", bold=True))
    return picture("points", _HEIGHT, title, desc, "".join(parts))
