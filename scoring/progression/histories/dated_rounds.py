"""Rounds of a table of companies placed in time and size, as the rounds of Events."""

import numpy as np
from numpy.typing import NDArray

from scoring import taxonomy
from scoring.progression.histories.company_events import MONTH_ONLY, day_of_partial, place_of
from scoring.progression.histories.events import Floats, Ints, Rounds, spans
from scoring.table import Coded, RoundTable


def dated_rounds(rounds: RoundTable, chosen: Ints, size: int) -> Rounds:
    """The rounds of the companies `chosen` (ascending numbers among `size`), which are numbered anew.

    All of them have a date to the month or the day; those of a day come in the order of the ladder.
    """
    number = np.full(size, -1)
    number[chosen] = np.arange(len(chosen))
    rows = np.flatnonzero(number[rounds.company] >= 0)
    company, day = number[rounds.company[rows]], rounds.date.map(_day, 0, np.int64)[rows]
    order = _in_time(company, day, rounds.round.map(place_of, 0, np.int64)[rows])
    rows, company, day = rows[order], company[order], day[order]
    first_investor, investors = _investors(rounds, rows)
    dollars = rounds.currency.map(lambda currency: currency == "USD", unknown=False, kind=bool)
    return Rounds(
        company=company,
        day=day,
        month_only=rounds.date.map(lambda date: len(date) == MONTH_ONLY, unknown=False, kind=bool)[rows],
        round=rounds.round.take(rows),
        usd=_usd(rounds)[rows],
        in_usd=(dollars & ~(np.isnan(rounds.low) & np.isnan(rounds.high)))[rows],
        first_investor=first_investor,
        investors=investors,
    )


def _day(partial: str) -> int:
    """Day of a date; 0 for a mere year, whose company is left out."""
    return day_of_partial(partial)[0] if len(partial) >= MONTH_ONLY else 0


def _in_time(company: Ints, day: Ints, place: Ints) -> Ints:
    """Order of rounds that lie by company already: by company, day and place. Most tables are in it from the start."""
    ahead = np.diff(company) > 0
    later, further = np.diff(day), np.diff(place)
    if (ahead | (later > 0) | ((later == 0) & (further >= 0))).all():
        return np.arange(len(company))
    return np.lexsort((place, day, company))


def _usd(rounds: RoundTable) -> Floats:
    """US dollars at the fixed rate, `[rounds]`: the geometric middle of a band; NaN for none or 0."""
    low, high, rates = rounds.low, rounds.high, taxonomy.currencies()
    band = np.where(low > 0, np.sqrt(low * high), high / 2)
    middle = np.where(np.isnan(low), high, np.where(np.isnan(high), low, band))
    usd = middle * rounds.currency.map(lambda currency: rates[currency].cny / rates["USD"].cny, np.nan)
    return np.where(usd == 0, np.nan, usd)


def _investors(rounds: RoundTable, rows: Ints) -> tuple[Ints, Coded[str]]:
    """First investors and investors of the rounds `rows`; one named twice in a round counts once, where it is first."""
    counts = np.diff(rounds.first_investor)[rows]
    investors = rounds.investor.take(spans(rounds.first_investor[rows], counts))
    of = np.repeat(np.arange(len(rows)), counts)
    again = _repeated(of * np.int64(len(rounds.investor.values)) + investors.codes)
    if again.any():
        investors, counts = investors.take(np.flatnonzero(~again)), np.bincount(of[~again], minlength=len(rows))
    return np.append(0, np.cumsum(counts)), investors


def _repeated(keys: Ints) -> NDArray[np.bool_]:
    """Which keys stand further up already. Sorting alone is quick, and there are hardly ever any."""
    ordered = np.sort(keys)
    found = np.zeros(len(keys), bool)
    if (ordered[1:] == ordered[:-1]).any():
        found[:] = True
        found[np.unique(keys, return_index=True)[1]] = False
    return found
