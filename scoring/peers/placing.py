"""Placing: a table of companies among their peers, as arrays; one company is a table of one row."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scoring.peers.chains import NO_STAGE, Chain, Line, curve_chain
from scoring.peers.distribution import Distribution, significant
from scoring.peers.groups import Group
from scoring.peers.measures import Measure
from scoring.peers.pooling import Share, pooled, widest
from scoring.text import Text, both

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]

NO_VALUE = both("the company's own figure is not known", "企业自身的这项数据未知")
ALL_EQUAL = both("all companies of the group have the same value, so nobody stands above another",
                 "同组企业的数值全部相同，没有高低之分")  # fmt: skip


@dataclass(eq=False)
class Places:
    """Where companies stand in one measure, `[companies]`: percentile with interval, 0-100, NaN where there is none.

    `chain` names the peers of each company, `why` says why there is no percentile.
    """

    percentile: Floats
    low: Floats
    high: Floats
    chain: list[Chain | None]
    why: list[Text | None]


def place(measure: Measure, values: Floats, asked: Sequence[Group], known: Sequence[int]) -> Places:
    """Place companies with `values` `[companies]` (NaN unknown) among the peers of the groups asked for.

    `known` says how many sources are `known_by` each company's as-of date.
    """
    size = len(values)
    result = _nowhere(size)
    rows_of: dict[Line, list[int]] = defaultdict(list)
    told = ~np.isnan(values)
    for row, group in enumerate(asked):
        chain = NO_STAGE if group.stage is None else curve_chain(measure.id, group, known[row])
        if isinstance(chain, Text):
            result.why[row] = chain
            continue
        result.chain[row] = chain
        if told[row]:
            rows_of[chain.line].append(row)
        else:
            result.why[row] = NO_VALUE
    _fill(result, list(_beliefs(result, measure, values, rows_of)), falling=measure.better == "lower")
    return result


def _nowhere(size: int) -> Places:
    unknown = [np.full(size, np.nan) for _ in range(3)]
    return Places(unknown[0], unknown[1], unknown[2], [None] * size, [None] * size)


def belief(curves: Sequence[Distribution], strengths: Sequence[float], values: Floats) -> Share:
    """Belief on the share of the first group below each value. Each group lies in the next; the last starts it."""
    sides = [curve.limits(significant(values)) for curve in curves]
    below, upto = (_pooled(curves, strengths, side).mean for side in zip(*sides, strict=True))
    middle = _pooled(curves, strengths, [(low + high) / 2 for low, high in sides])
    return middle._replace(tied=upto - below)


def steadied(curves: Sequence[Distribution], strengths: Sequence[float]) -> Distribution:
    """The first group's distribution as `belief` sees it, drawn towards the wider ones like every share in it.

    What is shown of a group is this curve, so that a company at the median stands at 50 unless others share its value.
    """
    points = np.unique(np.concatenate([curve.values for curve in curves]))
    sides = zip(*(curve.limits(points) for curve in curves), strict=True)
    shares = [_pooled(curves, strengths, side).mean for side in sides]
    return Distribution(curves[0].n, np.repeat(points, 2), np.column_stack(shares).ravel())


def _pooled(curves: Sequence[Distribution], strengths: Sequence[float], shares: Sequence[Floats]) -> Share:
    found = widest(shares[-1], curves[-1].n)
    for number in reversed(range(len(strengths))):
        found = pooled(shares[number], curves[number].n, found, strengths[number])
    return found


def _beliefs(
    result: Places, measure: Measure, values: Floats, rows_of: Mapping[Line, list[int]]
) -> Iterator[tuple[Rows, Share]]:
    for line, listed in rows_of.items():
        curves, rows = line.curves(measure.id), np.array(listed)
        if not curves[0].flat:
            yield rows, belief(curves, line.strengths, values[rows])
            continue
        for row in listed:
            result.why[row] = ALL_EQUAL


def _fill(result: Places, beliefs: Sequence[tuple[Rows, Share]], *, falling: bool) -> None:
    """All beliefs at once: one call for the bounds of every company."""
    if not beliefs:
        return
    rows = np.concatenate([rows for rows, _ in beliefs])
    whole = Share(*(np.concatenate(parts) for parts in zip(*(share for _, share in beliefs), strict=True)))
    whole = Share(whole.beta, whole.alpha, whole.tied) if falling else whole
    low, high = whole.interval()
    result.percentile[rows], result.low[rows], result.high[rows] = 100 * whole.mean, 100 * low, 100 * high
