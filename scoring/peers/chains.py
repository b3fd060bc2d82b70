"""Chains: for a measure and a group asked for, the group used, the wider ones it borrows from, and why."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from itertools import pairwise
from typing import Final, Literal, NamedTuple

from scoring import taxonomy
from scoring.peers.distribution import Distribution
from scoring.peers.groups import HOME, LEAST, Group, contains, place_name, places_around, widening
from scoring.peers.reference import Source, nations, sources
from scoring.text import Text, both

Wider = Literal["no_city", "grain", "few", "grain_few"]
"""Why a wider group is used: no city given, the source names no place so fine, it has too few companies, or both."""

NO_STAGE = both("its stage is not known, so there are no peers to name", "融资阶段不明，无法确定同类企业")


@dataclass(frozen=True, eq=False)
class Line:
    """Groups of a source, each inside the next, narrowest first; `strengths` between neighbours.

    There is one object a line, so that companies of the same line are told by identity and placed together.
    """

    source: Source
    groups: tuple[Group, ...]
    strengths: tuple[float, ...]

    @property
    def used(self) -> Group:
        """The group that the figures are of."""
        return self.groups[0]

    def curves(self, measure: str) -> list[Distribution]:
        """Distributions of the groups."""
        return [self.source.curves[measure][group] for group in self.groups]


class Chain(NamedTuple):
    """The line of groups that answers for the group asked for; `later` where its source is of a later date."""

    asked: Group
    line: Line
    later: bool

    @property
    def wider(self) -> Wider | None:
        """What kept the group asked for from being used; None where it is used."""
        return _wider(self.asked, self.line.used, self.line.source.finest)


def known_by(as_of: date) -> int:
    """How many of the sources speak as of a date or an earlier one: what a chain is looked up by."""
    return sum(source.vintage <= as_of for source in sources())


@lru_cache(maxsize=131_072)
def curve_chain(measure: str, asked: Group, known: int) -> Chain | Text:
    """The chain of a measure from the newest source `known_by` the date that has a group for it.

    Where only later sources have one, the earliest of them; where none has, the reason why.
    """
    return _chain(measure, asked, known, lambda source: source.curves.get(measure, {}))


@lru_cache(maxsize=4096)
def rate_chain(rate: str, asked: Group, known: int) -> Chain | Text:
    """The chain of a group's rate."""
    return _chain(rate, asked, known, lambda source: source.rates.get(rate, {}))


@lru_cache(maxsize=4096)
def mix_chain(asked: Group, known: int) -> Chain | Text:
    """The chain of a stage mix, whose groups take all stages."""
    return _chain("", asked._replace(stage=None), known, lambda source: source.mixes)


def _chain(measure: str, asked: Group, known: int, cells_of: Callable[[Source], Collection[Group]]) -> Chain | Text:
    around = places_around(asked.place)
    nation = around[-1] if around else HOME
    later = sources()[: len(sources()) - known]
    ordered = (*sources()[len(later) :], *reversed(later))
    own = [(source, cells) for source in ordered if source.nation == nation and (cells := cells_of(source))]
    if asked.place is not None and (not around or nation not in nations()):
        return _no_nation(asked.place)
    candidates = widening(asked, nation)
    for source, cells in own:
        groups = [group for group in candidates if group in cells]
        if groups:
            return Chain(asked, _linked(source, measure, groups), source in later)
    return _no_peers(asked, bool(own))


def _linked(source: Source, measure: str, groups: list[Group]) -> Line:
    """The first group and, of the wider ones, those that hold all of the one before; a stage mix borrows from none."""
    line = [groups[0]]
    for group in groups[1:] if measure else ():
        if contains(group, line[-1]):
            line.append(group)
    return _line(source, measure, tuple(line))


@cache
def _line(source: Source, measure: str, groups: tuple[Group, ...]) -> Line:
    pairs = pairwise(groups)
    return Line(source, groups, tuple(source.strength(measure, *pair) for pair in pairs) if measure else ())


def _no_nation(place: str) -> Text:
    name = place_name(place)
    return both(f"no reference companies are at hand for {name.en}", f"没有{name.zh}的参照企业")


def _no_peers(asked: Group, measured: bool) -> Text:
    if not measured:
        return both("no source tells this measure", "没有数据来源提供这项数据")
    stage = taxonomy.stages()[asked.stage] if asked.stage else None
    if stage is None:
        return both(f"no source has {LEAST} companies to compare with", f"没有数据来源收录满 {LEAST} 家可比企业")
    return both(
        f"no source has {LEAST} companies at the stage {stage.en} with this figure, however wide the group",
        f"即使扩大范围，也没有数据来源收录满 {LEAST} 家融资阶段为“{stage.zh}”且有此数据的企业",
    )


def _wider(asked: Group, used: Group, finest: str) -> Wider | None:
    if asked.place is None and asked.sector == used.sector:
        return "no_city"
    if asked == used:
        return None
    place = nameable(asked.place, finest)
    if place == asked.place:
        return "few"
    return "grain" if used == Group(place, asked.sector, asked.stage) else "grain_few"


@cache
def nameable(place: str | None, finest: str) -> str | None:
    """The narrowest place around the one asked for that a source can name whose places are so fine."""
    around = places_around(place)
    if finest == "province" and around[:1] != around[-1:] and _parent(around[0]) == HOME:
        return place
    kinds = [taxonomy.places()[each].kind if each in taxonomy.places() else "region" for each in around]
    return next((each for each, kind in zip(around, kinds, strict=True) if kind not in _FINER[finest]), place)


def _parent(place: str) -> str | None:
    return taxonomy.places()[place].parent if place in taxonomy.places() else None


_FINER: Final = {
    "city": {"county"},
    "province": {"county", "city"},
    "country": {"county", "city", "province", "region"},
}
