"""Figures of annual accounts: one exact amount in yuan. What is no single figure in yuan is refused."""

import re
from decimal import Decimal
from typing import Final

from scoring.errors import Wrong
from scoring.intake.cells.money import MOST, NO_UNIT, parse_money
from scoring.intake.cells.units import Unit
from scoring.intake.cells.values import Cell, Read, as_text, plain, quoted, shown
from scoring.text import both

YUAN: Final = "CNY"
_A_FIGURE: Final = both(
    "one figure in yuan, such as 3850万元 or 38500000", "一个确定的人民币金额，例如 3850万元 或 38500000"
)
_BARE: Final = re.compile(r"[\d.,]+")
_DIGITS: Final = re.compile(r"[0-9]{1,10}(?:\.[0-9]{1,9})?")
"""Most cells are plain digits, and each is another: these are read at once."""


def parse_figure(cell: Cell, unit: Unit | None) -> Read:
    """Read one figure into yuan; `unit` (from the header) applies to numbers without one of their own.

    0 is a figure. Raises Wrong for a band, a vague amount, another currency and for what is no amount.
    """
    if cell.__class__ is not bool and _DIGITS.fullmatch(text := as_text(cell)):
        figure = float(Decimal(text) * Decimal(unit.scale if unit else 1))
        if (unit is None or unit.currency in (None, YUAN)) and figure <= MOST:
            return Read(figure, NO_UNIT if unit is None else None)
    amount = parse_money(cell, unit)
    if amount.currency not in (None, YUAN):
        en, zh = (
            f"{shown(cell)} is in {amount.currency}, not in yuan",
            f"{quoted(cell)}的币种是 {amount.currency}，不是人民币",
        )
        raise Wrong(en, zh, _A_FIGURE)
    if amount.low is None or amount.low != amount.high or amount.banded:
        raise Wrong(f"{shown(cell)} is no single figure", f"{quoted(cell)}不是一个确定的数字", _A_FIGURE)
    remark = amount.remark
    if remark is None and unit is None and _BARE.fullmatch(plain(as_text(cell))):
        remark = NO_UNIT
    return Read(amount.low, remark)
