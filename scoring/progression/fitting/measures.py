"""Measures: how well probabilities order and match what came after, each with a bootstrap interval.

All measures come from the same cumulative curves over companies in falling order of score, so that a thousand
resamples cost a few matrix sums. Companies with the same score count as in any order, on average. On the whole
sample the figures are those of scikit-learn's `roc_auc_score`, `average_precision_score` and `brier_score_loss`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from scoring.progression.histories.events import Floats

RANKS: Final = ("auc", "average_precision", "lift")
"""Measures of the order alone, which any score has."""
LEVELS: Final = ("brier", "ece")
"""Measures of the probabilities themselves."""
LEADS: Final = ("auc", "average_precision")
"""Measures in which one score is held against another."""

RESAMPLES: Final = 1_000
BINS: Final = 10
TOP: Final = 0.05
"""Share of companies whose lift is measured."""

_LEVEL: Final = (2.5, 97.5)
_AT_ONCE: Final = 50
"""Resamples held in memory together."""


@dataclass(frozen=True)
class Measure:
    """A figure and its 95 % bootstrap percentile interval; NaN where only one outcome occurred."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Bin:
    """One of ten equal-count bins: companies, mean probability, share that raised, mean bounds of the interval."""

    companies: int
    predicted: float
    observed: float
    low: float
    high: float


def measure(
    outcome: Floats, score: Floats, *, probability: bool = True, resamples: int = RESAMPLES, seed: int = 0
) -> dict[str, Measure]:
    """Measures by name: RANKS, `base_rate` and, where the score is a probability, LEVELS.

    `outcome` 0 or 1 and `score` are `[companies]`, at least one. The same seed draws the same companies for every
    score of a population.
    """
    ranking = _Ranking(outcome, score)
    names = [*RANKS, *(LEVELS if probability else ()), "base_rate"]
    whole = ranking.measured(np.ones((1, len(outcome))))
    drawn = [ranking.measured(weight) for weight in _resamples(len(outcome), resamples, seed)]
    return {name: _with_interval(float(whole[name][0]), [part[name] for part in drawn]) for name in names}


def lead(
    outcome: Floats, score: Floats, other: Floats, *, resamples: int = RESAMPLES, seed: int = 0
) -> dict[str, Measure]:
    """How far `score` is ahead of `other` in the area under the curve and average precision, on the same companies.

    Both are measured on the same resamples: an interval above 0 is a lead, even where their own intervals overlap.
    """
    rankings = _Ranking(outcome, score), _Ranking(outcome, other)

    def ahead(weight: Floats) -> Mapping[str, Floats]:
        ours, theirs = (ranking.measured(weight) for ranking in rankings)
        return {name: ours[name] - theirs[name] for name in LEADS}

    whole = ahead(np.ones((1, len(outcome))))
    drawn = [ahead(weight) for weight in _resamples(len(outcome), resamples, seed)]
    return {name: _with_interval(float(whole[name][0]), [part[name] for part in drawn]) for name in LEADS}


def reliability(outcome: Floats, probability: Floats, low: Floats, high: Floats) -> list[Bin]:
    """Ten equal-count bins by rising probability, fewer where there are fewer companies; all arrays `[companies]`."""
    cells = np.array_split(np.argsort(probability, kind="stable"), BINS)
    return [
        Bin(len(cell), *(float(values[cell].mean()) for values in (probability, outcome, low, high)))
        for cell in cells
        if len(cell)
    ]


class _Ranking:
    """Companies in falling order of score, tied ones together."""

    def __init__(self, outcome: Floats, score: Floats) -> None:
        order = np.argsort(-score, kind="stable")
        self.outcome, self.score, self.size = outcome[order], score[order], len(order)
        self.starts = np.flatnonzero(np.append(True, np.diff(self.score) != 0))
        self.order = order
        # The larger of unequal bins are those of low scores, as numpy.array_split cuts a rising order.
        sizes = [len(cell) for cell in np.array_split(order, BINS)][::-1]
        self.edges = np.concatenate([[0], np.cumsum(sizes)]).astype(np.float64)

    def measured(self, weight: Floats) -> Mapping[str, Floats]:
        """Each measure `[resamples]` for weights `[resamples, companies]` that sum to the number of companies."""
        weight = weight[:, self.order]
        raised, total = self.curve(weight * self.outcome), self.curve(weight)
        positives = raised[:, -1]
        top = max(1.0, np.floor(self.size * TOP))
        caught = np.array([np.interp(top, *pair) for pair in zip(total, raised, strict=True)])
        with np.errstate(divide="ignore", invalid="ignore"):
            return {
                "auc": _auc(raised, total),
                "average_precision": _average_precision(raised, total),
                "lift": caught / top / (positives / self.size),
                "brier": np.asarray((weight * (self.score - self.outcome) ** 2).sum(1) / self.size),
                "ece": self.calibration_error(raised, self.curve(weight * self.score), total),
                "base_rate": positives / self.size,
            }

    def curve(self, weight: Floats) -> Floats:
        """Cumulative sums `[resamples, distinct scores + 1]`, from 0."""
        sums = np.cumsum(np.add.reduceat(weight, self.starts, axis=1), axis=1)
        return np.concatenate([np.zeros((len(weight), 1)), sums], axis=1)

    def calibration_error(self, raised: Floats, expected: Floats, total: Floats) -> Floats:
        """Mean gap between expected and raised over equal-count bins, weighted by their size."""
        gap = [np.diff(np.interp(self.edges, *pair)) for pair in zip(total, expected - raised, strict=True)]
        return np.asarray(np.abs(gap).sum(axis=1) / self.size)


def _auc(raised: Floats, total: Floats) -> Floats:
    """Area under the ROC curve by trapezoids, so that ties count half."""
    missed = total - raised
    area = (np.diff(missed) * (raised[:, 1:] + raised[:, :-1])).sum(axis=1) / 2
    return np.asarray(area / (raised[:, -1] * missed[:, -1]))


def _average_precision(raised: Floats, total: Floats) -> Floats:
    """Precision at each score, averaged with the recall gained there."""
    precision = np.divide(raised, total, out=np.zeros_like(raised), where=total > 0)[:, 1:]
    return np.asarray((np.diff(raised) * precision).sum(axis=1) / raised[:, -1])


def _resamples(size: int, count: int, seed: int) -> Iterator[Floats]:
    """Weights `[resamples, companies]`: how often each company is drawn, a few resamples at a time."""
    random = np.random.default_rng(seed)
    for start in range(0, count, _AT_ONCE):
        rows = min(_AT_ONCE, count - start)
        drawn = random.integers(0, size, (rows, size)) + np.arange(rows)[:, None] * size
        yield np.bincount(drawn.ravel(), minlength=rows * size).reshape(rows, size).astype(np.float64)


def _with_interval(value: float, drawn: list[Floats]) -> Measure:
    """A resample in which only one outcome was drawn has no order to measure, and is left out."""
    figures = np.concatenate(drawn) if drawn else np.empty(0)
    figures = figures[np.isfinite(figures)]
    if not np.isfinite(value) or not len(figures):
        return Measure(value, np.nan, np.nan)
    low, high = np.percentile(figures, _LEVEL)
    return Measure(value, float(low), float(high))
