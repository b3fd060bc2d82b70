"""Scored items: points from low to high, since answers may be bands and experts may be free to judge."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scoring.policies.conditions import limit_states
from scoring.policies.inputs.bounded import Floats
from scoring.policies.inputs.values import Values
from scoring.rulesets.packs import Calculation, ItemGroup, Score, ScoredItem
from scoring.rulesets.scale import UNKNOWN, Codes
from scoring.rulesets.states import FAILED, MET, Flags, States
from scoring.rulesets.states import UNKNOWN as UNTOLD

Ends = tuple[Floats, Floats]
"""Fewest and most points, `[companies]`."""


@dataclass(frozen=True, eq=False)
class Calculated:
    """One calculation, arrays `[companies]`: its points, and the attributes at both ends of what is known, or -1.

    `settled`: the most that is sure, and the least that is possible, once an answer that lacks is there.
    `estimated`: it reads the company's own estimate of how experts will judge.
    """

    low: Floats
    high: Floats
    settled: tuple[Floats, Floats]
    first: Codes
    last: Codes
    estimated: bool


@dataclass(frozen=True, eq=False)
class ItemPoints:
    """An item, arrays `[companies]`: the best of its calculations; `lacking` where an answer would narrow it.

    `settled` as in `Calculated`.
    """

    low: Floats
    high: Floats
    settled: tuple[Floats, Floats]
    lacking: Flags
    calculations: tuple[Calculated, ...]


@dataclass(frozen=True, eq=False)
class ScorePoints:
    """The scored route: items `[items]`, groups `[groups]`, minima and total, each with arrays `[companies]`.

    `lacking`: an answer that is not there may decide whether the route is passed, whatever the experts say.
    """

    items: tuple[ItemPoints, ...]
    groups: tuple[Ends, ...]
    minima: tuple[States, ...]
    low: Floats
    high: Floats
    state: States
    lacking: Flags


def score_points(score: Score, values: Values) -> ScorePoints:
    """Work a scored route out."""
    items, groups, settled = [], [], []
    for group in score.groups:
        own = [_item_points(item, values) for item in group.items]
        items += own
        groups.append(_capped(group, [(item.low, item.high) for item in own]))
        settled.append(_capped(group, [item.settled for item in own]))
    low, high = _total(groups)
    state = _state(score, groups)
    lacking = (state == UNTOLD) & _answers_decide(score, groups, settled)
    return ScorePoints(tuple(items), tuple(groups), _minima(score, groups), low, high, state, lacking)


def _answers_decide(score: Score, groups: Sequence[Ends], settled: Sequence[Ends]) -> Flags:
    """Where the best answers would pass the route for sure, or the worst ones would surely not."""
    at_best = [(sure, high) for (sure, _), (_, high) in zip(settled, groups, strict=True)]
    at_worst = [(low, possible) for (_, possible), (low, _) in zip(settled, groups, strict=True)]
    best, worst = (_state(score, ends) for ends in (at_best, at_worst))
    return np.asarray((best == MET) | (worst == FAILED))


def _state(score: Score, groups: Sequence[Ends]) -> States:
    return np.asarray(np.min([limit_states(score.total, *_total(groups)), *_minima(score, groups)], axis=0), np.int8)


def _minima(score: Score, groups: Sequence[Ends]) -> tuple[States, ...]:
    places = [group.id for group in score.groups]
    return tuple(limit_states(each, *groups[places.index(each.group)]) for each in score.minima)


def _total(groups: Sequence[Ends]) -> Ends:
    low, high = (np.sum([group[end] for group in groups], axis=0) for end in (0, 1))
    return low, high


def _capped(group: ItemGroup, items: Sequence[Ends]) -> Ends:
    low, high = _total(items)
    return np.minimum(low, group.max), np.minimum(high, group.max)


def _item_points(item: ScoredItem, values: Values) -> ItemPoints:
    if not item.calculations:
        nothing = np.zeros(values.size)
        return ItemPoints(nothing, most := nothing + item.max, (nothing, most), np.zeros(values.size, bool), ())
    found = tuple(_calculated(each, values) for each in item.calculations)
    low = np.max([each.low for each in found], axis=0)
    high = np.max([each.high for each in found], axis=0)
    lacking = np.zeros(values.size, bool)
    for calculation, each in zip(item.calculations, found, strict=True):
        lacking |= values.lacking(calculation.input) & (each.high > low)
    sure, possible = (np.max([each.settled[end] for each in found], axis=0) for end in (0, 1))
    return ItemPoints(low, high, (sure, possible), lacking, found)


def _calculated(calculation: Calculation, values: Values) -> Calculated:
    first, last = _attributes(calculation, values)
    low, high = (ends[first, last] for ends in calculation.between)
    sure, possible = (ends[first, last] for ends in calculation.settled)
    lacking = values.lacking(calculation.input)
    settled = np.where(lacking, sure, low), np.where(lacking, possible, high)
    return Calculated(low, high, settled, first, last, estimated=values.kind(calculation.input) == "choice")


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
