"""The table of companies: picking and stacking rows gives what the profiles themselves would give."""

from datetime import date
from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from making import company

from scoring.columns.build import columns_of
from scoring.rulesets.book import shipped_book
from scoring.table.from_profiles import table_of
from scoring.table.stacking import stacked

BOOK = shipped_book()
COMPANIES = [company(seed) for seed in range(30)]


def same(one, other):
    """Whether two tables tell the same columns, unknown answers left out or not."""
    first, second = columns_of(one, BOOK), columns_of(other, BOOK)
    for name in first.keys() | second.keys():
        blank = np.zeros(len(one)) if "@" in name else np.full(len(one), np.nan)
        mine, theirs = first.get(name), second.get(name)
        mine, theirs = (blank if each is None else each for each in (mine, theirs))
        unknown = np.isnan(mine.astype(float)) | (mine == -1), np.isnan(theirs.astype(float)) | (theirs == -1)
        assert np.array_equal(*unknown), name
        assert np.array_equal(mine[~unknown[0]], theirs[~unknown[0]]), name
    assert one.name.tolist() == other.name.tolist()
    assert one.as_of.texts().tolist() == other.as_of.texts().tolist()
    return True


def rounds_of(table):
    """All that is told of rounds, in plain values."""
    rounds = table.rounds
    flat = list(zip(rounds.investor.texts(), rounds.kind.texts(), strict=True))
    ends = rounds.first_investor.tolist()
    told = zip(
        rounds.company.tolist(), rounds.round.texts(), rounds.date.texts(), np.nan_to_num(rounds.low, nan=-1).tolist(),
        np.nan_to_num(rounds.high, nan=-1).tolist(), rounds.currency.texts(), rounds.evidence.texts(), strict=True,
    )  # fmt: skip
    return [(*each, flat[ends[at] : ends[at + 1]]) for at, each in enumerate(told)]


@given(st.lists(st.integers(0, len(COMPANIES) - 1), max_size=12))
def test_picked_rows_are_those_of_the_picked_profiles(rows):
    picked = table_of(COMPANIES, BOOK).take(np.array(rows, int))
    wanted = table_of([COMPANIES[row] for row in rows], BOOK)
    assert same(picked, wanted)
    assert rounds_of(picked) == rounds_of(wanted)


@given(st.lists(st.integers(0, 10), min_size=1, max_size=4))
def test_stacked_tables_are_the_table_of_all_profiles(sizes):
    ends = np.cumsum([0, *sizes]).clip(max=len(COMPANIES)).tolist()
    parts = [COMPANIES[start:end] for start, end in pairwise(ends)]
    whole = stacked([table_of(part, BOOK) for part in parts])
    wanted = table_of(COMPANIES[: ends[-1]], BOOK)
    assert same(whole, wanted)
    assert rounds_of(whole) == rounds_of(wanted)


def test_a_book_is_only_needed_for_answers():
    assert table_of(COMPANIES).answers == {}
    assert table_of(COMPANIES, BOOK).answers


def test_as_of_dates_are_those_of_the_profiles():
    assert all(isinstance(day, date) for day in table_of(COMPANIES, BOOK).as_of.values)
