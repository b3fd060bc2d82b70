"""Blocks: companies of this installation by fives or more, so that no figure tells about fewer than five of them.

The rule in one sentence: the members are parted into blocks of at least 5 that do not overlap, and all that is ever
shown of a group is made of the whole blocks that lie inside it.

How blocks are made. Each member climbs a ladder that follows the widening of a peer group: (city, sector), (province,
sector), (region, sector), (nation, sector), (nation, all sectors), (everywhere, all sectors), its stage kept. On each
rung the members that share it become blocks if they are at least 5; otherwise they climb on. A rung with 10 or more
makes several blocks of 5 to 9, so that a member who leaves later takes few others along. A block once made never turns
narrower, so a wide group that shows 10 companies already takes no more of those who may still find narrower company:
they wait for it. Which scores are there plays a part in who shares a block with whom, how high they are does not.

Why no two groups can be combined to tell about fewer than 5. Take any two members of one block: a group holds both or
neither. So whatever is computed of a measure from any number of groups (sums, differences, common values) can't tell
the two apart: it is a function of whole blocks. A member that no block inside the group holds is not counted there;
nothing is hidden afterwards, which complementary suppression of tables does by search (Hundepool et al., Statistical
Disclosure Control, 2012, chapter 4). Blocks of fixed least size are those of microaggregation (chapter 3 there).

Unknown scores: a member enters only with its composite known; a block tells a factor only where at least 5 members know
it. Where a member tells its composite alone, so does the block: the composites less the others' factors would be that
member's. Nothing else guards against arithmetic across measures: where one member lacks a factor that the others know,
exact sums and the weights single out its composite; where its composite has other weights than theirs, likewise.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise, repeat
from math import isfinite
from typing import Final

import numpy as np

from scoring import taxonomy
from scoring.errors import Wrong
from scoring.peers.distribution import Floats
from scoring.peers.groups import Group, places_around
from scoring.peers.measures import COMPOSITE
from scoring.text import both

LEAST: Final = 5
"""Companies that a block must have."""
ENOUGH: Final = 10
"""Companies from which on a wider group is not filled up with those that wait for a narrower one."""
_SCALE: Final = 100.0
_PLACES: Final = 5  # around a place at most: county, city, province, region, nation
_RUNGS: Final = _PLACES + 2


@dataclass(frozen=True)
class Member:
    """A company that opted in: where it belongs, and its scores (0-100) by measure, None where unknown.

    `key` is any name that stays the same; place, sector and stage are slugs, None where unknown. Raises Wrong for a
    slug that the taxonomies don't have and for a score that is none.
    """

    key: str
    place: str | None
    sector: str | None
    stage: str | None
    scores: Mapping[str, float | None]

    def __post_init__(self) -> None:
        slugs = (
            ("place", self.place, taxonomy.places()),
            ("sector", self.sector, taxonomy.sectors()),
            ("stage", self.stage, taxonomy.stages()),
        )
        for field, slug, entries in slugs:
            if slug is not None and slug not in entries:
                raise Wrong(
                    f"member {self.key!r}: {field} is {slug!r}",
                    f"企业 {self.key!r} 的 {field} 为 {slug!r}",
                    both(f"a slug of the taxonomy {entries.name!r}, or none", f"{entries.name!r} 分类中的代码，或留空"),
                )
        for measure, score in self.known.items():
            if not (isfinite(score) and 0 <= score <= _SCALE):
                raise Wrong(
                    f"member {self.key!r}: score {measure!r} is {score}",
                    f"企业 {self.key!r} 的 {measure!r} 得分为 {score}",
                    both("a number from 0 to 100, or none", "0 到 100 之间的数，或留空"),
                )

    @property
    def composite(self) -> float | None:
        """The composite score; a member without one can't be compared and never enters a block."""
        return self.scores.get(COMPOSITE)

    @property
    def known(self) -> dict[str, float]:
        """The scores that are known."""
        return {measure: score for measure, score in self.scores.items() if score is not None}


@dataclass(frozen=True)
class Block:
    """Members that are only ever shown together, at least 5 of one stage."""

    members: tuple[Member, ...]

    @property
    def keys(self) -> frozenset[str]:
        """Who is in it."""
        return frozenset(member.key for member in self.members)

    @cached_property
    def values(self) -> Mapping[str, Floats]:
        """Known scores by measure, `[members that know it]`, as far as the block tells the measure."""
        alone = any(member.known.keys() == {COMPOSITE} for member in self.members)
        known: dict[str, list[float]] = defaultdict(list)
        for measure, score in chain.from_iterable(member.known.items() for member in self.members):
            if measure == COMPOSITE or not alone:
                known[measure].append(score)
        return {measure: np.array(scores) for measure, scores in known.items() if len(scores) >= LEAST}

    def groups(self) -> Iterator[Group]:
        """Every group that holds all of its members."""
        around = [places_around(member.place) for member in self.members]
        places = [place for place in around[0] if all(place in other for other in around)]
        sectors, stages = ({getattr(member, part) for member in self.members} for part in ("sector", "stage"))
        for place in (*places, None):
            for sector in {None, *(sectors if len(sectors) == 1 else ())}:
                for stage in {None, *(stages if len(stages) == 1 else ())}:
                    yield Group(place, sector, stage)


def form_blocks(members: Iterable[Member], standing: Iterable[Block] = ()) -> tuple[Block, ...]:
    """New blocks of those with a composite, beside those that stand; the order of the members plays no part."""
    # Members that know the same measures stand next to each other, so that a block seldom loses a measure.
    with_composite = (one for one in members if one.composite is not None)
    waiting = sorted(with_composite, key=lambda one: (sorted(one.known), one.key))
    shown = Counter(_counted(standing))
    blocks: list[Block] = []
    for rung in range(_RUNGS):
        # Nothing is narrower than the first rung: there is nothing to wait for.
        open_to = (member for member in waiting if rung == 0 or shown[_ladder(member)[rung]] < ENOUGH)
        fresh = _blocks_on(rung, open_to)
        placed = {key for block in fresh for key in block.keys}
        waiting = [member for member in waiting if member.key not in placed]
        shown.update(_counted(fresh))
        blocks += fresh
    return tuple(blocks)


def _counted(blocks: Iterable[Block]) -> Iterator[Group]:
    """Groups that the blocks are in, each once for every member."""
    for block in blocks:
        for group in block.groups():
            yield from repeat(group, len(block.members))


def _blocks_on(rung: int, waiting: Iterable[Member]) -> list[Block]:
    """Blocks of those who share a rung, of 5 to 9 members."""
    together: dict[Group, list[Member]] = defaultdict(list)
    for member in waiting:
        together[_ladder(member)[rung]].append(member)
    blocks = []
    for sharing in together.values():
        count = len(sharing) // LEAST
        cuts = [len(sharing) * number // count for number in range(count + 1)] if count else []
        blocks += [Block(tuple(sharing[start:end])) for start, end in pairwise(cuts)]
    return blocks


def _ladder(member: Member) -> tuple[Group, ...]:
    """Groups that a member climbs, narrowest first; a place without districts or provinces stays where it is."""
    around = places_around(member.place) or (None,)
    places = (around[0],) * (_PLACES - len(around)) + around
    narrow = (Group(place, member.sector, member.stage) for place in places)
    return (*narrow, Group(around[-1], None, member.stage), Group(None, None, member.stage))
