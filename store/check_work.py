"""Checking what people did with companies: consents, saved rankings, and what others were shown of companies."""

import zlib
from collections.abc import Iterator
from typing import Final

import orjson
from sqlalchemy import Connection, func, select

from scoring.errors import Problem
from scoring.text import both
from store.canonical import hash_of
from store.engine import few
from store.schema import artefacts, block_members, blocks, cohort_rankings, companies, consents

_AT_ONCE: Final = 10


def work_faults(connection: Connection) -> Iterator[Problem]:
    """What is wrong with consents, rankings and blocks."""
    yield from _consent_faults(connection)
    yield from _ranking_faults(connection)
    yield from _block_faults(connection)


def emptied(connection: Connection) -> set[str]:
    """Hashes of the artefacts without content."""
    asked = select(artefacts.c.hash).where(func.length(artefacts.c.content) == 0)
    return set(connection.execute(asked).scalars())


def _consent_faults(connection: Connection) -> Iterator[Problem]:
    told = select(consents.c.company, func.count(), func.max(consents.c.number)).group_by(consents.c.company)
    numbers = {company: (count, last) for company, count, last in connection.execute(told)}
    for company in connection.execute(select(companies.c.id)).scalars():
        count, last = numbers.get(company, (0, 0))
        if not count:
            yield Problem(f"company {company}", both("has no consent", "没有同意记录"))
        elif count != last:
            yield Problem(f"company {company}", both("one of its consents is missing", "缺少一条同意记录"))


def _ranking_faults(connection: Connection) -> Iterator[Problem]:
    for row in few(connection, select(cohort_rankings), _AT_ONCE).mappings():
        try:
            sound = hash_of(zlib.decompress(row["content"])) == row["hash"]
        except zlib.error:
            sound = False
        if not sound:
            where = f"ranking {row['cohort']} {row['lang']}"
            yield Problem(where, both("is not what was kept: its hash differs", "与保存时不同：哈希不符"))


def _block_faults(connection: Connection) -> Iterator[Problem]:
    """A block may lack members, which have left; it never has more than it was made of."""
    sizes = {block: size for block, size in connection.execute(select(blocks.c.id, blocks.c.size))}  # noqa: C416
    asked = select(block_members.c.block, block_members.c.place, block_members.c.content)
    for block, place, content in connection.execute(asked):
        if not 0 <= place < sizes.get(block, 0):
            yield Problem(f"block {block}", both("has more members than it was made of", "成员多于形成时"))
        if not _is_mapping(content):
            yield Problem(f"block {block}", both("a member of it can't be read", "有一个成员无法读取"))


def _is_mapping(content: bytes) -> bool:
    try:
        return isinstance(orjson.loads(content), dict)
    except orjson.JSONDecodeError:
        return False
