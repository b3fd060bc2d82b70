"""The profiles of a table read by columns: each is made when it is asked for."""

from collections.abc import Sequence
from dataclasses import replace
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
    """Profiles of the rows of a grid, beside the `table` of the same companies in the same order.

    Threads may ask for them at the same time.
    """

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
        found = self._made.get(place)
        if found is None:
            found = self._profile(place)
            if len(self._made) >= _KEPT:
                self._made = {}  # other threads may be looking into the old ones
            self._made[place] = found
        return found

    def take(self, rows: NDArray[np.int64]) -> "TableProfiles":
        """Some of them, or in another order."""
        return TableProfiles(self._grid.take(rows), self._reader, self.table.take(rows))

    def _profile(self, place: int) -> Profile:
        # What there is to remark was remarked when the table was read. Each thread has a reader of its own.
        reader = replace(self._reader, notes=RowNotes())
        found = reader.read(int(self._grid.numbers[place]), self._grid.row(place))
        if isinstance(found, RejectedRow):
            raise TypeError(f"row {found.row} was read, and now is not: {found.problems}")
        return found
