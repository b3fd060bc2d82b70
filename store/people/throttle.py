"""Slowing down whoever guesses passwords: failures are counted by name and address, by name, and by address.

A try is counted as a failure before the password is looked at, and taken back when it was right. So however many
guess at once, no more passwords are looked at than the limits let pass. Names and addresses are kept as hashes.
"""

import ipaddress
import math
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import Connection, Row, delete, update
from sqlalchemy.dialects import postgresql, sqlite

from store.canonical import canonical, hash_of, now
from store.people.times import MINUTE, between
from store.schema import attempts

_PREFIX: Final = 64
"""Bits of an IPv6 address that name a household: the rest it chooses itself."""


class SignInRefused(Exception):
    """Nobody was let in; `seconds` is how long no password is looked at, 0 where this one was just wrong."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(f"refused, {seconds} s to wait")


@dataclass(frozen=True)
class _Limit:
    """So many failures are free; each from then on costs a wait, doubled up to the longest; quiet forgets them."""

    failures: int
    first: timedelta
    longest: timedelta
    forgotten: timedelta

    def wait(self, count: int) -> timedelta:
        if count < self.failures:
            return timedelta()
        doubled = min(count - self.failures, 10)  # far beyond the longest wait, far below any overflow
        return min(self.first * (1 << doubled), self.longest)


_QUARTER: Final = 15 * MINUTE
_LIMITS: Final = {
    "name and address": _Limit(5, MINUTE, _QUARTER, timedelta(days=1)),
    "name": _Limit(30, _QUARTER, _QUARTER, timedelta(days=1)),
    "address": _Limit(50, _QUARTER, _QUARTER, timedelta(hours=1)),
}
"""An address may be that of a whole office: what is mistyped there is forgotten sooner."""
LONGEST_KEPT: Final = max(limit.forgotten for limit in _LIMITS.values())
"""A count without a failure for so long means nothing any more."""


@dataclass(frozen=True)
class Try:
    """One try under way at the time `at`: by key of a count, when the failure before it was."""

    own: str
    before: dict[str, str]
    at: str


def begin_try(connection: Connection, name: str, address: str) -> Try:
    """Count a try for the folded `name`. Raises SignInRefused where one has to wait; then nothing may be kept."""
    kinds = {_key(kind, name, address): kind for kind in _LIMITS}
    at = now()
    rows = {key: _held(connection, key, at) for key in sorted(kinds)}
    counts = {key: _count(_LIMITS[kinds[key]], row, at) for key, row in rows.items()}
    left = max(_left(_LIMITS[kinds[key]], count, rows[key].last_at, at) for key, count in counts.items())
    if left > timedelta():
        raise SignInRefused(math.ceil(left.total_seconds()))
    for key, count in counts.items():
        _write(connection, key, count + 1, at)
    return Try(_key("name and address", name, address), {key: row.last_at for key, row in rows.items()}, at)


def take_back(connection: Connection, tried: Try) -> None:
    """The try was right: its own count starts anew, the others are as if it had not been."""
    for key in sorted(tried.before):
        row = _held(connection, key, tried.at)
        if key == tried.own or row.failures <= 1:
            connection.execute(delete(attempts).where(attempts.c.key == key))
        else:
            last = tried.before[key] if row.last_at == tried.at else row.last_at
            _write(connection, key, row.failures - 1, last)


def _key(kind: str, name: str, address: str) -> str:
    of = {"name and address": [name, _household(address)], "name": [name], "address": [_household(address)]}
    return hash_of(canonical([kind, *(part.encode("utf-8", "replace").decode() for part in of[kind])]))


def _household(address: str) -> str:
    """Who is behind an address: of IPv6 the network, as anybody has 2**64 addresses there."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address
    if known.version == 4:  # noqa: PLR2004
        return str(known)
    return str(known.ipv4_mapped or ipaddress.ip_network((int(known), _PREFIX), strict=False))


def _held(connection: Connection, key: str, at: str) -> Row[Any]:
    """The count of a key, made where there is none, which nobody else sees or changes until this transaction ends.

    Ask for keys in their order, so that two who need the same never wait for each other in turn.
    """
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    made = insert(attempts).values(key=key, count=0, last_at=at)
    held = made.on_conflict_do_update(index_elements=[attempts.c.key], set_={"key": attempts.c.key})
    return connection.execute(held.returning(attempts.c["count"].label("failures"), attempts.c.last_at)).one()


def _count(limit: _Limit, row: Row[Any], at: str) -> int:
    return 0 if between(row.last_at, at) >= limit.forgotten else int(row.failures)


def _left(limit: _Limit, count: int, last_at: str, at: str) -> timedelta:
    """What is left of the wait; a clock that was set back makes it no longer."""
    wait = limit.wait(count)
    return min(wait, wait - between(last_at, at))


def _write(connection: Connection, key: str, count: int, last_at: str) -> None:
    connection.execute(update(attempts).where(attempts.c.key == key).values(count=count, last_at=last_at))
