"""The funding columns of all rows put together: the rounds, what is known of the history, and which rows to look at.

The rules are those of `one_row.py`, which reads a single row; what is not evident is left to it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.intake.by_column.reads import ReadColumn, recoded
from scoring.intake.cells.money import MOST
from scoring.intake.funding.drafts import (
    Drafts,
    Listed,
    drafts_of,
    filled,
    no_drafts,
    of_slots,
    says_unfunded,
    stacked_drafts,
)
from scoring.intake.funding.merging import merged
from scoring.profile.values import earliest, latest
from scoring.table.below import RoundTable
from scoring.table.coded import Coded, coded, joined
from scoring.table.flat import places_of

Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]

MOST_ROUNDS: Final = 200
MOST_INVESTORS: Final = 100
LONGEST_INVESTOR: Final = 200
_LATEST: Final = {"round": "round", "round_date": "date", "amount": "amount", "currency": "currency",
                  "investors": "investors"}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Funding:
    """Rounds of all rows, those of a row together. `low` and `high` `[rounds]` are in units of `currency`.

    `history`, `latest_only` and `doubtful` `[rows]`; `no_round` and `no_currency` `[rounds]`: which was assumed.
    """

    drafts: Drafts
    low: Floats
    high: Floats
    currency: Coded[str]
    history: Flags
    latest_only: Flags
    doubtful: Flags
    no_round: Flags
    no_currency: Flags

    def table(self, rows: Flags) -> RoundTable:
        """The rounds of the rows chosen, which are numbered from 0."""
        at = np.flatnonzero(rows[self.drafts.row])
        drafts = self.drafts.take(at)
        counts, names = _investors(drafts.investors)
        unknown: Coded[str] = Coded((), np.full(len(names), -1, np.int32))
        return RoundTable(
            company=(np.cumsum(rows) - 1)[drafts.row],
            # 'Never funded' is no round: it stands among the values where some cell says so.
            round=filled(drafts.round, "undisclosed").used(),
            date=recoded([*drafts.date.values], drafts.date.codes),
            low=self.low[at],
            high=self.high[at],
            currency=self.currency.take(at),
            evidence=recoded([*drafts.evidence.values], drafts.evidence.codes),
            first_investor=np.append(0, np.cumsum(counts)).astype(np.int64),
            investor=names,
            kind=unknown,
        )

    def contradicts(self, founded: Coded[str], today: date) -> Flags:
        """Rows with a round in the future, or before the company was founded."""
        days = self.drafts.date.map(lambda day: earliest(day).toordinal(), 0, np.int64)
        ends = self.drafts.date.map(lambda day: latest(day).toordinal(), np.iinfo(np.int64).max, np.int64)
        births = founded.map(lambda day: earliest(day).toordinal(), 0, np.int64)[self.drafts.row]
        return _rows_of(self.drafts, (days > today.toordinal()) | (ends < births), len(founded))


def read_funding(reads: Mapping[str, ReadColumn], histories: Listed | None, rows: int) -> Funding:
    """Put together what `reads` (by field) and the histories tell."""
    listed = histories.drafts if histories else no_drafts()
    numbered, doubtful = of_slots(reads, rows)
    newest = drafts_of({part: reads[field] for field, part in _LATEST.items() if field in reads}, rows)
    never = says_unfunded(newest)
    told = [np.bincount(each.row, minlength=rows) > 0 for each in (listed, numbered)]
    some, details = told[0] | told[1], newest.date.known | newest.amount.known | newest.investors.known
    told_newest = (newest.round.known & ~never) | details
    doubtful |= never & (some | details)
    alone = told_newest & ~some
    earlier, unclear = merged(stacked_drafts([listed, numbered]), newest, some & told_newest)
    drafts = stacked_drafts([earlier, newest.take(np.flatnonzero(alone))])
    known = some | alone | never | (histories.known if histories else False)
    return _put_together(drafts, known, alone, doubtful | unclear)


def _put_together(drafts: Drafts, known: Flags, latest_only: Flags, doubtful: Flags) -> Funding:
    rows = len(known)
    amount = drafts.amount
    low = amount.map(lambda each: np.nan if each.low is None else each.low, np.nan)
    high = amount.map(lambda each: np.nan if each.high is None else each.high, np.nan)
    pool = joined([recoded([each.currency for each in amount.values], amount.codes), drafts.currency])
    own, column = np.split(pool.codes, 2)
    clash = amount.known & (own >= 0) & (column >= 0) & (own != column)
    said = np.where(amount.known, np.where(own >= 0, own, column), np.int32(-1))
    faulty = clash | (low < 0) | (high > MOST) | (low > high) | (amount.known & np.isnan(low) & np.isnan(high))
    faulty |= drafts.investors.map(_is_odd, False, bool)
    doubtful = doubtful | _rows_of(drafts, faulty, rows) | (np.bincount(drafts.row, minlength=rows) > MOST_ROUNDS)
    return Funding(
        drafts=drafts, low=low, high=high, currency=filled(Coded(pool.values, said), "CNY"), history=known,
        latest_only=latest_only, doubtful=doubtful, no_round=~drafts.round.known, no_currency=amount.known & (said < 0),
    )  # fmt: skip


def _is_odd(names: tuple[str, ...]) -> bool:
    return len(names) > MOST_INVESTORS or any(not 0 < len(name) <= LONGEST_INVESTOR for name in names)


def _rows_of(drafts: Drafts, flags: Flags, rows: int) -> Flags:
    """Rows that have a round with a flag."""
    found = np.zeros(rows, bool)
    found[drafts.row[flags]] = True
    return found


def _investors(listed: Coded[tuple[str, ...]]) -> tuple[NDArray[np.int64], Coded[str]]:
    """Number of investors of each round, and their names one after the other."""
    sizes = np.array([*map(len, listed.values), 0], np.int64)
    starts = np.cumsum(sizes) - sizes
    names = coded(name for each in listed.values for name in each)
    counts = sizes[listed.codes]
    return counts, names.take(places_of(starts[listed.codes], counts))
