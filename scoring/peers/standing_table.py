"""Standings as arrays: percentiles of companies in all measures, and their intervals where they are asked for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scoring.peers.naming import DECIMALS
from scoring.peers.pooling import Share
from scoring.peers.result import Standing

Floats = NDArray[np.float64]
Rows = NDArray[np.intp]
Bounds = Callable[[Rows], Floats]


@dataclass(frozen=True, eq=False)
class StandingTable:
    """Standings in `measures` (ids), arrays `[measures, companies]`.

    `percentile` 0-100, NaN where there is none; `peers` numbers of the peer groups, -1 for none. `bounds` gives low and
    high `[2, measures, rows]` of some companies: an interval takes longer than all else, and few tables show it.
    """

    measures: Sequence[str]
    percentile: Floats
    peers: Rows
    bounds: Bounds

    def take(self, rows: Rows) -> "StandingTable":
        """The same of some companies, or of all in another order."""
        bounds = self.bounds
        return StandingTable(
            self.measures, self.percentile[:, rows], self.peers[:, rows], lambda which: bounds(rows[which])
        )

    def of(self, rows: Rows) -> list[dict[str, Standing]]:
        """Standings of some companies, by measure."""
        found: list[dict[str, Standing]] = [{} for _ in rows]
        bounds, percentile, peers = self.bounds(rows), self.percentile[:, rows], self.peers[:, rows]
        for at, measure in enumerate(self.measures):
            there = np.flatnonzero(peers[at] >= 0)
            columns = percentile[at], bounds[0, at], bounds[1, at], peers[at]
            told = map(Standing, *(column[there].tolist() for column in columns))
            for place, standing in zip(there.tolist(), told, strict=True):
                found[place][measure] = standing
        return found


def standing_table(found: Sequence[tuple[str, Share, Rows]]) -> StandingTable:
    """Measures with the beliefs of all companies, and the numbers of their peers."""
    beliefs = np.array([list(share) for _, share, _ in found])
    percentile = (100 * Share(beliefs[:, 0], beliefs[:, 1]).mean).round(DECIMALS)

    def bounds(rows: Rows) -> Floats:
        some = beliefs[:, :, rows]
        shown = np.full((2, len(some), len(rows)), np.nan)
        known = ~np.isnan(some[:, 0])
        if known.any():
            low, high = Share(some[:, 0][known], some[:, 1][known], some[:, 2][known]).interval()
            shown[:, known] = (100 * low).round(DECIMALS), (100 * high).round(DECIMALS)
        return shown

    measures, peers = [measure for measure, _, _ in found], np.array([each for _, _, each in found])
    return StandingTable(measures, percentile, peers, bounds)
