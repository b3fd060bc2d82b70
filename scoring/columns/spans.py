"""Bands as single figures: the geometric middle, as `Span.middle` has it."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def middles(low: Floats, high: Floats) -> Floats:
    """Middle of each band; the one end of an open band, half of the high end of a band from 0, NaN for none."""
    with np.errstate(invalid="ignore"):
        inside = np.where(low > 0, np.sqrt(low * high), high / 2)
    return np.where(np.isnan(low), high, np.where(np.isnan(high), low, inside))
