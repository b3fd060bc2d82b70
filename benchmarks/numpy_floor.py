"""The rule sets as a competent numpy script would have them: the floor that the evaluator is measured against.

Each characteristic becomes small tables, read from the rule book once so that the floor keeps up with the rules;
scoring them is `np.interp` where the scale has no jumps, else `np.searchsorted` and a look-up. No part of the
evaluator is used.
"""

import os
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from scoring import taxonomy
from scoring.rulesets.book import RuleBook
from scoring.rulesets.schema import Characteristic, Phase

Floats = NDArray[np.float64]
Columns = Mapping[str, NDArray[np.generic]]
Arrays = dict[str, NDArray[np.generic]]
CHUNK = 16_384
SUMS = ("score", "evidenced_score", "coverage", "low", "high")
TOTALS = {
    "composite": "score",
    "evidenced": "evidenced_score",
    "covered": "coverage",
    "lowest": "low",
    "highest": "high",
    "geometric": "geometric",
    "weakest": "weakest",
}
"""Arrays `[companies]` of the composite, with the fields of `Composite` that hold the same."""


@dataclass(frozen=True)
class Item:
    """Tables of one characteristic; `knots` is empty where `np.interp` does not fit (choices, jumps)."""

    input: str
    factor: int
    weight: float
    points: Floats
    cuts: Floats | None
    origin: Floats
    slope: Floats
    knots: tuple[Floats, Floats] | None
    allowed: dict[str, NDArray[np.bool_]]
    derived: bool


@dataclass(frozen=True)
class Floor:
    """The script with its tables: items, factor weights by stage (the last column for unknown), discounts."""

    items: list[Item]
    weights: Floats
    discounts: Floats

    def whole(self, columns: Columns, rows: int) -> Arrays:
        """Score all rows at once."""
        out = self._empty(rows)
        self._score(columns, slice(0, rows), out)
        return out

    def chunked(self, columns: Columns, rows: int) -> Arrays:
        """Score chunks that fit the cache, on all processors."""
        out = self._empty(rows)
        parts = [slice(start, min(start + CHUNK, rows)) for start in range(0, rows, CHUNK)]
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            list(pool.map(lambda part: self._score(columns, part, out), parts))
        return out

    def _empty(self, rows: int) -> Arrays:
        factors = len(self.weights)
        return (
            {"partial": np.empty((len(self.items), rows)), "attribute": np.empty((len(self.items), rows), np.int8)}
            | {name: np.empty((factors, rows)) for name in (*SUMS, "weights", "central")}
            | {name: np.empty(rows) for name in TOTALS}
        )

    def _score(self, columns: Columns, part: slice, out: Arrays) -> None:
        count = part.stop - part.start
        points, evidenced, answered, applicable = np.zeros((4, len(self.weights), count))
        for row, item in enumerate(self.items):
            values = columns[item.input][part]
            partial, attribute = _banded(item, values) if item.cuts is not None else _chosen(item, values)
            outside = np.zeros(count, bool)
            for name, allowed in item.allowed.items():
                outside |= ~allowed[columns[name][part]]
                if item.derived:
                    attribute = np.where(columns[name][part] < 0, -1, attribute)
            attribute = np.where(outside, -2, attribute)
            known = attribute >= 0
            earned = np.where(known, partial * item.weight, 0.0)
            grades = columns.get(f"{item.input}@evidence")
            points[item.factor] += earned
            evidenced[item.factor] += earned * (self.discounts[0] if grades is None else self.discounts[grades[part]])
            answered[item.factor] += known * item.weight
            applicable[item.factor] += ~outside * item.weight
            out["partial"][row, part] = np.where(known, partial, np.nan)
            out["attribute"][row, part] = attribute
        _sum_up(points, evidenced, answered, applicable, part, out)
        self._compose(columns["stage"][part], part, out)

    def _compose(self, stage: NDArray[np.generic], part: slice, out: Arrays) -> None:
        """Aggregate the factors; unanswered parts count as 50."""
        score, evidenced, coverage, low, high = (out[name][:, part] for name in SUMS)
        applies = ~np.isnan(coverage)
        weights = np.where(applies, self.weights[:, stage], 0.0)
        weights /= weights.sum(axis=0)
        low, high, coverage = (np.where(applies, values, 0.0) for values in (low, high, coverage))
        central = (low + high) / 2
        claimed = np.nan_to_num(evidenced) * coverage + 50 * self.discounts[0] * (1 - coverage)
        known = coverage > 0
        any_known = np.where(known.any(axis=0), 1.0, np.nan)
        with np.errstate(divide="ignore"):
            logs = np.where(weights > 0, np.log(np.where(weights > 0, central, 1.0)), 0.0)
        out["weights"][:, part], out["central"][:, part] = weights, central
        out["composite"][part] = (weights * central).sum(axis=0) * any_known
        out["evidenced"][part] = (weights * claimed).sum(axis=0) * any_known
        out["covered"][part] = (weights * coverage).sum(axis=0)
        out["lowest"][part] = (weights * low).sum(axis=0)
        out["highest"][part] = (weights * high).sum(axis=0)
        out["geometric"][part] = np.exp((weights * logs).sum(axis=0)) * any_known
        out["weakest"][part] = np.where(known, score, np.inf).min(axis=0) * any_known


