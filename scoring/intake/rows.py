"""One row into one profile: cells read, put together, validated; faults are worded in the table's terms."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from scoring.errors import Problem
from scoring.intake import tags, words
from scoring.intake.fields import PLACE_FIELDS, Column
from scoring.intake.funding import funding
from scoring.intake.headers import ANSWER, EVIDENCE
from scoring.intake.notes import Notes
from scoring.intake.tables import MAX_CELL
from scoring.intake.values import Cell, Read, Unreadable, shortened
from scoring.profile import CompanyProfile

_MODEL_FIELDS = {"founded": "founded", "round": "round_date", "as_of": "as_of"}


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
    notes: Notes

    def read(self, number: int, cells: Sequence[Cell]) -> CompanyProfile[BaseModel] | RejectedRow:
        """Profile of the row, or why there is none."""
        values: dict[str, Any] = {}
        problems = self._shape_problems(number, cells)
        for column in self.columns if not problems else ():
            cell = cells[column.at] if column.at < len(cells) else None
            try:
                values[str(column.use.field)] = self._value(column, number, cell)
            except Unreadable as error:
                problems.append(self._problem(number, column.use.header, str(error), error.expected, cell))
        name = values.get("name") or values.get("legal_name") or ""
        if not problems and not name:
            problems.append(self._problem(number, self._header("name"), "no company name", "the name of the company"))
        if not problems:
            try:
                return self.model.model_validate(self._fields(number, name, values))
            except Unreadable as error:
                field = error.field or "city"
                cell = self._cell(self._header(field), cells)
                problems.append(self._problem(number, self._header(field), str(error), error.expected, cell))
            except ValidationError as error:
                problems += [self._translated(number, fault, cells) for fault in error.errors(include_url=False)]
        return RejectedRow(number, name or self._shown_name(cells), problems)

    def _shape_problems(self, number: int, cells: Sequence[Cell]) -> list[Problem]:
        problems = []
        if len(cells) > self.width and any(cell not in ("", None) for cell in cells[self.width :]):
            problems.append(self._problem(
                number, "", f"holds {len(cells)} cells, the header only {self.width}",
                "as many cells as headers; put text that holds the delimiter in quotation marks",
            ))  # fmt: skip
        for column in self.columns:
            cell = cells[column.at] if column.at < len(cells) else None
            if isinstance(cell, str) and len(cell) > MAX_CELL:
                message = f"{len(cell):,} characters are too many for one cell"
                problems.append(self._problem(number, column.use.header, message, f"at most {MAX_CELL:,}", cell))
        return problems

    def _value(self, column: Column, number: int, cell: Cell) -> object:
        read: Read = column.read(cell)
        if read.remark:
            self.notes.add(column.use.header, read.remark, number, cell)
        if isinstance(read.value, tags.Tags):
            self.notes.unmatched(column.use.header, read.value.unmatched)
            if not any(read.value[:3]):
                self.notes.add(column.use.header, "no tag is known, so the sector stays unknown", number, cell)
        return read.value

    def _fields(self, number: int, name: str, values: dict[str, Any]) -> dict[str, Any]:
        found: dict[str, Any] = {"name": name, "as_of": self.as_of}
        if values.get("as_of"):
            found["as_of"] = date.fromisoformat(values["as_of"])
        place = [values.get(part) or "" for part in PLACE_FIELDS]
        if any(place):
            city = words.parse_place(*place)
            found["city"] = city.value
            if city.remark:
                self.notes.add(self._header("city"), city.remark, number, " · ".join(filter(None, place)))
        found |= self._industry(number, values)
        for field in ("founded", "evidence"):
            if values.get(field):
                found[field] = values[field]
        if values.get("head_count"):
            found["head_count"] = dict(zip(("low", "high"), values["head_count"], strict=True))
        rounds = funding(values, lambda field, remark: self.notes.add(self._header(field), remark, number))
        if rounds is not None:
            found["rounds"] = rounds
        found["answers"] = _answers(values)
        return found

    def _industry(self, number: int, values: dict[str, Any]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        if isinstance(listed := values.get("sectors"), tags.Tags):
            found["sectors"] = list(listed.sectors)
            found["layer"], found["segment"] = tags.settle(listed)
            if len(listed.segments) > 1 or len(listed.layers) > 1:
                remark = "tags name several layers or segments: the first is taken"
                self.notes.add(self._header("sectors"), remark, number)
        return found | {field: values[field] for field in ("layer", "segment") if values.get(field)}

    def _translated(self, number: int, fault: ErrorDetails, cells: Sequence[Cell]) -> Problem:
        """Word pydantic's finding in terms of the table: the column's header, not the path of the field."""
        message = str(fault["msg"]).removeprefix("Value error, ")
        steps = [str(step) for step in fault["loc"]]
        field = steps[0] if steps else _MODEL_FIELDS.get(message.split(" ")[0], "")
        if field == "answers" and len(steps) > 1:
            field = ANSWER + steps[1]
        column = next((column for column in self.columns if column.use.field == field), None)
        if column is None and field in ("rounds", "round_date"):
            wanted = ("rounds", "round")
            column = next((column for column in self.columns if str(column.use.field).startswith(wanted)), None)
        cell = cells[column.at] if column and column.at < len(cells) else None
        return self._problem(number, column.use.header if column else field, message, "", cell)

    def _problem(self, row: int, header: str, message: str, expected: str = "", cell: Cell = "") -> Problem:
        value = "" if cell is None else shortened(str(cell))
        return Problem(self.source, message, path=header, row=row, value=value, expected=expected)

    def _header(self, field: str) -> str:
        same = ("name", "legal_name") if field == "name" else ("city", *PLACE_FIELDS) if field == "city" else (field,)
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
            if column.use.field in ("name", "legal_name") and column.at < len(cells) and cells[column.at]:
                return shortened(str(cells[column.at]))
        return ""


def _answers(values: dict[str, Any]) -> dict[str, Any]:
    answers: dict[str, Any] = {}
    for field, value in values.items():
        if field.startswith(ANSWER) and not field.endswith(EVIDENCE) and value is not None:
            grade = values.get(field + EVIDENCE)
            answers[field.removeprefix(ANSWER)] = {"value": value} | ({"evidence": grade} if grade else {})
    return answers
