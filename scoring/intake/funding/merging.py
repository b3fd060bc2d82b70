"""The columns for the latest round beside a history: the same round is completed, another one is added.

The rules are those of `one_row.py`, for all rows at once.
"""

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.intake.funding.drafts import Drafts, pooled, stacked_drafts
from scoring.table.coded import Coded, joined

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


def merged(drafts: Drafts, newest: Drafts, joins: Flags) -> tuple[Drafts, Flags]:
    """The rounds with those of `newest` (one a row) in the rows `joins`, all of which have rounds already.

    Beside them the rows where it takes a closer look to tell whether two amounts are the same.
    """
    rows = np.flatnonzero(joins)
    doubtful = np.zeros(len(joins), bool)
    if not len(rows):
        return drafts, doubtful
    latest = newest.take(rows)
    same = _same_round(drafts, latest, len(joins))
    found = same >= 0
    theirs = drafts.take(np.where(found, same, 0))
    agree = found & _equal_or_unknown(theirs.date, latest.date)
    amounts = theirs.amount.known & latest.amount.known
    # The amounts differ if what is kept of them differs; if that is equal, how they were written may still differ.
    equal = _equal(theirs.amount, latest.amount)
    doubtful[rows[agree & amounts & equal]] = True
    fits = agree & ~amounts
    completed = _completed(drafts, same[fits], latest.take(np.flatnonzero(fits)))
    return stacked_drafts([completed, latest.take(np.flatnonzero(~fits))]), doubtful


def _same_round(drafts: Drafts, latest: Drafts, rows: int) -> Ints:
    """Number of the last round of each row that can be the latest one: the one of its name, or any; -1 for none."""
    names = joined([drafts.round, latest.round])
    own, wanted = names.codes[: len(drafts)], np.full(rows, -1, np.int32)
    wanted[latest.row] = names.codes[len(drafts) :]
    at = np.flatnonzero((own == wanted[drafts.row]) | (wanted[drafts.row] < 0))
    last = np.full(rows, -1, np.int64)
    last[drafts.row[at]] = at
    return last[latest.row]


def _equal(one: Coded[Any], other: Coded[Any]) -> Flags:
    codes = joined([one, other]).codes
    equal: Flags = codes[: len(one)] == codes[len(one) :]
    return equal


def _equal_or_unknown(one: Coded[Any], other: Coded[Any]) -> Flags:
    return ~one.known | ~other.known | _equal(one, other)


def _completed(drafts: Drafts, at: Ints, latest: Drafts) -> Drafts:
    """The rounds `at` with the parts of `latest` that they lack."""
    parts = ("date", "amount", "currency", "investors")
    filled: dict[str, Any] = {part: _filled_in(getattr(drafts, part), at, getattr(latest, part)) for part in parts}
    return replace(drafts, **filled)


def _filled_in(given: Coded[Any], at: Ints, other: Coded[Any]) -> Coded[Any]:
    """`given` with the values of `other` at the places `at` where it has none."""
    both = pooled([given, other])
    codes = both.codes[: len(given)].copy()
    codes[at] = np.where(codes[at] < 0, both.codes[len(given) :], codes[at])
    return Coded(both.values, codes)
