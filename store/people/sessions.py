"""Sessions of staff: they end after a while without use, after a longest time, by signing out or being put out."""

from datetime import timedelta
from typing import Final

from sqlalchemy import Connection, Engine, RowMapping, delete, insert, select, update

from store import audit
from store.canonical import now
from store.engine import reading, writing
from store.people.secrets import new_secret, same, secret_hash
from store.people.times import MINUTE, between
from store.people.users import User, user_in
from store.schema import sessions, users

_PARTS: Final = 10


def begin_session(connection: Connection, user: str) -> str:
    """Make a session of the user of that id; its secret, which is not kept."""
    secret, at = new_secret(), now()
    row = {"hash": secret_hash(secret), "user": user, "made_at": at, "seen_at": at}
    connection.execute(insert(sessions), row)
    return secret


def session_user(engine: Engine, secret: str, *, idle: timedelta, longest: timedelta) -> User | None:
    """Whose session it is: None where there is none, it has expired, or the user may no longer come in.

    That it was seen is written once a minute, or ten times in a shorter `idle`.
    """
    found = _found(engine, secret)
    if found is None:
        return None
    at = now()
    unseen = between(found["seen_at"], at)
    if unseen >= idle or between(found["begun_at"], at) >= longest:
        with writing(engine, None) as connection:
            connection.execute(delete(sessions).where(sessions.c.hash == found["hash"]))
        return None
    if unseen >= min(MINUTE, idle / _PARTS):
        seen = update(sessions).where(sessions.c.hash == found["hash"], sessions.c.seen_at < at)
        with writing(engine, None) as connection:
            connection.execute(seen.values(seen_at=at))
    return user_in(found) if found["active"] else None


def end_session(engine: Engine, secret: str) -> None:
    """Sign out; nothing happens where there is no such session."""
    found = _found(engine, secret)
    if found is None:
        return
    with writing(engine) as connection:
        gone = connection.execute(delete(sessions).where(sessions.c.hash == found["hash"]))
        if gone.rowcount:
            audit.append(connection, f"user:{found['name']}", "user.signed_out", found["id"])


def end_sessions(engine: Engine, user_id: str, *, but: str | None = None) -> int:
    """End all sessions of a user, save the one of the secret `but`; how many they were. The user asks for it."""
    others = sessions.c.user == user_id
    if but is not None:
        others &= sessions.c.hash != secret_hash(but)
    with writing(engine) as connection:
        name = connection.execute(select(users.c.name).where(users.c.id == user_id)).scalar()
        gone = connection.execute(delete(sessions).where(others)).rowcount
        if gone:
            audit.append(connection, f"user:{name}", "user.sessions_ended", user_id, {"sessions": gone})
    return gone


def _found(engine: Engine, secret: str) -> RowMapping | None:
    digest = secret_hash(secret)
    columns = (sessions.c.hash, sessions.c.seen_at, sessions.c.made_at.label("begun_at"), *users.c)
    asked = select(*columns).join(users, users.c.id == sessions.c.user).where(sessions.c.hash == digest)
    with reading(engine) as connection:
        row = connection.execute(asked).mappings().first()
    return row if row is not None and same(row["hash"], digest) else None
