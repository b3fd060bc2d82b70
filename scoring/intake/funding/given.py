"""Rounds given in named parts, as nested columns of an Arrow table hold them."""

import math
from collections.abc import Mapping, Sequence
from typing import Any, Final

from scoring.errors import Wrong
from scoring.intake.cells.answers import Parser, optional
from scoring.intake.cells.dates import parse_date
from scoring.intake.cells.money import parse_money
from scoring.intake.cells.quantities import Amount
from scoring.intake.cells.tags import parse_investors
from scoring.intake.cells.values import Read, quoted, shown
from scoring.intake.cells.words import UNFUNDED, parse_currency, parse_grade, parse_round
from scoring.intake.funding.history import RoundCells
from scoring.text import both

BETWEEN: Final = ";"
"""Stands between names that become one text."""
TEXTS: Final[Mapping[str, Parser]] = {
    "round": parse_round,
    "date": optional(parse_date),
    "amount": optional(lambda cell: Read(_some(parse_money(cell)))),
    "currency": optional(parse_currency),
    "investors": optional(parse_investors),
    "evidence": optional(parse_grade),
}
"""How the parts that are told in words are read; names of investors as one text."""
ENDS: Final = ("amount_low", "amount_high")

_A_ROUND: Final = both(
    "a round with parts such as round, date, amount, currency and investors",
    "一轮融资，含 round、date、amount、currency、investors 等部分",
)


def parse_given(rounds: Sequence[Mapping[str, Any] | None]) -> Read:
    """Read rounds into a list of RoundCells, [] for never funded. Raises Wrong naming the round."""
    return Read([_round(number, item) for number, item in enumerate(rounds, start=1)])


def _round(number: int, item: Mapping[str, Any] | None) -> RoundCells:
    if item is None:
        raise Wrong(f"round {number} is empty", f"第 {number} 轮是空的", _A_ROUND)
    try:
        values = {part: parse(_as_cell(item.get(part))).value for part, parse in TEXTS.items() if part != "amount"}
        values["amount"] = amount_of(item)
    except Wrong as error:
        message = f"round {number}: {error.text.en}", f"第 {number} 轮：{error.text.zh}"
        raise Wrong(*message, error.expected) from None
    if values["round"] == UNFUNDED:
        name = item["round"]
        raise Wrong(f"round {number}: {shown(name)} is no round", f"第 {number} 轮：{quoted(name)}不是轮次", _A_ROUND)
    return RoundCells(**values)


def amount_of(item: Mapping[str, Any]) -> Amount | None:
    """The amount of a round: a figure or text, else its lower and upper end. Raises Wrong."""
    amount = item.get("amount")
    if isinstance(amount, str):
        found: Amount | None = TEXTS["amount"](amount).value
        return found
    low, high = (amount, amount) if amount is not None else (item.get(end) for end in ENDS)
    for end in (low, high):
        if end is not None and not math.isfinite(end):
            finite = both("a finite number", "有限的数字")
            raise Wrong(f"{end} is no number that can be used", f"{end} 不是可用的数字", finite)
    return _some(Amount(None if low is None else float(low), None if high is None else float(high)))


def _some(amount: Amount) -> Amount | None:
    """An amount of 0, or one that can't be told, is none."""
    return None if amount.high == 0 or (amount.low is None and amount.high is None) else amount


def _as_cell(value: Any) -> Any:
    return BETWEEN.join(name for name in value if name) if isinstance(value, list) else value
