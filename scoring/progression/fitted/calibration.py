"""Calibration: from a score to a probability with an interval.

Slope: logistic (Platt) over all windows. Level: the outcome rate of the newest windows, since the level of a market
drifts most. Interval: inductive Venn-Abers predictors (Vovk and Petej, "Venn-Abers predictors", UAI 2014), one for
each window and the widest over them, so that it holds the drift between windows as well as sampling.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from scoring.progression.histories.events import Floats

Window = tuple[Floats, Floats]
"""Scores and outcomes `[rows]` of one calibration window."""

_GRID: Final = 200


@dataclass(frozen=True, eq=False)
class Grid:
    """A Venn-Abers predictor on quantiles of its window, arrays `[cells]`: score, low and high probability."""

    score: Floats
    low: Floats
    high: Floats


@dataclass(frozen=True, eq=False)
class Calibration:
    """logit = slope · score + intercept; an interval from the grids of all windows."""

    slope: float
    intercept: float
    grids: tuple[Grid, ...]

    def logit(self, score: Floats) -> Floats:
        """Calibrated logit `[rows]`."""
        return self.slope * score + self.intercept

    def interval(self, score: Floats, probability: Floats) -> tuple[Floats, Floats]:
        """Lowest low and highest high over the windows, `[rows]` each, never apart from the probability itself."""
        low, high = probability, probability
        for grid in self.grids:
            low = np.minimum(low, np.interp(score, grid.score, grid.low))
            high = np.maximum(high, np.interp(score, grid.score, grid.high))
        return low, high


def fit_calibration(windows: Sequence[Window], newest: int) -> Calibration:
    """Calibrate on windows, newest first; the level comes from the `newest` first ones."""
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415  fitting only

    score, outcome = joined(windows)
    slope = float(LogisticRegression(C=1e6).fit(score[:, None], outcome).coef_[0, 0])
    score, outcome = joined(windows[:newest])
    level = intercept_for(slope * score, float(outcome.mean()))
    return Calibration(slope, level, tuple(fit_grid(*window) for window in windows))


def joined(windows: Sequence[Window]) -> Window:
    """Scores and outcomes of several windows as one."""
    scores, outcomes = zip(*windows, strict=True)
    return np.concatenate(scores), np.concatenate(outcomes)


def intercept_for(logit: Floats, rate: float) -> float:
    """The intercept at which the mean probability is `rate` (Newton's method)."""
    intercept = 0.0
    for _ in range(50):
        probability = sigmoid(logit + intercept)
        intercept += (rate - probability.mean()) / max((probability * (1 - probability)).mean(), 1e-6)
    return float(intercept)


def fit_grid(score: Floats, outcome: Floats) -> Grid:
    """Isotonic fits with a test point added to each cell, labelled 0 (low) and then 1 (high)."""
    from sklearn.isotonic import isotonic_regression  # noqa: PLC0415  fitting only

    cells = np.array_split(np.argsort(score, kind="stable"), min(_GRID, len(score)))
    middle = np.array([score[cell].mean() for cell in cells])
    rate = np.array([outcome[cell].mean() for cell in cells])
    weight = np.array([len(cell) for cell in cells], dtype=np.float64)
    bounds = np.empty((2, len(cells)))
    for label in (0, 1):
        for number in range(len(cells)):
            with_point, heavier = rate.copy(), weight.copy()
            heavier[number] += 1
            with_point[number] = (rate[number] * weight[number] + label) / heavier[number]
            bounds[label, number] = isotonic_regression(with_point, sample_weight=heavier)[number]
    return Grid(middle, bounds[0], bounds[1])


def sigmoid(logit: Floats) -> Floats:
    """Probability of a logit."""
    return 1 / (1 + np.exp(-logit))
