"""Which parser reads which column, and what a cell means before that: missing, or a header gone astray."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from scoring import taxonomy
from scoring.intake import dates, numbers, words
from scoring.intake.headers import ANSWER, EVIDENCE, ROUND, ColumnUse, key, names
from scoring.intake.history import parse_history
from scoring.intake.money import Amount, parse_money
from scoring.intake.tags import parse_investors, parse_tags
from scoring.intake.values import Cell, Read, Unreadable, as_text, is_missing, shown
from scoring.rulesets.book import RuleBook
from scoring.rulesets.schema import Characteristic

Parser = Callable[[Cell], Read]

ASTRAY = "a header word, not a value: left unknown"
NO_AMOUNT = "an amount of 0 is read as unknown"
BAND = "a band is kept as a band, not as a figure"
PLACE_FIELDS: Final = ("country", "province", "city", "district")

_LONGEST: Final = 40
NO_UNIT = "no unit is written, so the number is read as whole units of its currency"


@dataclass
class Column:
    """A column in use: how its cells are read, each text once."""

    use: ColumnUse
    at: int
    parse: Parser
    _known: dict[Any, Read | Unreadable] = field(default_factory=dict)

    def read(self, cell: Cell) -> Read:
        """Read a cell. Raises Unreadable."""
        token = cell if isinstance(cell, str) else (cell.__class__, cell)
        found = self._known.get(token)
        if found is None:
            try:
                found = self.parse(cell)
            except Unreadable as error:
                found = error
            self._known[token] = found
        if isinstance(found, Unreadable):
            raise found
        return found


def column(use: ColumnUse, at: int, book: RuleBook, headers: frozenset[str], cells: Iterable[Cell]) -> Column:
    """Set up the reading of a column; `cells` is all it holds, for what only the whole column tells."""
    name = use.field or ""
    if name.startswith(ANSWER):
        return Column(use, at, _answer(name.removeprefix(ANSWER), use, book, cells))
    if name in ("name", "legal_name"):
        return Column(use, at, _optional(lambda cell: Read(as_text(cell))))
    part = name.rsplit(".", 1)[-1] if name.startswith(ROUND) else name
    parse = _parsers(use)[part]
    # Only where no value can look like a header: 'mobile' heads a telephone number, but is a sector as well.
    if part in PLACE_FIELDS:
        parse = _unless_astray(parse, headers | names().words)
    elif part in ("founded", "head_count", "date", "round_date", "amount"):
        parse = _unless_astray(parse, headers)
    return Column(use, at, parse)


def _parsers(use: ColumnUse) -> dict[str, Parser]:
    def money(cell: Cell) -> Read:
        return _amount(parse_money(cell, use.unit), cell, use)

    text = _optional(lambda cell: Read(as_text(cell)))
    date = _optional(dates.parse_date)
    return {
        "country": text, "province": text, "city": text, "district": text,
        "sectors": _optional(parse_tags), "layer": _optional(_or_unknown(taxonomy.layers, "layer")),
        "segment": _optional(_or_unknown(taxonomy.segments, "segment")),
        "founded": date, "round_date": date, "date": date, "as_of": _optional(_day),
        "head_count": _optional(numbers.parse_heads), "round": words.parse_round, "type": words.parse_round,
        "amount": _optional(money), "currency": _optional(words.parse_currency),
        "investors": _optional(parse_investors), "rounds": lambda cell: parse_history(cell, use.unit),
        "evidence": _optional(words.parse_grade),
    }  # fmt: skip


def _optional(parse: Parser) -> Parser:
    return lambda cell: Read(None) if is_missing(cell) else parse(cell)


def _unless_astray(parse: Parser, known: frozenset[str]) -> Parser:
    def read(cell: Cell) -> Read:
        if isinstance(cell, str) and len(cell) <= _LONGEST and (name := key(cell)) and name in known:
            return Read(None, ASTRAY)
        return parse(cell)

    return read


def _or_unknown(get: Callable[[], Any], what: str) -> Parser:
    def read(cell: Cell) -> Read:
        entry = get().find(as_text(cell))
        return Read(entry.slug) if entry else Read(None, f"is not a known {what}: left unknown")

    return read


def _day(cell: Cell) -> Read:
    read = dates.parse_date(cell)
    if len(read.value) < len("2019-03-21"):
        raise Unreadable(f"{shown(cell)} names no day", "a whole date such as 2019-03-21")
    return read


def _amount(amount: Amount, cell: Cell, use: ColumnUse) -> Read:
    if amount.low is None and amount.high is None:
        return Read(None, amount.remark)
    if amount.high == 0:
        return Read(None, NO_AMOUNT)
    remark = BAND if amount.banded else amount.remark
    if remark is None and use.unit is None and numbers.bare_number(cell) is not None:
        remark = NO_UNIT
    return Read(amount, remark)


def _answer(name: str, use: ColumnUse, book: RuleBook, cells: Iterable[Cell]) -> Parser:
    if name.endswith(EVIDENCE):
        return _optional(words.parse_grade)
    item = next(item for item in book.asked() if item.input == name)
    kind = item.ask.kind if item.ask else "number"
    if kind == "yes_no":
        return _optional_yes_no
    if kind in ("choice", "checklist"):
        index = words.options_of(item)
        read = words.parse_choice if kind == "choice" else words.parse_checklist
        return lambda cell: read(cell, index)
    if kind == "percent":
        share = _is_share(cells, has_sign=bool(use.unit and use.unit.percent))
        return _optional(lambda cell: numbers.parse_percent(cell, share=share))
    return _optional(lambda cell: _number(cell, item))


def _optional_yes_no(cell: Cell) -> Read:
    # '-' and '/' are missing; '无' is a plain no.
    return Read(None) if is_missing(cell) else words.parse_yes_no(cell)


def _number(cell: Cell, item: Characteristic) -> Read:
    ask = item.ask
    assert ask is not None  # noqa: S101 - asked() yields only these
    read = numbers.parse_number(cell, f"{ask.unit.en}|{ask.unit.zh}" if ask.unit else "")
    if not ask.min <= read.value <= ask.max:
        raise Unreadable(f"{shown(cell)} is out of range", f"{ask.min:g} to {ask.max:g}")
    if ask.integer:
        if read.value != int(read.value):
            raise Unreadable(f"{shown(cell)} is no whole number", "a whole number")
        return Read(int(read.value), read.remark)
    return read


def _is_share(cells: Iterable[Cell], *, has_sign: bool) -> bool | None:
    """What bare numbers between 0 and 1 mean: shares (True), percent (False), or it can't be told (None)."""
    numbers_ = [number for number in map(numbers.bare_number, cells) if number is not None]
    if not any(0 < number < 1 for number in numbers_):
        return False
    above = any(number > 1 for number in numbers_)
    if has_sign:
        return False if above else None
    return None if above else True
