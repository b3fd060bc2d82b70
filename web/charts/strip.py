"""The strip: where a company lands over the draws, on a scale of ranks that all rows of a list share."""

from typing import Final

from markupsafe import Markup

from web.charts.svg import INK, LINE, PALE, diamond, shape

_WIDE: Final = 168.0
_HIGH: Final = 22.0
_LEFT: Final = 7.0
_RIGHT: Final = _WIDE - 7
_MIDDLE: Final = _HIGH / 2
_THINNEST: Final = 1.5


def strip(median: float, low: float, high: float, last: int) -> Markup:
    """A line from rank 1 to `last`, a band with upright ends over the interval, a diamond at the median.

    It is drawn for the eye alone: the numbers stand in words beside it, and need not be read out twice.
    """
    left, right = _at(low, last), _at(high, last)
    parts = [
        shape("line", "axis", x1=_LEFT, y1=_MIDDLE, x2=_RIGHT, y2=_MIDDLE, stroke=LINE),
        shape("rect", "band", x=left, y=_MIDDLE - 5, width=max(right - left, _THINNEST), height=10, fill=PALE),
    ]
    for x in dict.fromkeys((left, right)):
        parts.append(
            shape("line", "end", x1=x, y1=_MIDDLE - 7, x2=x, y2=_MIDDLE + 7, stroke=INK, stroke_width=_THINNEST)
        )
    parts.append(diamond(_at(median, last), _MIDDLE, 5.5))
    head = f'<svg xmlns="http://www.w3.org/2000/svg" class="chart chart-of-strip" viewBox="0 0 {_WIDE:.0f} {_HIGH:.0f}"'
    return Markup(f'{head} aria-hidden="true" focusable="false">{"".join(parts)}</svg>')  # noqa: S704 - numbers alone


def _at(rank: float, last: int) -> float:
    share = (min(max(rank, 1.0), last) - 1) / (last - 1) if last > 1 else 0.0
    return _LEFT + (_RIGHT - _LEFT) * share
