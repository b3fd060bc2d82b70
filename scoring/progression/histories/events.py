"""Events: funding histories of one market as arrays, sorted by company and day."""

from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from scoring.table.coded import Coded

Market = Literal["us", "cn"]
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Names = NDArray[np.str_]


@dataclass(frozen=True, eq=False)
class Companies:
    """Companies of a table, `[companies]` each; what is unknown is "" in names and NaN in days.

    `exit_day` is the day of a dated acquisition or listing; `city`, `region` and `state` are names as the source
    gives them, since they only serve to group (`state` is the province in China). What groups is coded, so that a
    name is looked at once, however many companies have it.
    """

    id: NDArray[Any]
    name: NDArray[Any]
    sector: Coded[str]
    region: Coded[str]
    state: Coded[str]
    city: Coded[str]
    founded_day: Floats
    exit_day: Floats


@dataclass(frozen=True, eq=False)
class Rounds:
    """Rounds, `[rounds]` each, sorted by company and day.

    `company` numbers the company, `day` counts from 1970-01-01 (a date known to the month stands for its first day, and
    `month_only` says so), `round` is a slug of the taxonomy of rounds, `usd` the amount in US dollars at the fixed
    rate (the geometric middle of a band; NaN where undisclosed), `in_usd` whether it was raised in dollars.
    Investors lie flat: those of round r are `investors[first_investor[r]:first_investor[r + 1]]`.
    """

    company: Ints
    day: Ints
    month_only: NDArray[np.bool_]
    round: Coded[str]
    usd: Floats
    in_usd: NDArray[np.bool_]
    first_investor: Ints
    investors: Coded[str]


@dataclass(frozen=True, eq=False)
class Acquisitions:
    """Acquisitions of any company, also of ones not in the table: arrays `[acquisitions]`."""

    day: Ints
    sector: Names


@dataclass(frozen=True, eq=False)
class Events:
    """Funding histories of one market."""

    market: Market
    companies: Companies
    rounds: Rounds
    acquisitions: Acquisitions | None = None

    def take(self, companies: Ints) -> "Events":
        """Some companies (ascending numbers) with their rounds."""
        counts = self._starts[companies + 1] - self._starts[companies]
        rows = spans(self._starts[companies], counts)
        first = self.rounds.first_investor
        investors = first[rows + 1] - first[rows]
        deals = spans(first[rows], investors)
        picked = {field.name: _of(getattr(self.companies, field.name), companies) for field in fields(Companies)}
        own = ("day", "month_only", "round", "usd", "in_usd")
        rounds = Rounds(
            company=np.repeat(np.arange(len(companies)), counts),
            first_investor=np.append(0, np.cumsum(investors)),
            investors=self.rounds.investors.take(deals),
            **{name: _of(getattr(self.rounds, name), rows) for name in own},
        )
        return Events(self.market, Companies(**picked), rounds, self.acquisitions)

    @cached_property
    def _starts(self) -> Ints:
        """The first round of each company, and the end of the last one's, `[companies + 1]`."""
        return np.asarray(np.searchsorted(self.rounds.company, np.arange(len(self.companies.id) + 1)))


def _of(column: Any, rows: Ints) -> Any:
    return column.take(rows) if isinstance(column, Coded) else column[rows]


def spans(starts: Ints, counts: Ints) -> Ints:
    """The numbers from each start on, as many as its count, one after the other."""
    ends = np.cumsum(counts)
    return np.asarray(np.arange(ends[-1] if len(ends) else 0) + np.repeat(starts - ends + counts, counts))
