"""Releases of this installation, each made from the one before as the store holds it.

Of a release the store keeps what is shown, without names (an artefact), and what the next one is made of: its blocks
with their members, and every score that a company has brought into a block. A company that is deleted takes its rows
along, so that its blocks lack a member; one that opts out leaves with the next release. Then those blocks go, and the
artefacts of all releases that held one of them are emptied: what was made with them can't be scored again, and says so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, Engine, delete, insert, select, text, update

from scoring.errors import InputError, Problem, Wrong
from scoring.peers.installation.releases import InMemory, Installation, Release
from store import audit
from store.artefacts import keep_artefact, release_artefact
from store.canonical import now
from store.engine import reading, sweep, writing
from store.peers.opted_in import OptedInStore
from store.peers.rows import add_blocks, lost_blocks, read_blocks, read_told, write_told
from store.releases import release_bytes, release_from
from store.schema import artefacts, blocks, companies, consents, release_blocks, releases

RELEASE_MADE: Final = "release.made"
"""What the log calls it; `emptied` in its detail are the hashes of artefacts that were emptied."""
_SWEPT: Final = ("artefacts", "block_members", "told")


@dataclass(frozen=True)
class _Last:
    """The last release as the store holds it: its number, 0 before the first, and the ids of its whole blocks."""

    number: int
    ids: Sequence[str]
    release: Release | None


def build_release(engine: Engine, as_of: date, *, actor: str) -> int | None:
    """Make a release of the companies that are opted in now; its number, None where it would change nothing.

    Raises InputError for a date before that of the last one.
    """
    with writing(engine) as connection:
        members, last = _members(connection), _last(connection)
        release = _next(members, last.release, as_of)
        lost = lost_blocks(connection, (member.key for member in members.members()))
        before = last.release or Release(as_of)
        if not lost and (before.blocks, before.told) == (release.blocks, release.told):
            return None
        kept = keep_artefact(connection, release_artefact(release))
        _write(connection, last, release, kept)
        emptied = _withdraw(connection, lost, kept)
        shown = {"blocks": len(release.blocks), "companies": sum(len(block.members) for block in release.blocks)}
        detail = {"as_of": as_of.isoformat(), "artefact": kept, **shown, "withdrawn": len(lost), "emptied": emptied}
        audit.append(connection, actor, RELEASE_MADE, str(last.number + 1), detail)
    if lost:
        sweep(engine, *_SWEPT)
    return last.number + 1


def latest_release(engine: Engine) -> tuple[int, Release] | None:
    """The release in force and its number, None before the first; it names nobody and stays until the next one."""
    with reading(engine) as connection:
        row = _latest(connection)
        if row is None:
            return None
        content = connection.execute(
            select(artefacts.c.content).where(artefacts.c.hash == row["artefact"])
        ).scalar_one()
        if not content:  # it shows, to the byte, what an earlier one showed that had to be emptied
            whole = read_blocks(connection, row["number"]).values()
            content = release_bytes(Release(date.fromisoformat(row["as_of"]), tuple(whole)))
    return row["number"], release_from(content)


def _members(connection: Connection) -> InMemory:
    """Those who are opted in; none of them leaves until the transaction ends."""
    if connection.dialect.name == "postgresql":  # no other release meanwhile
        connection.execute(text("LOCK TABLE releases IN SHARE ROW EXCLUSIVE MODE"))
    willing = select(consents.c.company).where(consents.c.peers)
    asked = select(companies.c.id).where(companies.c.id.in_(willing)).order_by(companies.c.id)
    held = set(connection.execute(asked.with_for_update(read=True, key_share=True)).scalars())
    return InMemory(member for member in OptedInStore(connection).members() if member.key in held)


def _latest(connection: Connection) -> Mapping[str, Any] | None:
    asked = select(releases).order_by(releases.c.number.desc()).limit(1)
    row = connection.execute(asked).mappings().first()
    return None if row is None else dict(row)


def _last(connection: Connection) -> _Last:
    row = _latest(connection)
    if row is None:
        return _Last(0, (), None)
    whole = read_blocks(connection, row["number"])
    release = Release(date.fromisoformat(row["as_of"]), tuple(whole.values()), read_told(connection))
    return _Last(row["number"], tuple(whole), release)


def _next(members: InMemory, last: Release | None, as_of: date) -> Release:
    try:
        return Installation(members, last).release(as_of)
    except Wrong as wrong:
        raise InputError([Problem("release", wrong.text, expected=wrong.expected)]) from None


def _write(connection: Connection, last: _Last, release: Release, artefact: str) -> None:
    """Keep a release: new blocks, which blocks it has, and what is told by now."""
    number, before = last.number + 1, last.release or Release(release.as_of)
    # A block that stands is the very same object; a new one may have the same members, with other scores.
    names = {id(block): name for name, block in zip(last.ids, before.blocks, strict=True)}
    fresh = [block for block in release.blocks if id(block) not in names]
    names |= {id(block): name for name, block in zip(add_blocks(connection, fresh), fresh, strict=True)}
    made = {"number": number, "as_of": release.as_of.isoformat(), "artefact": artefact, "made_at": now()}
    connection.execute(insert(releases), made)
    if release.blocks:
        rows = [
            {"release": number, "place": place, "block": names[id(block)]} for place, block in enumerate(release.blocks)
        ]
        connection.execute(insert(release_blocks), rows)
    write_told(connection, before.told, release.told)


def _withdraw(connection: Connection, lost: Sequence[str], current: str) -> list[str]:
    """Let blocks go and empty the artefacts of the releases that held them, save what is in force; their hashes."""
    held = (
        select(releases.c.artefact)
        .join(release_blocks, release_blocks.c.release == releases.c.number)
        .join(artefacts, artefacts.c.hash == releases.c.artefact)
        .where(release_blocks.c.block.in_(lost), releases.c.artefact != current, artefacts.c.content != b"")
    )
    hashes = sorted(set(connection.execute(held).scalars()))
    connection.execute(update(artefacts).where(artefacts.c.hash.in_(hashes)).values(content=b""))
    connection.execute(delete(blocks).where(blocks.c.id.in_(lost)))
    return hashes
