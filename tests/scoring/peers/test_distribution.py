"""A distribution of few points tells where a value stands: exact at what many share, monotone everywhere."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.peers.distribution import banded, distribution_of, exact, significant

numbers = st.floats(0.001, 1e9, allow_nan=False)
tables = st.lists(st.one_of(numbers, st.integers(1, 5).map(float)), min_size=10, max_size=300)


def shares(curve, *values):
    return curve.share_below(np.array(values, float)).tolist()


def test_ties_count_half():
    curve = distribution_of(np.array([1.0] * 60 + [2.0] * 30 + [3.0] * 10))
    assert shares(curve, 0.5, 1, 1.5, 2, 3, 4) == pytest.approx([0, 0.3, 0.6, 0.75, 0.95, 1])


def test_the_median_of_many_values_stands_in_the_middle():
    values = np.random.default_rng(3).lognormal(3, 1, 5_000)
    curve = distribution_of(values)
    assert shares(curve, np.median(values)) == pytest.approx([0.5], abs=0.01)
    assert curve.quantiles([0.5])[0] == pytest.approx(np.median(values), rel=0.02)


def test_unknown_values_do_not_count():
    assert distribution_of(np.array([np.nan, *range(1, 21)], float)).n == 20


def test_a_small_group_is_told_by_few_points():
    assert len(distribution_of(np.random.default_rng(1).lognormal(3, 1, 12)).values) == 6


def test_whole_numbers_stay_whole():
    values = distribution_of(np.random.default_rng(1).integers(1, 9, 30).astype(float)).values
    assert np.array_equal(values, values.round())


def test_a_value_as_precise_as_the_curve_is_a_tie():
    # A band of 1 to 10 million has the middle 3.16…: it must meet the curve's rounded value.
    middle = 10**0.5
    curve = distribution_of(np.array([middle] * 20 + [1.0] * 10 + [9.0] * 10))
    assert shares(curve, middle) == pytest.approx([0.5])


def test_bands_are_read_at_their_edges():
    low = np.array([15.0] * 4 + [50.0] * 4 + [2000.0] * 2)
    high = np.array([50.0] * 4 + [150.0] * 4 + [np.nan] * 2)
    curve = banded(low, high)
    assert shares(curve, 50, 150, 2000) == pytest.approx([0.4, 0.8, 0.8])
    assert 0 < shares(curve, 30)[0] < 0.4
    assert shares(curve, 5000) == pytest.approx([0.9]), "in the open band: the middle of what is left"
    told, hidden = curve.quantiles([0.75, 0.95])
    assert 50 < told < 150
    assert np.isnan(hidden), "nobody knows how large the largest are"


def test_equal_values_are_flat():
    assert exact(np.full(12, 7.0)).flat
    assert not exact(np.array([7.0, 7.0, 8.0])).flat


@settings(max_examples=60, deadline=None, derandomize=True)
@given(tables, st.lists(numbers, min_size=2, max_size=20))
def test_more_is_never_lower(values, asked):
    found = distribution_of(np.array(values)).share_below(np.sort(asked))
    assert np.all((found >= 0) & (found <= 1))
    assert np.all(np.diff(found) >= -1e-12)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(tables, numbers)
def test_few_points_stay_near_the_whole_curve(values, asked):
    whole, few = exact(np.array(values)), distribution_of(np.array(values))
    assert abs(shares(whole, asked)[0] - shares(few, asked)[0]) <= 0.25


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(numbers, min_size=1, max_size=40), numbers)
def test_the_exact_curve_counts(values, asked):
    rounded, value = significant(np.array(values)), significant(np.array([asked]))[0]
    counted = ((rounded < value).sum() + (rounded == value).sum() / 2) / len(rounded)
    assert shares(exact(np.array(values)), asked) == pytest.approx([counted], abs=1e-9)
