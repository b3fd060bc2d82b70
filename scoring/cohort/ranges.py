"""Ranks over the draws into ranges, chances of the top, and tie bands."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.cohort.result import RankRange

Ranks = NDArray[np.int32]

OUTSIDE: Final = 0.05
"""Share of draws left out on either side: what is left is the 90 % interval."""
SEPARATED: Final = 0.9
"""Share of draws in which the first of a band must be above a company to be told apart from it."""
_AT_ONCE: Final = 64


def ranges(ranks: Ranks, bands: NDArray[np.int64], top: int) -> list[RankRange]:
    """Ranges of companies with `ranks` `[companies, draws]` and `bands` `[companies]`."""
    draws = ranks.shape[1]
    ordered = np.sort(ranks, axis=1)
    outside = int(OUTSIDE * draws)
    medians = (ordered[:, (draws - 1) // 2] + ordered[:, draws // 2]) / 2
    inside = np.count_nonzero(ranks <= top, axis=1) / draws
    columns = medians, ordered[:, outside], ordered[:, draws - 1 - outside], inside, bands
    return [
        RankRange.model_construct(median=median, low=low, high=high, in_top=round(share, 4), band=band)
        for median, low, high, share, band in zip(*(column.tolist() for column in columns), strict=True)
    ]


def tie_bands(ranks: Ranks, order: NDArray[np.intp]) -> NDArray[np.int64]:
    """Number of each company's band, from 1; `order` holds the rows of `ranks` from best to worst.

    A band begins with its best company and ends before the first that it is above in 90 % of draws; ties count half.
    """
    bands, band, first = np.empty(len(order), np.int64), 0, 0
    while first < len(order):
        band, end = band + 1, _end_of_band(ranks, order, first)
        bands[order[first:end]] = band
        first = end
    return bands


def _end_of_band(ranks: Ranks, order: NDArray[np.intp], first: int) -> int:
    leader = ranks[order[first]]
    for start in range(first + 1, len(order), _AT_ONCE):
        others = ranks[order[start : start + _AT_ONCE]]
        apart = np.flatnonzero(above(leader, others) >= SEPARATED)
        if len(apart):
            return start + int(apart[0])
    return len(order)


def above(first: Ranks, others: Ranks) -> NDArray[np.float64]:
    """Share of draws in which `first` `[draws]` is above each of the others `[companies, draws]`; ties count half."""
    return np.asarray(((first < others).mean(axis=1) + (first <= others).mean(axis=1)) / 2)
