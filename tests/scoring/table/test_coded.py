"""Values as numbers of a list: nothing gets lost, whatever is done with them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.table import Coded
from scoring.table.coded import coded, joined

LISTS = st.lists(st.none() | st.sampled_from("abcdef"), max_size=20)


@given(LISTS)
def test_values_come_back_as_they_went_in(items):
    found = coded(items)
    assert [found[at] for at in range(len(found))] == items
    assert found.texts().tolist() == items
    assert found.known.tolist() == [item is not None for item in items]


def test_values_may_be_tuples():
    items = [("a", "b"), ("c", "d"), None, ("a", "b")]
    assert coded(items).texts().tolist() == items


@given(LISTS)
def test_each_value_is_looked_at_once(items):
    seen = []
    found = coded(items).map(lambda value: seen.append(value) or ord(value), -1, int)
    assert found.tolist() == [-1 if item is None else ord(item) for item in items]
    assert len(seen) == len(set(seen)) == len(set(items) - {None})


@given(LISTS, st.randoms())
def test_rows_can_be_picked_and_permuted(items, random):
    rows = [random.randrange(len(items)) for _ in range(5)] if items else []
    assert coded(items).take(np.array(rows, int)).texts().tolist() == [items[row] for row in rows]


@given(LISTS, st.randoms())
def test_values_that_no_row_has_can_go(items, random):
    rows = [random.randrange(len(items)) for _ in range(5)] if items else []
    found = coded(items).take(np.array(rows, int)).used()
    assert found.texts().tolist() == [items[row] for row in rows]
    assert set(found.values) == {items[row] for row in rows} - {None}


@given(st.lists(LISTS, min_size=1, max_size=4))
def test_parts_lie_one_below_the_other(parts):
    whole = joined([coded(part) for part in parts])
    assert whole.texts().tolist() == [item for part in parts for item in part]
    assert len(set(whole.values)) == len(whole.values)


def test_parts_may_have_numbered_a_value_differently():
    first, second = Coded(("x", "y"), np.array([1, 0], np.int32)), Coded(("y", "z"), np.array([0, 1], np.int32))
    assert joined([first, second]).texts().tolist() == ["y", "x", "y", "z"]


def test_without_parts_there_is_nothing():
    assert len(joined([])) == 0


@pytest.mark.parametrize("kind", [float, np.int8, object])
def test_the_kind_of_array_is_the_one_asked_for(kind):
    assert coded(["a", None]).map(lambda _: 1, 0, kind).dtype == np.dtype(kind)
