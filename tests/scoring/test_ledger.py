"""Ledger numbers: rounded parts make the rounded whole, exactly."""

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring import ledger
from scoring.ledger import rounded

PARTS = st.lists(st.floats(0, 100), min_size=1, max_size=40)


def apportioned(parts, whole):
    """A single ledger."""
    return ledger.apportioned(np.array(parts, float)[:, None], np.array([whole]))[:, 0].tolist()


def exactly(values):
    return sum((Decimal(str(value)) for value in values), Decimal(0))


class TestRounded:
    @pytest.mark.parametrize(
        ("value", "shown"),
        [(0.0, 0.0), (33.333333, 33.33), (66.666667, 66.67), (99.999, 100.0), (0.125, 0.12), (0.375, 0.38)],
    )
    def test_two_decimals_half_to_even(self, value, shown):
        assert rounded(value) == shown

    def test_unknown_stays_unknown(self):
        assert rounded(float("nan")) is None


class TestRoundedAll:
    @given(
        st.lists(st.floats(-1e3, 1e3) | st.integers(-5_000, 5_000).map(lambda n: n / 1000) | st.just(float("nan"))),
        st.sampled_from([2, 4]),
    )
    def test_many_at_once_as_each_alone(self, values, decimals):
        alone = [np.nan if (shown := rounded(value, decimals)) is None else shown for value in values]
        np.testing.assert_array_equal(ledger.rounded_all(np.array(values, float), decimals), alone)


class TestApportioned:
    @pytest.mark.parametrize(
        ("parts", "shown"),
        [
            ([100 / 3] * 3, [33.34, 33.33, 33.33]),
            ([50 / 3, 50 / 3, 200 / 3], [16.67, 16.66, 66.67]),
            ([1.0, 2.0], [1.0, 2.0]),
            ([0.29, 0.57], [0.29, 0.57]),
            ([], []),
        ],
    )
    def test_known_sums(self, parts, shown):
        assert apportioned(parts, rounded(sum(parts)) or 0.0) == shown

    @given(PARTS)
    def test_parts_make_the_whole_and_hardly_move(self, parts):
        whole = rounded(sum(parts))
        shown = apportioned(parts, whole)
        assert exactly(shown) == Decimal(str(whole))
        assert all(abs(part - value) <= 0.0100001 for part, value in zip(parts, shown, strict=True))
        assert all(value >= 0 for value in shown)

    @given(PARTS)
    def test_equal_parts_differ_by_one_unit_at_most(self, parts):
        same = [parts[0]] * len(parts)
        shown = apportioned(same, rounded(sum(same)))
        assert max(shown) - min(shown) <= 0.0100001

    def test_ledgers_side_by_side_are_those_alone_and_lines_not_there_stay_away(self):
        nan = float("nan")
        parts = np.array([[100 / 3, nan, 1.005], [100 / 3, 2.0, -4.444], [100 / 3, 3.0, nan]])
        shown = ledger.apportioned(parts, np.array([100.0, 5.0, -3.44]))
        np.testing.assert_array_equal(shown, [[33.34, nan, 1.0], [33.33, 2.0, -4.44], [33.33, 3.0, nan]])
