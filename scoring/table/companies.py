"""The table of companies: one array a field of the profile; rounds, investors and accounts lie below it."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from scoring.table.below import AccountTable, Floats, RoundTable, below, rows_of
from scoring.table.coded import Coded

Column = NDArray[np.generic]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class CompanyTable:
    """Companies, arrays `[companies]`: what a list of profiles tells, as far as any figure rests on it.

    `name` is an array of str objects; `as_of` codes dates; `city`, `sector` (the main one), `layer`, `segment` and
    `evidence` slugs; `sectors` the slugs of all sectors, the main one first; `founded` partial dates; `head_low` and
    `head_high` the ends of a band, NaN for an open one and for nothing known. `history` tells whether the funding
    history is known (no rounds then: never funded), `latest_only` that only the latest round of it is.
    `accounts` are the annual accounts of all companies. `answers` holds a column for each input that somebody answered:
    float64 with NaN or int8 codes with -1, as the evaluator reads them, and one for each item of a checklist of the
    packs (`titles.gaoqi`, 0 or 1); `grades` (same inputs, only where somebody gave a grade) codes of evidence, -1 for
    none.
    """

    name: NDArray[np.object_]
    as_of: Coded[date]
    city: Coded[str]
    sector: Coded[str]
    sectors: Coded[tuple[str, ...]]
    layer: Coded[str]
    segment: Coded[str]
    founded: Coded[str]
    head_low: Floats
    head_high: Floats
    evidence: Coded[str]
    history: Flags
    latest_only: Flags
    rounds: RoundTable
    accounts: AccountTable
    answers: Mapping[str, Column]
    grades: Mapping[str, NDArray[np.int8]]

    def __len__(self) -> int:
        return len(self.name)

    def take(self, rows: NDArray[Any]) -> "CompanyTable":
        """Some companies (numbers), or all of them in another order."""
        rounds, accounts = below(self.rounds, rows), below(self.accounts, rows)
        own = {name: getattr(self, name) for name in OWN}
        picked: dict[str, Any] = {
            name: part.take(rows) if isinstance(part, Coded) else part[rows] for name, part in own.items()
        }
        answers, grades = rows_of(self.answers, rows), rows_of(self.grades, rows)
        return CompanyTable(**picked, rounds=rounds, accounts=accounts, answers=answers, grades=grades)


OWN: Final = tuple(
    field.name for field in fields(CompanyTable) if field.name not in ("rounds", "accounts", "answers", "grades")
)
"""Fields with one value a company."""
