"""A release of this installation as bytes and back: what an assessment showed of other companies, and no more.

Only the blocks are kept: members by their place in the block, never by name or id.
"""

from datetime import date
from typing import Any

import orjson

from scoring.peers.installation.blocks import Block, Member
from scoring.peers.installation.releases import Release
from store.canonical import canonical


def release_bytes(release: Release) -> bytes:
    """The release as canonical JSON."""
    blocks = [[_member(member) for member in block.members] for block in release.blocks]
    return canonical({"as_of": release.as_of.isoformat(), "blocks": blocks})


def release_from(content: bytes) -> Release:
    """The release that the bytes stand for; it shows what the original showed, and can't be the base of the next."""
    read = orjson.loads(content)
    blocks = tuple(
        Block(tuple(Member(key=f"{place}.{at}", **fields) for at, fields in enumerate(members)))
        for place, members in enumerate(read["blocks"])
    )
    return Release(date.fromisoformat(read["as_of"]), blocks)


def _member(member: Member) -> dict[str, Any]:
    # The order of the scores is that of the sums over them.
    return {"place": member.place, "sector": member.sector, "stage": member.stage, "scores": dict(member.scores)}
