"""Settings of the fit: grids of landmarks, trees, shrinkage and blend, chosen on validation windows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from scoring.progression.histories.events import Market

HORIZONS: Final = (12, 24)
"""Months ahead that a model speaks of."""

_TREES: Final[Mapping[str, object]] = {
    "objective": "binary",
    "num_leaves": 8,
    "learning_rate": 0.05,
    "min_child_samples": 200,
    "feature_fraction": 0.3,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "lambda_l2": 20,
    "extra_trees": True,
    "max_bin": 63,
}


@dataclass(frozen=True)
class Settings:
    """How one market's model is fitted; the defaults are the chosen ones.

    A grid is (months between landmarks, how many). The trees learn from the newest landmarks with a label of 12
    months whatever the horizon, the ridge from three years of landmarks with the whole horizon.
    """

    trees: Mapping[str, object] = field(default_factory=lambda: _TREES)
    """LightGBM's parameters. Prediction looks whole trees up in tables, so that they may have 11 leaves at most."""
    rounds: int = 200
    seeds: int = 4
    tree_grid: tuple[int, int] = (1, 3)
    tree_label_months: int = 12
    ridge_grid: tuple[int, int] = (3, 12)
    ridge_strength: float = 2.0
    """C of the logistic regression, times the number of rows."""
    ridge_weight: float = 0.5
    """Share of the ridge in the blend; the trees have the rest."""
    windows: tuple[int, ...] = (0, 6, 12)
    """Calibration windows: months that each begins before the newest one with a known outcome."""
    level_months: int = 24
    """The level comes from the windows that began at most so many months ago, or from the newest."""
    least_rounds: int = 200
    """Rounds that a landmark must have before it."""


SETTINGS: Final[Mapping[Market, Settings]] = {
    "us": Settings(),
    "cn": Settings(ridge_weight=0.65, level_months=12),
}
