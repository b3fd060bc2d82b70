"""A nested column of rounds read at once: each part of all rounds as a column of its own."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from scoring.intake.by_column.reads import read_column, recoded
from scoring.intake.funding.drafts import Listed, drafts_of, says_unfunded
from scoring.intake.funding.given import TEXTS
from scoring.intake.funding.nested import FlatRounds, NestedRounds, flat
from scoring.intake.funding.pieces import Sum
from scoring.intake.headings.fields import Column
from scoring.table.coded import Coded


def read_nested(column: Column, nested: NestedRounds) -> Listed:
    """Read the rounds of all companies; what is to say of single ones is left to the reading of their rows."""
    rounds = flat(nested)
    reads = {
        name: read_column(Column(replace(column.use, field=name), column.at, TEXTS[name]), cells)
        for name, cells in rounds.words.items()
    }
    drafts = drafts_of(reads, len(rounds.company))
    if "amount" not in reads:
        drafts = replace(drafts, amount=_sums(rounds))
    odd = rounds.empty | says_unfunded(drafts) | np.isinf(rounds.low) | np.isinf(rounds.high)
    for read in reads.values():
        odd |= read.wrong
    wrong = np.zeros(len(nested), bool)
    wrong[rounds.company[odd]] = True
    return Listed(replace(drafts, row=rounds.company), rounds.known, wrong)


def _sums(rounds: FlatRounds) -> Coded[Sum]:
    """The amounts of all rounds; one of 0 is none."""
    ends: list[NDArray[np.float64]] = []
    code = np.zeros(len(rounds.company), np.int64)
    for end in (rounds.low, rounds.high):
        different, places = np.unique(end, return_inverse=True)
        ends.append(different)
        code = code * len(different) + places
    pairs, codes = np.unique(code, return_inverse=True)
    low, high = (ends[0][pairs // len(ends[1])], ends[1][pairs % len(ends[1])]) if len(pairs) else ends
    values = [_sum(*each) for each in zip(low.tolist(), high.tolist(), strict=True)]
    return recoded(values, codes.astype(np.int32))


def _sum(low: float, high: float) -> Sum | None:
    known = [None if np.isnan(end) else end for end in (low, high)]
    return None if known == [None, None] or high == 0 else Sum(known[0], known[1], None)
