"""Judges' marks as numbers: who marked whom, and on which scale."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scoring.text import Text

Floats = NDArray[np.float64]
Places = NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Marks:
    """Marks of a table, at most one a company and judge.

    `company`, `judge` and `values` have one element a mark: a place in `companies`, a place in `judges`, and the mark
    on the scale from `scale_low` to `scale_high`. Names stand as the table has them. `notes` say how it was read.
    """

    source: str
    companies: tuple[str, ...]
    judges: tuple[str, ...]
    company: Places
    judge: Places
    values: Floats
    scale_low: float
    scale_high: float
    notes: tuple[Text, ...] = ()

    @property
    def matrix(self) -> Floats:
        """Marks as [companies, judges], NaN where there is none."""
        table = np.full((len(self.companies), len(self.judges)), np.nan)
        table[self.company, self.judge] = self.values
        return table
