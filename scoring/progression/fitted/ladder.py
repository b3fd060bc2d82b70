"""Ladder: where a probability stands among companies of the same stage."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from scoring.progression.features.groups import LEAST
from scoring.progression.histories.events import Floats, Ints

STEPS: Final = np.linspace(0, 1, 101)
ALL_STAGES: Final = 0
ACTIVE_MONTHS: Final = 36
"""A company counts among its stage while its last round lies no further back."""


@dataclass(frozen=True, eq=False)
class Ladder:
    """Percentiles `[101]` of the probability of raising within 24 months in one stage group."""

    percentiles: Floats

    def standing(self, probability: Floats) -> Floats:
        """Percent of the stage below each probability, 0-100; the middle of a tie."""
        below, upto = (np.searchsorted(self.percentiles, probability, side) for side in ("left", "right"))
        middle = 50 * (STEPS[np.minimum(below, len(STEPS) - 1)] + STEPS[upto - 1])
        return np.asarray(np.where(below < upto, middle, 100 * np.interp(probability, self.percentiles, STEPS)))


Ladders = Mapping[int, Ladder]
"""Ladders by stage group; ALL_STAGES takes all together, for groups too small to have their own."""


def ladders_of(probability: Floats, stage: Ints, months_since: Floats) -> dict[int, Ladder]:
    """A ladder for every stage group with 10 active companies or more. All arrays `[companies]`."""
    active = months_since <= ACTIVE_MONTHS
    groups = {int(number): active & (stage == number) for number in np.unique(stage)} | {ALL_STAGES: active}
    return {
        number: Ladder(np.quantile(probability[rows], STEPS)) for number, rows in groups.items() if rows.sum() >= LEAST
    }


def standings(ladders: Ladders, stage: Ints, probability: Floats) -> Floats:
    """Where each probability stands on the ladder of its stage group, or of all where that has none."""
    found = np.empty(len(probability))
    for number in np.flatnonzero(np.bincount(stage)).tolist():
        rows = stage == number
        found[rows] = ladders.get(number, ladders[ALL_STAGES]).standing(probability[rows])
    return found
