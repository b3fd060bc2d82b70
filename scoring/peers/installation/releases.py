"""This installation as a source of peers: companies assessed here that opted in, shown in releases.

A release is a snapshot: who joins, leaves or is assessed anew changes nothing shown until the next one is made. What
keeps a single release safe stands in `blocks`; what keeps several safe together is that blocks last:

- a block stands in every later release with the same members and the same scores, or it is never shown again;
- new blocks are made only of members that no standing block holds, and of scores not shown before: a member whose
  block is gone rests until an assessment has given it another composite;
- a block is withdrawn at the next release when one of its members has left (so a withdrawal of consent takes effect
  then, and nothing of that member is kept), or when at least 5 have another composite by now.

So over all releases ever made the blocks don't overlap (a company's scores of one assessment are in one block at
most), and whatever is computed from several of them is still a function of whole blocks of at least 5. To wait until
5 companies have joined, left or changed would not be enough: the five may sit in five groups, and each group's two
releases would differ by one company.

What this does not do. Somebody who knows four members of a block, or made them up, learns of the fifth: that takes
checking who opts in. Scores that hardly change between two assessments can be taken for the same, and a company that
left and comes back counts as a new one, since nothing of it was kept. A figure that all members of a block share is
told with the block. Values are for the engine; a page shows quantiles of them.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Protocol

import numpy as np

from scoring.errors import Wrong
from scoring.peers.distribution import Floats
from scoring.peers.groups import Group
from scoring.peers.installation.blocks import LEAST, Block, Member, form_blocks
from scoring.text import both


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

    `blocks` are those that stand, in the order in which they were made; `resting` the composites last shown of
    members that are still in but whose block is gone. Both are needed to make the next release: a store keeps them.
    """

    as_of: date
    blocks: tuple[Block, ...] = ()
    resting: Mapping[str, float | None] = field(default_factory=dict)

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
    standing = tuple(block for block in before.blocks if _stands(block, present))
    held = {key for block in standing for key in block.keys}
    shown = dict(before.resting) | {member.key: member.composite for block in before.blocks for member in block.members}
    resting = {key: composite for key, composite in shown.items() if key in present and key not in held}
    free = (
        member
        for key, member in present.items()
        if key not in held and (key not in resting or member.composite != resting[key])
    )
    fresh = form_blocks(free, standing)
    for block in fresh:
        for key in block.keys:
            resting.pop(key, None)
    return Release(as_of, standing + fresh, dict(sorted(resting.items())))


def _stands(block: Block, present: Mapping[str, Member]) -> bool:
    """Whether a block stays: nobody has left, and fewer than 5 have another composite."""
    if not block.keys <= present.keys():
        return False
    return sum(present[member.key].composite != member.composite for member in block.members) < LEAST