def _banded(item: Item, values: NDArray[np.generic]) -> tuple[Floats, NDArray[np.generic]]:
    band = np.searchsorted(item.cuts, values, side="right")  # type: ignore[arg-type]
    if item.knots is not None:
        partial = np.interp(values, *item.knots)  # type: ignore[arg-type]
    elif item.slope.any():
        partial = item.points[band] + (values - item.origin[band]) * item.slope[band]
    else:
        partial = item.points[band]
    return partial, np.where(np.isnan(values), -1, band)


def _chosen(item: Item, values: NDArray[np.generic]) -> tuple[Floats, NDArray[np.generic]]:
    return item.points[values], values


def _sum_up(points: Floats, evidenced: Floats, answered: Floats, applicable: Floats, part: slice, out: Arrays) -> None:
    with np.errstate(invalid="ignore", divide="ignore"):
        out["score"][:, part] = points / answered
        out["evidenced_score"][:, part] = evidenced / answered
        out["coverage"][:, part] = answered / applicable
        out["low"][:, part] = points / applicable
        out["high"][:, part] = (points + 100 * (applicable - answered)) / applicable


def floor_of(book: RuleBook) -> Floor:
    """Spell out the tables of `book`."""
    items = [
        _item(item, number, sub.weight * item.weight / 100, book)
        for number, rules in enumerate(book.rule_sets)
        for sub in rules.sub_factors
        for item in sub.characteristics
    ]
    by_phase = [book.weights.phases[phase] for phase in get_args(Phase)]
    by_stage = [by_phase[get_args(Phase).index(stage.phase)] for stage in taxonomy.stages()]
    weights = np.array([[group[rules.id] for group in [*by_stage, book.weights.default]] for rules in book.rule_sets])
    discounts = np.array([grade.weight for grade in taxonomy.evidence_grades()])
    return Floor(items, weights / 100, discounts)


def _item(item: Characteristic, factor: int, weight: float, book: RuleBook) -> Item:
    banded = any(band.from_ is not None or band.to is not None for band in item.scale)
    start, end = np.array([band.ends for band in item.scale], float).T
    origin = np.array([band.from_ or 0.0 for band in item.scale])
    width = np.array([band.to - (band.from_ or 0.0) if band.to else np.inf for band in item.scale])
    return Item(
        input=item.input,
        factor=factor,
        weight=weight,
        points=start,
        cuts=origin[1:] if banded else None,
        origin=origin,
        slope=(end - start) / width,
        knots=_knots(item) if banded else None,
        allowed=_allowed(item),
        derived=item.input not in book.asks,
    )


def _knots(item: Characteristic) -> tuple[Floats, Floats] | None:
    """Corner points of a scale without jumps."""
    if any(before.ends[1] != after.ends[0] for before, after in pairwise(item.scale)):
        return None
    corners = {band.from_: band.ends[0] for band in item.scale} | {item.scale[-1].to: item.scale[-1].ends[1]}
    known = sorted((edge, points) for edge, points in corners.items() if edge is not None)
    at, points = np.array(known).T
    return at, points


def _allowed(item: Characteristic) -> dict[str, NDArray[np.bool_]]:
    """Whom the characteristic concerns, by code; the last place is for unknown."""
    wanted = item.applies
    stages = [entry.slug in wanted.stages or entry.phase in wanted.phases for entry in taxonomy.stages()]
    tables = {
        "stage": stages if wanted.stages or wanted.phases else [],
        "layer": [slug in wanted.layers for slug in taxonomy.layers().slugs] if wanted.layers else [],
        "sector": [slug in wanted.sectors for slug in taxonomy.sectors().slugs] if wanted.sectors else [],
    }
    return {name: np.array([*flags, True]) for name, flags in tables.items() if flags}
