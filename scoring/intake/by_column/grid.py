"""The rows below the header by columns: each different cell once, and its number for every row."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from scoring.intake.cells.values import Cell, Cells
from scoring.intake.funding.nested import NestedRounds
from scoring.table.coded import Coded

_HASHED_APART: Final = {str, type(None)}


@dataclass(frozen=True, eq=False)
class Grid:
    """Rows with content, as columns. `numbers` are their rows as the user's own program counts them.

    `columns` holds the cells of the columns that somebody asked for, by their places from 0, unknown where a row ends
    before; `nested` are columns of rounds in parts. `width` counts the columns of the header. `whole` has the rows as
    they stand, where that is more.
    """

    numbers: NDArray[np.int64]
    columns: Mapping[int, Cells]
    width: int
    whole: Sequence[Sequence[Cell]] | None = None
    nested: Mapping[int, NestedRounds] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.numbers)

    def row(self, at: int) -> Sequence[Any]:
        """Cells of one row; None in columns that nobody asked for."""
        if self.whole is not None:
            return self.whole[at]
        cells: list[Any] = [None] * self.width
        for place, column in self.columns.items():
            cells[place] = column[at]
        for place, rounds in self.nested.items():
            cells[place] = rounds.cell(at)
        return cells

    def take(self, rows: NDArray[np.int64]) -> "Grid":
        """Some of the rows, as columns alone."""
        columns = {at: column.take(rows) for at, column in self.columns.items()}
        nested = {at: rounds.take(rows) for at, rounds in self.nested.items()}
        return Grid(self.numbers[rows], columns, self.width, nested=nested)


def grid_of(numbers: Sequence[int], rows: Sequence[Sequence[Cell]], width: int, asked: Iterable[int]) -> Grid:
    """The columns `asked` of `rows`."""
    even = all(len(row) >= width for row in rows)
    columns = {at: coded_cells([row[at] if even or at < len(row) else None for row in rows]) for at in asked}
    return Grid(np.array(numbers, np.int64), columns, width, rows)


def coded_cells(cells: Sequence[Cell]) -> Cells:
    """Number the different cells; 1, 1.0 and True are three."""
    tokens: Sequence[Any] = cells
    if not {*map(type, cells)} <= _HASHED_APART:
        # Text is its own token; others equal each other across classes.
        tokens = [cell if isinstance(cell, str | None) else (cell.__class__, cell) for cell in cells]
    places: dict[Any, int] = {None: -1}
    for token in dict.fromkeys(tokens):
        places.setdefault(token, len(places) - 1)
    values = tuple(token[1] if isinstance(token, tuple) else token for token in places)[1:]
    return Coded(values, np.array([places[token] for token in tokens], np.int32))


def blank_rows(columns: Iterable[Cells], size: int) -> NDArray[np.bool_]:
    """Which of `size` rows hold nothing but blanks in all the columns."""
    blank = np.ones(size, bool)
    for column in columns:
        blank &= np.array([*(not str(cell).strip() for cell in column.values), True])[column.codes]
        if not blank.any():
            break
    return blank
