"""Scoring in parts: millions of companies, on one machine or on many; every company is scored by itself.

`batch.py` the one function for a part, `columns.py` the columns that it gives. `inputs.py` which files are read,
`parts.py` files into parts, `job.py` a part from file to file, `running.py` all parts on this machine, `cluster.py` on
a Dask cluster, `sameness.py` whether its workers are like this machine, `folder.py` the folder of results, `joining.py`
results in a single file, `summary.py` what is said of a whole job, `losses.py` of a cluster that fails.
`fitting.py` fits the progression model on a cluster.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scoring.scale.batch import score_batch

__all__ = ["score_batch"]


def __getattr__(name: str) -> Any:
    """Import on first use, so that the words of the command line load neither numpy nor Arrow."""
    if name != "score_batch":
        raise AttributeError(f"module 'scoring.scale' has no attribute {name!r}")
    from scoring.scale.batch import score_batch  # noqa: PLC0415

    return score_batch
