"""A release as rows: its blocks with their members, and what each company has been told of so far.

A block that lacks a member is not read: it is never shown again. So the next release is the one that would be made of
the companies that are left, had the last one been in memory all along.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import orjson
from sqlalchemy import Connection, delete, insert, select

from scoring.peers.installation.blocks import Block, Member
from scoring.peers.installation.releases import Told
from store.canonical import canonical, random_name
from store.schema import block_members, blocks, release_blocks
from store.schema import told as told_table


def read_blocks(connection: Connection, release: int) -> dict[str, Block]:
    """The blocks of a release that are whole, by id, in their order."""
    asked = (
        select(release_blocks.c.block, blocks.c.size, block_members.c.company, block_members.c.content)
        .join(blocks, blocks.c.id == release_blocks.c.block)
        .join(block_members, block_members.c.block == blocks.c.id)
        .where(release_blocks.c.release == release)
        .order_by(release_blocks.c.place, block_members.c.place)
    )
    sizes: dict[str, int] = {}
    members: dict[str, list[Member]] = defaultdict(list)
    for block, size, company, content in connection.execute(asked):
        sizes[block] = size
        members[block].append(Member(key=company, **orjson.loads(content)))
    return {block: Block(tuple(found)) for block, found in members.items() if len(found) == sizes[block]}


def add_blocks(connection: Connection, fresh: Iterable[Block]) -> list[str]:
    """Keep new blocks; their ids."""
    made = [(random_name(), block) for block in fresh]
    if made:
        connection.execute(insert(blocks), [{"id": name, "size": len(block.members)} for name, block in made])
        rows = [
            {"block": name, "place": place, "company": member.key, "content": canonical(_told_of(member))}
            for name, block in made
            for place, member in enumerate(block.members)
        ]
        connection.execute(insert(block_members), rows)
    return [name for name, _ in made]


def lost_blocks(connection: Connection, present: Iterable[str]) -> list[str]:
    """All blocks of any release that lack a member, or have one that is not among those present."""
    here = set(present)
    lacking = {block: size for block, size in connection.execute(select(blocks.c.id, blocks.c.size))}  # noqa: C416
    for block, company in connection.execute(select(block_members.c.block, block_members.c.company)):
        lacking[block] -= company in here
    return sorted(block for block, count in lacking.items() if count)


def read_told(connection: Connection) -> dict[str, Told]:
    """What is told of each company, by its id."""
    return {
        company: {measure: tuple(scores) for measure, scores in orjson.loads(content).items()}
        for company, content in connection.execute(select(told_table.c.company, told_table.c.content))
    }


def write_told(connection: Connection, before: Mapping[str, Told], after: Mapping[str, Told]) -> None:
    """Bring what is told from `before` to `after`."""
    for company in before.keys() - after.keys() | {name for name, told in after.items() if before.get(name) != told}:
        connection.execute(delete(told_table).where(told_table.c.company == company))
        if company in after:
            connection.execute(insert(told_table), {"company": company, "content": canonical(after[company])})


def _told_of(member: Member) -> dict[str, Any]:
    return {name: getattr(member, name) for name in ("place", "sector", "stage")} | {"scores": dict(member.scores)}
