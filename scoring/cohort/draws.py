"""The draws: scores of all companies, draw by draw, and their ranks in each.

A draw takes factor weights, an aggregation, a place between worst and best for what is unknown, a place in the model's
interval and a part of the evidence discount. At their middle values they give the published composite.
"""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.cohort.assumptions import Assumptions
from scoring.cohort.material import Group, Material
from scoring.cohort.streams import Sheet
from scoring.composite import arithmetic_mean, geometric_mean

Floats = NDArray[np.float64]

SHARED: Final = 0.5
"""Correlation (of normal scores) between the unknowns of two companies: half is common caution or generosity, half
each company's own luck."""
_EQUAL_WITHIN: Final = 1e-6
"""Points of a score below which two are a tie: far above the noise of adding up, far below what anybody sees."""
_AT_ONCE: Final = 65_536
"""Scores worked on together: the working arrays stay in the processor's cache."""
_BITS: Final = 24
_TINY: Final = 1e-300


def scores(material: Material, sheet: Sheet, assumed: Assumptions) -> Floats:
    """Scores `[companies, draws]` in the order of the material; `sheet` deals its companies in that order too."""
    weights = _weights(material.groups, sheet.weights, 0.0 if "weights" in assumed.held else assumed.spread)
    geometric = _geometric(sheet.aggregation, assumed)
    discount = np.zeros(sheet.draws) if "evidence" in assumed.held else sheet.evidence
    unknowns = _unknowns(sheet, assumed)
    result = np.empty(unknowns.shape)
    for group, own in zip(material.groups, weights, strict=True):
        at = group.at
        values = _factor_values(material, at, unknowns[at], discount)
        if group.applies[-1]:
            values = [*values, _standings(material, at, sheet, discount, assumed)]
        used = own[: len(values)]
        for how, mean in ((~geometric, arithmetic_mean), (geometric, geometric_mean)):
            if how.any():
                result[at, how] = mean([each[:, how] for each in values], used[:, how])
    return result


def ranks(material: Material, sheet: Sheet, assumed: Assumptions) -> NDArray[np.int32]:
    """Ranks `[companies, draws]` in the order of the material; equal scores share the better one."""
    parts = [_ranked(scores(material, part, assumed)) for part in _parts(sheet, len(material.order))]
    return np.concatenate(parts, axis=1)


def _parts(sheet: Sheet, companies: int) -> Iterator[Sheet]:
    step = max(_AT_ONCE // max(companies, 1), 1)
    for start in range(0, sheet.draws, step):
        yield sheet.part(slice(start, start + step))


def _ranked(values: Floats) -> NDArray[np.int32]:
    """Rank in each column: sorted as whole numbers that carry their row, which is quicker than sorting rows."""
    count, draws = values.shape
    steps = -np.rint(values.T / _EQUAL_WITHIN).astype(np.int64)
    ordered = np.sort(steps << _BITS | np.arange(count), axis=1)
    rows, steps = ordered & ((1 << _BITS) - 1), ordered >> _BITS
    places = np.zeros((draws, count), np.int32)
    places[:, 1:] = np.where(np.diff(steps, axis=1) != 0, np.arange(1, count, dtype=np.int32), 0)
    result = np.empty_like(places)
    np.put_along_axis(result, rows, np.maximum.accumulate(places, axis=1) + 1, axis=1)
    return result.T


def _weights(groups: Sequence[Group], uniform: Floats, spread: float) -> list[Floats]:
    """Weights `[7, draws]` of each group, adding up to 1: Dirichlet around its chosen ones.

    The same uniform numbers serve every group, so that a draw that favours a factor does so in every phase.
    """
    drawn: dict[bytes, Floats] = {}
    result = []
    for group in groups:
        key = group.chosen.tobytes()
        if key not in drawn:
            drawn[key] = _dirichlet(group.chosen, uniform, spread)
        result.append(_applied(drawn[key], group.applies))
    return result


def _dirichlet(chosen: Floats, uniform: Floats, spread: float) -> Floats:
    """Dirichlet variates by gamma quantiles; `spread` is the relative standard deviation of an average factor weight.

    With k factors a weight of 1/k has the variance (k - 1) / k² / (concentration + 1).
    """
    if spread == 0:
        return np.repeat(chosen[:, None], uniform.shape[1], axis=1)
    from scipy.special import gammaincinv  # noqa: PLC0415 - slow to load, and only needed to draw

    concentration = max((len(chosen) - 2) / spread**2 - 1, 1.0)
    shapes = concentration * chosen[:, None]
    drawn = np.maximum(gammaincinv(np.maximum(shapes, _TINY), uniform), _TINY)  # no weight is quite zero
    return np.asarray(drawn / drawn.sum(axis=0))


def _applied(drawn: Floats, applies: Floats) -> Floats:
    """Weights of what applies: factors share what the model's voice leaves, as in the composite."""
    voice = drawn[-1] * applies[-1]
    factors = drawn[:-1] * applies[:-1, None]
    return np.vstack([factors / factors.sum(axis=0) * (1 - voice), voice])


def _geometric(uniform: Floats, assumed: Assumptions) -> NDArray[np.bool_]:
    if "aggregation" not in assumed.held:
        return np.asarray(uniform < 1 / 2)
    return np.full(len(uniform), assumed.aggregation == "geometric")


def _unknowns(sheet: Sheet, assumed: Assumptions) -> Floats:
    """Place between worst (0) and best (1) of what is unknown of each company, uniform where both parts vary."""
    from scipy.special import ndtr  # noqa: PLC0415 - as above

    common = 0.0 if "treatment" in assumed.held else np.sqrt(SHARED) * sheet.treatment
    own = 0.0 if "unknowns" in assumed.held else np.sqrt(1 - SHARED) * sheet.unknowns.astype(np.float64)
    return np.asarray(np.broadcast_to(ndtr(common + own), sheet.unknowns.shape))


def _factor_values(material: Material, at: slice, unknowns: Floats, discount: Floats) -> list[Floats]:
    """Values of the six factors, each `[companies, draws]`."""
    return [
        known[at, None] + unknowns * unknown[at, None]
        - discount * (lost[at, None] + unknowns * lost_unknown[at, None])
        for known, unknown, lost, lost_unknown in zip(
            material.known, material.unknown, material.lost, material.lost_unknown, strict=True
        )
    ]  # fmt: skip


def _standings(material: Material, at: slice, sheet: Sheet, discount: Floats, assumed: Assumptions) -> Floats:
    """The model's standing: evenly below its central value in half of the draws, evenly above it in the others."""
    middle, low, high = (each[at, None] for each in (material.standing, material.standing_low, material.standing_high))
    still = "progression" in assumed.held
    drawn = np.zeros((1, 1)) if still else 2 * sheet.progression[at].astype(np.float64) - 1
    value = middle + np.where(drawn < 0, drawn * (middle - low), drawn * (high - middle))
    return np.asarray(value * (1 - discount * material.standing_lost[at, None]))
