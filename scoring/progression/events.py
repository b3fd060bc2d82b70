"""Events: funding histories of one market as arrays, sorted by company and day."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Market = Literal["us", "cn"]
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Names = NDArray[np.str_]


@dataclass(frozen=True, eq=False)
class Companies:
    """Companies of a table, arrays `[companies]`; what is unknown is "" in names and NaN in days.

    `exit_day` is the day of a dated acquisition or listing; `city`, `region` and `state` are names as the source
    gives them, since they only serve to group (`state` is the province in China).
    """

    id: Names
    name: Names
    sector: Names
    region: Names
    state: Names
    city: Names
    founded_day: Floats
    exit_day: Floats


@dataclass(frozen=True, eq=False)
class Rounds:
    """Rounds, arrays `[rounds]`, sorted by company and day.

    `company` numbers the company, `day` counts from 1970-01-01 (a date known to the month stands for its first day, and
    `month_only` says so), `round` is a slug of the taxonomy of rounds, `usd` the amount in US dollars at the fixed
    rate (the geometric middle of a band; NaN where undisclosed), `in_usd` whether it was raised in dollars.
    Investors lie flat: those of round r are `investors[first_investor[r]:first_investor[r + 1]]`.
    """

    company: Ints
    day: Ints
    month_only: NDArray[np.bool_]
    round: Names
    usd: Floats
    in_usd: NDArray[np.bool_]
    first_investor: Ints
    investors: Names


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
