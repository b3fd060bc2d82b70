"""Made-up staff, cheap hashes so that tests are quick, and a clock that a test sets."""

from datetime import timedelta

import pytest
from argon2 import PasswordHasher
from sqlalchemy import Engine

from store import audit, canonical
from store.engine import reading
from store.people import passwords, users
from store.people.times import shifted

PASSWORD = "three words and a boat"
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


class Clock:
    """The time as the store takes it; a test moves it on."""

    def __init__(self) -> None:
        self.time = canonical.now()

    def __call__(self) -> str:
        return self.time

    def later(self, **by: float) -> None:
        """Move it on by days, hours, minutes, seconds."""
        self.time = shifted(self.time, timedelta(**by))


def set_clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """A clock in every room of `store.people`."""
    clock = Clock()
    for room in ("sessions", "throttle", "tokens", "links", "users"):
        monkeypatch.setattr(f"store.people.{room}.now", clock)
    return clock


def cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashes that take no time."""
    monkeypatch.setattr(passwords, "HASHER", CHEAP)


def somebody(engine: Engine, name: str = "Made-up Mei", role: str = "reviewer") -> users.User:
    """Add a user with `PASSWORD`."""
    return users.add_user(engine, name, PASSWORD, role, actor="test")


def told(engine: Engine) -> list[tuple[str, str, str]]:
    """Actor, action and subject of every line of the log save the first, which must be sound."""
    with reading(engine) as connection:
        assert audit.verify(connection) == []
        return [(line.actor, line.action, line.subject) for line in audit.lines(connection)][1:]
