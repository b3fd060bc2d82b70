"""A column of funding histories at once: every different piece between two semicolons is parsed once."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.errors import Wrong
from scoring.intake.cells.values import MISSING, Cells, plain
from scoring.intake.files.tables import MAX_CELL
from scoring.intake.funding.history import BREAKS, says_unfunded
from scoring.intake.funding.pieces import Pieces, read_pieces
from scoring.intake.headings.fields import Column
from scoring.table.flat import places_of

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Histories:
    """Histories by their different cells: those of cell c are `first[c]` to `first[c + 1]` of `listed`.

    `listed` numbers `pieces`. `known` tells which cells say anything (without rounds: never funded), `wrong` which
    can't be read, or not here: both `[rows]`.
    """

    codes: NDArray[np.int32]
    first: Ints
    listed: Ints
    pieces: Pieces
    known: Flags
    wrong: Flags

    def flat(self) -> tuple[Ints, Ints]:
        """Row and piece of every round, row by row."""
        counts = np.append(np.diff(self.first), 0)[self.codes]
        starts = np.append(self.first[:-1], 0)[self.codes]
        return np.repeat(np.arange(len(self.codes)), counts), self.listed[places_of(starts, counts)]


def read_histories(column: Column, cells: Cells) -> Histories:
    """Read the cells of a column `rounds`."""
    split = [_pieces(cell) for cell in cells.values]
    places = {piece: at for at, piece in enumerate(dict.fromkeys(piece for each in split for piece in each))}
    pieces = read_pieces([*places], column.use.unit)
    known, wrong = np.zeros(len(split) + 1, bool), np.zeros(len(split) + 1, bool)
    for at, (cell, each) in enumerate(zip(cells.values, split, strict=True)):
        if not each or (len(each) == 1 and not pieces.usual[places[each[0]]] and _is_special(each[0])):
            known[at], wrong[at] = _without_rounds(column, cell)
            each.clear()
        else:
            known[at], wrong[at] = True, not _is_plain(str(cell))
    sizes = [len(each) for each in split]
    listed = np.fromiter((places[piece] for each in split for piece in each), np.int64, sum(sizes))
    wrong[np.repeat(np.arange(len(sizes)), sizes)[pieces.wrong[listed]]] = True
    first = np.cumsum([0, *sizes], dtype=np.int64)
    return Histories(cells.codes, first, listed, pieces, known[cells.codes], wrong[cells.codes])


def _pieces(cell: Any) -> list[str]:
    """The pieces of a cell, as `parse_history` cuts it; none of what is no text."""
    if not isinstance(cell, str):
        return []
    for each in BREAKS[1:]:
        cell = cell.replace(each, BREAKS[0])
    return [piece for piece in map(str.strip, cell.split(BREAKS[0])) if piece]


def _is_plain(cell: str) -> bool:
    """Whether a cell with pieces is neither a formula nor too long."""
    return len(cell) <= MAX_CELL and (cell[0].isalnum() or plain(cell.lstrip()[:1]) != "=")


def _is_special(piece: str) -> bool:
    """Whether a piece that stands alone may say 'nothing known' or 'never funded'."""
    return plain(piece) in MISSING or says_unfunded(piece)


def _without_rounds(column: Column, cell: Any) -> tuple[bool, bool]:
    """Of a cell without rounds: whether it says anything, and whether it can't be read."""
    try:
        value = column.read(cell).value
    except Wrong:
        return False, True
    return value is not None, bool(value)
