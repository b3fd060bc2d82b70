"""Cells: a population cut by place, sector and stage with every margin, each cell of at least 10 companies."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.peers.building.population import Population
from scoring.peers.distribution import Distribution, banded, distribution_of
from scoring.peers.groups import LEAST, Group, places_around
from scoring.peers.pooling import strength

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]
Document = dict[str, Any]


def members(population: Population) -> dict[Group, Rows]:
    """Companies of every group that has one. A company of several sectors counts in each."""
    found: dict[Group, list[int]] = defaultdict(list)
    for row, (place, sectors, stage) in enumerate(
        zip(population.place, population.sectors, population.stage, strict=True)
    ):
        for key in product(places_around(place), (*dict.fromkeys(sectors), None), {stage, None}):
            found[Group(*key)].append(row)
    return {group: np.array(rows) for group, rows in found.items()}


def distributions(population: Population, name: str) -> Document:
    """Cells of one measure, `{key: [n, values, shares]}`, and how alike its groups are."""
    values, bands = population.measures[name], population.bands.get(name)
    known = ~np.isnan(values)
    groups = {group: own for group, rows in members(population).items() if len(own := rows[known[rows]])}
    cells = {}
    for group, rows in groups.items():
        if len(rows) >= LEAST:
            curve = banded(bands[0][rows], bands[1][rows]) if bands else distribution_of(values[rows])
            cells[group] = _curve(curve)
    return {"strength": strengths(groups, values), "cells": _published(cells)}


def rates(population: Population) -> Document:
    """Cells of a yes-or-no measure `raised`, `{key: [n, how many]}`, and how alike its groups are."""
    raised, groups = population.measures["raised"], members(population)
    cells = {group: [len(rows), int(raised[rows].sum())] for group, rows in groups.items() if len(rows) >= LEAST}
    return {"strength": strengths(groups, raised), "cells": _published(cells)}


def stage_mix(population: Population) -> Document:
    """How many companies of each place and sector are at each stage: `{key: [n, {stage: companies}]}`.

    Stages with fewer than 10 companies are left out, also of `n`: else it would tell how many they are.
    """
    cells: dict[Group, list[Any]] = {}
    for group, rows in members(population).items():
        if group.stage is not None:
            continue
        counts = Counter(stage for row in rows if (stage := population.stage[row]))
        shown = {stage: n for stage, n in sorted(counts.items()) if n >= LEAST}
        if shown:
            cells[group] = [sum(shown.values()), shown]
    return {"cells": _published(cells)}


def _published(cells: Mapping[Group, list[Any]]) -> Document:
    """Cells by key, without those that a subtraction would make small: 1 to 9 companies more than a cell inside.

    Of such two the wider one goes, or the narrower one where the wider is the whole nation. The first entry is n.
    """
    hidden: set[Group] = set()
    for group in sorted(cells, key=lambda each: (cells[each][0], each.key)):
        for wider in _around(group):
            if wider in cells and 0 < cells[wider][0] - cells[group][0] < LEAST:
                hidden.add(group if len(places_around(wider.place)) == 1 else wider)
    return {group.key: cells[group] for group in sorted(cells, key=lambda each: each.key) if group not in hidden}


def _around(group: Group) -> set[Group]:
    """All groups that hold the whole of a group."""
    parts = product(places_around(group.place), (group.sector, None), (group.stage, None))
    return {Group(*part) for part in parts} - {group}


def strengths(groups: Mapping[Group, Rows], values: Floats) -> dict[str, float]:
    """What a wider group is worth to a narrower one, in companies: the next place around, and all sectors."""
    pairs: dict[str, list[tuple[Floats, Floats]]] = {"place": [], "sector": []}
    for group, rows in groups.items():
        wider = _next_wider(group)
        if group.stage is None or wider is None or wider not in groups:
            continue
        others = np.setdiff1d(groups[wider], rows, assume_unique=True)
        if len(others) >= LEAST:
            pairs["sector" if wider.sector != group.sector else "place"].append((values[rows], values[others]))
    return {kind: round(strength(listed), 1) for kind, listed in pairs.items()}


def _next_wider(group: Group) -> Group | None:
    """The next place around, of the same sector; nation-wide, all sectors."""
    around = places_around(group.place)
    if len(around) > 1:
        return group._replace(place=around[1])
    return group._replace(sector=None) if group.sector is not None else None


def _curve(curve: Distribution) -> list[Any]:
    return [curve.n, [float(f"{value:.6g}") for value in curve.values], curve.shares.tolist()]
