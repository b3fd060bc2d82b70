"""How the cells of an answer column are read, by the kind of its question."""

import re
from collections.abc import Callable, Iterable
from typing import Final

from scoring.errors import Wrong
from scoring.intake.cells import choices, numbers, words
from scoring.intake.cells.money import either, parse_money
from scoring.intake.cells.quantities import is_bare
from scoring.intake.cells.units import AMOUNT, Unit, parse_unit, take_currency
from scoring.intake.cells.values import Cell, Read, as_text, is_missing, plain, quoted, shown
from scoring.intake.headings.headers import EVIDENCE, ColumnUse, names
from scoring.rulesets.book import RuleBook
from scoring.rulesets.schema import Ask
from scoring.text import both

Parser = Callable[[Cell], Read]

_LEAST: Final = 0.01
"""Of the unit 万元: an answer below is more likely misread."""
_WHOLE: Final = both("a whole number", "整数")


def optional(parse: Parser) -> Parser:
    """Let a parser read a missing cell as None."""
    return lambda cell: Read(None) if is_missing(cell) else parse(cell)


def answer_parser(name: str, use: ColumnUse, book: RuleBook, cells: Iterable[Cell]) -> Parser:
    """Choose the parser for the answer `name` or its evidence; `cells` is all that the column holds."""
    if name.endswith(EVIDENCE):
        return optional(words.parse_grade)
    item = next(item for item in book.asked() if item.input == name)
    ask = item.ask
    assert ask is not None  # noqa: S101 - asked() yields only these
    if ask.kind == "yes_no":
        # '-' and '/' are missing; '无' is a plain no.
        return optional(choices.parse_yes_no)
    if ask.kind in ("choice", "checklist"):
        known = choices.choices_of(item, names().choices.get(name))
        read = choices.parse_choice if ask.kind == "choice" else choices.parse_checklist
        return lambda cell: read(cell, known)
    if ask.kind == "percent":
        sign = bool(use.unit and use.unit.percent)
        share = _is_share(cells, has_sign=sign)
        return optional(lambda cell: numbers.parse_percent(cell, share=share, sign=sign))
    return optional(lambda cell: _number(cell, ask, use.unit))


def _number(cell: Cell, ask: Ask, header: Unit | None) -> Read:
    unit = parse_unit(ask.unit.zh) if ask.unit else None
    read = _money(cell, ask, unit, header) if unit and unit.currency else numbers.parse_number(cell, ask.unit)
    if not ask.min <= read.value <= ask.max:
        limits = both(f"{ask.min:g} to {ask.max:g}", f"{ask.min:g} 至 {ask.max:g}")
        raise Wrong(f"{shown(cell)} is out of range", f"{quoted(cell)}超出范围", limits)
    if ask.integer:
        if read.value != int(read.value):
            raise Wrong(f"{shown(cell)} is no whole number", f"{quoted(cell)}不是整数", _WHOLE)
        return Read(int(read.value), read.remark)
    return read


def _money(cell: Cell, ask: Ask, unit: Unit, header: Unit | None) -> Read:
    """Read money into the unit asked for (万元): '5万', '5' and '50000元' are all 5.

    A bare number is in the header's unit, else in the one asked for. Raises Wrong, with both readings, for
    a number that is more likely meant in the other unit.
    """
    text = plain(as_text(cell)) if isinstance(cell, str | int | float) and not isinstance(cell, bool) else ""
    text = re.sub(r"\s+", "", text.replace(plain(ask.unit.en), ask.unit.zh) if ask.unit else text)
    rest, currency = take_currency(text, cell)
    plain_number = is_bare(rest)
    given = header if header and not header.percent else None
    amount = parse_money(text or cell, (given or unit) if plain_number and not currency else None)
    if amount.low is None or amount.low != amount.high:
        raise Wrong(f"{shown(cell)} is no single amount", f"{quoted(cell)}不是一个确定的金额", AMOUNT)
    if amount.currency not in (None, unit.currency):
        in_yuan = both(f"an amount in {unit.currency}", f"以 {unit.currency} 计的金额")
        raise Wrong(f"{shown(cell)} is in {amount.currency}", f"{quoted(cell)}的币种是 {amount.currency}", in_yuan)
    value = amount.low / unit.scale
    if plain_number and 0 < value < (1 if currency else _LEAST):
        raise either(cell, amount.low, amount.low * unit.scale, str(unit.currency))
    if plain_number and not currency and not given and value >= unit.scale:
        raise either(cell, value, amount.low, str(unit.currency))
    return Read(value, amount.remark)


def _is_share(cells: Iterable[Cell], *, has_sign: bool) -> bool | None:
    """What bare numbers up to 1 mean: shares (True), percent (False), or it can't be told (None).

    A column of ones alone is not told either: a workbook keeps 100 % as 1.
    """
    numbers_ = [number for number in map(numbers.bare_number, cells) if number is not None]
    above = any(number > 1 for number in numbers_)
    if not any(0 < number < 1 for number in numbers_):
        return False if above or has_sign or 1 not in numbers_ else None
    if has_sign:
        return False if above else None
    return None if above else True
