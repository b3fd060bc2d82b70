"""Distinct numbers are those that sorting finds, near together or far apart."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from scoring.table.distinct import distinct


@given(st.lists(st.integers(-50, 50) | st.integers(-(10**12), 10**12)))
def test_as_sorting_finds_them(numbers):
    found, place = distinct(np.array(numbers, np.int64))
    assert found.tolist() == sorted(set(numbers))
    assert found[place].tolist() == numbers
