"""From the rows below a header to an intake: companies sorted from other rows, and everything remarked on the table."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

import numpy as np
from pydantic import BaseModel

from scoring.errors import InputError, Problem
from scoring.intake import remarks
from scoring.intake.by_column.grid import Grid
from scoring.intake.by_column.profiles import TableProfiles
from scoring.intake.by_column.sorting import sort_out
from scoring.intake.by_row.reader import RejectedRow, RowReader
from scoring.intake.headings.fields import NAMES, Column, column
from scoring.intake.headings.headers import ColumnUse, key
from scoring.intake.headings.mapping import Mapped
from scoring.intake.notes import Notes, RowNotes
from scoring.profile import CompanyProfile, profile_model
from scoring.rulesets.book import RuleBook
from scoring.table import CompanyTable
from scoring.table.from_profiles import table_of
from scoring.text import Text, both

_NO_COMPANY: Final = both("holds a header but no company", "只有表头，没有公司")
_ONE_A_COMPANY: Final = both("one row a company below the header", "表头下面每家公司一行")


@dataclass
class Intake:
    """What a table gave. `rows` holds the row number of each profile, as the user's own program counts it.

    The profiles of a table that was read are made one by one, when they are asked for: what concerns all companies is
    taken from `table`. `gathered` is what `notes` are made of, so that those of several parts can be added up.
    """

    source: str
    columns: list[ColumnUse]
    profiles: Sequence[CompanyProfile[BaseModel]] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    rejected: list[RejectedRow] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    gathered: Notes | None = None

    def table(self, book: RuleBook) -> CompanyTable:
        """The companies laid out for the rule sets of `book`, which is the one that the table was read with."""
        return self.profiles.table if isinstance(self.profiles, TableProfiles) else table_of(self.profiles, book)

    def take(self, places: Sequence[int]) -> "Intake":
        """The same with some of the profiles, by their places from 0, or with all in another order."""
        if isinstance(self.profiles, TableProfiles):
            profiles: Sequence[CompanyProfile[BaseModel]] = self.profiles.take(np.array(places, np.int64))
        else:
            profiles = [self.profiles[at] for at in places]
        return replace(self, profiles=profiles, rows=[self.rows[at] for at in places])


@dataclass(frozen=True, eq=False)
class Below:
    """What stands below the header, whose columns are used as `uses` say; `header_row` is its number, 0 for no row.

    `blank` are the numbers of rows without content; `remarks` and `filled` are those of `Table`. A `part` is one of
    many of a bigger table, so that no row of it is read by what other rows say. `typed`: its numbers are numbers, so
    that percentages are never written as shares.
    """

    source: str
    header_row: int
    uses: list[ColumnUse]
    grid: Grid
    blank: Sequence[int]
    remarks: tuple[Text, ...] = ()
    filled: frozenset[tuple[int, int]] = frozenset()
    part: bool = False
    typed: bool = False


def read_below(below: Below, mapped: Mapped, *, book: RuleBook, as_of: date) -> Intake:
    """Read all rows. Raises InputError for a whole table without any."""
    source, uses, grid = below.source, below.uses, below.grid
    notes = Notes(source)
    if not below.part:
        remarks.on_bare_amounts(notes, uses, grid.columns)
    for remark in below.remarks:
        notes.add("", remark)
    remarks.on_columns(notes, uses, mapped)
    remarks.on_headless_columns(notes, uses, grid.columns)
    if not below.part:
        remarks.on_blank_rows(notes, below.blank)
    if not len(grid) and not below.part:
        raise InputError([Problem(source, _NO_COMPANY, row=below.header_row or None, expected=_ONE_A_COMPANY)])
    names = [at for at, use in enumerate(uses) if use.field in NAMES]
    continued = np.isin(grid.numbers, [row + 1 for row, at in below.filled if at in names])
    reader = RowReader(source, columns_of(below, book), len(uses), profile_model(book), as_of, RowNotes())
    found = sort_out(grid, uses, continued, reader, book)
    notes.take_over(found.notes)
    remarks.on_merged(notes, uses, below.filled, below.header_row)
    table = found.profiles.table
    if not below.part:
        remarks.on_repeats(notes, uses[names[0]].header, found.rows, table.name)
    if found.dated:
        notes.add("", remarks.OWN_DATE)
    elif not below.part:
        remarks.on_the_end(notes, table.rounds, as_of)
    return Intake(source, uses, found.profiles, found.rows, found.rejected, notes.problems(), notes)


def columns_of(below: Below, book: RuleBook) -> list[Column]:
    """How the columns in use are read."""
    headers = frozenset(key(use.header) for use in below.uses if use.header)
    cells = {} if below.typed else below.grid.columns
    return [
        column(use, at, book, headers, cells[at].values if at in cells else ())
        for at, use in enumerate(below.uses)
        if use.field
    ]
