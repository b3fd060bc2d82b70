"""What the different cells of a column mean, each read once, and what was remarked on the way."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from scoring.errors import Wrong
from scoring.intake.cells.tags import split_investors
from scoring.intake.cells.values import MISSING, Cells, Read
from scoring.intake.files.tables import MAX_CELL
from scoring.intake.headings.fields import Column
from scoring.intake.notes import Case
from scoring.table.coded import Coded, coded

V = TypeVar("V", bound=Hashable)
Flags = NDArray[np.bool_]
_LONGEST_MISSING: Final = 2 * max(map(len, MISSING))


@dataclass(frozen=True, eq=False)
class ReadColumn:
    """A column read: `reads` has one entry for each different cell, None where it can't be read."""

    column: Column
    cells: Cells
    reads: list[Read | None]

    @cached_property
    def wrong(self) -> Flags:
        """Where the cell can't be read, `[rows]`."""
        if None not in self.reads:
            return np.zeros(len(self.cells), bool)
        return flagged(self.cells, [read is None for read in self.reads])

    def values(self, pick: Callable[[Any], V | None] = lambda value: value) -> Coded[V]:
        """What `pick` makes of each value, unknown where nothing was said or nothing could be read, `[rows]`."""
        found = [None if read is None or read.value is None else pick(read.value) for read in self.reads]
        return recoded(found, self.cells.codes)

    def cases(self, place: int, numbers: NDArray[np.int64], fine: Flags) -> list[Case]:
        """Remarks on the cells of the rows `fine`; `numbers` are the rows' own."""
        remarks = {code: read.remark for code, read in enumerate(self.reads) if read and read.remark}
        if not remarks:
            return []
        seen = firsts(self.cells.codes, fine, len(self.reads))
        return [
            Case(int(numbers[first]), place, self.column.use.header, remarks[code], self.cells.values[code], count)
            for code, (first, count) in seen.items()
            if code in remarks
        ]


def read_column(column: Column, cells: Cells) -> ReadColumn:
    """Read each different cell of a column."""
    return ReadColumn(column, cells, [_read(column, cell) for cell in cells.values])


def _read(column: Column, cell: Any) -> Read | None:
    try:
        if column.field.endswith("investors") and _lists(cell):
            return split_investors(cell.strip())
        return column.read(cell)
    except Wrong:
        return None


def _lists(cell: Any) -> bool:
    """Whether a cell is evidently text that says something: such cells are many, and seldom twice the same."""
    return isinstance(cell, str) and _LONGEST_MISSING < len(cell.strip()) <= MAX_CELL and cell[0].isalnum()


def flagged(cells: Coded[Any], flags: list[bool]) -> Flags:
    """Flags of different values as those of the rows; False where there is no value."""
    return np.array([*flags, False])[cells.codes]


def recoded(values: list[V | None], codes: NDArray[np.int32]) -> Coded[V]:
    """Rows whose codes number `values`, which may repeat or be unknown."""
    found = coded(values)
    return Coded(found.values, np.append(found.codes, np.int32(-1))[codes])


def firsts(codes: NDArray[np.int32], rows: Flags, size: int) -> dict[int, tuple[int, int]]:
    """First row and number of rows of each code below `size` that occurs among `rows`."""
    at = np.flatnonzero(rows & (codes >= 0))
    counts = np.bincount(codes[at], minlength=size)
    first = np.zeros(size, np.int64)
    first[codes[at[::-1]]] = at[::-1]
    return {code: (int(first[code]), int(counts[code])) for code in np.flatnonzero(counts).tolist()}
