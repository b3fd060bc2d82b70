"""A file of events, companies or acquisitions, opened: its rows, and the parsed values of each row."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from scoring.errors import InputError, Problem, Wrong, shortened
from scoring.intake.by_column.sorting import HEADER_AGAIN
from scoring.intake.by_row.reader import RejectedRow
from scoring.intake.cells.answers import Parser, optional
from scoring.intake.cells.dates import parse_date
from scoring.intake.cells.values import KEPT, Cell, Read, as_text
from scoring.intake.files.tables import MAX_CELL, load_table
from scoring.intake.headings.fields import BAND, Column, column
from scoring.intake.headings.headers import ColumnUse, key
from scoring.intake.notes import Notes
from scoring.progression.histories.headings import NO_QUESTIONS, find_columns
from scoring.text import Text, both

LONGEST: Final = 200
"""Characters of a name, as in a profile."""

_TEXTS: Final = ("company_id", "name", "sectors", "country", "province", "region", "city")
_DATES: Final = ("round_date", "founded", "acquired")
MIDDLE: Final = both("a band is read as its geometric middle", "金额是范围，取几何中值")
_NO_ROWS: Final = both("holds a header but no row below it", "只有表头，没有数据")
_A_ROW: Final = both("one row a round, company or acquisition", "每行一轮融资、一家公司或一起收购")
_NO_SUCH_ROW: Final = both("no such row", "删掉这一行")


@dataclass
class Sheet:
    """Rows of a file below its header, and the columns that are read."""

    source: str
    uses: list[ColumnUse]
    columns: dict[str, Column]
    body: Sequence[tuple[int, Sequence[Cell]]]
    notes: Notes

    def rows(self, rejected: list[RejectedRow]) -> Iterator[tuple[int, dict[str, Any], list[Problem]]]:
        """Number, values by field and problems of each row; rows that repeat the header go to `rejected`."""
        headers = [use.header for use in self.uses]
        for number, cells in self.body:
            if list(cells[: len(headers)]) == headers:
                problem = Problem(self.source, HEADER_AGAIN, row=number, expected=_NO_SUCH_ROW)
                rejected.append(RejectedRow(number, "", [problem]))
            else:
                yield (number, *self._read(number, cells))

    def problem(self, row: int, field: str, message: Text, expected: Text | None = None, value: Cell = "") -> Problem:
        """Describe a fault of a row in the column of `field`."""
        found = "" if value is None else shortened(str(value), KEPT)
        return Problem(self.source, message, path=self.header(field), row=row, value=found, expected=expected)

    def header(self, field: str) -> str:
        """The heading of the column of `field`."""
        return self.columns[field].use.header if field in self.columns else field

    def _read(self, number: int, cells: Sequence[Cell]) -> tuple[dict[str, Any], list[Problem]]:
        problems = self._shape(number, cells)
        values: dict[str, Any] = {}
        size = len(cells)
        for field, each in self.columns.items():
            cell = cells[each.at] if each.at < size else None
            try:
                values[field], remark = each.read(cell) if _fits(cell) else _too_long(cell)
            except Wrong as error:
                problems.append(self.problem(number, field, error.text, error.expected, cell))
                continue
            if remark:
                self.notes.add(each.use.header, MIDDLE if remark is BAND else remark, number, cell)
        return values, problems

    def _shape(self, number: int, cells: Sequence[Cell]) -> list[Problem]:
        width = len(self.uses)
        if len(cells) <= width or all(cell in ("", None) for cell in cells[width:]):
            return []
        message = both(
            f"holds {len(cells)} cells, the header only {width}", f"有 {len(cells)} 个单元格，表头只有 {width} 个"
        )
        expected = both(
            "as many cells as headers; put text that holds the delimiter in quotation marks",
            "单元格数与表头一致；内容含分隔符时请加引号",
        )
        return [self.problem(number, "", message, expected)]


def open_sheet(path: Path, own: dict[str, str | None], needed: Sequence[tuple[str, Text]]) -> Sheet:
    """Load a file and find its columns; `needed` lists fields that must be there, each with what it is.

    Raises InputError for a file that can't be used at all.
    """
    table = load_table(path)
    source = path.name
    notes = Notes(source)
    for remark in table.remarks:
        notes.add("", remark)
    top, uses = find_columns(source, table.rows, own, notes)
    found = {use.field for use in uses}
    missing = [what for field, what in needed if field not in found]
    if missing:
        raise InputError([_missing(source, what, top + 1, uses) for what in missing])
    body = [(number, row) for number, row in enumerate(table.rows[top + 1 :], start=top + 2) if _filled(row)]
    if not body:
        raise InputError([Problem(source, _NO_ROWS, row=top + 1, expected=_A_ROW)])
    return Sheet(source, uses, _columns(uses), body, notes)


def _missing(source: str, what: Text, row: int, uses: Sequence[ColumnUse]) -> Problem:
    headers = [shortened(use.header, 40) for use in uses if use.header][:20]
    message = both(
        f"no column of {what.en}; the header row reads {', '.join(headers)}",
        f"没有{what.zh}这一列；表头是：{'、'.join(headers)}",
    )
    expected = both("such a column, or a mapping file that names it", "补上这一列，或用映射文件指明")
    return Problem(source, message, row=row, expected=expected)


def _filled(row: Sequence[Cell]) -> bool:
    return any(cell is not None and (not isinstance(cell, str) or cell.strip()) for cell in row)


def _columns(uses: Sequence[ColumnUse]) -> dict[str, Column]:
    headers = frozenset(key(use.header) for use in uses if use.header)
    text, date = optional(_text), optional(parse_date)
    parsers: dict[str, Parser] = {**dict.fromkeys(_TEXTS, text), **dict.fromkeys(_DATES, date)}
    if any(use.field == "company_id" for use in uses):
        # With an id beside it a name is a mere label: even '#NAME?' and 'N/A' are names of companies.
        parsers["name"] = _text
    return {
        use.field: Column(use, at, parsers[use.field])
        if use.field in parsers
        else column(use, at, NO_QUESTIONS, headers, ())
        for at, use in enumerate(uses)
        if use.field
    }


def _text(cell: Cell) -> Read:
    text = as_text(cell)
    return Read(text) if len(text) <= LONGEST else _too_long(cell)


def _fits(cell: Cell) -> bool:
    return not isinstance(cell, str) or len(cell) <= MAX_CELL


def _too_long(cell: Cell) -> Read:
    size = len(str(cell))
    most = both(f"at most {LONGEST}", f"不超过 {LONGEST} 个字符")
    raise Wrong(f"{size:,} characters are too many", f"内容过长，共 {size:,} 个字符", most)
