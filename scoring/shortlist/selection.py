"""Selection: of the companies that pass every gate, the best as far as seats reach."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scoring.cohort.cohort import Cohort
from scoring.ledger import DECIMALS

Key = tuple[int, float, str]


@dataclass(frozen=True, eq=False)
class Selection:
    """Who is in.

    `keys` order the companies that have a rank: rank, then the higher low bound, then the name, as the order of rows
    decides nothing. `waiting` holds those that pass every gate, best first; the first `taken` of them are selected.
    """

    keys: dict[int, Key]
    waiting: list[int]
    taken: int
    seats: int | None

    @property
    def chosen(self) -> list[int]:
        """Selected companies, best first."""
        return self.waiting[: self.taken]

    @property
    def is_full(self) -> bool:
        """Whether all seats are taken."""
        return self.seats is not None and self.taken >= self.seats

    def place(self, at: int) -> int:
        """Rank of a company among those that pass every gate: one more than the number of better ones."""
        return 1 + bisect_left(self.waiting, self.keys[at][0], key=lambda other: self.keys[other][0])

    def tied(self) -> list[int]:
        """Companies of equal rank on both sides of the last seat; empty where none is left out by a tie."""
        if not 0 < self.taken < len(self.waiting):
            return []
        rank = self.keys[self.waiting[self.taken - 1]][0]
        if self.keys[self.waiting[self.taken]][0] != rank:
            return []
        return [at for at in self.waiting if self.keys[at][0] == rank]

    def would_fit(self, at: int) -> bool:
        """Whether a company would have a seat if it passed every gate."""
        if not self.is_full:
            return True
        return bool(self.chosen) and self.keys[at] < self.keys[self.chosen[-1]]


def select(cohort: Cohort, ranks: Sequence[int | None], passed: NDArray[np.bool_], seats: int | None) -> Selection:
    """Select among the companies that passed; one without a rank is never selected."""
    low = np.round(cohort.scored.total.low, DECIMALS)
    names = cohort.identities
    keys = {at: (rank, -float(low[at]), names[at]) for at, rank in enumerate(ranks) if rank is not None}
    waiting = sorted((at for at in keys if passed[at]), key=keys.__getitem__)
    return Selection(keys, waiting, len(waiting) if seats is None else min(seats, len(waiting)), seats)
