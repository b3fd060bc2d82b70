"""Ridge: a strongly shrunk logistic regression on clipped, median-filled, standardised features."""

from dataclasses import dataclass

import numpy as np

from scoring.progression.events import Floats


@dataclass(frozen=True, eq=False)
class Ridge:
    """Arrays `[features]`: the median that stands in for an unknown value, the range (1 % to 99 % of the fitting
    rows) to which values are clipped, mean and spread within it, and coefficient of the standardised value.
    """

    median: Floats
    low: Floats
    high: Floats
    mean: Floats
    spread: Floats
    coefficient: Floats
    intercept: float

    def standardised(self, matrix: Floats) -> Floats:
        """Features `[rows, features]` on the scale of the coefficients."""
        filled = np.where(np.isnan(matrix), self.median, matrix)
        return (np.clip(filled, self.low, self.high) - self.mean) / self.spread

    def score(self, matrix: Floats) -> Floats:
        """Logit `[rows]`, not calibrated."""
        return self.standardised(matrix) @ self.coefficient + self.intercept


def fit_ridge(matrix: Floats, outcome: Floats, strength: float) -> Ridge:
    """Fit with scikit-learn; `strength` is the inverse penalty times the number of rows."""
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415  fitting only: prediction needs numpy alone

    some = np.where(np.isnan(matrix).all(axis=0), 0.0, matrix)
    median = np.nanmedian(some, axis=0)
    low, high = np.nanquantile(some, [0.01, 0.99], axis=0)
    filled = np.clip(np.where(np.isnan(matrix), median, matrix), low, high)
    mean, spread = filled.mean(0), filled.std(0) + 1e-9
    model = LogisticRegression(C=strength / len(outcome), max_iter=500)
    model.fit((filled - mean) / spread, outcome)
    return Ridge(median, low, high, mean, spread, model.coef_[0], float(model.intercept_[0]))
