"""The composite: weights by phase, means, interval, what is unknown."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import bare, company

from scoring.composite import composite, weights_of
from scoring.rulesets.book import shipped_book
from scoring.rulesets.evaluate import FactorTable
from scoring.scored import score_profiles

SCORES = st.lists(st.floats(0, 100), min_size=6, max_size=6)
SHARES = st.lists(st.floats(0, 1), min_size=6, max_size=6)
EVEN = np.full((6, 1), 1 / 6)


def table(scores, coverage=None, discount=1.0):
    """Factor scores of one company; NaN where nothing is answered, coverage NaN where nothing applies."""
    score = np.array(scores, float)[:, None]
    coverage = (~np.isnan(score)).astype(float) if coverage is None else np.array(coverage, float)[:, None]
    score = np.where(coverage > 0, score, np.nan)
    low = np.nan_to_num(score) * coverage
    return FactorTable(score, score * discount, coverage, low, low + 100 * (1 - coverage))


class TestMeans:
    def test_arithmetic_geometric_and_weakest(self):
        total = composite(table([90, 40, 40, 40, 40, 40]), EVEN)
        assert total.score[0] == pytest.approx(290 / 6)
        assert total.geometric[0] == pytest.approx((90 * 40**5) ** (1 / 6))
        assert total.weakest[0] == 40
        assert (total.low[0], total.high[0]) == (pytest.approx(290 / 6), pytest.approx(290 / 6))
        assert total.coverage[0] == pytest.approx(1)

    def test_a_zero_makes_the_geometric_mean_zero(self):
        total = composite(table([100, 100, 100, 100, 100, 0]), EVEN)
        assert (total.geometric[0], total.weakest[0]) == (0, 0)

    def test_unanswered_factor_counts_as_the_middle_and_opens_the_interval(self):
        total = composite(table([80, 80, 80, np.nan, np.nan, np.nan]), EVEN)
        assert total.score[0] == pytest.approx(65)
        assert (total.low[0], total.high[0]) == (pytest.approx(40), pytest.approx(90))
        assert (total.coverage[0], total.weakest[0]) == (pytest.approx(0.5), 80)

    def test_nothing_answered_gives_no_score(self):
        total = composite(table([np.nan] * 6), EVEN)
        for values in (total.score, total.evidenced_score, total.geometric, total.weakest):
            assert np.isnan(values[0])
        assert (total.low[0], total.high[0], total.coverage[0]) == (0, pytest.approx(100), 0)

    def test_factor_that_does_not_apply_is_left_out(self):
        total = composite(table([60, 60, 60, 60, 60, np.nan], [1, 1, 1, 1, 1, np.nan]), EVEN)
        assert (total.score[0], total.low[0], total.high[0]) == (pytest.approx(60),) * 3
        assert total.weights[:, 0].tolist() == pytest.approx([0.2] * 5 + [0])

    @given(SCORES, SHARES)
    def test_order_of_means_and_interval(self, scores, coverage):
        total = composite(table(scores, coverage, discount=0.4), EVEN)
        if np.isnan(total.score[0]):
            assert not any(coverage)
            return
        assert total.geometric[0] <= total.score[0] + 1e-9
        assert total.low[0] - 1e-9 <= total.score[0] <= total.high[0] + 1e-9
        assert 0 <= total.evidenced_score[0] <= total.score[0] + 1e-9
        assert all(total.weakest[0] <= score for score, share in zip(scores, coverage, strict=True) if share > 0)

    @given(SCORES, st.integers(0, 5), st.floats(0, 100))
    def test_a_better_factor_never_lowers_the_composite(self, scores, place, better):
        raised = [max(score, better) if number == place else score for number, score in enumerate(scores)]
        before, after = composite(table(scores), EVEN), composite(table(raised), EVEN)
        assert after.score[0] >= before.score[0] - 1e-9
        assert after.geometric[0] >= before.geometric[0] - 1e-9


class TestWeights:
    @pytest.mark.parametrize(
        ("rounds", "phase"),
        [
            (None, None),
            ([], "early"),
            ([{"round": "pre_a"}], "early"),
            ([{"round": "a"}], "middle"),
            ([{"round": "b"}], "middle"),
            ([{"round": "c"}], "mature"),
            ([{"round": "ipo"}], "mature"),
            ([{"round": "strategic"}], None),
        ],
    )
    def test_follow_the_phase(self, rounds, phase):
        book = shipped_book()
        expected = book.weights.phases[phase] if phase else book.weights.default
        used = score_profiles([bare(rounds=rounds)], book).total.weights[:, 0]
        assert used.tolist() == pytest.approx([expected[rules.id] / 100 for rules in book.rule_sets])

    def test_add_up_to_one_for_everybody(self):
        weights = score_profiles([company(seed) for seed in range(60)], shipped_book()).total.weights
        assert weights.shape == (6, 60)
        assert weights.sum(axis=0) == pytest.approx(np.ones(60), abs=1e-12)

    def test_unknown_stage_column_takes_the_default(self):
        book = shipped_book()
        weights = weights_of(book, {}, 2)
        assert weights[:, 0].tolist() == pytest.approx(
            [book.weights.default[rules.id] / 100 for rules in book.rule_sets]
        )
        assert (weights[:, 0] == weights[:, 1]).all()
