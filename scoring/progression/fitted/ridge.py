"""Ridge: a strongly shrunk logistic regression on clipped, median-filled, standardised features."""

from dataclasses import dataclass

import numpy as np

from scoring.progression.histories.events import Floats


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

    def terms(self, matrix: Floats) -> Floats:
        """What each feature of each row `[rows, features]` adds to the logit, `[features, rows]`."""
        filled = np.where(np.isnan(matrix.T), self.median[:, None], matrix.T)
        clipped = np.minimum(np.maximum(filled, self.low[:, None]), self.high[:, None])
        clipped -= self.mean[:, None]
        clipped *= (self.coefficient / self.spread)[:, None]
        return np.asarray(clipped)

    def score(self, matrix: Floats) -> Floats:
        """Logit `[rows]`, not calibrated. Added up feature by feature: a row gives the same bits in any table."""
        total = np.full(len(matrix), self.intercept)
        for term in self.terms(matrix):
            total += term
        return total

    def shares(self, matrix: Floats, groups: Floats) -> tuple[Floats, Floats]:
        """`score`, and what each group (`[features, groups]`, 1 for a member) adds to it, `[rows, groups]`."""
        total, found = np.full(len(matrix), self.intercept), np.zeros((groups.shape[1], len(matrix)))
        for term, group in zip(self.terms(matrix), groups.argmax(axis=1), strict=True):
            total += term
            found[group] += term
        return total, found.T


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
