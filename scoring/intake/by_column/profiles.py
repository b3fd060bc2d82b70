"""The profiles of a table read by columns: each is made when it is asked for."""

from collections.abc import Sequence
from typing import Final, overload

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel

from scoring.intake.by_column.grid import Grid
from scoring.intake.by_row.reader import RejectedRow, RowReader
from scoring.intake.notes import RowNotes
from scoring.profile import CompanyProfile
from scoring.table.companies import CompanyTable

Profile = CompanyProfile[BaseModel]
_KEPT: Final = 4096
"""Profiles kept at a time."""


class TableProfiles(Sequence[Profile]):
    """Profiles of the rows of a grid, beside the `table` of the same companies in the same order."""

    def __init__(self, grid: Grid, reader: RowReader, table: CompanyTable) -> None:
        self.table = table
        self._grid, self._reader = grid, reader
        self._made: dict[int, Profile] = {}

    def __len__(self) -> int:
        return len(self.table)

    @overload
    def __getitem__(self, at: int) -> Profile: ...
    @overload
    def __getitem__(self, at: slice) -> list[Profile]: ...
    def __getitem__(self, at: int | slice) -> Profile | list[Profile]:
        if isinstance(at, slice):
            return [self[each] for each in range(*at.indices(len(self)))]
        place = range(len(self))[at]
        if place not in self._made:
            if len(self._made) >= _KEPT:
                self._made.pop(next(iter(self._made)))
            self._made[place] = self._profile(place)
        return self._made[place]

    def take(self, rows: NDArray[np.int64]) -> "TableProfiles":
        """Some of them, or in another order."""
        return TableProfiles(self._grid.take(rows), self._reader, self.table.take(rows))

    def _profile(self, place: int) -> Profile:
        # What there is to remark was remarked when the table was read.
        self._reader.notes = RowNotes()
        found = self._reader.read(int(self._grid.numbers[place]), self._grid.row(place))
        if isinstance(found, RejectedRow):
            raise TypeError(f"row {found.row} was read, and now is not: {found.problems}")
        return found
