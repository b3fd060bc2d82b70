"""The link by which a company comes back to its kept self-assessment: one at a time, expiring, revocable.

Who has the link has the company's results: only its hash is kept, and nobody can restore a lost one.
"""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Connection, Engine, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from scoring.errors import refuse
from scoring.text import both
from store import audit
from store.canonical import now
from store.engine import reading, writing
from store.people.secrets import new_secret, same, secret_hash
from store.people.times import shifted
from store.schema import companies, links


@dataclass(frozen=True)
class Link:
    """Which company a link leads to, and until when."""

    company: str
    expires_at: str


class Taken(Exception):
    """The secret of a new link opens one already."""


def give(connection: Connection, company: str, days: int, secret: str | None = None) -> str:
    """Give a company a link that holds for `days`, instead of any earlier one; its secret, which is not kept.

    Raises Taken where the `secret` that it is to have opens another company's, even one that was given meanwhile.
    """
    secret, at = secret or new_secret(), now()
    row = {"company": company, "hash": secret_hash(secret), "made_at": at, "expires_at": _expiry(at, days)}
    connection.execute(delete(links).where(links.c.company == company))
    try:
        connection.execute(insert(links), row)
    except IntegrityError:
        raise Taken from None
    return secret


def renew(connection: Connection, company: str, days: int) -> None:
    """Let the link of a company hold for `days` from now, never shorter than before; nothing where it has none."""
    later = _expiry(now(), days)
    earlier = (links.c.company == company) & (links.c.expires_at < later)
    connection.execute(update(links).where(earlier).values(expires_at=later))


def link_of(engine: Engine, secret: str) -> Link | None:
    """Where a secret leads: None where it is unknown, replaced, revoked or expired."""
    digest = secret_hash(secret)
    with reading(engine) as connection:
        row = connection.execute(select(links).where(links.c.hash == digest)).mappings().first()
    if row is None or not same(row["hash"], digest) or row["expires_at"] <= now():
        return None
    return Link(row["company"], row["expires_at"])


def new_link(engine: Engine, company: str, days: int, *, actor: str) -> str:
    """Give a company another link; the earlier one leads nowhere any more. Raises InputError."""
    with writing(engine) as connection:
        _hold(connection, company)
        secret = give(connection, company, days)
        audit.append(connection, actor, "link.made", company, {"days": days})
    return secret


def revoke_link(engine: Engine, company: str, *, actor: str) -> None:
    """Let the link of a company lead nowhere. Raises InputError where there is no such company."""
    with writing(engine) as connection:
        _hold(connection, company)
        if connection.execute(delete(links).where(links.c.company == company)).rowcount:
            audit.append(connection, actor, "link.revoked", company)


def _hold(connection: Connection, company: str) -> None:
    """Nobody else changes or deletes the company until this transaction ends."""
    held = select(companies.c.id).where(companies.c.id == company).with_for_update()
    if connection.execute(held).first() is None:
        expected = both("the id of one that was saved here", "本机已保存内容的编号")
        raise refuse(companies.name, "there is none of this id", "没有这个编号", expected=expected)


def _expiry(at: str, days: int) -> str:
    return shifted(at, timedelta(days=days))
