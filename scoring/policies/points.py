"""Scored items: points from low to high, since answers may be bands and experts may be free to judge."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from scoring.policies.conditions import limit_states
from scoring.policies.inputs.bounded import Floats
from scoring.policies.inputs.values import Values
from scoring.rulesets.packs import Calculation, ItemGroup, Score, ScoredItem
from scoring.rulesets.scale import UNKNOWN, Codes
from scoring.rulesets.states import Flags, States

CHOICES: Final = ("choice", "yes_no")


@dataclass(frozen=True, eq=False)
class Calculated:
    """One calculation, arrays `[companies]`: its points, and the attributes at both ends of what is known, or -1.

    `estimated`: it reads the company's own estimate of how experts will judge.
    """

    low: Floats
    high: Floats
    first: Codes
    last: Codes
    estimated: bool


@dataclass(frozen=True, eq=False)
class ItemPoints:
    """An item, arrays `[companies]`: the best of its calculations; `lacking` where an answer would narrow it."""

    low: Floats
    high: Floats
    lacking: Flags
    calculations: tuple[Calculated, ...]


@dataclass(frozen=True, eq=False)
class ScorePoints:
    """The scored route: items `[items]`, groups `[groups]`, minima and total, each with arrays `[companies]`."""

    items: tuple[ItemPoints, ...]
    groups: tuple[tuple[Floats, Floats], ...]
    minima: tuple[States, ...]
    low: Floats
    high: Floats
    state: States

    @property
    def lacking(self) -> Flags:
        """Where an answer would narrow some item."""
        return np.asarray(np.any([item.lacking for item in self.items], axis=0))


def score_points(score: Score, values: Values) -> ScorePoints:
    """Work a scored route out."""
    items, groups = [], []
    for group in score.groups:
        own = [_item_points(item, values) for item in group.items]
        items += own
        groups.append(_capped(group, own))
    low, high = (np.sum([group[end] for group in groups], axis=0) for end in (0, 1))
    places = [group.id for group in score.groups]
    minima = tuple(limit_states(each, *groups[places.index(each.group)]) for each in score.minima)
    state = np.min([limit_states(score.total, low, high), *minima], axis=0)
    return ScorePoints(tuple(items), tuple(groups), minima, low, high, state)


def _capped(group: ItemGroup, items: list[ItemPoints]) -> tuple[Floats, Floats]:
    low, high = np.sum([item.low for item in items], axis=0), np.sum([item.high for item in items], axis=0)
    return np.minimum(low, group.max), np.minimum(high, group.max)


def _item_points(item: ScoredItem, values: Values) -> ItemPoints:
    if not item.calculations:
        nothing = np.zeros(values.size)
        return ItemPoints(nothing, nothing + item.max, np.zeros(values.size, bool), ())
    found = tuple(_calculated(each, values) for each in item.calculations)
    low = np.max([each.low for each in found], axis=0)
    high = np.max([each.high for each in found], axis=0)
    lacking = np.zeros(values.size, bool)
    for calculation, each in zip(item.calculations, found, strict=True):
        lacking |= values.lacking(calculation.input) & (each.high > low)
    return ItemPoints(low, high, lacking, found)


def _calculated(calculation: Calculation, values: Values) -> Calculated:
    first, last = _attributes(calculation, values)
    lowest, highest = calculation.between
    estimated = values.kind(calculation.input) == "choice"
    return Calculated(lowest[first, last], highest[first, last], first, last, estimated)


def _attributes(calculation: Calculation, values: Values) -> tuple[Codes, Codes]:
    """Attributes at both ends of what is known; -1 where nothing is."""
    kind = values.kind(calculation.input)
    if kind == "choice":
        codes = values.codes(calculation.input)
        return codes, codes
    low, high = values.bounds(calculation.input)
    if kind == "yes_no":
        return _codes(low), _codes(high)
    return calculation.compiled.attributes(low), calculation.compiled.attributes(high)


def _codes(values: Floats) -> Codes:
    return np.where(np.isnan(values), UNKNOWN, values).astype(np.int8)
