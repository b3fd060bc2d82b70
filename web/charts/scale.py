"""The scale: one number on a line from 0 to 100 with what it could also be, and a second number beside it."""

from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from web.charts.svg import INK, PALE, SOFT, WIDTH, diamond, picture, shape, text

_LEFT: Final = 18.0
_RIGHT: Final = WIDTH - 18
_LINE_Y: Final = 22.0
_HEIGHT: Final = 56.0
_HALF_BAND: Final = 7.0


@dataclass(frozen=True)
class Mark:
    """A number (0-100) with the interval it could lie in, and a second number shown as a ring."""

    value: float | None
    low: float | None
    high: float | None
    ring: float | None = None


def scale(mark: Mark, title: str, desc: str, unit: str = "") -> Markup:
    """A diamond at the value, a band over its interval, a ring at the second number. `unit` stands behind ticks."""
    parts = [shape("line", "axis", x1=_LEFT, y1=_LINE_Y, x2=_RIGHT, y2=_LINE_Y, stroke=INK)]
    for tick in (0, 25, 50, 75, 100):
        x = _at(tick)
        parts.append(shape("line", "axis", x1=x, y1=_LINE_Y, x2=x, y2=_LINE_Y + 13, stroke=INK))
        parts.append(text(f"{tick}{unit}", x, _LINE_Y + 28, size=12, anchor="middle", kind="tick", fill=SOFT))
    parts.append(_band(mark.low, mark.high))
    if mark.ring is not None:
        parts.append(
            shape("circle", "ring", cx=_at(mark.ring), cy=_LINE_Y, r=5.5, fill="#ffffff", stroke=INK, stroke_width=2)
        )
    if mark.value is not None:
        parts.append(diamond(_at(mark.value), _LINE_Y, 9))
    return picture("scale", _HEIGHT, title, desc, "".join(parts))


def _band(low: float | None, high: float | None) -> str:
    if low is None or high is None:
        return ""
    left, right = _at(low), _at(high)
    ends = "".join(
        shape("line", "end", x1=x, y1=_LINE_Y - 10, x2=x, y2=_LINE_Y + 10, stroke=INK, stroke_width=1.5)
        for x in (left, right)
    )
    band = shape("rect", "band", x=left, y=_LINE_Y - _HALF_BAND, width=right - left, height=2 * _HALF_BAND, fill=PALE)
    return band + ends


def _at(value: float) -> float:
    return _LEFT + (_RIGHT - _LEFT) * min(max(value, 0.0), 100.0) / 100
