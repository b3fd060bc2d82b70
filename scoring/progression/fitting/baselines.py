"""Baselines: what any model has to beat, fitted on the rows that the model may learn from too.

`stage_rate` knows the kind of the last round alone, `recency` the time since then; the others see every feature of
ours and are used as they come, without tuning.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np

from scoring.progression.fitted.settings import Settings
from scoring.progression.fitting.landmarks import Landmarks
from scoring.progression.histories.events import Floats, Ints
from scoring.progression.histories.stages import STAGES
from scoring.text import Text, both

_SHRINKAGE: Final = 10
"""Companies of the mean rate that a stage starts with."""


class NotInstalled(Exception):
    """A baseline whose package is not there; carries what to do."""

    def __init__(self, text: Text) -> None:
        self.text = text
        super().__init__(text.en)


NO_CATBOOST: Final = both(
    "not installed; to have it in the table: pip install 'upslope[evaluate]'",
    "未安装；如需列入对比：pip install 'upslope[evaluate]'",
)
TOO_LITTLE: Final = both(
    "no baseline: too few rounds lie far enough back to fit one", "没有基线：足够早的融资记录太少，无法拟合"
)


@dataclass(frozen=True, eq=False)
class Rows:
    """Features `[rows, features]` by `names`, stage group and outcome `[rows]`; outcomes unknown are empty."""

    names: tuple[str, ...]
    matrix: Floats
    stage: Ints
    outcome: Floats


Fit = Callable[[Rows, Rows], Floats]
"""Fits on the first rows and gives probabilities `[rows]` of the second."""


def fitting_rows(landmarks: Landmarks, names: tuple[str, ...], as_of: date, horizon: int, settings: Settings) -> Rows:
    """The landmarks whose outcome is complete on `as_of`: the ridge's rows. Empty where they hold one outcome only."""
    dates = landmarks.dates(as_of, horizon, settings.ridge_grid)
    matrix, outcome = landmarks.rows(as_of, horizon, settings.ridge_grid)
    if not 0 < outcome.sum() < len(outcome):
        return Rows(names, np.empty((0, len(names))), np.empty(0, np.int64), np.empty(0))
    return Rows(names, matrix, np.concatenate([landmarks.at(each).stage for each in dates]), outcome)


def stage_rate(fit: Rows, scored: Rows) -> Floats:
    """The outcome rate of the stage group, pulled to the mean where it is small."""
    raised = np.bincount(fit.stage, fit.outcome, STAGES)
    rate = (raised + _SHRINKAGE * fit.outcome.mean()) / (np.bincount(fit.stage, minlength=STAGES) + _SHRINKAGE)
    return np.asarray(rate[scored.stage])


def recency(fit: Rows, scored: Rows) -> Floats:
    """Logistic regression on the log of the months since the last round."""
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415  evaluation only

    column = [fit.names.index("since")]
    return _fitted(LogisticRegression(C=1e6), fit, scored, column)


def logistic_regression(fit: Rows, scored: Rows) -> Floats:
    """scikit-learn's logistic regression at its default penalty, medians for unknown values, standardised."""
    from sklearn.impute import SimpleImputer  # noqa: PLC0415  evaluation only
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415
    from sklearn.pipeline import make_pipeline  # noqa: PLC0415
    from sklearn.preprocessing import StandardScaler  # noqa: PLC0415

    filled = SimpleImputer(strategy="median", keep_empty_features=True)
    return _fitted(make_pipeline(filled, StandardScaler(), LogisticRegression(max_iter=1_000)), fit, scored)


def plain_lightgbm(fit: Rows, scored: Rows) -> Floats:
    """LightGBM with its default parameters, 100 trees."""
    from lightgbm import Dataset, train  # noqa: PLC0415  evaluation only

    parameters = {"objective": "binary", "num_threads": 1, "deterministic": True, "force_row_wise": True}
    booster = train({**parameters, "verbose": -1, "seed": 0}, Dataset(fit.matrix, fit.outcome), 100)
    return np.asarray(booster.predict(scored.matrix))


def hist_gradient_boosting(fit: Rows, scored: Rows) -> Floats:
    """scikit-learn's HistGradientBoostingClassifier as it comes."""
    from sklearn.ensemble import HistGradientBoostingClassifier  # noqa: PLC0415  evaluation only

    return _fitted(HistGradientBoostingClassifier(random_state=0), fit, scored)


def catboost(fit: Rows, scored: Rows) -> Floats:
    """CatBoost with 500 trees, the rest as it comes. Raises NotInstalled where the package is not there."""
    try:
        from catboost import CatBoostClassifier  # noqa: PLC0415  optional
    except ImportError:
        raise NotInstalled(NO_CATBOOST) from None
    quiet: dict[str, Any] = {"verbose": 0, "allow_writing_files": False, "thread_count": 1}
    return _fitted(CatBoostClassifier(iterations=500, random_seed=0, **quiet), fit, scored)


BASELINES: Final[Mapping[str, Fit]] = {
    "stage_rate": stage_rate,
    "recency": recency,
    "logistic_regression": logistic_regression,
    "plain_lightgbm": plain_lightgbm,
    "hist_gradient_boosting": hist_gradient_boosting,
    "catboost": catboost,
}
"""By name, from the plainest on."""


def _fitted(classifier: Any, fit: Rows, scored: Rows, columns: list[int] | None = None) -> Floats:
    """Fit a classifier of scikit-learn's kind on some columns, or on all, and let it score."""
    chosen = slice(None) if columns is None else columns
    classifier.fit(fit.matrix[:, chosen], fit.outcome)
    return np.asarray(classifier.predict_proba(scored.matrix[:, chosen])[:, 1])
