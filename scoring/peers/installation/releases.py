"""This installation as a source of peers: companies assessed here that opted in, shown in releases.

A release is a snapshot: who joins, leaves or is assessed anew changes nothing shown until the next one is made. What
keeps a single release safe stands in `blocks`; what keeps several safe together is that blocks last:

- a block stands in every later release with the same members and the same scores, or it is never shown again;
- it is withdrawn at the next release when one of its members has left (so a withdrawal of consent takes effect then,
  and nothing of that member is kept), or when at least 5 of them could enter a new block by now;
- of each member every score is kept that it ever brought into a block. It rests until an assessment has given it a
  composite and a factor that it never brought before (a composite alone, if it has no factors); should any of its
  other scores be one brought before, it tells its composite alone, and so does its block (`Block.values`).

Why that is safe. A score of a company is shown in one block at most, however often an assessment finds it again: so
over all releases, whatever can be told from equal scores lies between sets of at least 5. To wait until 5 companies
have joined, left or changed would not be enough: the five may sit in five groups, and each group's two releases would
differ by one company. Nor does arithmetic help, where composites are weighted sums of factors all known, with the same
weights in all of a block: were a factor merely hidden, the composite and the other factors would give it away, and new
weights would turn old factors into new composites. Here each member brings into the composite of each block a factor
that no earlier block had, and that no figure of the block takes out of it again unless the composite is put together
in full. So a combination of sums is empty or about every company of the latest block in it.

What this does not do. Somebody who knows four members of a block, or made them up, learns of the fifth: that takes
checking who opts in. Scores that differ by a little more than `APART` can be taken for the same. A company that left
and comes back counts as a new one, since nothing of it was kept. A figure that all members of a block share is told
with the block. Where members know different factors or are weighed differently, see `blocks`. Composites from before
a change of weights stay until the companies are assessed anew. Values are for the engine; a page shows their quantiles.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Final, Protocol

import numpy as np

from scoring.errors import Wrong
from scoring.peers.distribution import Floats
from scoring.peers.groups import Group
from scoring.peers.installation.blocks import LEAST, Block, Member, form_blocks
from scoring.peers.measures import COMPOSITE
from scoring.text import both

APART: Final = 0.01
"""Points between two scores from which on they count as different: less is a matter of rounding."""

Told = Mapping[str, tuple[float, ...]]
"""Scores that a member has brought into blocks, by measure, shown or not."""


class OptedIn(Protocol):
    """Where the companies that opted in are kept."""

    def members(self) -> Iterable[Member]:
        """All that are opted in at this moment, each once."""
        ...


class InMemory:
    """Companies that opted in, kept in memory."""

    def __init__(self, members: Iterable[Member] = ()) -> None:
        self._members = {member.key: member for member in members}

    def members(self) -> Iterable[Member]:
        """All that are opted in at this moment."""
        return tuple(self._members.values())

    def add(self, member: Member) -> None:
        """Opt a company in, or replace what is kept of it."""
        self._members[member.key] = member

    def remove(self, key: str) -> None:
        """Opt a company out; one that is not in stays out."""
        self._members.pop(key, None)


@dataclass(frozen=True)
class Release:
    """What is shown of the installation as of a date, until the next release.

    `blocks` are those that stand, in the order in which they were made; `told` what members that are still in have
    brought into this or an earlier block. Both are needed to make the next release: a store keeps them.
    """

    as_of: date
    blocks: tuple[Block, ...] = ()
    told: Mapping[str, Told] = field(default_factory=dict)

    def scores(self, measure: str, group: Group) -> Floats | None:
        """Known scores of a measure in a group, ascending, `[companies]`; None where there are fewer than 5.

        Each measure is sorted by itself, so that no company's scores can be read across. A group counts the members
        of the blocks inside it: some of its companies may be missing, those that wait or share a block with others
        from outside. `group.place` None takes everywhere, `sector` and `stage` None all of them.
        """
        return self._shown.get((measure, group))

    @property
    def groups(self) -> frozenset[Group]:
        """Groups of which something is shown."""
        return frozenset(group for _, group in self._shown)

    @cached_property
    def _shown(self) -> Mapping[tuple[str, Group], Floats]:
        parts: dict[tuple[str, Group], list[Floats]] = defaultdict(list)
        for block in self.blocks:
            for group in block.groups():
                for measure, values in block.values.items():
                    parts[measure, group].append(values)
        shown = {key: np.sort(np.concatenate(values)) for key, values in parts.items()}
        for values in shown.values():
            values.setflags(write=False)
        return shown


class Installation:
    """Makes releases of a source, each from the one before; `last` is the latest, None before the first."""

    def __init__(self, source: OptedIn, last: Release | None = None) -> None:
        self.source, self.last = source, last

    def release(self, as_of: date) -> Release:
        """Make a new release and keep it as the last. Raises Wrong for a date before that of the last one."""
        if self.last and as_of < self.last.as_of:
            raise Wrong(
                f"release as of {as_of}, but the last one is as of {self.last.as_of}",
                f"发布日期为 {as_of}，早于上一次发布的 {self.last.as_of}",
                both("a date not before it", "不早于上一次的日期"),
            )
        self.last = next_release(self.last, self.source.members(), as_of)
        return self.last


def next_release(last: Release | None, members: Iterable[Member], as_of: date) -> Release:
    """The release that follows `last` when these members are opted in."""
    present = {member.key: member for member in members}
    before = last or Release(as_of)
    told = {key: before.told.get(key, {}) for key in present}
    anew = {key: one for key, member in present.items() if (one := _brings(member, told[key]))}
    standing = tuple(
        block for block in before.blocks if block.keys <= present.keys() and len(block.keys & anew.keys()) < LEAST
    )
    held = {key for block in standing for key in block.keys}
    fresh = form_blocks((one for key, one in anew.items() if key not in held), standing)
    for key in (key for block in fresh for key in block.keys):
        told[key] = _added(told[key], present[key])
    return Release(as_of, standing + fresh, {key: told[key] for key in sorted(told) if told[key]})


def _brings(member: Member, told: Told) -> Member | None:
    """The member with the scores that it may bring into a new block; None while it rests."""
    known = member.known
    new = {
        measure: score
        for measure, score in known.items()
        if all(abs(score - other) >= APART for other in told.get(measure, ()))
    }
    factors = (known.keys() | told.keys()) - {COMPOSITE}
    if COMPOSITE not in new or (factors and new.keys() == {COMPOSITE}):
        return None
    # All factors or none: one that is missing could be worked out from the composite and the others.
    return member if new == known else replace(member, scores={COMPOSITE: new[COMPOSITE]})


def _added(told: Told, member: Member) -> Told:
    """What is told of a member once it has entered a block, the scores that stay hidden there included."""
    return {**told, **{measure: (*told.get(measure, ()), score) for measure, score in member.known.items()}}
