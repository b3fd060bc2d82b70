"""Placing: a table of companies among their peers, as arrays; one company is a table of one row."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from scoring.peers.alike import Wanted, alike
from scoring.peers.chains import NO_STAGE, Chain, Line, curve_chain
from scoring.peers.distribution import Distribution, significant
from scoring.peers.measures import Measure
from scoring.peers.pooling import Share, pooled, widest
from scoring.peers.stacked import Stacked, stacked
from scoring.table.distinct import distinct
from scoring.text import Text, both

Floats = NDArray[np.float64]
Rows = NDArray[np.intp]
Codes = NDArray[np.intp]

_FEW: Final = 64
"""Groups up to which each has a chain of its own."""
NO_VALUE = both("the company's own figure is not known", "企业自身的这项数据未知")
ALL_EQUAL = both("all companies of the group have the same value, so nobody stands above another",
                 "同组企业的数值全部相同，没有高低之分")  # fmt: skip


@dataclass(frozen=True, eq=False)
class Places:
    """Where companies stand in one measure, `[companies]`: the belief on the share below them, NaN where there is none.

    `chains` are what answers for companies, or why nothing does, `code` the number of each company's (among many it may
    be that of another group, answered alike); `told` says who has a value.
    """

    belief: Share
    chains: Sequence[Chain | Text]
    code: Codes
    told: NDArray[np.bool_]

    @cached_property
    def percentile(self) -> Floats:
        """Percentile, 0-100; NaN where there is none."""
        return np.asarray(100 * self.belief.mean)

    @property
    def low(self) -> Floats:
        """Low end of the interval of each percentile."""
        return np.asarray(self._bounds[0])

    @property
    def high(self) -> Floats:
        """High end of the interval of each percentile."""
        return np.asarray(self._bounds[1])

    @cached_property
    def _bounds(self) -> Floats:
        found = np.full((2, len(self.told)), np.nan)
        known = ~np.isnan(self.percentile)
        if known.any():
            alpha, beta, tied = (np.asarray(part)[known] for part in self.belief)
            found[:, known] = 100 * np.array(Share(alpha, beta, tied).interval())
        return found

    @property
    def chain(self) -> list[Chain | None]:
        """The peers of each company."""
        return [None if isinstance(found, Text) else found for found in self._found()]

    @property
    def why(self) -> list[Text | None]:
        """Why there is no percentile."""
        placed = zip(self._found(), self.told.tolist(), np.isnan(self.percentile).tolist(), strict=True)
        return [
            found if isinstance(found, Text) else NO_VALUE if not told else ALL_EQUAL if missing else None
            for found, told, missing in placed
        ]

    def _found(self) -> Iterator[Chain | Text]:
        return (self.chains[code] for code in self.code.tolist())


def place(measure: Measure, values: Floats, wanted: Wanted) -> Places:
    """Place companies with `values` `[companies]` (NaN unknown) among the peers of the groups asked for."""
    chains, code = _chains(measure.id, wanted)
    told = ~np.isnan(values)
    numbers: dict[Line, int] = {}
    line_of = np.full(len(chains) + 1, -1)
    for at, chain in enumerate(chains):
        if not isinstance(chain, Text) and not chain.line.curves(measure.id)[0].flat:
            line_of[at] = numbers.setdefault(chain.line, len(numbers))
    line = line_of[code]
    rows = np.flatnonzero(told & (line >= 0))
    belief = np.full((3, len(values)), np.nan)
    if len(rows):
        belief[:, rows] = _beliefs(list(numbers), measure.id, values[rows], line[rows])
    alpha, beta, tied = belief
    falling = measure.better == "lower"
    return Places(Share(beta, alpha, tied) if falling else Share(alpha, beta, tied), chains, code, told)


def _chains(measure: str, wanted: Wanted) -> tuple[list[Chain | Text], Codes]:
    """What answers for the groups asked for, and the number of each company's; of many groups one for all alike."""
    asked = wanted.asked
    few = np.arange(len(asked.values))
    used, number = (few, few) if len(few) <= _FEW else alike(measure, wanted)
    chains = [
        NO_STAGE if each.group.stage is None else curve_chain(measure, each.group, each.known)
        for each in (asked.values[at] for at in used.tolist())
    ]
    return chains, number[asked.codes]


def belief(curves: Sequence[Distribution], strengths: Sequence[float], values: Floats) -> Share:
    """Belief on the share of the first group below each value. Each group lies in the next; the last starts it."""
    sides = [curve.limits(significant(values)) for curve in curves]
    return _belief([curve.n for curve in curves], strengths, sides)


def steadied(curves: Sequence[Distribution], strengths: Sequence[float]) -> Distribution:
    """The first group's distribution as `belief` sees it, drawn towards the wider ones like every share in it.

    What is shown of a group is this curve, so that a company at the median stands at 50 unless others share its value.
    """
    points = np.unique(np.concatenate([curve.values for curve in curves]))
    sides = zip(*(curve.limits(points) for curve in curves), strict=True)
    sizes = [curve.n for curve in curves]
    shares = [_pooled(sizes, strengths, side).mean for side in sides]
    return Distribution(sizes[0], np.repeat(points, 2), np.column_stack(shares).ravel())


Amounts = Sequence[float] | Sequence[Floats] | NDArray[Any]
"""One number a group, or an array of them a group."""


def _belief(sizes: Amounts, strengths: Amounts, sides: Sequence[tuple[Floats, Floats]]) -> Share:
    below, upto = (_pooled(sizes, strengths, side).mean for side in zip(*sides, strict=True))
    middle = _pooled(sizes, strengths, [(low + high) / 2 for low, high in sides])
    return middle._replace(tied=upto - below)


def _pooled(sizes: Amounts, strengths: Amounts, shares: Sequence[Floats]) -> Share:
    found = widest(shares[-1], sizes[-1])
    for number in reversed(range(len(strengths))):
        found = pooled(shares[number], sizes[number], found, strengths[number])
    return found


def _beliefs(lines: Sequence[Line], measure: str, values: Floats, line: Rows) -> Floats:
    """Alpha, beta and tied `[3, companies]` of values in the lines of these numbers; each pair is worked out once."""
    if len(lines) == 1:
        return np.array(belief(lines[0].curves(measure), lines[0].strengths, values))
    shown, number = np.unique(significant(values), return_inverse=True)
    pairs, pair = distinct(line * len(shown) + number)
    line, value = pairs // len(shown), shown[pairs % len(shown)]
    curves = dict.fromkeys(curve for each in lines for curve in each.curves(measure))
    places = {curve: at for at, curve in enumerate(curves)}
    table, found = stacked(list(curves)), np.empty((3, len(pairs)))
    depth = np.array([len(each.groups) for each in lines])[line]
    for groups in np.unique(depth).tolist():
        there = np.flatnonzero(depth == groups)
        used, of = np.unique(line[there], return_inverse=True)
        own = [lines[each] for each in used]
        curve = np.array([[places[each] for each in one.curves(measure)] for one in own]).T[:, of]
        strengths = np.array([one.strengths for one in own]).reshape(len(own), -1).T[:, of]
        found[:, there] = _deep(table, curve, strengths, value[there])
    return found[:, pair]


def _deep(table: Stacked, curve: NDArray[np.intp], strengths: Floats, value: Floats) -> Share:
    """Belief on each value in the curves beside it, `[groups, values]`, as many groups for all of them."""
    return _belief(table.sizes[curve], strengths, [table.limits(each, value) for each in curve])
