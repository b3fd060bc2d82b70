"""Three states of a condition: met, failed, or not to be told from what is known."""

import numpy as np
from numpy.typing import NDArray

States = NDArray[np.int8]
Flags = NDArray[np.bool_]
MET, UNKNOWN, FAILED = 1, 0, -1
"""Negating a condition changes its sign; of several of which one will do the highest counts, of all the lowest."""


def three(met: Flags, failed: Flags) -> States:
    """States from what is sure; NaN compares as neither."""
    return np.where(met, MET, np.where(failed, FAILED, UNKNOWN)).astype(np.int8)


def at_least(low: NDArray[np.float64], high: NDArray[np.float64], limit: float) -> States:
    """Whether a number known to lie between `low` and `high` reaches `limit`."""
    return three(low >= limit, high < limit)


def above(low: NDArray[np.float64], high: NDArray[np.float64], limit: float) -> States:
    """Whether it exceeds `limit`."""
    return three(low > limit, high <= limit)
