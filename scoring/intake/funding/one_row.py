"""The funding columns of one row put together: history cell, columns for each round, and the latest round."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from scoring import taxonomy
from scoring.errors import Wrong
from scoring.intake.cells.values import quoted, shown
from scoring.intake.cells.words import UNFUNDED
from scoring.intake.funding.history import RoundCells
from scoring.intake.headings.headers import ROUND
from scoring.text import Text, both

Remark = Callable[[str, Text], None]
"""Takes a field and what was assumed there."""

NO_CURRENCY: Final = both("no currency is written, so yuan is assumed", "没有写币种，按人民币读取")
NO_ROUND: Final = both(
    "an amount, date or investor without a round is kept as an undisclosed round",
    "有金额、时间或投资方而没有轮次，按轮次未披露的一轮保留",
)
LATEST_ONLY: Final = both(
    "only the latest round is given; earlier rounds are not known", "只给出最近一轮，此前各轮按未知处理"
)
_CONTRADICTION: Final = (
    "the row says never funded, yet gives a round, an amount, a date or an investor",
    "既写着未融资，又给出了轮次、金额、时间或投资方",
)
_ONE_OF_BOTH: Final = both("one or the other", "只保留其中一种说法")
_ONE_CURRENCY: Final = both("one currency", "同一个币种")


class Contradiction(Wrong):
    """Funding columns of one row that don't go together; `field` is the one to point at."""

    def __init__(self, field: str, en: str, zh: str, expected: Text) -> None:
        super().__init__(en, zh, expected)
        self.field = field


def funding(values: dict[str, Any], remark: Remark) -> dict[str, Any]:
    """What the profile takes: `rounds` ([] for never funded, absent for not known) and `latest_round_only`.

    Raises Contradiction when the row says 'never funded' and tells of a round as well.
    """
    listed = values.get("rounds")
    rounds = [replace(item) for item in listed or ()] + _numbered(values)
    latest = RoundCells(*(values.get(field) for field in ("round", "round_date", "amount", "currency", "investors")))
    if latest.round == UNFUNDED:
        if rounds or not latest.empty:
            raise Contradiction("round", *_CONTRADICTION, _ONE_OF_BOTH)
        return {"rounds": []}
    found: dict[str, Any] = {}
    if latest.round or not latest.empty:
        if not rounds:
            remark("round", LATEST_ONLY)
            found["latest_round_only"] = True
        _merge(rounds, latest)
    if rounds or listed is not None:
        found["rounds"] = [_round(item, remark) for item in rounds]
    return found


def _numbered(values: dict[str, Any]) -> list[RoundCells]:
    """Rounds out of columns such as 'A轮时间' and 'Round 2 amount', in the order of ladder or numbers."""
    found: dict[str, RoundCells] = {}
    for field, value in values.items():
        if field.startswith(ROUND) and value is not None:
            _, name, part = field.split(".")
            item = found.setdefault(name, RoundCells(None if name.isdigit() else name))
            setattr(item, "round" if part == "type" else part, value)
    known = {name: item for name, item in found.items() if not item.empty or (name.isdigit() and item.round)}
    return [known[name] for name in sorted(known, key=_place_in_line)]


def _place_in_line(name: str) -> tuple[int, int]:
    if name.isdigit():
        return 1, int(name)
    return 0, taxonomy.rounds()[name].order or 0


def _merge(rounds: list[RoundCells], latest: RoundCells) -> None:
    """Add the latest round, or fill in the same round of the history."""
    same = rounds[-1] if rounds else None
    if latest.round:
        same = next((item for item in reversed(rounds) if item.round == latest.round), None)
    if same is None or not _agree(same, latest):
        rounds.append(latest)
        return
    for part, value in vars(latest).items():
        if getattr(same, part) is None:
            setattr(same, part, value)


def _agree(item: RoundCells, latest: RoundCells) -> bool:
    pairs = ((item.date, latest.date), (item.amount, latest.amount))
    return all(mine is None or theirs is None or mine == theirs for mine, theirs in pairs)


def _round(item: RoundCells, remark: Remark) -> dict[str, Any]:
    if item.round is None:
        remark("round", NO_ROUND)
    found: dict[str, Any] = {"round": item.round or "undisclosed"}
    if item.date:
        found["date"] = item.date
    if item.investors:
        found["investors"] = item.investors
    if item.evidence:
        found["evidence"] = item.evidence
    if item.amount:
        found["amount"] = {"low": item.amount.low, "high": item.amount.high}
        written, column = item.amount.currency, item.currency
        if written and column and written != column:
            en = f"the amount is in {written}, the currency column says {shown(column)}"
            zh = f"金额的币种是 {written}，币种列写的是{quoted(column)}"
            raise Contradiction("amount", en, zh, _ONE_CURRENCY)
        if not (written or column):
            remark("amount", NO_CURRENCY)
        found["currency"] = written or column or "CNY"
    return found
