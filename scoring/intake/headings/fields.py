"""Which parser reads which column, and what a cell means before that: missing, or a header gone astray."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from dataclasses import field as with_default
from functools import cached_property
from typing import Any, Final

from scoring import taxonomy
from scoring.errors import Wrong
from scoring.intake.cells import dates, numbers, words
from scoring.intake.cells.answers import Parser, answer_parser, optional
from scoring.intake.cells.figures import parse_figure
from scoring.intake.cells.money import NO_UNIT, parse_money
from scoring.intake.cells.quantities import Amount
from scoring.intake.cells.tags import parse_investors, parse_tags
from scoring.intake.cells.values import Cell, Read, as_text, quoted, shown
from scoring.intake.files.tables import MAX_CELL
from scoring.intake.funding.given import parse_given
from scoring.intake.funding.history import parse_history
from scoring.intake.headings.accounts import ACCOUNTS
from scoring.intake.headings.headers import ANSWER, ROUND, ColumnUse, key, names
from scoring.rulesets.book import RuleBook
from scoring.text import Text, both

ASTRAY: Final = both("a header word, not a value: left unknown", "这是表头用词，不是内容，按未知处理")
NO_AMOUNT: Final = both("an amount of 0 is read as unknown", "金额为 0，按未知处理")
BAND: Final = both("a band is kept as a band, not as a figure", "金额是范围，按范围保留，不折成一个数")
NO_LAYER: Final = both("is not a known layer: left unknown", "没有收录这个层级，按未知处理")
NO_SEGMENT: Final = both("is not a known segment: left unknown", "没有收录这个细分领域，按未知处理")
PLACE_FIELDS: Final = ("country", "province", "city", "district")

NAMES: Final = ("name", "legal_name")
MOST_KEPT: Final = 65_536
"""Different cells of a column whose meaning is kept."""

_LONGEST: Final = 40
_LINES: Final = re.compile(r"\s*[\t\r\n\x0b\x0c\x85\u2028\u2029]+\s*")
"""A line break inside a name, as spreadsheets allow, is no part of it."""


@dataclass
class Column:
    """A column in use: how its cells are read, each text once.

    `plain` holds what texts and numbers read so far mean, where there is nothing to say of them.
    """

    use: ColumnUse
    at: int
    parse: Parser
    plain: dict[Cell, Any] = with_default(default_factory=dict)
    _known: dict[Any, Read | Wrong] = with_default(default_factory=dict)

    @cached_property
    def field(self) -> str:
        """The field that it fills."""
        return str(self.use.field)

    def read(self, cell: Any) -> Read:
        """Read a cell, or the list of rounds that stands in one. Raises Wrong."""
        if isinstance(cell, list):
            return self.parse(cell)  # type: ignore[arg-type]  # only the parser of `rounds` is given lists
        token = cell if isinstance(cell, str) else (cell.__class__, cell)
        found = self._known.get(token)
        if found is None:
            try:
                _check_length(cell)
                found = self.parse(cell)
            except Wrong as error:
                found = error
            if len(self._known) < MOST_KEPT:
                self._known[token] = found
        if isinstance(found, Wrong):
            # The error is kept: each raise would add to its traceback.
            raise found.with_traceback(None)
        return found


def _check_length(cell: Cell) -> None:
    if isinstance(cell, str) and len(cell) > MAX_CELL:
        most = both(f"at most {MAX_CELL:,}", f"不超过 {MAX_CELL:,} 个字符")
        count = f"{len(cell):,}"
        raise Wrong(f"{count} characters are too many for one cell", f"单元格过长，共 {count} 个字符", most)


def column(use: ColumnUse, at: int, book: RuleBook, headers: frozenset[str], cells: Iterable[Cell]) -> Column:
    """Set up the reading of a column; `cells` is all it holds, for what only the whole column tells."""
    name = use.field or ""
    if name.startswith(ANSWER):
        return Column(use, at, answer_parser(name.removeprefix(ANSWER), use, book, cells))
    if name in NAMES:
        return Column(use, at, optional(lambda cell: Read(_LINES.sub(" ", as_text(cell)))))
    if name.startswith(ACCOUNTS):
        return Column(use, at, optional(lambda cell: parse_figure(cell, use.unit)))
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

    def history(cell: Any) -> Read:
        return parse_given(cell) if isinstance(cell, list) else parse_history(cell, use.unit)

    text = optional(lambda cell: Read(as_text(cell)))
    date = optional(dates.parse_date)
    return {
        "country": text, "province": text, "city": text, "district": text,
        "sectors": optional(parse_tags), "layer": optional(_or_unknown(taxonomy.layers, NO_LAYER)),
        "segment": optional(_or_unknown(taxonomy.segments, NO_SEGMENT)),
        "founded": date, "round_date": date, "date": date, "as_of": optional(_day),
        "head_count": optional(numbers.parse_heads), "round": words.parse_round, "type": words.parse_round,
        "amount": optional(money), "currency": optional(words.parse_currency),
        "investors": optional(parse_investors), "rounds": history,
        "evidence": optional(words.parse_grade),
    }  # fmt: skip


def _unless_astray(parse: Parser, known: frozenset[str]) -> Parser:
    def read(cell: Cell) -> Read:
        if isinstance(cell, str) and len(cell) <= _LONGEST and (name := key(cell)) and name in known:
            return Read(None, ASTRAY)
        return parse(cell)

    return read


def _or_unknown(get: Callable[[], Any], remark: Text) -> Parser:
    def read(cell: Cell) -> Read:
        entry = get().find(as_text(cell))
        return Read(entry.slug) if entry else Read(None, remark)

    return read


def _day(cell: Cell) -> Read:
    read = dates.parse_date(cell)
    if len(read.value) < len("2019-03-21"):
        whole = both("a whole date such as 2019-03-21", "完整日期，例如 2019-03-21")
        raise Wrong(f"{shown(cell)} names no day", f"{quoted(cell)}没有写到日", whole)
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
