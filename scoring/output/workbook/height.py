"""How high a row must be for its text: Excel does not work it out itself for what a program wrote."""

import math
import re
from collections.abc import Sequence
from typing import Any, Final

LINE: Final = 15
"""Points a line takes."""
TALLEST: Final = 409
"""Points: the most that Excel allows a row."""
_LETTER: Final = 0.94
_CHINESE: Final = 2.05
_WIDE: Final = re.compile(
    "[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6“”‘’…]"
)


def text_width(text: str) -> float:
    """Width in digits, the unit of a column's width: letters are a little narrower, Chinese takes two."""
    wide = 0 if text.isascii() else len(_WIDE.findall(text))
    return _LETTER * (len(text) - wide) + _CHINESE * wide


def lines(text: str, width: float) -> int:
    """Lines that a text needs in a cell so many characters wide."""
    if "\n" not in text and "\r" not in text:
        return math.ceil(text_width(text) / width) or 1
    return sum(math.ceil(text_width(part) / width) or 1 for part in text.splitlines())


def row_height(row: Sequence[Any], widths: Sequence[float]) -> int:
    """Height in points of a row whose cells wrap."""
    most = max((lines(value, widths[place]) for place, value in enumerate(row) if value.__class__ is str), default=1)
    return min(TALLEST, LINE * most)
