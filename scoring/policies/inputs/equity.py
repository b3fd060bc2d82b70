"""Equity from institutions within the last years, in yuan: at least and at most, as far as the rounds tell.

At least: rounds surely within the years that name an institution, with the low end of their amount. At most: every
equity round that may lie within them; an amount not known is open upwards. Years run back from the as-of date.
"""

from datetime import date
from functools import lru_cache
from typing import Final

import numpy as np

from scoring import taxonomy
from scoring.columns.investors import NO_INSTITUTION
from scoring.policies.inputs.bounded import Bounded, Flags, Floats
from scoring.profile.values import earliest, latest
from scoring.table import CompanyTable, RoundTable

YEARS: Final = {"equity_two_years": 2, "equity_three_years": 3}
_EQUITY: Final = "equity"


def equity(name: str, table: CompanyTable) -> Bounded:
    """One of `YEARS`."""
    sure, possible = _within(table, YEARS[name])
    low, high = _yuan(table.rounds)
    size, company = len(table), table.rounds.company
    sure &= _has_institution(table.rounds)
    least = np.bincount(company, np.where(sure, low, 0), size)
    most = np.bincount(company, np.where(possible, high, 0), size)
    low_end: Floats = np.where(table.history, least, np.nan)
    high_end: Floats = np.where(table.history, np.where(table.latest_only, np.inf, most), np.nan)
    return Bounded(low_end, high_end, ~table.history | (low_end < high_end))


def _within(table: CompanyTable, years: int) -> tuple[Flags, Flags]:
    """Equity rounds surely and possibly of the last years, `[rounds]`; one without a date is possibly."""
    rounds = table.rounds
    end = table.as_of.map(date.toordinal, 0, np.int64)[rounds.company]
    start = table.as_of.map(lambda day: _back(day, years).toordinal(), 0, np.int64)[rounds.company]
    first = rounds.date.map(lambda partial: earliest(partial).toordinal(), -1, np.int64)
    last = rounds.date.map(lambda partial: latest(partial).toordinal(), -1, np.int64)
    of_equity = rounds.round.map(lambda slug: taxonomy.rounds()[slug].kind == _EQUITY, False, bool)
    undated = ~rounds.date.known
    sure = of_equity & ~undated & (first >= start) & (last <= end)
    return sure, of_equity & (undated | ((last >= start) & (first <= end)))


def _back(day: date, years: int) -> date:
    leap = day.month == 2 and day.day == 29  # noqa: PLR2004 - 29 February
    return day.replace(year=day.year - years, day=28 if leap else day.day)


def _yuan(rounds: RoundTable) -> tuple[Floats, Floats]:
    rates = taxonomy.currencies()
    rate = rounds.currency.map(lambda slug: rates[slug].cny, np.nan)
    return np.nan_to_num(rounds.low) * rate, np.where(np.isnan(rounds.high), np.inf, rounds.high) * rate


def _has_institution(rounds: RoundTable) -> Flags:
    """Rounds with at least one investor that is known to be an institution, `[rounds]`."""
    by_name = rounds.investor.map(_is_institution, False, bool)
    by_kind = rounds.kind.map(lambda slug: slug not in NO_INSTITUTION, False, bool)
    found = np.where(rounds.kind.known, by_kind, by_name)
    return np.bincount(rounds.round_of_investor, found, len(rounds)) > 0


@lru_cache(maxsize=65_536)
def _is_institution(name: str) -> bool:
    kind = taxonomy.investor_kind(name)
    return kind is not None and kind.slug not in NO_INSTITUTION
