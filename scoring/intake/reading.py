"""A table of companies into profiles: the whole way from a file to profiles, rejected rows and notes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from pydantic import BaseModel

from scoring.collector import collector_at_rest
from scoring.errors import InputError, Problem
from scoring.intake import remarks
from scoring.intake.columns import find_header, heads_companies
from scoring.intake.fields import NAMES, Column, column
from scoring.intake.headers import ColumnUse, key
from scoring.intake.mapping import Mapped, read_mapping
from scoring.intake.notes import Notes
from scoring.intake.rows import RejectedRow, RowReader
from scoring.intake.sums import is_sum
from scoring.intake.tables import MAX_ROWS, Table, load_fitting, name_of
from scoring.intake.values import Cell
from scoring.profile import CompanyProfile, profile_model
from scoring.rulesets.book import RuleBook
from scoring.text import Text, both

_NO_COMPANY: Final = both("holds a header but no company", "只有表头，没有公司")
_ONE_A_COMPANY: Final = both("one row a company below the header", "表头下面每家公司一行")
HEADER_AGAIN: Final = both("the header row once more", "这一行又是表头")
_CONTINUED: Final = both(
    "its company name is merged with the row above, which is the row that is read",
    "公司名称与上一行合并，只读取上一行",
)
_A_SUM: Final = both("sums up the table and names no company", "这一行是汇总，不是公司")
_A_COMPANY: Final = both("a company, or no such row", "公司信息；或删掉这一行")


@dataclass
class Intake:
    """What a table gave. `rows` holds the row number of each profile, as the user's own program counts it."""

    source: str
    columns: list[ColumnUse]
    profiles: list[CompanyProfile[BaseModel]] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    rejected: list[RejectedRow] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)


@collector_at_rest()
def read_table(
    path: Path,
    *,
    book: RuleBook,
    as_of: date,
    mapping: Path | Mapping[str, str | None] | None = None,
    sheet: str | None = None,
    max_rows: int = MAX_ROWS,
) -> Intake:
    """Read a CSV or workbook of companies into profiles, one a row.

    Of a workbook it is the sheet named, else the first with a header for company names. `mapping` is a mapping file, or
    what it holds. `as_of` holds for rows without a date of their own. Every row with content ends up in `profiles` or
    in `rejected`; whatever was interpreted is in `notes`. Raises InputError for a file that can't be used as a whole.
    """
    mapped = read_mapping(mapping, book) if mapping else {}
    table = load_fitting(path, sheet=sheet, max_rows=max_rows, fits=lambda rows: heads_companies(rows, book, mapped))
    source = name_of(path)
    top, uses = find_header(source, table.rows, book, mapped, table.sheets if sheet is None else ())
    return read_rows(source, table, top, uses, mapped, book=book, as_of=as_of)


def read_rows(
    source: str, table: Table, top: int, uses: list[ColumnUse], mapped: Mapped, *, book: RuleBook, as_of: date
) -> Intake:
    """Read what stands below the header, row `top` of the table counted from 0, whose columns are used as `uses` say.

    Raises InputError where nothing stands there.
    """
    notes = Notes(source)
    below = list(enumerate(table.rows[top + 1 :], start=top + 2))
    body = [(number, row) for number, row in below if _filled(row)]
    remarks.on_bare_amounts(notes, uses, [row for _, row in body])
    for remark in table.remarks:
        notes.add("", remark)
    remarks.on_columns(notes, uses, mapped)
    remarks.on_headless_columns(notes, uses, (row for _, row in body))
    remarks.on_blank_rows(notes, [number for number, row in below if row and not _filled(row)])
    if not body:
        raise InputError([Problem(source, _NO_COMPANY, row=top + 1, expected=_ONE_A_COMPANY)])
    reader = RowReader(source, _columns(uses, book, body), len(uses), profile_model(book), as_of, notes)
    intake = Intake(source, uses)
    names = [at for at, use in enumerate(uses) if use.field in NAMES]
    for number, row in body:
        if any((number - 1, at) in table.filled for at in names):
            problem = Problem(source, _CONTINUED, row=number, expected=_A_COMPANY)
            intake.rejected.append(RejectedRow(number, str(row[names[0]]), [problem]))
            continue
        _sort_in(intake, reader, number, row)
    remarks.on_merged(notes, uses, table.filled, top)
    header = next((use.header for use in uses if use.field in NAMES), "")
    remarks.on_repeats(notes, header, intake.rows, intake.profiles)
    if reader.dated:
        notes.add("", remarks.OWN_DATE)
    else:
        remarks.on_the_end(notes, intake.profiles, as_of)
    intake.notes = notes.problems()
    return intake


def _sort_in(intake: Intake, reader: RowReader, number: int, row: Sequence[Cell]) -> None:
    message = _no_company(row, intake.columns)
    if message:
        problem = Problem(intake.source, message, row=number, expected=_A_COMPANY)
        intake.rejected.append(RejectedRow(number, "", [problem]))
        return
    found = reader.read(number, row)
    if isinstance(found, RejectedRow):
        intake.rejected.append(found)
    else:
        intake.profiles.append(found)
        intake.rows.append(number)


def _no_company(row: Sequence[Cell], uses: Sequence[ColumnUse]) -> Text | None:
    """Say why a row stands for no company, if it does not."""
    if _repeats_header(row, uses):
        return HEADER_AGAIN
    return _A_SUM if is_sum(row, uses) else None


def _filled(row: Sequence[Cell]) -> bool:
    return any(cell is not None and (not isinstance(cell, str) or cell.strip()) for cell in row)


def _columns(uses: Sequence[ColumnUse], book: RuleBook, body: Sequence[tuple[int, Sequence[Cell]]]) -> list[Column]:
    headers = frozenset(key(use.header) for use in uses if use.header)
    return [
        column(use, at, book, headers, (row[at] for _, row in body if at < len(row)))
        for at, use in enumerate(uses) if use.field
    ]  # fmt: skip


def _repeats_header(row: Sequence[Cell], uses: Sequence[ColumnUse]) -> bool:
    def is_header(cell: Cell, use: ColumnUse) -> bool:
        return isinstance(cell, str) and cell.strip() == use.header

    pairs = list(zip(row, uses, strict=False))
    if not any(use.field in NAMES and is_header(cell, use) for cell, use in pairs):
        return False
    named = [is_header(cell, use) for cell, use in pairs if use.header]
    return 2 * sum(named) > len(named)
