"""What lies below the companies of a table in flat arrays: funding rounds with their investors, annual accounts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from scoring.table.coded import Coded
from scoring.table.flat import places_of

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class RoundTable:
    """Funding rounds, arrays `[rounds]`, those of a company one after the other in the order of its profile.

    `company` numbers the company. `round` is a slug, `date` a partial date as the profile has it, `low` and `high` the
    amount in units of `currency` (NaN where not known), `evidence` a grade. Investors lie flat: those of round r are
    `first_investor[r]` to `first_investor[r + 1]` (`[rounds + 1]`) of `investor` (names) and `kind` (slugs, unknown
    where only the name can tell).
    """

    company: Ints
    round: Coded[str]
    date: Coded[str]
    low: Floats
    high: Floats
    currency: Coded[str]
    evidence: Coded[str]
    first_investor: Ints
    investor: Coded[str]
    kind: Coded[str]

    def __len__(self) -> int:
        return len(self.company)

    @property
    def round_of_investor(self) -> Ints:
        """Number of the round that each investor is named in, `[investors]`."""
        return np.repeat(np.arange(len(self)), np.diff(self.first_investor))

    def take(self, rows: Ints, company: Ints) -> "RoundTable":
        """Some rounds, in the order of `rows`, as those of the companies `company` `[rows]`."""
        counts = np.diff(self.first_investor)[rows]
        flat = places_of(self.first_investor[:-1][rows], counts)
        own = {name: getattr(self, name).take(rows) for name in ("round", "date", "currency", "evidence")}
        return RoundTable(
            company=company,
            low=self.low[rows],
            high=self.high[rows],
            first_investor=np.append(0, np.cumsum(counts)).astype(np.int64),
            investor=self.investor.take(flat),
            kind=self.kind.take(flat),
            **own,
        )


@dataclass(frozen=True, eq=False)
class AccountTable:
    """Annual accounts, arrays `[entries]`: those of a company one after the other, in the order of its profile.

    `company` numbers the company, `year` is the calendar year; `figures` holds yuan by the names of
    `scoring.profile.accounts.ACCOUNT_FIELDS`, NaN for what is not known.
    """

    company: Ints
    year: Ints
    figures: Mapping[str, Floats]

    def __len__(self) -> int:
        return len(self.company)

    @classmethod
    def none(cls) -> "AccountTable":
        """No accounts of anybody."""
        nothing = np.empty(0, np.int64)
        return cls(nothing, nothing, {})

    def take(self, rows: Ints, company: Ints) -> "AccountTable":
        """Some entries, in the order of `rows`, as those of the companies `company` `[rows]`."""
        return AccountTable(company, self.year[rows], rows_of(self.figures, rows))


Below = TypeVar("Below", RoundTable, AccountTable)


def below(part: Below, rows: NDArray[Any]) -> Below:
    """What lies below the companies `rows`, numbered as these are."""
    starts = np.searchsorted(part.company, rows, "left")
    counts = np.searchsorted(part.company, rows, "right") - starts
    return part.take(places_of(starts, counts), np.repeat(np.arange(len(rows)), counts))


def rows_of(columns: Mapping[str, Any], rows: NDArray[Any]) -> dict[str, Any]:
    """Some rows of every column."""
    return {name: column[rows] for name, column in columns.items()}
