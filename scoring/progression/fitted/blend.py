"""Blend: the logits of trees and ridge, each standardised, in a weighted mean."""

from dataclasses import dataclass

import numpy as np

from scoring.progression.histories.events import Floats


@dataclass(frozen=True, eq=False)
class Blend:
    """Weight, mean and spread of the two parts `[2]` (trees, ridge).

    Mean and spread are those of the population on the fitting date; no outcome is needed for them.
    """

    weight: Floats
    mean: Floats
    spread: Floats

    def score(self, trees: Floats, ridge: Floats) -> Floats:
        """Score `[rows]`: only its order and spacing mean something, calibration makes a logit of it."""
        first, second = self.share
        return np.asarray(first * (trees - self.mean[0]) + second * (ridge - self.mean[1]))

    @property
    def share(self) -> Floats:
        """Score gained per unit of each part's logit, `[2]`."""
        return self.weight / self.spread


def fit_blend(trees: Floats, ridge: Floats, ridge_weight: float) -> Blend:
    """Take mean and spread from a population's logits `[rows]`."""
    parts = np.stack([trees, ridge])
    return Blend(np.array([1 - ridge_weight, ridge_weight]), parts.mean(1), parts.std(1) + 1e-12)
