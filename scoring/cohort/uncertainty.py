"""A ranking put to the test: many draws of all that could have been chosen or known otherwise.

Method: OECD/JRC Handbook on Constructing Composite Indicators (2008), step 7, uncertainty and sensitivity analysis.
"""

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.cohort.assumptions import Assumptions
from scoring.cohort.cohort import Cohort
from scoring.cohort.draws import ranks
from scoring.cohort.influence import influences
from scoring.cohort.material import Material, material_of
from scoring.cohort.ranges import ranges, tie_bands
from scoring.cohort.result import RankRange, Uncertainty
from scoring.cohort.streams import Sheet, deal
from scoring.ranked import best_first
from scoring.text import Lang

_A_FIFTH: Final = 0.2
_PER_INFLUENCE: Final = 16
"""One in so many draws is made again for each choice to tell its influence."""
_SECOND_DEAL: Final = 1_000_003
"""Added to the seed for the sheet that choices are exchanged with."""


def top_of(companies: int, seats: int | None) -> int:
    """The k of 'top k': the seats there are, else a fifth of the cohort and at least one."""
    return seats or max(1, round(_A_FIFTH * companies))


def put_to_the_test(
    cohort: Cohort, places: Sequence[int | None], assumed: Assumptions, top: int, lang: Lang
) -> tuple[Uncertainty | None, list[RankRange | None]]:
    """Draw, and say where each company lands; `places` are the published ranks, None for one that has none.

    None, and no range, where nothing is drawn or nobody has a rank.
    """
    found: list[RankRange | None] = [None] * len(places)
    ranked = np.array([at for at, place in enumerate(places) if place is not None], np.intp)
    draws = assumed.draws_for(len(ranked))
    if not draws or not len(ranked):
        return None, found
    material = material_of(cohort.scored, ranked)
    published = np.array([places[at] for at in material.order.tolist()], np.int32)
    sheet = dealt(cohort, material, draws, assumed.seed)
    drawn = ranks(material, sheet, assumed)
    bands = tie_bands(drawn, _best_first(cohort, material))
    for at, each in zip(material.order.tolist(), ranges(drawn, bands, top), strict=True):
        found[at] = each
    shift = _shift(material, published, assumed)
    some = max(draws // _PER_INFLUENCE, min(draws, 64))
    other = dealt(cohort, material, some, assumed.seed + _SECOND_DEAL)
    return Uncertainty(
        draws=draws,
        seed=assumed.seed,
        top=top,
        spread=assumed.spread,
        aggregation=assumed.aggregation,
        held=assumed.held,
        bands=int(bands.max()),
        shift=round(float(np.abs(drawn - published[:, None]).mean()), 2),
        error=round(0.5 / draws**0.5, 4),
        influences=influences(shift, sheet.part(slice(some)), other, assumed, lang),
    ), found


def dealt(cohort: Cohort, material: Material, draws: int, seed: int) -> Sheet:
    """Random numbers for the companies of a material, in its order."""
    return deal([cohort.identities[at] for at in material.order.tolist()], draws, seed)


def _best_first(cohort: Cohort, material: Material) -> NDArray[np.intp]:
    """Rows of the material from best to worst, in the order of the published list."""
    place = np.empty(len(cohort.profiles), np.intp)
    place[best_first(cohort)] = np.arange(len(place))
    return np.argsort(place[material.order])


def _shift(
    material: Material, published: NDArray[np.int32], assumed: Assumptions
) -> Callable[[Sheet], NDArray[np.float64]]:
    """The output whose variance is explained: mean places by which companies move, in each draw."""

    def shift(sheet: Sheet) -> NDArray[np.float64]:
        return np.asarray(np.abs(ranks(material, sheet, assumed) - published[:, None]).mean(axis=0))

    return shift
