"""The table of companies into Events, so that one company of the form gets the features of one of an event table."""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from scoring.progression.histories.company_events import founded_day
from scoring.progression.histories.dated_rounds import dated_rounds
from scoring.progression.histories.events import Companies, Events, Ints, Market
from scoring.progression.histories.markets import Where, where_is_slug
from scoring.progression.histories.sectors import OTHER, name_of
from scoring.progression.histories.stages import are_exits
from scoring.progression.histories.usable import left_out
from scoring.table import Coded, CompanyTable
from scoring.table.coded import coded
from scoring.text import Text

_MARKETS: Final[tuple[Market, ...]] = ("us", "cn")


class TableEvents(NamedTuple):
    """Events by market; for each company of a market its number in the table; by company, why it is in none."""

    markets: dict[Market, Events]
    company: dict[Market, Ints]
    left_out: Coded[Text]


def events_of(table: CompanyTable) -> TableEvents:
    """Events of a table: only whole histories with a date for each round, of US and Chinese companies."""
    places = Coded((None, *table.city.values), table.city.codes + 1)
    where = Coded(tuple(map(where_is_slug, places.values)), places.codes)
    why = left_out(table, where)
    markets: dict[Market, Events] = {}
    numbers: dict[Market, Ints] = {}
    for market in _MARKETS:
        chosen = np.flatnonzero((where.map(_market, None, object) == market) & ~why.known)
        if len(chosen):
            markets[market], numbers[market] = _events(market, table, where, chosen), chosen
    return TableEvents(markets, numbers, why)


def _events(market: Market, table: CompanyTable, where: Coded[Where], chosen: Ints) -> Events:
    """Events of the companies `chosen` (numbers in the table)."""
    rounds = dated_rounds(table.rounds, chosen, len(table))
    ends = are_exits(rounds.round)
    at, sector = where.codes[chosen], table.sector.codes[chosen] + 1
    exit_day = np.full(len(chosen), np.inf)
    np.minimum.at(exit_day, rounds.company[ends], rounds.day[ends])
    companies = Companies(
        id=table.name[chosen],
        name=table.name[chosen],
        sector=_named([OTHER[market], *(name_of(slug, market) for slug in table.sector.values)], sector),
        region=_named([each.region for each in where.values], at),
        state=_named([each.state for each in where.values], at),
        city=_named([each.city for each in where.values], at),
        founded_day=table.founded.map(founded_day, np.nan)[chosen],
        exit_day=np.where(np.isinf(exit_day), np.nan, exit_day),
    )
    return Events(market, companies, rounds)


def _market(where: Where) -> Market | None:
    return where.market


def _named(names: Sequence[str], at: NDArray[np.integer]) -> Coded[str]:
    """Names by their numbers, those that are alike as one."""
    return coded(names).take(at)
