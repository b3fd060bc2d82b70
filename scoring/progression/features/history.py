"""History: what was known of a market on a day, as integer codes. Nothing dated later gets past this file."""

from dataclasses import dataclass
from typing import Final
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from scoring.progression.histories.events import Events, Floats, Ints, Names
from scoring.progression.histories.stages import are_exits, stages_of
from scoring.table.coded import Coded
from scoring.table.flat import places_of

_KEPT: Final["WeakKeyDictionary[Events, Progression]"] = WeakKeyDictionary()
GROUPS: Final = ("sector", "region", "state", "city")


@dataclass(frozen=True, eq=False)
class Group:
    """Membership in named groups: `code` `[companies]` numbers an entry of `names`."""

    names: Names
    code: Ints


@dataclass(frozen=True, eq=False)
class History:
    """Rounds dated on or before `day`, of the companies that had one by then.

    Arrays `[companies]`: `company` numbers a company of the events, `first` and `last` its rounds here, `count`
    how many it had, `exit_day` a listing or acquisition among its rounds (inf if none by `day`). Exits known from
    elsewhere end predictions, but no feature reads them: a table to be scored rarely has them, and a model fitted
    with them would meet other figures than it was fitted on.
    Arrays `[rounds]`, sorted by company and day: `row` numbers a company here, `when` is the day, `stage` the stage
    group, `amount` log10 of US dollars (NaN if undisclosed), `in_usd` 0 or 1.
    Arrays `[deals]`, one per round and investor: `deal_round` numbers a round, `deal_investor` a name.
    """

    day: int
    company: Ints
    first: Ints
    last: Ints
    count: Ints
    exit_day: Floats
    row: Ints
    when: Ints
    stage: Ints
    amount: Floats
    in_usd: Floats
    groups: dict[str, Group]
    deal_round: Ints
    deal_investor: Ints
    investors: Names

    def total(self, weights: Floats | NDArray[np.bool_]) -> Floats:
        """Sum of a value `[rounds]` over each company's rounds, `[companies]`."""
        return np.bincount(self.row, weights, len(self.company)).astype(np.float64)


@dataclass(frozen=True, eq=False)
class Progression:
    """All rounds of a market that are steps of a progression, in codes and in the order of History."""

    company: Ints
    when: Ints
    stage: Ints
    amount: Floats
    in_usd: Floats
    deal_round: Ints
    deal_investor: Ints
    investors: Names
    exit_day: Floats
    groups: dict[str, Group]


def progression_of(events: Events) -> Progression:
    """Events as codes; kept as long as the table itself, since training looks at one table on many days."""
    if events not in _KEPT:
        _KEPT[events] = _in_codes(events)
    return _KEPT[events]


def _in_codes(events: Events) -> Progression:
    rounds, ends = events.rounds, are_exits(events.rounds.round)
    stage = stages_of(rounds.round, events.market)
    order = np.lexsort((stage, rounds.day, rounds.company))
    order = order[~ends[order]]
    deal_round, investors = _deals(events, order)
    backers = _group(investors)
    return Progression(
        company=rounds.company[order],
        when=rounds.day[order],
        stage=stage[order],
        amount=_log10(rounds.usd[order]),
        in_usd=rounds.in_usd[order].astype(np.float64),
        deal_round=deal_round,
        deal_investor=backers.code,
        investors=backers.names,
        exit_day=_exits(events, ends),
        groups={kind: _group(getattr(events.companies, kind)) for kind in GROUPS},
    )


def history(events: Events, day: int) -> History:
    """What was known on `day` (days since 1970-01-01), that day included."""
    table = progression_of(events)
    seen = table.when <= day
    company = table.company[seen]
    starts = np.flatnonzero(np.diff(company, prepend=-1))
    count = np.diff(np.append(starts, len(company)))
    of = company[starts]
    deals = seen[table.deal_round]
    return History(
        day=day,
        company=of,
        first=starts,
        last=starts + count - 1,
        count=count,
        exit_day=np.where(table.exit_day[of] <= day, table.exit_day[of], np.inf),
        row=np.repeat(np.arange(len(of)), count),
        when=table.when[seen],
        stage=table.stage[seen],
        amount=table.amount[seen],
        in_usd=table.in_usd[seen],
        groups={kind: Group(group.names, group.code[of]) for kind, group in table.groups.items()},
        deal_round=(np.cumsum(seen) - 1)[table.deal_round[deals]],
        deal_investor=table.deal_investor[deals],
        investors=table.investors,
    )


def _deals(events: Events, order: Ints) -> tuple[Ints, Coded[str]]:
    """The flat investors of the rounds in `order`, with each deal's new round number."""
    offset = events.rounds.first_investor
    count = np.diff(offset)[order]
    deal_round = np.repeat(np.arange(len(order)), count)
    return deal_round, events.rounds.investors.take(places_of(offset[:-1][order], count))


def _exits(events: Events, ends: NDArray[np.bool_]) -> Floats:
    exits = np.full(len(events.companies.id), np.inf)
    np.minimum.at(exits, events.rounds.company[ends], events.rounds.day[ends])
    return exits


def _group(names: Coded[str]) -> Group:
    """The names that occur, in their order, so that nothing depends on the order in which they were read."""
    used = np.flatnonzero(np.bincount(names.codes, minlength=len(names.values)))
    known = np.array([names.values[at] for at in used.tolist()], np.str_)
    order = np.argsort(known)
    place = np.empty(len(names.values), np.int64)
    place[used[order]] = np.arange(len(used))
    return Group(known[order], place[names.codes])


def _log10(usd: Floats) -> Floats:
    return np.log10(np.where(usd > 0, usd, np.nan))
