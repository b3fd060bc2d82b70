"""Calibration: Venn-Abers against its definition, and the level at the rate asked for."""

import numpy as np
import pytest

from scoring.progression.fitted.calibration import fit_calibration, fit_grid, intercept_for, sigmoid


def window(size=2000, seed=1):
    chance = np.random.default_rng(seed)
    score = chance.normal(size=size)
    return score, (chance.random(size) < sigmoid(score - 1)).astype(float)


def isotonic_at(score, outcome, at):
    """Fitted value at one point by the max-min formula of isotonic regression."""
    order = np.argsort(score, kind="stable")
    outcome, place = outcome[order], int(np.flatnonzero(order == at)[0])
    total = np.concatenate([[0], np.cumsum(outcome)])
    means = [[(total[j + 1] - total[i]) / (j + 1 - i) for j in range(place, len(outcome))] for i in range(place + 1)]
    return max(min(row) for row in means)


def test_grid_is_the_definition_where_every_score_has_its_cell():
    score, outcome = window(60)
    grid = fit_grid(score, outcome)
    order = np.argsort(score)
    for cell in (5, 30, 55):
        for label, bound in ((0, grid.low), (1, grid.high)):
            merged = outcome[order].copy()
            merged = np.insert(merged, cell, label)
            scores = np.insert(np.arange(60.0), cell, cell)
            expected = isotonic_at(scores, merged, cell)
            assert bound[cell] == pytest.approx(expected, abs=0.2)
            assert (grid.low <= grid.high).all()


def test_low_and_high_rise_with_the_score():
    grid = fit_grid(*window())
    assert (np.diff(grid.low) >= -1e-12).mean() > 0.97 and grid.low[-1] > grid.low[0] + 0.3


def test_interval_holds_the_probability_and_widens_with_drift():
    score, outcome = window()
    steady = fit_calibration([(score, outcome), window(seed=2)], 1)
    drifted = fit_calibration([(score, outcome), (score, np.maximum(outcome, window(seed=3)[1]))], 1)
    widths = []
    for calibration in (steady, drifted):
        p = sigmoid(calibration.logit(score))
        low, high = calibration.interval(score, p)
        assert (low <= p).all() and (p <= high).all()
        widths.append((high - low).mean())
    assert widths[1] > widths[0] + 0.02


def test_level_comes_from_the_newest_windows_only():
    score, outcome = window()
    calibration = fit_calibration([(score, outcome), (score, np.ones(len(score)) * (score > -2))], 1)
    assert sigmoid(calibration.logit(score)).mean() == pytest.approx(outcome.mean(), abs=1e-6)


@pytest.mark.parametrize("rate", [0.02, 0.3, 0.9])
def test_the_intercept_gives_the_rate(rate):
    logit = np.linspace(-3, 3, 101)
    assert sigmoid(logit + intercept_for(logit, rate)).mean() == pytest.approx(rate, abs=1e-6)
