"""Groups: companies of a place, a sector and a stage; which wider group stands in for a narrow one; their names."""

from functools import lru_cache
from typing import Final, NamedTuple

from scoring import taxonomy
from scoring.peers.result import PeerGroup
from scoring.text import Lang, Text, both

LEAST: Final = 10
"""Companies that a group of the reference population must have to be shown."""
REGION: Final = "region:"
HOME: Final = "china"
"""The nation that is meant where no place is given."""


class Group(NamedTuple):
    """`place` is a slug of the taxonomy of places or `region:<slug>`; None takes all."""

    place: str | None
    sector: str | None
    stage: str | None

    @property
    def key(self) -> str:
        """Name of the group in the data files."""
        return "|".join(part or "*" for part in self)


@lru_cache(maxsize=4096)
def places_around(place: str | None) -> tuple[str, ...]:
    """The place and what it lies in, narrowest first: city, province, region, nation; empty for none.

    Wider than a nation there is nothing to compare with.
    """
    if place is None:
        return ()
    if place.startswith(REGION):
        return (place, HOME)
    entry = taxonomy.places()[place]
    if entry.kind == "continent":
        return ()
    if entry.kind == "country":
        return (place,)
    above = places_around(entry.parent)
    if entry.kind == "province" or entry.parent == HOME:
        return (place, f"{REGION}{entry.region}", *above)
    return (place, *above)


@lru_cache(maxsize=16_384)
def widening(asked: Group, nation: str) -> tuple[Group, ...]:
    """The group asked for and what may stand in for it, narrowest first: place before sector, stage kept.

    Without a place the nation is meant.
    """
    places = places_around(asked.place) or (nation,)
    sectors = dict.fromkeys((asked.sector, None))
    return tuple(Group(place, sector, asked.stage) for sector in sectors for place in places)


def group_of(key: str) -> Group:
    """The reverse of `Group.key`."""
    place, sector, stage = (None if part == "*" else part for part in key.split("|"))
    return Group(place, sector, stage)


def contains(wider: Group, narrower: Group) -> bool:
    """Whether every company of one group is in the other, as far as their names tell."""
    around = places_around(narrower.place)
    return (
        (wider.place is None or wider.place in around)
        and wider.sector in (None, narrower.sector)
        and wider.stage in (None, narrower.stage)
    )


def place_name(place: str | None) -> Text:
    """A place or region in words."""
    if place is None:
        return both("all places", "全部地区")
    entry = taxonomy.regions()[place.removeprefix(REGION)] if place.startswith(REGION) else taxonomy.places()[place]
    return both(entry.en, entry.zh)


@lru_cache(maxsize=4096)
def group_name(group: Group) -> Text:
    """A group in words: stage, sector and place."""
    stage = taxonomy.stages()[group.stage] if group.stage else None
    sector = taxonomy.sectors()[group.sector] if group.sector else None
    place = place_name(group.place)
    english = (stage.en if stage else "all stages", sector.en if sector else "all sectors", place.en)
    chinese = (place.zh, sector.zh if sector else "全部行业", stage.zh if stage else "全部阶段")
    return both(" · ".join(english), " · ".join(chinese))


def peer_group(group: Group, lang: Lang) -> PeerGroup:
    """A group as results show it."""
    return PeerGroup(place=group.place, sector=group.sector, stage=group.stage, name=group_name(group).in_(lang))
