"""Small groups are drawn towards the wider one, large ones speak for themselves; how far is estimated."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.peers.pooling import TYPICAL_STRENGTH, borrowed, pooled, strength, widest

counts = st.integers(5, 2_000)
shares = st.floats(0, 1)


def one(value):
    return np.array([value])


def test_a_group_of_seven_does_not_swing_the_answer():
    china = widest(one(0.5), 2_000)
    assert pooled(one(1.0), 7, china, 50).mean[0] < 0.6
    assert pooled(one(1.0), 2_000, china, 50).mean[0] > 0.95


def test_jeffreys_interval_is_that_of_the_literature():
    # Brown, Cai and DasGupta (2001): the Jeffreys interval is Beta(k + 1/2, n - k + 1/2).
    from scipy.stats import beta

    low, high = widest(one(3 / 20), 20).interval()
    assert (low[0], high[0]) == pytest.approx((beta.ppf(0.05, 3.5, 17.5), beta.ppf(0.95, 3.5, 17.5)))


def test_a_wider_group_that_knows_little_is_worth_little():
    sure, unsure = widest(one(0.2), 5_000), widest(one(0.2), 10)
    assert pooled(one(0.8), 20, sure, 100).mean[0] < pooled(one(0.8), 20, unsure, 100).mean[0]


def urn(random, alike, size):
    """A group whose share below any x is Beta(alike·x, alike·(1 − x)): a Pólya urn over the unit interval."""
    drawn = []
    for number in range(size):
        new = random.random() < alike / (alike + number)
        drawn.append(random.random() if new else drawn[random.integers(number)])
    return np.array(drawn)


@pytest.mark.parametrize("alike", [5, 30, 200])
def test_strength_is_found_again(alike):
    random = np.random.default_rng(alike)
    others = np.linspace(0, 1, 5_001)
    pairs = [(urn(random, alike, random.integers(3, 120)), others) for _ in range(300)]
    assert strength(pairs) == pytest.approx(alike, rel=0.35)


@pytest.mark.parametrize("kinds", [2, 3, 5])
@pytest.mark.parametrize("alike", [10, 30, 100])
def test_strength_is_found_again_where_values_are_shared(alike, kinds):
    random = np.random.default_rng(alike + kinds)
    others = np.repeat(np.arange(kinds, dtype=float), 5_000 // kinds)
    pairs = []
    for _ in range(400):
        shares = random.dirichlet(np.full(kinds, alike / kinds))
        pairs.append((random.choice(kinds, random.integers(5, 150), p=shares).astype(float), others))
    assert strength(pairs) == pytest.approx(alike, rel=0.4)


def test_ties_narrow_the_interval_and_leave_the_share():
    plain = widest(one(0.5), 40)
    tied = plain._replace(tied=one(0.8))
    assert tied.mean == plain.mean
    assert tied.interval()[0] > plain.interval()[0]


def test_what_is_borrowed():
    assert borrowed([100], []) == 0
    assert borrowed([10, 5_000], [30]) == pytest.approx(0.75, abs=0.01)
    assert borrowed([1_000, 5_000], [30]) < 0.05


def test_too_few_groups_tell_no_strength():
    assert strength([(np.arange(5.0), np.arange(9.0))] * 3) == TYPICAL_STRENGTH
    assert strength([]) == TYPICAL_STRENGTH


@settings(max_examples=80, deadline=None, derandomize=True)
@given(shares, shares, shares, shares, counts, counts, st.floats(2, 500))
def test_a_higher_share_never_lowers_anything(own, more, wide, wider, n, wide_n, worth):
    low, high = sorted((own, more))
    around_low, around_high = sorted((wide, wider))
    first = pooled(one(low), n, widest(one(around_low), wide_n), worth)
    second = pooled(one(high), n, widest(one(around_high), wide_n), worth)
    assert second.mean[0] >= first.mean[0] - 1e-12
    for before, after in zip(first.interval(), second.interval(), strict=True):
        assert after[0] >= before[0] - 1e-9


@settings(max_examples=80, deadline=None, derandomize=True)
@given(shares, shares, counts, counts, st.floats(2, 500))
def test_the_interval_holds_the_share_and_narrows_with_more_companies(own, wide, n, wide_n, worth):
    small = pooled(one(own), n, widest(one(wide), wide_n), worth)
    low, high = small.interval()
    assert 0 <= low[0] <= high[0] <= 1
    large = pooled(one(own), n * 50, widest(one(wide), wide_n), worth)
    assert (large.alpha + large.beta)[0] > (small.alpha + small.beta)[0]
