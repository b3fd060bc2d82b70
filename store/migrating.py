"""Which version a store has, and the way to the newest: one transaction, one process at a time."""

from enum import Enum
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, MetaData, Table, inspect, select, text

from scoring.errors import InputError, refuse
from scoring.text import both
from store import audit
from store.engine import reading, writing
from store.place import shown

VERSION_TABLE: Final = "upslope_schema"
_FOLDER: Final = Path(__file__).parent / "migrations"
_LOCK: Final = 0x5550534C
"""Number of the lock that upgrades of one PostgreSQL database share."""


class State(Enum):
    """How the tables of a database stand to this program."""

    EMPTY = "empty"
    OLDER = "older"
    CURRENT = "current"
    NEWER = "newer"
    FOREIGN = "foreign"


def newest() -> str:
    """The revision that this program works with."""
    return revisions()[-1]


@cache
def revisions() -> tuple[str, ...]:
    """All revisions, first to newest."""
    scripts = ScriptDirectory.from_config(_config())
    return tuple(script.revision for script in scripts.walk_revisions())[::-1]


def revision_of(connection: Connection) -> str | None:
    """The revision that the store has; None where there is none."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    table = Table(VERSION_TABLE, MetaData(), autoload_with=connection)
    return connection.execute(select(table.c.version_num)).scalar_one_or_none()


def state_of(connection: Connection) -> State:
    """How the tables stand to this program."""
    found = revision_of(connection)
    if found is None:
        return State.FOREIGN if inspect(connection).get_table_names() else State.EMPTY
    if found not in revisions():
        return State.NEWER
    return State.CURRENT if found == newest() else State.OLDER


def refuse_unless(engine: Engine, connection: Connection, *allowed: State) -> State:
    """Raise InputError, which says what to do, unless the state is one of the allowed."""
    state = state_of(connection)
    if state not in allowed:
        raise _refused(engine, state)
    return state


def upgrade(engine: Engine, actor: str) -> tuple[str | None, str]:
    """Bring a store, or an empty database, to the newest revision; the revisions before and after it.

    Two processes that start at once do it one after the other, and the second finds nothing left to do.
    """
    with reading(engine) as connection:
        if refuse_unless(engine, connection, State.EMPTY, State.OLDER, State.CURRENT) is State.CURRENT:
            return newest(), newest()
    with writing(engine) as connection:
        alone(connection)
        refuse_unless(engine, connection, State.EMPTY, State.OLDER, State.CURRENT)
        before = revision_of(connection)
        if before != newest():
            migrate(connection, newest())
            detail = {"from": before, "to": newest(), "program": version("upslope")}
            audit.append(connection, actor, "store.upgraded" if before else "store.made", "store", detail)
    return before, newest()


def migrate(connection: Connection, revision: str) -> None:
    """Run the steps up to `revision` within the transaction of the connection."""
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def alone(connection: Connection) -> None:
    """Keep other upgrades out until the transaction ends; on SQLite whoever writes is alone already."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _LOCK})


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def _refused(engine: Engine, state: State) -> InputError:
    en, zh, expected = {
        State.EMPTY: (
            "holds no store yet", "里面还没有数据",
            both("a store: make one with upslope db upgrade", "已建立的数据库：用 upslope db upgrade 建立"),
        ),
        State.OLDER: (
            "was made by an older version of this program", "由旧版程序建立",
            both("the newest version: make a backup with the older program, then run upslope db upgrade",
                 "最新版本：先用旧版程序备份，再运行 upslope db upgrade"),
        ),
        State.CURRENT: (
            "holds a store already", "里面已有数据",
            both("an empty database, or a folder without upslope.sqlite3", "空数据库，或没有 upslope.sqlite3 的文件夹"),
        ),
        State.NEWER: (
            "was made by a newer version of this program, or is damaged", "由更新版本的程序建立，或已损坏",
            both("the newer program; a store is never taken back to an older version",
                 "使用新版程序；数据库不能退回旧版本"),
        ),
        State.FOREIGN: (
            "holds tables of another program; nothing was changed", "里面是其他程序的表，未做任何改动",
            both("an empty database of its own in UPSLOPE_DATABASE_URL",
                 "把 UPSLOPE_DATABASE_URL 指向专用的空数据库"),
        ),
    }[state]  # fmt: skip
    return refuse(shown(engine.url), en, zh, expected=expected)
