"""Signing in with name and password.

An unknown name, a wrong password and a user who was switched off get the same answer after the same work. What the log
tells of a refusal names a user only where the name is one: what somebody typed there may be a password.
"""

from typing import Final

from sqlalchemy import Connection, Engine, RowMapping, select, update

from store import audit
from store.engine import reading, writing
from store.people.names import folded
from store.people.passwords import hash_of_nobody, matches, outdated, rehashed
from store.people.sessions import begin_session
from store.people.throttle import SignInRefused, Try, begin_try, take_back
from store.people.users import User, key_of, user_in
from store.schema import users

__all__ = ["SignInRefused", "sign_in"]

UNKNOWN: Final = "unknown"
NOBODY: Final = "nobody"


def sign_in(engine: Engine, name: str, password: str, *, address: str) -> tuple[User, str]:
    """The user, and the secret of a session that begins now. Raises SignInRefused."""
    with writing(engine) as connection:
        tried = begin_try(connection, folded(name), address)
    with reading(engine) as connection:
        row = _row(connection, name)
    looked_at = row["password"] if row else hash_of_nobody()
    right = matches(looked_at, password) and row is not None and row["active"]
    # Not within the transaction that writes: hashing takes long, and every other writer would wait.
    renewed = rehashed(password) if right and outdated(looked_at) else looked_at
    with writing(engine) as connection:
        let_in = _let_in(connection, name, password, looked_at, renewed, tried) if right else None
        if let_in is None:
            audit.append(connection, NOBODY, "user.refused", row["id"] if row else UNKNOWN)
    if let_in is None:
        raise SignInRefused(0)
    return let_in


def _let_in(
    connection: Connection, name: str, password: str, looked_at: str, renewed: str, tried: Try
) -> tuple[User, str] | None:
    """Begin the session; None where the user was changed since the password was looked at, so that it is wrong now."""
    row = _row(connection, name, for_update=True)
    if row is None or not row["active"]:
        return None
    if row["password"] == looked_at:
        connection.execute(update(users).where(users.c.id == row["id"]).values(password=renewed))
    elif not matches(row["password"], password):
        return None
    take_back(connection, tried)
    user = user_in(row)
    secret = begin_session(connection, user.id)
    audit.append(connection, f"user:{user.name}", "user.signed_in", user.id)
    return user, secret


def _row(connection: Connection, name: str, for_update: bool = False) -> RowMapping | None:
    asked = select(users).where(users.c.key == key_of(name))
    return connection.execute(asked.with_for_update() if for_update else asked).mappings().first()
