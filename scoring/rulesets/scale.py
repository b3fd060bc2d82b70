"""A characteristic's scale as arrays: values in, partial scores and attribute numbers out."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring import taxonomy
from scoring.columns.registry import DERIVED
from scoring.rulesets.scale_checks import is_numeric
from scoring.rulesets.schema import Applies, Ask, Attribute, Characteristic

Floats = NDArray[np.float64]
Codes = NDArray[np.int8]

UNKNOWN, NOT_APPLICABLE = -1, -2
"""Attribute numbers of a finding without a score."""


@dataclass(frozen=True, eq=False)
class Scale:
    """Bands of numbers, or choices, with their partial scores; `masks` say whom it concerns.
    A derived fact is read only where that is known; an answer given speaks for itself.

    Band k covers `[cuts[k-1], cuts[k])` and scores `start[k] + (x - origin[k]) * slope[k]`.
    A choice has no cuts: its code is its attribute number. The last two places of `start`, `origin` and `slope`
    stand for the attribute numbers -2 and -1 (counted from the end) and score NaN. `freedom` (same places) is how much
    more an authority may give where points are judged.
    """

    input: str
    weight: float
    numeric: bool
    cuts: Floats
    start: Floats
    origin: Floats
    slope: Floats
    freedom: Floats
    limits: tuple[float, float]
    masks: dict[str, NDArray[np.bool_]]
    derived: bool

    @cached_property
    def sloped(self) -> bool:
        """Whether any band rises or falls within itself."""
        return bool(self.slope.any())

    def attributes(self, values: NDArray[Any]) -> Codes:
        """Number the attribute of every value; -1 where unknown. Values: floats (NaN) or codes (-1)."""
        if not self.numeric:
            return values.astype(np.int8, copy=True)
        band: Codes = (values >= self.cuts[:, None]).sum(axis=0, dtype=np.int8)
        # NaN reaches no cut, so it stands in band 0 here.
        band -= np.isnan(values).view(np.int8)
        return band

    def partial_scores(self, values: NDArray[Any], attribute: Codes) -> Floats:
        """Partial score 0-100 of every value, given its attribute; NaN where unknown or not applicable."""
        # Cast once: every look-up would cast to this type again.
        place = attribute.astype(np.intp)
        score = self.start.take(place)
        if self.sloped:
            low, high = self.limits
            beyond = np.clip(values, low, high) - self.origin.take(place)
            beyond *= self.slope.take(place)
            score += beyond
        return score


def compile_scale(item: Characteristic, ask: Ask | None, weight: float) -> Scale:
    """Turn a characteristic into arrays; `weight` is its effective share of the factor, in percent."""
    numeric = is_numeric(ask, DERIVED.get(item.input))
    return scale_of(item.input, item.scale, numeric, weight, _masks(item.applies), derived=ask is None)


def scale_of(
    name: str,
    bands: Sequence[Attribute],
    numeric: bool,
    weight: float = 1.0,
    masks: dict[str, NDArray[np.bool_]] | None = None,
    *,
    derived: bool = False,
) -> Scale:
    """Turn bands or choices into arrays, in the points that they name."""
    ends = np.array([band.ends for band in bands], float)
    judged = np.array([band.judged for band in bands])
    rise = ends[:, 1] - ends[:, 0]
    origin = np.array([band.from_ or 0.0 for band in bands])
    edges = [(band.from_, band.to) for band in bands]
    width = np.array([np.inf if low is None or high is None else high - low for low, high in edges])
    first, last = bands[0].from_, bands[-1].to
    return Scale(
        input=name,
        weight=weight,
        numeric=numeric,
        cuts=origin[1:] if numeric else origin[:0],
        start=np.append(ends[:, 0], [np.nan, np.nan]),
        origin=np.append(origin, [0.0, 0.0]),
        slope=np.append(np.where(judged, 0.0, rise) / width, [0.0, 0.0]),
        freedom=np.append(np.where(judged, rise, 0.0), [np.nan, np.nan]),
        limits=(-np.inf if first is None else first, np.inf if last is None else last),
        masks=masks or {},
        derived=derived,
    )


def _masks(applies: Applies) -> dict[str, NDArray[np.bool_]]:
    """Allowed codes by column; the last place stands for code -1: unknown counts as applicable."""
    stages = [s.slug for s in taxonomy.stages() if s.slug in applies.stages or s.phase in applies.phases]
    wanted = {
        "stage": (stages, taxonomy.stages().slugs),
        "layer": (applies.layers, taxonomy.layers().slugs),
        "sector": (applies.sectors, taxonomy.sectors().slugs),
    }
    return {
        column: np.array([slug in allowed for slug in slugs] + [True])
        for column, (allowed, slugs) in wanted.items()
        if allowed
    }
