"""What the draws are made of: of each factor what is answered, what is not, and what evidence takes away."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.composite import weights_of
from scoring.rulesets.evaluate import own_statement_discount
from scoring.scored import Scored

Floats = NDArray[np.float64]

WHOLE: Final = 100.0
"""What an unknown part of a factor is worth at best."""


@dataclass(frozen=True, eq=False)
class Group:
    """Companies weighed alike: of one phase, with the same factors applicable, with or without the model's voice.

    `at` are their places in the material, `chosen` `[7]` the chosen weights, the model's last; `applies` `[7]` is 1.0
    where a factor concerns them.
    """

    at: slice
    chosen: Floats
    applies: Floats


@dataclass(frozen=True, eq=False)
class Material:
    """Companies as the draws see them, those of a group side by side; `order` holds their places in the cohort.

    A factor is worth `known + u * unknown` with unknowns u of the way from worst to best, and with all evidence
    discounted `lost + u * lost_unknown` less (all `[6, companies]`). The model's standing is `standing`, between
    `standing_low` and `standing_high`; `standing_lost` is the share of it that the discount takes.
    """

    order: NDArray[np.intp]
    groups: Sequence[Group]
    known: Floats
    unknown: Floats
    lost: Floats
    lost_unknown: Floats
    standing: Floats
    standing_low: Floats
    standing_high: Floats
    standing_lost: Floats


def material_of(scored: Scored, companies: NDArray[np.intp]) -> Material:
    """Make ready those `companies` (places in the cohort) that have a composite."""
    factors = len(scored.total.weights)
    kinds = np.vstack([
        weights_of(scored.book, scored.columns, scored.total.weights.shape[1])[:, companies],
        scored.total.weights[:, companies] > 0,
        scored.total.voice_weight[companies] > 0,
    ])  # fmt: skip
    different, kind_of = np.unique(kinds, axis=1, return_inverse=True)
    ends = np.cumsum(np.bincount(kind_of, minlength=different.shape[1])).tolist()
    voice = scored.voice.weight
    groups = [
        Group(slice(start, end), np.append(kind[:factors] * (1 - voice), voice), kind[factors:])
        for kind, start, end in zip(different.T, [0, *ends], ends, strict=False)
    ]
    return _filled(scored, companies[np.argsort(kind_of, kind="stable")], groups)


def _filled(scored: Scored, order: NDArray[np.intp], groups: Sequence[Group]) -> Material:
    table, voice = scored.found.factors, scored.voice
    applies = scored.total.weights[:, order] > 0
    coverage = np.where(applies, np.nan_to_num(table.coverage[:, order]), 1.0)
    known = np.where(applies, np.nan_to_num(table.low[:, order]), 1.0)  # without weight, so any value but zero
    unknown = WHOLE * (1 - coverage)
    evidenced = np.where(applies, np.nan_to_num(table.evidenced_score[:, order]) * coverage, 1.0)
    own = own_statement_discount()
    standing, low, high, discount = (
        np.nan_to_num(each[order]) for each in (voice.standing, voice.low, voice.high, voice.discount)
    )
    return Material(
        order, groups, known, unknown, known - evidenced, unknown * (1 - own), standing, low, high, 1 - discount
    )
