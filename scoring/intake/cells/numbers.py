"""Head counts with their bands, percentages and plain numbers."""

import math
import re
from typing import Final

from scoring.errors import Wrong
from scoring.intake.cells import chinese
from scoring.intake.cells.quantities import FORWARDS
from scoring.intake.cells.units import SCALE, SCALES
from scoring.intake.cells.values import Cell, Read, as_text, plain, quoted, shown
from scoring.text import Text, both

APPROXIMATE: Final = both("an approximate number is read as the figure itself", "约数按所写数字读取")
BANDED: Final = both("a band, not a figure", "是范围，不是确数")
_MOST_PEOPLE: Final = 1e8
_WHOLE: Final = 100
_LONGEST: Final = 300
FRACTION: Final = both(
    "a number up to 1 in a column without % is read as a share: 0.35 is 35%",
    "没有百分号的列里，不大于 1 的数按比例读取：0.35 即 35%",
)
PER_CENT: Final = both(
    "a number below 1 is read as percent: 0.35 is 0.35%; multiply by 100 what is meant as shares",
    "小于 1 的数按百分数读取：0.35 即 0.35%；若表示的是比例，请先乘以 100",
)

_COUNT: Final = r"(\d{1,3}(?:,\d{3})+|\d+)"
_HEADS_EXPECTED: Final = both(
    "a number of people or a band, such as 87, 51-100, 少于15人 or 500+", "人数或范围，例如 87、51-100、少于15人、500+"
)
_PERCENTAGE: Final = both("a percentage from 0 to 100, such as 35%", "0 至 100 的百分比，例如 35%")
_SIGN: Final = both("the % sign written out", "写上百分号")
_THOUSANDS: Final = re.compile(r"(\d+(?:\.\d+)?)\s*(k|千|万|w)(?![a-z])")
_ONE_SCALE: Final = re.compile(r"(\d+)\s*(?:-|~|–|—|至|到|to)+\s*(\d+(?:\.\d+)?)\s*(?:k|千|万|w)")
_PEOPLE: Final = re.compile(r"\s*(?:名员工|员工|人|名|位|people|employees|staff|persons?)")
_BAND: Final = re.compile(rf"{_COUNT}\s*(?:-|~|–|—|至|到|to)+\s*{_COUNT}")
_ABOVE: Final = re.compile(
    rf"(?:(?P<more>>|超过|多于|大于|逾|over|more than|above)|>=|≥|不少于|至少|at least)\s*{_COUNT}|"
    rf"{_COUNT}\s*(?:及以上|以上|\+|or more|and above)"
)
_BELOW: Final = re.compile(
    rf"(?:(?P<less><|少于|小于|不足|不到|低于|less than|under|fewer than|below)|"
    rf"<=|≤|不超过|最多|至多|up to|at most)\s*{_COUNT}|{_COUNT}\s*(?:及以下|以下|以内|or less|or fewer|and below)"
)
_ABOUT: Final = re.compile(r"^(?:大约|约|about|approximately|approx\.?|circa|~|≈)\s*|\s*(?:左右|上下)$")
_MONTHS: Final = ("个月", "月")
_COUNTERS: Final = ("个", "件", "项", "家", "款", "套")
"""Measure words that people use one for the other."""
_PLAIN: Final = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?")


def parse_heads(cell: Cell) -> Read:
    """Read a head count into (low, high), either end None when open. Raises Wrong."""
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        raise _no_heads(cell)
    text = _spelt_out(_PEOPLE.sub("", plain(as_text(cell))).strip(), cell)
    whole = _ABOUT.sub("", text)
    if re.fullmatch(_COUNT, whole):
        low = high = _whole(whole, cell)
        return Read((low, high), APPROXIMATE if whole != text else None)
    if match := _BAND.fullmatch(text):
        low, high = _whole(match[1], cell), _whole(match[2], cell)
        if low > high:
            raise Wrong(f"the band {shown(cell)} runs backwards", f"范围{quoted(cell)}上下限颠倒", FORWARDS)
        return Read((low, high), BANDED)
    if match := _ABOVE.fullmatch(text):
        return Read((_whole(match[2] or match[3], cell) + (1 if match["more"] else 0), None), BANDED)
    if match := _BELOW.fullmatch(text):
        high = _whole(match[2] or match[3], cell)
        return Read((None, _whole(str(int(high) - 1), cell) if match["less"] else high), BANDED)
    raise _no_heads(cell)


