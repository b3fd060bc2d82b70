"""The rows of a table sorted: those that are companies into profiles, the others with the reason why not."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.errors import Problem
from scoring.intake.by_column.grid import Grid
from scoring.intake.by_column.layout import lay_out
from scoring.intake.by_column.profiles import Profile, TableProfiles
from scoring.intake.by_row.reader import RejectedRow, RowReader
from scoring.intake.by_row.sums import is_sum
from scoring.intake.cells.values import Cell
from scoring.intake.headings.fields import NAMES
from scoring.intake.headings.headers import ColumnUse
from scoring.intake.notes import RowNotes
from scoring.rulesets.book import RuleBook
from scoring.table.from_profiles import table_of
from scoring.table.stacking import stacked
from scoring.text import Text, both

HEADER_AGAIN: Final = both("the header row once more", "这一行又是表头")
_CONTINUED: Final = both(
    "its company name is merged with the row above, which is the row that is read",
    "公司名称与上一行合并，只读取上一行",
)
_A_SUM: Final = both("sums up the table and names no company", "这一行是汇总，不是公司")
_A_COMPANY: Final = both("a company, or no such row", "公司信息；或删掉这一行")


@dataclass(frozen=True, eq=False)
class Sorted:
    """Profiles with their row numbers, rejected rows, and what was remarked on rows.

    `dated`: some row names an as-of date of its own.
    """

    profiles: TableProfiles
    rows: list[int]
    rejected: list[RejectedRow]
    notes: RowNotes
    dated: bool


def sort_out(
    grid: Grid, uses: Sequence[ColumnUse], continued: NDArray[np.bool_], reader: RowReader, book: RuleBook
) -> Sorted:
    """Read all rows; those `continued` have their name from a merged cell above.

    Plain rows are read by columns, the others by `reader`, one by one.
    """
    layout = lay_out(grid, reader, book, continued)
    profiles: dict[int, Profile] = {}
    rejected = []
    for at in np.flatnonzero(~layout.plain).tolist():
        found = _read(grid, at, uses, bool(continued[at]), reader)
        if isinstance(found, RejectedRow):
            rejected.append(found)
        else:
            profiles[at] = found
    table, rows = layout.table, np.flatnonzero(layout.plain)
    if profiles:
        rows = np.concatenate([rows, np.array([*profiles])])
        order = np.argsort(rows)
        table, rows = stacked([table, table_of([*profiles.values()], book)]).take(order), rows[order]
    lazily = TableProfiles(grid.take(rows), replace(reader), table)
    notes = RowNotes(layout.notes.cases + reader.notes.cases, layout.notes.tags + reader.notes.tags)
    return Sorted(lazily, grid.numbers[rows].tolist(), rejected, notes, reader.dated or layout.dated)


def _read(grid: Grid, at: int, uses: Sequence[ColumnUse], continued: bool, reader: RowReader) -> Profile | RejectedRow:
    row, number = grid.row(at), int(grid.numbers[at])
    message, name = _no_company(row, uses), ""
    if continued:
        message, name = _CONTINUED, str(row[next(place for place, use in enumerate(uses) if use.field in NAMES)])
    if message is None:
        return reader.read(number, row)
    return RejectedRow(number, name, [Problem(reader.source, message, row=number, expected=_A_COMPANY)])


def _no_company(row: Sequence[Cell], uses: Sequence[ColumnUse]) -> Text | None:
    """Say why a row stands for no company, if it does not."""
    if _repeats_header(row, uses):
        return HEADER_AGAIN
    return _A_SUM if is_sum(row, uses) else None


def _repeats_header(row: Sequence[Cell], uses: Sequence[ColumnUse]) -> bool:
    def is_header(cell: Cell, use: ColumnUse) -> bool:
        return isinstance(cell, str) and cell.strip() == use.header

    pairs = list(zip(row, uses, strict=False))
    if not any(use.field in NAMES and is_header(cell, use) for cell, use in pairs):
        return False
    named = [is_header(cell, use) for cell, use in pairs if use.header]
    return 2 * sum(named) > len(named)
