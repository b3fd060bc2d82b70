"""Lists that lie flat, one after the other: where the entries of some of them are."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


def places_of(starts: NDArray[Any], counts: NDArray[Any]) -> Ints:
    """Places of the entries of lists that begin at `starts` and hold `counts`, list by list, `[entries]`."""
    ends = np.cumsum(counts)
    within = np.arange(ends[-1] if len(ends) else 0) - np.repeat(ends - counts, counts)
    return np.asarray(np.repeat(starts, counts) + within)
