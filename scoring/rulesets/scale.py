"""A characteristic's scale as arrays: values in, partial scores and attribute numbers out."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scoring import taxonomy
from scoring.columns.registry import DERIVED
from scoring.rulesets.scales import is_numeric
from scoring.rulesets.schema import Applies, Ask, Characteristic

Floats = NDArray[np.float64]
Codes = NDArray[np.int8]

UNKNOWN, NOT_APPLICABLE = -1, -2
"""Attribute numbers of a finding without a score."""


@dataclass(frozen=True, eq=False)
class Scale:
    """Bands of numbers, or choices, with their partial scores; `masks` say whom it concerns.

    Band k covers `[cuts[k-1], cuts[k])` and scores `start[k] + (x - origin[k]) * slope[k]`.
    A choice has no cuts: its code is its attribute number.
    """

    input: str
    weight: float
    numeric: bool
    cuts: tuple[float, ...]
    start: Floats
    origin: Floats
    slope: Floats
    limits: tuple[float, float]
    masks: dict[str, NDArray[np.bool_]]

    @property
    def sloped(self) -> bool:
        """Whether any band rises or falls within itself."""
        return bool(self.slope.any())

    def attributes(self, values: NDArray[np.generic]) -> Codes:
        """Number the attribute of every value; -1 where unknown. Values: floats (NaN) or codes (-1)."""
        if not self.numeric:
            return values.astype(np.int8, copy=True)
        band = np.zeros(len(values), np.int8)
        for cut in self.cuts:
            band += values >= cut
        band[np.isnan(values)] = UNKNOWN
        return band

    def partial_scores(self, values: NDArray[np.generic], attribute: Codes) -> Floats:
        """Partial score 0-100 of every value, given its attribute; arbitrary where unknown."""
        score = self.start.take(attribute, mode="wrap")
        if self.sloped:
            low, high = self.limits
            score += (np.clip(values, low, high) - self.origin.take(attribute, mode="wrap")) * self.slope.take(
                attribute, mode="wrap"
            )
        return score


def compile_scale(item: Characteristic, ask: Ask | None, weight: float) -> Scale:
    """Turn a characteristic into arrays; `weight` is its effective share of the factor, in percent."""
    numeric = is_numeric(ask, DERIVED.get(item.input))
    ends = np.array([band.ends for band in item.scale], float)
    origin = np.array([band.from_ or 0.0 for band in item.scale])
    width = np.array([band.to - band.from_ if None not in (band.to, band.from_) else np.inf for band in item.scale])
    first, last = item.scale[0].from_, item.scale[-1].to
    return Scale(
        input=item.input,
        weight=weight,
        numeric=numeric,
        cuts=tuple(band.from_ for band in item.scale[1:] if band.from_ is not None) if numeric else (),
        start=ends[:, 0],
        origin=origin,
        slope=(ends[:, 1] - ends[:, 0]) / width,
        limits=(-np.inf if first is None else first, np.inf if last is None else last),
        masks=_masks(item.applies),
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
