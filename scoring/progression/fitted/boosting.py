"""Boosting: the trees, several seeds of one small forest, fitted by LightGBM and kept as its own text."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

from scoring.progression.fitted.lookup import Lookup
from scoring.progression.fitted.settings import Settings
from scoring.progression.fitted.trees import trees_of
from scoring.progression.histories.events import Floats
from scoring.progression.reasons import membership

if TYPE_CHECKING:
    from lightgbm import Booster

_UNUSED: Final = ("sklearn", "pandas", "matplotlib", "graphviz", "dask")
_LOADING: Final = Lock()
_REPEATABLE: Final = {"num_threads": 1, "deterministic": True, "force_row_wise": True, "verbose": -1}


@dataclass(frozen=True, eq=False)
class Forest:
    """LightGBM models in text form, one a seed. Prediction looks them up in tables and does not load LightGBM."""

    texts: tuple[str, ...]

    @cached_property
    def boosters(self) -> "list[Booster]":
        """The models as LightGBM runs them. Raises lightgbm.basic.LightGBMError for a text that is none."""
        return [lightgbm_alone().Booster(model_str=text) for text in self.texts]

    @cached_property
    def lookup(self) -> Lookup:
        """The models as tables, which give the same figures sooner and without LightGBM."""
        names = tuple(_line(self.texts[0], "feature_names").split())
        return Lookup(trees_of(self.texts), membership(names))

    def score(self, matrix: Floats) -> Floats:
        """Mean logit of the seeds `[rows]`, not calibrated."""
        return self.lookup.logits(matrix)


def _line(text: str, name: str) -> str:
    return text.partition(f"\n{name}=")[2].partition("\n")[0]


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


def fit_forest(matrix: Floats, outcome: Floats, names: tuple[str, ...], settings: Settings) -> Forest:
    """Fit one model a seed; the same rows give the same texts, bit for bit."""
    return Forest(tuple(fit_seed(matrix, outcome, names, settings, seed) for seed in range(settings.seeds)))


def fit_seed(matrix: Floats, outcome: Floats, names: tuple[str, ...], settings: Settings, seed: int) -> str:
    """The model of one seed, as LightGBM's own text."""
    lightgbm = lightgbm_alone()
    data = lightgbm.Dataset(matrix, outcome, feature_name=list(names))
    parameters = {**settings.trees, **_REPEATABLE, "seed": seed}
    return str(lightgbm.train(parameters, data, settings.rounds).model_to_string())


Fit = Callable[[Floats, Floats, tuple[str, ...], Settings], Forest]
"""What fits a forest as `fit_forest` does, here or elsewhere."""
