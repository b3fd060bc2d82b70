"""Fitting trees on a Dask cluster: the rows shared out among the workers, or whole forests.

Rows: LightGBM's own `lightgbm.dask`. The workers share histograms, so that all of them grow the same tree. Bins, and
the rows and features drawn for a tree, depend on how the rows are cut: the trees are as good as those of one machine,
and not the same bit for bit. Seeds: each worker has all the rows and fits another seed, as one machine does.
"""

import logging
import re
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, Literal

import numpy as np

from scoring.errors import InputError, refuse
from scoring.progression.fitted.boosting import Fit, Forest, fit_seed
from scoring.progression.fitted.settings import Settings
from scoring.progression.histories.events import Floats
from scoring.text import both

if TYPE_CHECKING:
    from distributed import Client

Share = Literal["rows", "seeds"]
"""What the workers share out among them."""
_LEAST_ROWS: Final = 1_000
"""Rows that a worker must have: with fewer it could meet an outcome of one kind only."""
_QUIET: Final = logging.getLogger("upslope.lightgbm")
_QUIET.setLevel(logging.ERROR)
_OF_THE_CLUSTER: Final = re.compile(r"^\[(machines|num_machines|local_listen_port|time_out): .*\]\n", re.MULTILINE)
"""Parameters that LightGBM writes below the trees and that say on which computers they grew."""


def fit_on(client: "Client", share: Share) -> Fit:
    """What fits a forest on the workers of `client`, in place of `fit_forest`. It raises InputError where they fail."""

    def fit(matrix: Floats, outcome: Floats, names: tuple[str, ...], settings: Settings) -> Forest:
        try:
            if share == "seeds":
                return Forest(_by_seeds(client, matrix, outcome, names, settings))
            return Forest(_by_rows(client, matrix, outcome, names, settings))
        except Exception as error:  # LightGBM, Dask and the network each have their own
            raise _failed(client, error) from None

    return fit


def _by_seeds(
    client: "Client", matrix: Floats, outcome: Floats, names: tuple[str, ...], settings: Settings
) -> tuple[str, ...]:
    """The models of all seeds, each fitted by a worker on its own."""
    rows = client.scatter([matrix, outcome], broadcast=True)
    fitted = [client.submit(fit_seed, *rows, names, settings, seed, pure=False) for seed in range(settings.seeds)]
    return tuple(client.gather(fitted))


def _by_rows(
    client: "Client", matrix: Floats, outcome: Floats, names: tuple[str, ...], settings: Settings
) -> tuple[str, ...]:
    """The models of all seeds, one after the other, each fitted by all workers."""
    client.run(lightgbm_whole)
    workers = sorted(client.scheduler_info(n_workers=-1)["workers"])[: max(1, len(outcome) // _LEAST_ROWS)]
    order = np.random.default_rng(0).permutation(len(outcome))  # each worker a mixture of all landmarks
    pieces = np.array_split(order, len(workers))
    data, labels = (_laid_out(client, [array[rows] for rows in pieces], workers) for array in (matrix, outcome))
    return tuple(_text(client, data, labels, names, settings, seed) for seed in range(settings.seeds))


def _laid_out(client: "Client", blocks: list[Floats], workers: list[str]) -> Any:
    """Blocks of rows as one Dask array, a block a worker."""
    import dask.array as da  # noqa: PLC0415 (an extra, and slow to load)

    sent = [client.scatter(block, workers=[worker]) for block, worker in zip(blocks, workers, strict=True)]
    return da.concatenate(
        [da.from_delayed(future, block.shape, block.dtype) for future, block in zip(sent, blocks, strict=True)]
    )


def _text(client: "Client", data: Any, labels: Any, names: tuple[str, ...], settings: Settings, seed: int) -> str:
    """The model of one seed, as LightGBM's own text."""
    lightgbm = lightgbm_whole()
    lightgbm.register_logger(_QUIET)
    own = {**settings.trees, "deterministic": True, "force_row_wise": True, "verbose": -1, "seed": seed}
    # A regressor takes any objective as it is; a classifier would first ask all workers which classes there are.
    model = lightgbm.DaskLGBMRegressor(client=client, n_estimators=settings.rounds, tree_learner="data", **own)
    model.fit(data, labels, feature_name=list(names))
    return _OF_THE_CLUSTER.sub("", str(model.booster_.model_to_string()))


def lightgbm_whole() -> Any:
    """LightGBM with its part for Dask, also where it was loaded alone before (see `lightgbm_alone`)."""
    found = sys.modules.get("lightgbm")
    if found is not None and not (found.compat.SKLEARN_INSTALLED and found.compat.PANDAS_INSTALLED):
        for name in [name for name in sys.modules if name.partition(".")[0] == "lightgbm"]:
            del sys.modules[name]
    return import_module("lightgbm")


def _failed(client: "Client", error: Exception) -> Exception:
    """What is told of an error on the workers; one of the user's input stays what it is."""
    if isinstance(error, InputError):
        return error
    said = f"{type(error).__name__}: {str(error)[:300]}"
    reach = both("workers that stay up and can reach one another", "工作节点持续运行，且彼此网络互通")
    return refuse(client.scheduler.address, f"fitting failed: {said}", f"训练失败：{said}", expected=reach)
