"""Intervals and tests of the fairness check, against scipy, published figures and brute force."""

from math import comb, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from scoring.fairness import intervals
from scoring.fairness.intervals import exact_p, holm, mean_interval, rate_interval, ratio_interval


@st.composite
def two_groups(draw):
    n, base_n = draw(st.integers(1, 60)), draw(st.integers(1, 60))
    return draw(st.integers(0, n)), n, draw(st.integers(1, base_n)), base_n


def test_mean_as_scipy_has_it():
    values = [61.2, 48.9, 70.0, 55.5, 33.3]
    expected = stats.t.interval(0.9, 4, np.mean(values), stats.sem(values))
    assert mean_interval(values) == pytest.approx(expected)


def test_one_value_has_no_interval():
    assert mean_interval([50.0]) is None
    assert mean_interval([]) is None
    assert mean_interval([50.0, 50.0]) == (50.0, 50.0)


@given(st.integers(1, 200), st.data())
def test_rate_as_scipy_has_it(n, data):
    hits = data.draw(st.integers(0, n))
    expected = stats.binomtest(hits, n).proportion_ci(0.9, "wilson")
    assert rate_interval(hits, n) == pytest.approx((expected.low, expected.high), abs=1e-9)


def test_ratio_as_koopman_published_it(monkeypatch):
    """36 of 40 against 16 of 80: (2.94, 7.15) at 95 % in Koopman (1984)."""
    monkeypatch.setattr(intervals, "_Z", stats.norm.ppf(0.975))
    assert ratio_interval(36, 40, 16, 80) == pytest.approx((2.94, 7.15), abs=0.005)


@pytest.mark.parametrize(
    ("hits", "n", "base_hits", "base_n"), [(3, 20, 10, 20), (0, 12, 9, 15), (7, 7, 4, 9), (5, 5, 5, 5)]
)
def test_ratio_agrees_with_a_search_over_all_rates(hits, n, base_hits, base_n):
    """The edges are where the best pair of rates with that ratio lies 1.645 deviations off."""
    low, high = ratio_interval(hits, n, base_hits, base_n)
    for edge in (low, high):
        if edge > 0:
            base = np.linspace(1e-6, min(1, 1 / edge) - 1e-9, 400_001)
            rate = edge * base
            likely = stats.binom.logpmf(hits, n, rate) + stats.binom.logpmf(base_hits, base_n, base)
            at = int(np.argmax(likely))
            variance = rate[at] * (1 - rate[at]) / n + edge**2 * base[at] * (1 - base[at]) / base_n
            away = abs(hits / n - edge * base_hits / base_n) / sqrt(variance)
            assert away == pytest.approx(1.645, abs=0.01)


@given(two_groups())
def test_ratio_interval_holds_the_ratio(groups):
    hits, n, base_hits, base_n = groups
    low, high = ratio_interval(*groups)
    ratio = (hits / n) / (base_hits / base_n)
    assert 0 <= low <= ratio + 1e-12
    assert high >= ratio - 1e-12
    assert high > low


def test_ratio_interval_covers_as_often_as_it_says():
    chance = np.random.default_rng(7)
    n, base_n, rate, base = 30, 40, 0.2, 0.4
    inside = total = 0
    for hits, base_hits in zip(chance.binomial(n, rate, 1500), chance.binomial(base_n, base, 1500), strict=True):
        low, high = ratio_interval(int(hits), n, int(base_hits), base_n)
        inside, total = inside + (low <= rate / base <= high), total + 1
    assert inside / total == pytest.approx(0.9, abs=0.025)


@given(two_groups())
def test_exact_test_as_scipy_has_it(groups):
    hits, n, base_hits, base_n = groups
    expected = stats.fisher_exact([[hits, n - hits], [base_hits, base_n - base_hits]]).pvalue
    assert exact_p(*groups) == pytest.approx(expected, rel=1e-6)


def test_exact_test_by_hand():
    """0 of 5 against 5 of 5: two of 252 tables are that extreme."""
    assert exact_p(0, 5, 5, 5) == pytest.approx(2 / comb(10, 5))
    assert exact_p(3, 5, 3, 5) == pytest.approx(1)


def test_corrected_chances_by_hand():
    assert holm([0.01, 0.04, 0.03]) == pytest.approx([0.03, 0.06, 0.06])
    assert holm([0.5, 0.9]) == [1.0, 1.0]
    assert holm([0.02]) == [0.02]
    assert holm([]) == []
