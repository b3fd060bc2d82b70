"""Boosting: the LightGBM part, several seeds of one small forest, kept as LightGBM's own text."""

import sys
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from scoring.progression.events import Floats
from scoring.progression.settings import Settings

if TYPE_CHECKING:
    from lightgbm import Booster

_UNUSED: Final = ("sklearn", "pandas", "matplotlib", "graphviz", "dask")
_LOADING: Final = Lock()
_WORTH_THREADS: Final = 1_000
_REPEATABLE: Final = {"num_threads": 1, "deterministic": True, "force_row_wise": True, "verbose": -1}


@dataclass(frozen=True, eq=False)
class Forest:
    """LightGBM models in text form, one a seed; LightGBM itself is loaded at the first prediction."""

    texts: tuple[str, ...]

    @cached_property
    def boosters(self) -> "list[Booster]":
        """The models ready to run. Raises lightgbm.basic.LightGBMError for a text that is none."""
        return [lightgbm_alone().Booster(model_str=text) for text in self.texts]

    def score(self, matrix: Floats) -> Floats:
        """Mean logit of the seeds `[rows]`, not calibrated."""
        threads = _threads(len(matrix))
        logits = [booster.predict(matrix, raw_score=True, num_threads=threads) for booster in self.boosters]
        return np.asarray(np.mean(logits, axis=0))

    def contributions(self, matrix: Floats) -> Floats:
        """TreeSHAP shares of the mean logit `[rows, features + 1]`, the last column being the base.

        Lundberg et al., "From local explanations to global understanding with explainable AI for trees" (Nature
        Machine Intelligence 2020), as LightGBM computes it.
        """
        threads = _threads(len(matrix))
        shares = [booster.predict(matrix, pred_contrib=True, num_threads=threads) for booster in self.boosters]
        return np.asarray(np.mean(shares, axis=0))


def lightgbm_alone() -> Any:
    """LightGBM without what it would wrap or plot with, were it there: loading all that takes ten times as long.

    It offers estimators for scikit-learn and takes tables of pandas where it finds them; a None in `sys.modules` is
    Python's own way to say that a module is not there. Other code may import them as ever afterwards.
    """
    with _LOADING:
        hidden = [] if "lightgbm" in sys.modules else [name for name in _UNUSED if name not in sys.modules]
        sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]
        try:
            return import_module("lightgbm")
        finally:
            for name in hidden:
                del sys.modules[name]


def _threads(rows: int) -> int:
    """One for few rows, where waking others costs more than they do; else all (LightGBM's 0)."""
    return 1 if rows < _WORTH_THREADS else 0


def fit_forest(matrix: Floats, outcome: Floats, names: tuple[str, ...], settings: Settings) -> Forest:
    """Fit one model a seed; the same rows give the same texts, bit for bit."""
    lightgbm = lightgbm_alone()

    def text(seed: int) -> str:
        data = lightgbm.Dataset(matrix, outcome, feature_name=list(names))
        parameters = {**settings.trees, **_REPEATABLE, "seed": seed}
        return str(lightgbm.train(parameters, data, settings.rounds).model_to_string())

    return Forest(tuple(text(seed) for seed in range(settings.seeds)))
