"""Measures: against values worked by hand, against scikit-learn, and against plain resampling."""

import numpy as np
import pytest
from sklearn.metrics import average_precision_score, brier_score_loss, roc_auc_score

from scoring.progression.fitting.measures import lead, measure, reliability


def drawn(size=1203, seed=3, decimals=None):
    chance = np.random.default_rng(seed)
    probability = chance.beta(2, 4, size)
    outcome = (chance.random(size) < probability).astype(float)
    return outcome, probability if decimals is None else probability.round(decimals)


def value(outcome, score, name):
    return measure(np.array(outcome, float), np.array(score, float), resamples=0)[name].value


def test_four_companies_by_hand():
    outcome, score = [1, 0, 1, 0], [0.9, 0.8, 0.7, 0.1]
    assert value(outcome, score, "auc") == pytest.approx(3 / 4)
    assert value(outcome, score, "average_precision") == pytest.approx((1 / 1 + 2 / 3) / 2)
    assert value(outcome, score, "brier") == pytest.approx((0.01 + 0.64 + 0.09 + 0.01) / 4)
    assert value(outcome, score, "ece") == pytest.approx((0.1 + 0.8 + 0.3 + 0.1) / 4)
    assert value(outcome, score, "base_rate") == 0.5


def test_lift_is_the_rate_among_the_top_twentieth_over_that_of_all():
    outcome = np.zeros(80)
    outcome[[0, 1, 2, 40, 50, 60, 70, 71]] = 1
    assert value(outcome, -np.arange(80.0), "lift") == pytest.approx((3 / 4) / (8 / 80))


def test_tied_companies_count_as_in_any_order_on_average():
    outcome = np.array([1.0] * 30 + [0.0] * 70)
    for order in (slice(None), slice(None, None, -1)):
        assert value(outcome[order], np.full(100, 0.5), "lift") == pytest.approx(1)
        assert value(outcome[order], np.full(100, 0.5), "auc") == pytest.approx(0.5)
        assert value(outcome[order], np.full(100, 0.5), "ece") == pytest.approx(0.2)


@pytest.mark.parametrize("decimals", [None, 2, 1])
def test_whole_sample_figures_are_those_of_scikit_learn(decimals):
    outcome, probability = drawn(decimals=decimals)
    found = {name: each.value for name, each in measure(outcome, probability, resamples=0).items()}
    assert found["auc"] == pytest.approx(roc_auc_score(outcome, probability))
    assert found["average_precision"] == pytest.approx(average_precision_score(outcome, probability))
    assert found["brier"] == pytest.approx(brier_score_loss(outcome, probability))


@pytest.mark.parametrize("size", [1200, 1203, 1209, 7])
def test_calibration_error_is_its_definition_in_ten_equal_count_bins(size):
    outcome, probability = drawn(size, seed=11)
    cells = np.array_split(np.argsort(probability), 10)
    gaps = [abs(probability[cell].sum() - outcome[cell].sum()) for cell in cells if len(cell)]
    assert value(outcome, probability, "ece") == pytest.approx(sum(gaps) / size)


def test_intervals_are_those_of_plain_resampling():
    outcome, probability = drawn(400)
    chance = np.random.default_rng(99)
    rows = [chance.integers(0, 400, 400) for _ in range(1500)]
    found = measure(outcome, probability, resamples=1500)
    for name, figure in (("auc", roc_auc_score), ("average_precision", average_precision_score)):
        low, high = np.percentile([figure(outcome[row], probability[row]) for row in rows], [2.5, 97.5])
        assert (found[name].low, found[name].high) == pytest.approx((low, high), abs=0.008)
        assert found[name].low < found[name].value < found[name].high


def test_interval_of_the_base_rate_is_as_wide_as_the_binomial_says():
    outcome, probability = drawn(2000)
    rate = measure(outcome, probability)["base_rate"]
    width = 2 * 1.96 * np.sqrt(rate.value * (1 - rate.value) / 2000)
    assert rate.high - rate.low == pytest.approx(width, rel=0.1)


def test_the_seed_decides_the_interval():
    outcome, probability = drawn(300)
    assert measure(outcome, probability, seed=1) == measure(outcome, probability, seed=1)
    assert measure(outcome, probability, seed=1) != measure(outcome, probability, seed=2)


def test_a_score_that_is_no_probability_has_no_level():
    outcome, probability = drawn(300)
    assert set(measure(outcome, 40 * probability - 9, probability=False, resamples=10)) == {
        *("auc", "average_precision", "lift", "base_rate")
    }


def test_one_outcome_alone_has_no_order_but_a_brier_score():
    found = measure(np.ones(20), np.linspace(0.1, 0.9, 20), resamples=50)
    assert np.isnan(found["auc"].value) and np.isnan(found["auc"].low)
    assert found["brier"].value > 0 and found["base_rate"].value == 1


def test_a_lead_is_the_difference_of_both_on_the_same_companies():
    outcome, probability = drawn(900)
    worse = probability + np.random.default_rng(0).normal(0, 0.05, 900)
    ahead = lead(outcome, probability, worse)["auc"]
    ours, theirs = measure(outcome, probability)["auc"], measure(outcome, worse, probability=False)["auc"]
    assert ahead.value == pytest.approx(ours.value - theirs.value)
    assert ahead.high - ahead.low < (ours.high - ours.low) / 2
    assert lead(outcome, probability, probability)["average_precision"].high == 0


def test_reliability_bins_hold_everyone_once_and_rise():
    outcome, probability = drawn(1203)
    bins = reliability(outcome, probability, probability - 0.1, probability + 0.2)
    assert [each.companies for each in bins] == [121] * 3 + [120] * 7
    assert sum(each.companies * each.observed for each in bins) == pytest.approx(outcome.sum())
    assert [each.predicted for each in bins] == sorted(each.predicted for each in bins)
    assert bins[0].high - bins[0].low == pytest.approx(0.3)


def test_fewer_companies_than_bins_make_fewer_bins():
    assert len(reliability(*np.array([[1, 0, 1], [0.2, 0.3, 0.4], [0, 0, 0], [1, 1, 1.0]]))) == 3
