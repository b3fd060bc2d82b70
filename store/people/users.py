"""Staff: who they are, what they may do, their passwords. There is always an active administrator, once there was one.

Every change is told in the log with the id of the user as its subject.
"""

from dataclasses import dataclass
from typing import Any, Final, Literal, cast, get_args

from sqlalchemy import Connection, Engine, RowMapping, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from scoring.errors import InputError, quoted, refuse, shortened
from scoring.text import both
from store import audit
from store.canonical import now, random_name
from store.engine import reading, writing
from store.people.names import folded, sound_name
from store.people.passwords import hashed
from store.people.secrets import secret_hash
from store.schema import sessions, users

Role = Literal["reviewer", "administrator"]
ADMINISTRATOR: Final = "administrator"
WHERE: Final = "users"


@dataclass(frozen=True)
class User:
    """Somebody of the staff."""

    id: str
    name: str
    role: Role
    active: bool
    made_at: str


def may_be_added(engine: Engine, name: str, role: str) -> None:
    """Raise InputError for a name that is taken or unfit, or an unknown role: before anybody thinks of a password."""
    _role(role)
    key = key_of(sound_name(name, WHERE))
    with reading(engine) as connection:
        if connection.execute(select(users.c.id).where(users.c.key == key)).first():
            raise _taken()


def add_user(engine: Engine, name: str, password: str, role: str, *, actor: str) -> User:
    """Make an active user. Raises InputError for a name that is taken or unfit, a weak password, an unknown role."""
    name = sound_name(name, WHERE)
    user = User(random_name(), name, _role(role), True, now())
    row = vars(user) | {"key": key_of(name), "password": hashed(password, name)}
    with writing(engine) as connection:
        try:
            connection.execute(insert(users), row)
        except IntegrityError:
            raise _taken() from None
        audit.append(connection, actor, "user.added", user.id, {"role": user.role})
    return user


def list_users(engine: Engine) -> list[User]:
    """All users, first made to last."""
    with reading(engine) as connection:
        asked = select(users).order_by(users.c.made_at, users.c.id)
        return [user_in(row) for row in connection.execute(asked).mappings()]


def user_of(engine: Engine, id: str) -> User:
    """The user of that id. Raises InputError."""
    with reading(engine) as connection:
        row = connection.execute(select(users).where(users.c.id == id)).mappings().first()
    if row is None:
        raise _missing()
    return user_in(row)


def user_named(engine: Engine, name: str) -> User:
    """The user of that name, however it is written. Raises InputError."""
    with reading(engine) as connection:
        row = connection.execute(select(users).where(users.c.key == key_of(name))).mappings().first()
    if row is None:
        expected = both("a name that upslope user list shows", "upslope user list 列出的姓名")
        raise refuse(
            WHERE, f"there is nobody called {shortened(name)!r}", f"没有名为{quoted(name)}的用户", expected=expected
        )
    return user_in(row)


def any_staff(engine: Engine) -> bool:
    """Whether anybody could sign in."""
    with reading(engine) as connection:
        return connection.execute(select(users.c.id).where(users.c.active).limit(1)).first() is not None


def set_role(engine: Engine, id: str, role: str, *, actor: str) -> None:
    """Give a user another role, in force at once. Raises InputError for the last active administrator."""
    chosen = _role(role)
    with writing(engine) as connection:
        row = _row_spared(connection, id, chosen != ADMINISTRATOR)
        if row["role"] != chosen:
            _set(connection, id, role=chosen)
            audit.append(connection, actor, "user.role", id, {"role": chosen})


def set_password(engine: Engine, id: str, password: str, *, actor: str) -> None:
    """Give a user another password; whoever is signed in as that user has to sign in again."""
    stored = hashed(password, user_of(engine, id).name)
    with writing(engine) as connection:
        _row(connection, id)
        _set(connection, id, password=stored)
        _end_sessions(connection, id)
        audit.append(connection, actor, "user.password", id)


def set_active(engine: Engine, id: str, active: bool, *, actor: str) -> None:
    """Let a user in again, or no longer: sessions end. Raises InputError for the last active administrator."""
    with writing(engine) as connection:
        row = _row_spared(connection, id, not active)
        if row["active"] != active:
            _set(connection, id, active=active)
            _end_sessions(connection, id)
            audit.append(connection, actor, "user.on" if active else "user.off", id)


def remove_user(engine: Engine, id: str, *, actor: str) -> None:
    """Remove a user with all sessions; what the user wrote stays. Raises InputError for the last administrator."""
    with writing(engine) as connection:
        _row_spared(connection, id, True)
        connection.execute(delete(users).where(users.c.id == id))
        audit.append(connection, actor, "user.removed", id)


def key_of(name: str) -> str:
    """What a name is looked up by."""
    return secret_hash(folded(name))


def user_in(row: RowMapping) -> User:
    """The user of a row of the table, or of one joined to it."""
    return User(row["id"], row["name"], cast("Role", row["role"]), row["active"], row["made_at"])


def _row(connection: Connection, id: str) -> RowMapping:
    """The row of a user, which nobody else changes until this transaction ends."""
    row = connection.execute(select(users).where(users.c.id == id).with_for_update()).mappings().first()
    if row is None:
        raise _missing()
    return row


def _row_spared(connection: Connection, id: str, goes: bool) -> RowMapping:
    """The row of a user. Raises InputError where an administrator `goes` and no other active one is left.

    All active administrators are held first, in one order: two who demote each other take turns.
    """
    held = select(users.c.id).where(users.c.role == ADMINISTRATOR, users.c.active).order_by(users.c.id)
    administrators = connection.execute(held.with_for_update()).scalars().all()
    row = _row(connection, id)
    if goes and list(administrators) == [id]:
        expected = both("another active administrator first", "先有另一名启用的管理员")
        raise refuse(WHERE, "this is the last active administrator", "这是最后一名启用的管理员", expected=expected)
    return row


def _set(connection: Connection, id: str, **values: Any) -> None:
    connection.execute(update(users).where(users.c.id == id).values(**values))


def _end_sessions(connection: Connection, id: str) -> None:
    connection.execute(delete(sessions).where(sessions.c.user == id))


def _role(text: str) -> Role:
    if text not in get_args(Role):
        expected = both("reviewer or administrator", "reviewer（评审）或 administrator（管理员）")
        raise refuse("role", f"{shortened(text)!r} is no role", f"没有{quoted(text)}这种角色", expected=expected)
    return cast("Role", text)


def _taken() -> InputError:
    expected = both("a name that nobody has, also not in other letters", "未被使用的姓名（不区分大小写和全半角）")
    return refuse(WHERE, "the name is taken", "姓名已被使用", expected=expected)


def _missing() -> InputError:
    expected = both("the id of a user of this installation", "本系统用户的编号")
    return refuse(WHERE, "there is none of this id", "没有这个编号", expected=expected)
