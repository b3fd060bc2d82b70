"""A table of companies into profiles: the whole way from a file to profiles, rejected rows and notes."""

import gc
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from pydantic import BaseModel

from scoring.errors import Problem, refuse
from scoring.intake.columns import NAMES, find_header, read_mapping
from scoring.intake.fields import Column, column
from scoring.intake.headers import ColumnUse, key
from scoring.intake.notes import Notes
from scoring.intake.rows import RejectedRow, RowReader
from scoring.intake.tables import MAX_ROWS, load_table
from scoring.intake.values import Cell
from scoring.profile import CompanyProfile, profile_model
from scoring.rulesets.book import RuleBook


@dataclass
class Intake:
    """What a table gave. `rows` holds the row number of each profile, as the user's own program counts it."""

    source: str
    columns: list[ColumnUse]
    profiles: list[CompanyProfile[BaseModel]] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    rejected: list[RejectedRow] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)


def read_table(
    path: Path,
    *,
    book: RuleBook,
    as_of: date,
    mapping: Path | None = None,
    sheet: str | None = None,
    max_rows: int = MAX_ROWS,
) -> Intake:
    """Read a CSV or workbook of companies into profiles, one a row.

    `as_of` holds for rows without a date of their own. Every row with content ends up in `profiles` or in
    `rejected`; whatever was interpreted is in `notes`. Raises InputError for a file that can't be used as a whole.
    """
    mapped = read_mapping(mapping, book) if mapping else {}
    table = load_table(path, sheet=sheet, max_rows=max_rows)
    source = path.name
    top, uses = find_header(source, table.rows, book, mapped)
    notes = Notes(source)
    for remark in table.remarks:
        notes.add("", remark)
    _note_columns(notes, uses, mapped)
    body = [(number, row) for number, row in enumerate(table.rows[top + 1 :], start=top + 2) if _filled(row)]
    if not body:
        raise refuse(
            source,
            "holds a header but no company",
            row=top + 1,
            expected="one row a company below the header",
        )
    reader = RowReader(source, _columns(uses, book, body), len(uses), profile_model(book), as_of, notes)
    intake = Intake(source, uses)
    with _collector_at_rest():
        for number, row in body:
            _sort_in(intake, reader, number, row)
    _note_repeats(notes, intake, reader)
    intake.notes = notes.problems()
    return intake


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Hold the garbage collector: profiles form no cycles, and going over them doubles the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _sort_in(intake: Intake, reader: RowReader, number: int, row: Sequence[Cell]) -> None:
    if _repeats_header(row, intake.columns):
        problem = Problem(intake.source, "the header row once more", row=number, expected="a company, or no such row")
        intake.rejected.append(RejectedRow(number, "", [problem]))
        return
    found = reader.read(number, row)
    if isinstance(found, RejectedRow):
        intake.rejected.append(found)
    else:
        intake.profiles.append(found)
        intake.rows.append(number)


def _filled(row: Sequence[Cell]) -> bool:
    return any(cell is not None and (not isinstance(cell, str) or cell.strip()) for cell in row)


def _columns(uses: Sequence[ColumnUse], book: RuleBook, body: Sequence[tuple[int, Sequence[Cell]]]) -> list[Column]:
    headers = frozenset(key(use.header) for use in uses if use.header)
    return [
        column(use, at, book, headers, (row[at] for _, row in body if at < len(row)))
        for at, use in enumerate(uses) if use.field
    ]  # fmt: skip


def _repeats_header(row: Sequence[Cell], uses: Sequence[ColumnUse]) -> bool:
    named = [(cell, use) for cell, use in zip(row, uses, strict=False) if use.header]
    same = sum(isinstance(cell, str) and cell.strip() == use.header for cell, use in named)
    heads = any(use.field in NAMES and isinstance(cell, str) and cell.strip() == use.header for cell, use in named)
    return heads and same * 2 > len(named)


def _note_columns(notes: Notes, uses: Sequence[ColumnUse], mapped: Mapping[str, str | None]) -> None:
    for use in uses:
        if use.how == "personal":
            notes.add(use.header, "tells of persons, so the column is left out on purpose")
        elif use.how == "unused":
            notes.add(use.header, "is not read: a profile holds each round, not totals over them")
        elif use.how == "unknown" and use.header:
            notes.add(
                use.header,
                f"column {use.letter} is not known and not read; a mapping file can say what it is",
            )
    absent = set(mapped) - {key(use.header) for use in uses}
    for header in sorted(absent):
        notes.add(header, "the mapping file names this header, but the table has no such column")


def _note_repeats(notes: Notes, intake: Intake, reader: RowReader) -> None:
    counts = Counter(profile.name for profile in intake.profiles)
    header = next((column.use.header for column in reader.columns if column.use.field in NAMES), "")
    first: set[str] = set()
    for number, profile in zip(intake.rows, intake.profiles, strict=True):
        if counts[profile.name] > 1 and profile.name in first:
            notes.add(header, "names a company that stands further up: both rows are kept", number, profile.name)
        first.add(profile.name)
