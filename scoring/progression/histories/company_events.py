"""Companies with their rounds, as they were read, and how they become the arrays of Events."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from math import nan
from typing import Final, NamedTuple

import numpy as np

from scoring import taxonomy
from scoring.errors import Wrong
from scoring.intake.cells.dates import YEAR_ONLY
from scoring.intake.cells.money import MOST
from scoring.profile.values import Span, earliest
from scoring.progression.histories.events import Acquisitions, Companies, Events, Market, Rounds
from scoring.progression.histories.months import day_of
from scoring.table.coded import coded
from scoring.text import both

MONTH_ONLY: Final = len("2019-03")
_OFF_THE_LADDER: Final = 10_000
_TO_THE_MONTH: Final = both("a date to the day or the month", "精确到日或月的日期")
_BELOW_MOST: Final = both("an amount below 1e15", "小于 1e15 的金额")


class Round(NamedTuple):
    """One round; the fields of Rounds."""

    day: int
    month_only: bool
    round: str
    usd: float
    in_usd: bool
    investors: tuple[str, ...]


@dataclass
class CompanyEvents:
    """One company of a market; the fields of Companies."""

    id: str
    name: str
    sector: str
    region: str = ""
    state: str = ""
    city: str = ""
    founded_day: float = nan
    exit_day: float = nan
    rounds: list[Round] = field(default_factory=list)


def tabulate(market: Market, companies: Sequence[CompanyEvents], acquired: Acquisitions | None = None) -> Events:
    """Arrays of companies in the order given; rounds of a day in the order of the ladder, those off it last."""
    return Events(market, _companies(companies), _rounds(companies), acquired)


def _companies(companies: Sequence[CompanyEvents]) -> Companies:
    return Companies(
        id=np.array([each.id for each in companies], dtype=np.str_),
        name=np.array([each.name for each in companies], dtype=np.str_),
        sector=coded(each.sector for each in companies),
        region=coded(each.region for each in companies),
        state=coded(each.state for each in companies),
        city=coded(each.city for each in companies),
        founded_day=np.array([each.founded_day for each in companies], dtype=np.float64),
        exit_day=np.array([each.exit_day for each in companies], dtype=np.float64),
    )


def _rounds(companies: Sequence[CompanyEvents]) -> Rounds:
    ordered = [sorted(company.rounds, key=_in_time) for company in companies]
    flat = list(chain.from_iterable(ordered))
    listed = [round_.investors for round_ in flat]
    return Rounds(
        company=np.repeat(np.arange(len(companies), dtype=np.int64), [len(rounds) for rounds in ordered]),
        day=np.array([each.day for each in flat], dtype=np.int64),
        month_only=np.array([each.month_only for each in flat], dtype=np.bool_),
        round=coded(each.round for each in flat),
        usd=np.array([each.usd for each in flat], dtype=np.float64),
        in_usd=np.array([each.in_usd for each in flat], dtype=np.bool_),
        first_investor=np.cumsum([0, *map(len, listed)], dtype=np.int64),
        investors=coded(chain.from_iterable(listed)),
    )


def _in_time(item: Round) -> tuple[int, int]:
    return item.day, place_of(item.round)


@lru_cache(maxsize=256)
def place_of(slug: str) -> int:
    """Place of a round on the ladder; those off it come last."""
    order = taxonomy.rounds()[slug].order
    return _OFF_THE_LADDER if order is None else order


@lru_cache(maxsize=65536)
def day_of_partial(partial: str) -> tuple[int, bool]:
    """Days from 1970-01-01 of a partial date, and whether only its month is known.

    Raises Wrong for a mere year: a time since the last round can't be told from it.
    """
    if len(partial) < MONTH_ONLY:
        raise Wrong(f"'{partial}': {YEAR_ONLY.en}", f"“{partial}”{YEAR_ONLY.zh}", _TO_THE_MONTH)
    return day_of(earliest(partial)), len(partial) == MONTH_ONLY


def founded_day(partial: str | None) -> float:
    """Days from 1970-01-01 of a founding date (its first possible day); NaN when unknown."""
    return float(day_of(earliest(partial))) if partial else nan


@lru_cache(maxsize=65536)
def usd_of(low: float | None, high: float | None, currency: str) -> float:
    """US dollars, at the fixed rate, of an amount: the geometric middle of a band; NaN for none or 0.

    Raises Wrong for 1e15 or more, in any currency.
    """
    if low is None and high is None:
        return nan
    if max(low or 0, high or 0) >= MOST:
        raise Wrong(f"{max(low or 0, high or 0):g} is too large", f"{max(low or 0, high or 0):g} 过大", _BELOW_MOST)
    rates = taxonomy.currencies()
    return Span(low=low, high=high).middle * (rates[currency].cny / rates["USD"].cny) or nan
