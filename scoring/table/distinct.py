"""Distinct whole numbers, told by marking them off where that is quicker than sorting."""

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

_FEW = 4096
_PER_NUMBER = 8


def distinct(numbers: Ints) -> tuple[Ints, NDArray[np.intp]]:
    """The distinct numbers, ascending, and the place of each number among them."""
    if not len(numbers):
        return numbers, np.empty(0, np.intp)
    low, high = int(numbers.min()), int(numbers.max())
    if high - low > max(_FEW, _PER_NUMBER * len(numbers)):
        found, place = np.unique(numbers, return_inverse=True)
        return found, place
    there = np.zeros(high - low + 1, bool)
    offset = numbers - low
    there[offset] = True
    places = np.cumsum(there) - 1
    return np.flatnonzero(there) + low, places[offset]
