"""One row into one profile: cells read, put together, validated; faults are worded in the table's terms."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Final

from pydantic import BaseModel, ValidationError

from scoring.errors import Problem, Wrong, shortened
from scoring.intake.by_row.assembly import Remark, profile_fields
from scoring.intake.cells import tags
from scoring.intake.cells.values import KEPT, Cell, Read, written
from scoring.intake.funding.one_row import Contradiction
from scoring.intake.headings.accounts import ACCOUNTS
from scoring.intake.headings.fields import MOST_KEPT, NAMES, PLACE_FIELDS, Column
from scoring.intake.headings.headers import ANSWER
from scoring.intake.notes import RowNotes
from scoring.profile import CompanyProfile
from scoring.profile.faults import worded
from scoring.text import Text, both

# What the profile checks as a whole: how the message begins, and the field to point at.
_OF_THE_WHOLE: Final = {"founded": "founded", "round": "round_date", "the as-of": "as_of"}
_UNSEEN: Final = object()
_HASHED: Final = (str, float)
"""Classes of cells that may be looked up by value; others equal each other across classes, as True and 1 do."""


@dataclass(frozen=True)
class RejectedRow:
    """A row that became no profile, and why."""

    row: int
    company: str
    problems: list[Problem]


@dataclass
class RowReader:
    """Reads the rows of one table; keeps the parsed values and the notes between them."""

    source: str
    columns: list[Column]
    width: int
    model: type[CompanyProfile[BaseModel]]
    as_of: date
    notes: RowNotes
    dated: bool = False
    """Whether any row so far named an as-of date of its own."""

    def read(self, number: int, cells: Sequence[Cell]) -> CompanyProfile[BaseModel] | RejectedRow:
        """Profile of the row, or why there is none."""
        values: dict[str, Any] = {}
        problems = self._shape_problems(number, cells)
        for column in self.columns if not problems else ():
            cell = cells[column.at] if column.at < len(cells) else None
            try:
                seen = column.plain.get(cell, _UNSEEN) if cell.__class__ in _HASHED else _UNSEEN
                values[column.field] = self._value(column, number, cell) if seen is _UNSEEN else seen
            except Wrong as error:
                problems.append(self._problem(number, column.use.header, error.text, error.expected, cell))
        name = values.get("name") or values.get("legal_name") or ""
        if not problems and not name:
            message, expected = both("no company name", "没有公司名称"), both("the name of the company", "公司名称")
            problems.append(self._problem(number, self.header("name"), message, expected))
        if not problems:
            try:
                self.dated |= bool(values.get("as_of"))
                return self.model.model_validate(profile_fields(name, values, self.as_of, self._remark(number)))
            except ValidationError as error:
                problems += [self._translated(number, fault, cells) for fault in error.errors(include_url=False)]
            except Wrong as error:
                field = error.field if isinstance(error, Contradiction) else "city"
                cell = self._cell(self.header(field), cells)
                problems.append(self._problem(number, self.header(field), error.text, error.expected, cell))
        return RejectedRow(number, name or self._shown_name(cells), problems)

    def _shape_problems(self, number: int, cells: Sequence[Cell]) -> list[Problem]:
        problems = []
        if len(cells) > self.width and any(cell not in ("", None) for cell in cells[self.width :]):
            message = both(
                f"holds {len(cells)} cells, the header only {self.width}",
                f"有 {len(cells)} 个单元格，表头只有 {self.width} 个",
            )
            expected = both(
                "as many cells as headers; put text that holds the delimiter in quotation marks",
                "单元格数与表头一致；内容含分隔符时请加引号",
            )
            problems.append(self._problem(number, "", message, expected))
        return problems

    def _value(self, column: Column, number: int, cell: Cell) -> object:
        read: Read = column.read(cell)
        plain = cell.__class__ in _HASHED and not read.remark and not isinstance(read.value, tags.Tags)
        if plain and len(column.plain) < MOST_KEPT:
            column.plain[cell] = read.value
        if read.remark:
            self.notes.add(column.use.header, read.remark, number, cell)
        if isinstance(read.value, tags.Tags):
            self.notes.unmatched(column.use.header, read.value.unmatched, number)
            if not any(read.value[:3]):
                self.notes.add(column.use.header, tags.NO_TAG, number, cell)
        return read.value

    def _remark(self, number: int) -> Remark:
        return lambda field, remark, value="": self.notes.add(self.header(field), remark, number, value)

    def _translated(self, number: int, fault: Any, cells: Sequence[Cell]) -> Problem:
        """Word pydantic's finding in terms of the table: the column's header, not the path of the field."""
        message, expected = worded(fault)
        steps = [str(step) for step in fault["loc"]]
        whole = (field for start, field in _OF_THE_WHOLE.items() if message.en.startswith(start))
        field = steps[0] if steps else next(whole, "")
        if field == "answers" and len(steps) > 1:
            field = ANSWER + steps[1]
        column = next((column for column in self.columns if column.use.field == field), None)
        if column is None and field in ("rounds", "round_date", "accounts"):
            wanted = (ACCOUNTS,) if field == "accounts" else ("rounds", "round")
            column = next((column for column in self.columns if str(column.use.field).startswith(wanted)), None)
        cell = cells[column.at] if column and column.at < len(cells) else None
        return self._problem(number, column.use.header if column else field, message, expected, cell)

    def _problem(self, row: int, header: str, message: Text, expected: Text | None = None, cell: Cell = "") -> Problem:
        value = shortened(written(cell), KEPT)
        return Problem(self.source, message, path=header, row=row, value=value, expected=expected)

    def header(self, field: str) -> str:
        """Header of the column that fills a field; the field itself where there is none."""
        same = NAMES if field == "name" else ("city", *PLACE_FIELDS) if field == "city" else (field,)
        return next((self._headers[name] for name in same if name in self._headers), field)

    def _cell(self, header: str, cells: Sequence[Cell]) -> Cell:
        return next(
            (cells[each.at] for each in self.columns if each.use.header == header and each.at < len(cells)), None
        )

    @cached_property
    def _headers(self) -> dict[str, str]:
        return {str(column.use.field): column.use.header for column in self.columns}

    def _shown_name(self, cells: Sequence[Cell]) -> str:
        for column in self.columns:
            if column.use.field in NAMES and column.at < len(cells) and cells[column.at]:
                return shortened(str(cells[column.at]), KEPT)
        return ""