def _spelt_out(text: str, cell: Cell) -> str:
    """A count with thousands as digits: '1k+' is '1000+'. Raises Wrong for '1-5k', which can begin at 1 or at 1,000."""
    if (band := _ONE_SCALE.search(text)) and float(band[1]) < float(band[2]):
        zh = f"{quoted(cell)}的下限单位不清楚"
        raise Wrong(f"in {shown(cell)} the unit of the lower end is unclear", zh, _HEADS_EXPECTED)
    return _THOUSANDS.sub(lambda match: f"{float(match[1]) * SCALES[match[2]]:.0f}", text)


def _whole(text: str, cell: Cell) -> float:
    number = float(text.replace(",", ""))
    if not 1 <= number <= _MOST_PEOPLE:
        en = f"{shown(cell)} is no number of people that a company can have"
        raise Wrong(en, f"{quoted(cell)}不可能是公司的人数", _HEADS_EXPECTED)
    return number


def _no_heads(cell: Cell) -> Wrong:
    return Wrong(f"{shown(cell)} is no number of people", f"{quoted(cell)}不是人数", _HEADS_EXPECTED)


def parse_number(cell: Cell, unit: Text | None = None) -> Read:
    """Read one plain number, with `unit` (and 万, 亿, k, m) allowed behind it. Raises Wrong."""
    text = plain(as_text(cell)) if isinstance(cell, str | int | float) and not isinstance(cell, bool) else ""
    whole = _ABOUT.sub("", text)
    if unit and unit.zh in _MONTHS and (count := chinese.months(whole)) is not None:
        return Read(count, APPROXIMATE if whole != text else None)
    words = {plain(unit.en), plain(unit.zh), *(_COUNTERS if unit.zh in _COUNTERS else ())} if unit else set()
    for word in sorted(words, key=len, reverse=True):
        whole = whole.removesuffix(word).strip()
    match = re.fullmatch(rf"({_PLAIN.pattern})\s*({SCALE})?", whole)
    expected = both(f"a number of {unit.en}", f"数字，单位为{unit.zh}") if unit else both("a number", "数字")
    if not match or not re.search(r"\d", match[1]):
        raise Wrong(f"{shown(cell)} is no number", f"{quoted(cell)}不是数字", expected)
    number = float(match[1].replace(",", "")) * (SCALES[match[2]] if match[2] else 1)
    if math.isinf(number):
        raise Wrong(f"{shown(cell)} is too large", f"{quoted(cell)}过大", expected)
    return Read(number, APPROXIMATE if _ABOUT.search(text) else None)


def parse_percent(cell: Cell, *, share: bool | None = False, sign: bool = True) -> Read:
    """Read a percentage into 0 to 100.

    `share` says what a bare number above 0 and up to 1 means in this column: True a share (0.35 is 35%), False
    percent already, None unclear, which is refused. `sign`: the header says that it is percent, so that no reader has
    to be told. Raises Wrong.
    """
    text = plain(as_text(cell)) if isinstance(cell, str | int | float) and not isinstance(cell, bool) else ""
    if (percent := chinese.tenths(text)) is not None and percent <= _WHOLE:
        return Read(percent)
    marked = text.endswith(("%", "percent")) or text.startswith("百分之")
    bare = text.removesuffix("%").removesuffix("percent").removeprefix("百分之").strip()
    if text.startswith("%") or not re.fullmatch(r"-?\d+(?:\.\d+)?|-?\.\d+", bare):
        raise _no_percentage(cell)
    number = float(bare)
    if not marked and share is None and 0 < number <= 1:
        en = f"{shown(cell)} may mean {number:g}% or {100 * number:g}%"
        raise Wrong(en, f"{quoted(cell)}可能是 {number:g}%，也可能是 {100 * number:g}%", _SIGN)
    literal = share is False and not marked and not sign and 0 < number < 1
    number = 100 * number if share and not marked and number <= 1 else number
    if not 0 <= number <= _WHOLE:
        raise _no_percentage(cell)
    remark = FRACTION if share and not marked and number > 0 else PER_CENT if literal else None
    return Read(round(number, 9), remark)


def _no_percentage(cell: Cell) -> Wrong:
    return Wrong(f"{shown(cell)} is no percentage", f"{quoted(cell)}不是百分比", _PERCENTAGE)


def bare_number(cell: Cell) -> float | None:
    """The number of a cell that holds nothing else, or None: tells how a percentage column is written."""
    try:
        text = plain(as_text(cell)) if isinstance(cell, str | int | float) and not isinstance(cell, bool) else ""
    except ValueError:
        return None
    return float(text) if re.fullmatch(r"\d+(?:\.\d+)?|\.\d+", text) and len(text) < _LONGEST else None
