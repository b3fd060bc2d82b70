"""The annual accounts of all rows at once, as `by_row.accounts` puts together those of one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.intake.by_column.reads import ReadColumn
from scoring.intake.headings.accounts import ACCOUNTS, YEARS, YEARS_BACK
from scoring.profile.accounts import ACCOUNT_FIELDS
from scoring.table.below import AccountTable
from scoring.table.coded import Coded

Flags = NDArray[np.bool_]
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
_MOST: Final = 10
"""Entries of accounts that a profile takes."""
_APART: Final = 10_000
"""More than any year, so that a row and a year are one number."""


@dataclass(frozen=True, eq=False)
class Accounts:
    """Entries of all rows; `wrong` `[rows]` tells whose a profile would refuse, or contradict themselves."""

    entries: AccountTable
    wrong: Flags

    def of(self, rows: Flags) -> AccountTable:
        """The entries of the rows chosen, which are numbered anew."""
        kept = np.flatnonzero(rows[self.entries.company])
        places = np.cumsum(rows) - 1
        return self.entries.take(kept, places[self.entries.company[kept]])


def accounts_of(reads: Mapping[str, ReadColumn], as_of: Coded[date]) -> Accounts:
    """Gather the columns of accounts among `reads` (by field); years counted back are those before `as_of`."""
    cells = [_cells(field, read, as_of) for field, read in reads.items() if field.startswith(ACCOUNTS)]
    wrong = np.zeros(len(as_of), bool)
    keys = np.unique(np.concatenate([key for _, key, _ in cells])) if cells else np.empty(0, np.int64)
    company, year = keys // _APART, keys % _APART
    figures = {name: np.full(len(keys), np.nan) for name in ACCOUNT_FIELDS}
    for figure, key, values in cells:
        column, at = figures[figure], np.searchsorted(keys, key)
        differ = ~np.isnan(column[at]) & (column[at] != values)
        wrong[company[at[differ]]] = True
        column[at] = values
    wrong[company[(year < YEARS.start) | (year >= YEARS.stop)]] = True
    wrong |= np.bincount(company, minlength=len(as_of)) > _MOST
    return Accounts(AccountTable(company, year, figures), wrong)


def _cells(field: str, read: ReadColumn, as_of: Coded[date]) -> tuple[str, Ints, Floats]:
    """Figure, key of row and year, and value of each cell that says something."""
    _, told, figure = field.split(".")
    values = read.values().map(float, np.nan)
    known = np.flatnonzero(~np.isnan(values))
    ends = as_of.map(lambda day: day.year, 0, np.int64)[known]
    year = ends - int(told) if int(told) in YEARS_BACK else np.full(len(known), int(told))
    return figure, known * _APART + year, values[known]
