"""Amounts of money as people write them: '数千万人民币', '$3.5M', '1000-2000万', '亿元及以上美元'."""

import math
import re
from dataclasses import replace
from typing import Final

from scoring.errors import Wrong
from scoring.intake.cells.quantities import EXACT, Amount, is_bare, quantity
from scoring.intake.cells.units import AMOUNT, Unit, take_currency, two_numbers
from scoring.intake.cells.values import Cell, as_text, plain, quoted, shown
from scoring.text import both

MOST: Final = 1e15
# A round below or above these is more likely misread.
_LEAST_PLAUSIBLE: Final = 1e4
_MOST_PLAUSIBLE: Final = 1e10
NO_UNIT: Final = both(
    "no unit is written, so the number is read as whole units of its currency", "没有写单位，按“元”读取"
)
UNNAMED: Final = both("its currency is not named, so the amount stays unknown", "没有写明币种，金额按未知处理")


def parse_money(cell: Cell, unit: Unit | None = None) -> Amount:
    """Read an amount; `unit` (from the header) applies to numbers that carry no unit of their own.

    Raises Wrong for anything that is no amount, is negative or not finite, or exceeds 1e15.
    """
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        raise _no_amount(cell)
    unit = unit or Unit()
    text = plain(as_text(cell))
    if re.search(r"\d\s+\d", text):
        raise two_numbers(cell)
    text = re.sub(r"\s+", "", text)
    if text in ("nan", "inf", "+inf", "-inf", "infinity", "-infinity"):
        finite = both("a finite number", "有限的数字")
        raise Wrong(f"{shown(cell)} is no number that can be used", f"{quoted(cell)}不是可用的数字", finite)
    if re.match(rf"(?:[^\d]{{0,4}})?[-−]\D?{EXACT.pattern}", text) or re.fullmatch(r"\([\d.,]+\)", text):
        expected = both("an amount of 0 or more", "不小于 0 的金额")
        raise Wrong(f"{shown(cell)} is negative", f"{quoted(cell)}是负数", expected)
    if text.endswith(("其他", "其它")):
        return Amount(None, None, banded=True, remark=UNNAMED)
    rest, currency = take_currency(text, cell)
    if currency and unit.scale != 1 and is_bare(rest):
        unit = replace(unit, scale=_scale_meant(rest, Unit(unit.scale, currency), cell, in_front=text[-1].isdigit()))
    amount = quantity(rest, unit)
    if amount is None:
        raise _no_amount(cell)
    if any(not math.isfinite(end) or end > MOST for end in (amount.low, amount.high) if end is not None):
        raise Wrong(f"{shown(cell)} is too large", f"{quoted(cell)}过大", both("at most 1e15", "不超过 1e15"))
    return replace(amount, currency=currency or unit.currency)


def _scale_meant(rest: str, unit: Unit, cell: Cell, *, in_front: bool) -> float:
    """Scale of '500000元' or '¥500' below a header such as （万元）: its own, 1, or the header's.

    Raises Wrong, with both readings, when the text can mean either.
    """
    whole = quantity(rest, Unit())
    figure = max(whole.low or 0, whole.high or 0) if whole else 0
    if figure >= (_MOST_PLAUSIBLE / unit.scale if in_front else _LEAST_PLAUSIBLE):
        return 1
    # A sign in front is how spreadsheets print a column of money.
    if in_front and figure < _LEAST_PLAUSIBLE:
        return unit.scale
    raise either(cell, figure, figure * unit.scale, str(unit.currency))


def either(cell: Cell, one: float, other: float, currency: str) -> Wrong:
    """Make the error of an amount that can mean `one` or `other`."""
    expected = both("the unit written out, such as 500万元", "写明单位，例如 500万元")
    unit = "元" if currency == "CNY" else currency
    zh = f"{quoted(cell)}可能是 {one:,.10g} {unit}，也可能是 {other:,.10g} {unit}"
    return Wrong(f"{shown(cell)} may mean {one:,.10g} or {other:,.10g} {currency}", zh, expected)


def _no_amount(cell: Cell) -> Wrong:
    return Wrong(f"{shown(cell)} is no amount", f"{quoted(cell)}不是金额", AMOUNT)
