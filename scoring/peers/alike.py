"""Alike: which of many groups asked for are answered by one line of groups, told by arrays and without making any.

The line that answers for a group rests on the source and the group used alone: what that group borrows from lies around
it. So a chain is made for one of the groups that are alike, and stands for all of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from scoring import taxonomy
from scoring.columns.registry import STAGES
from scoring.peers.chains import nameable
from scoring.peers.groups import HOME, REGION, Group, places_around
from scoring.peers.reference import sources
from scoring.table import Coded
from scoring.table.distinct import distinct

Numbers = NDArray[np.intp]


class Asked(NamedTuple):
    """The group that a company is compared with, and how many sources are `known_by` its as-of date."""

    group: Group
    known: int


@dataclass(frozen=True, eq=False)
class Wanted:
    """The groups that companies are compared with; `asked` has each group once."""

    asked: Coded[Asked]

    @cached_property
    def numbers(self) -> tuple[Numbers, Numbers, Numbers, Numbers]:
        """Place, sector, stage (-1 for none of the two) and sources known, `[groups]`."""
        places, sectors = _places().numbers, _sectors()
        groups = [each.group for each in self.asked.values]
        return (
            np.array([places[place] for place, _, _ in groups]),
            np.array([sectors.get(sector, -1) for _, sector, _ in groups]),
            np.array([_STAGES.get(stage, -1) for _, _, stage in groups]),
            np.array([known for _, known in self.asked.values]),
        )


class _Map(NamedTuple):
    """Places by number: those `around` each `[places, levels]` (-1 behind the last), and its nation.

    The last number stands for no place, which lies in the nation that is meant then.
    """

    numbers: dict[str | None, int]
    around: Numbers
    nation: NDArray[np.object_]


def alike(measure: str, wanted: Wanted) -> tuple[Numbers, Numbers]:
    """Places of the groups that stand for all that are asked for, and for each the number of the one that does.

    Groups that no source answers for stand for others of their place and stage, those without a stage for one another.
    """
    place, sector, stage, known = wanted.numbers
    source, used, kept, why = (np.full(len(known), -1) for _ in range(4))
    for count in np.unique(known).tolist():
        for each in _order(count):
            left = np.flatnonzero((known == count) & (source < 0) & (stage >= 0))
            found, at, same, wider = _answered(each, measure, place[left], sector[left], stage[left])
            rows = left[found]
            source[rows], used[rows], kept[rows], why[rows] = each, at[found], same[found], wider[found]
    answered = source >= 0
    what = np.where(answered, used, np.where(stage < 0, -1, place))
    of_sector = np.where(answered & (kept > 0), sector, -1)
    _, number = distinct(_mixed([known, source, what, of_sector, stage, why]))
    stands = np.empty(int(number.max(initial=-1)) + 1, np.intp)
    stands[number] = np.arange(len(number))
    return stands, number


def _answered(
    number: int, measure: str, place: Numbers, sector: Numbers, stage: Numbers
) -> tuple[NDArray[np.bool_], Numbers, NDArray[np.bool_], Numbers]:
    """What a source has for groups: whether anything, the place used, whether of the sector, and why it is wider."""
    source, known = sources()[number], _places()
    around = known.around[place]
    cells, levels = _cells(number, measure), around.shape[1]
    narrow, wide = (cells[around, each[:, None], stage[:, None]] for each in (sector, np.full_like(sector, -1)))
    hits = np.hstack([narrow, wide]) & np.tile(around >= 0, 2) & (known.nation[place] == source.nation)[:, None]
    first = hits.argmax(axis=1)
    used = around[np.arange(len(place)), first % levels]
    same = (first < levels) | (sector < 0)
    name = _nameable(source.finest)[place]
    none = place == len(known.numbers) - 1
    wider = np.select(
        [none & same, (used == place) & same, name == place, (used == name) & same], list(range(4)), default=4
    )
    return hits.any(axis=1), used, same, wider


def _order(known: int) -> list[int]:
    """Numbers of the sources in the order in which they are asked, `known` of them being of the date or earlier."""
    later = len(sources()) - known
    return [*range(later, len(sources())), *reversed(range(later))]


def _mixed(columns: Sequence[Numbers]) -> NDArray[np.int64]:
    """One number for each combination of numbers from -1 on."""
    key = np.zeros(len(columns[0]), np.int64)
    for column in columns:
        key = key * (int(column.max(initial=0)) + 2) + column + 1
    return key


@cache
def _places() -> _Map:
    regions = (f"{REGION}{slug}" for slug in taxonomy.regions().slugs)
    slugs: list[str | None] = [*taxonomy.places().slugs, *regions, None]
    numbers = {slug: number for number, slug in enumerate(slugs)}
    lists = [places_around(slug) if slug else (HOME,) for slug in slugs]
    around = np.full((len(slugs), max(map(len, lists))), -1)
    for number, places in enumerate(lists):
        around[number, : len(places)] = [numbers[place] for place in places]
    return _Map(numbers, around, np.array([places[-1] if places else None for places in lists], object))


@cache
def _sectors() -> dict[str | None, int]:
    return {slug: number for number, slug in enumerate(taxonomy.sectors().slugs)}


_STAGES: Final[dict[str | None, int]] = {slug: number for number, slug in enumerate(STAGES)}


@cache
def _cells(number: int, measure: str) -> NDArray[np.bool_]:
    """Which groups a source has, `[places, sectors and all of them, stages]`."""
    places, sectors = _places().numbers, _sectors()
    found = np.zeros((len(places), len(sectors) + 1, len(_STAGES)), bool)
    for group in sources()[number].curves.get(measure, {}):
        if group.place and group.stage:
            found[places[group.place], sectors.get(group.sector, -1), _STAGES[group.stage]] = True
    return found


@cache
def _nameable(finest: str) -> Numbers:
    """The narrowest place around each that a source can name whose places are so fine."""
    numbers = _places().numbers
    return np.array([numbers[nameable(place, finest)] for place in numbers])
