"""The engine: one way to connect to SQLite and to PostgreSQL, to read from one moment and to write one after the other.

SQLite runs with a write-ahead log, checks foreign keys, waits for other writers and is on the disk before a commit
returns. Writers begin with BEGIN IMMEDIATE: who only later asks to write may be refused at once, without any waiting.
What is deleted there is overwritten with zeros; `sweep` lets go of its last copies.
"""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, Result, Select, create_engine, event
from sqlalchemy.exc import DBAPIError

from scoring.errors import InputError, refuse
from scoring.oserrors import reason_of
from scoring.text import Text, both
from store.explaining import NOT_SAVED, explained

BUSY_SECONDS: Final = 60
"""How long a writer waits for the others."""
_TRIES: Final = 200
_PAUSE: Final = 0.02
_SWEEP_SECONDS: Final = 5
_WRITING: Final = "upslope_writing"
_POOL: Final = {"pool_size": 8, "max_overflow": 24, "pool_timeout": BUSY_SECONDS}


def make_engine(url: URL) -> Engine:
    """The engine of the store at `url`; a SQLite file is made where there is none. Raises InputError."""
    if url.get_backend_name() == "sqlite":
        return _sqlite(url)
    options = f"-c lock_timeout={BUSY_SECONDS}s -c synchronous_commit=on -c client_encoding=utf8"
    given = {"connect_timeout": 10, "application_name": "upslope", "options": options}
    return create_engine(url, connect_args=given, pool_pre_ping=True, hide_parameters=True, **_POOL)


def exists(url: URL) -> bool:
    """Whether there is anything to open: a server answers for itself."""
    return url.get_backend_name() != "sqlite" or Path(str(url.database)).exists()


@contextmanager
def disposed(engine: Engine) -> Iterator[Engine]:
    """The engine for as long as the block lasts; then its connections are closed."""
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection that sees the store as of one moment, whatever is written meanwhile."""
    snapshot: dict[str, Any] = {}
    if engine.dialect.name == "postgresql":
        snapshot = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    with explained(engine.url), engine.connect() as connection, connection.execution_options(**snapshot).begin():
        yield connection


@contextmanager
def writing(engine: Engine, left: Text | None = NOT_SAVED) -> Iterator[Connection]:
    """A connection whose work is kept as a whole when the block ends, or not at all when it fails.

    `left` is what somebody is told in that case of what became of the work.
    """
    writes = {_WRITING: True}
    with explained(engine.url, left), engine.connect() as connection, connection.execution_options(**writes).begin():
        yield connection


def few(connection: Connection, asked: Select[Any], count: int) -> Result[Any]:
    """The rows asked for, `count` at a time in memory."""
    # As an option of the connection it would hold for whatever is executed later, too.
    return connection.execute(asked, execution_options={"yield_per": count})


def sweep(engine: Engine, *tables: str) -> bool:
    """Let the bytes of rows that were deleted go from the disk; whether that could be done.

    SQLite has overwritten them in the file: what is left is its write-ahead log. PostgreSQL keeps them until a table is
    written anew. Where others are at work for longer than a few seconds, they go with the next sweep.
    """
    try:
        if engine.dialect.name == "sqlite":
            return _empty_log(engine)
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql(f"SET lock_timeout = '{_SWEEP_SECONDS}s'")
            try:
                for table in tables:
                    connection.exec_driver_sql(f"VACUUM (FULL) {table}")
            finally:
                connection.exec_driver_sql("RESET lock_timeout")
    except (DBAPIError, sqlite3.Error):
        return False
    return True


def _empty_log(engine: Engine) -> bool:
    """Write all of the write-ahead log into the file and cut it to nothing; whether no reader was in the way."""
    raw = engine.raw_connection()
    try:
        plain: Any = raw.driver_connection
        plain.execute(f"PRAGMA busy_timeout={_SWEEP_SECONDS * 1000}")
        try:
            return not plain.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        finally:
            plain.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")
    finally:
        raw.close()


def _sqlite(url: URL) -> Engine:
    path = Path(str(url.database))
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
    except OSError as error:
        raise _unfit(path, error) from None
    # With no isolation level Python's module never begins a transaction by itself.
    given = {"timeout": BUSY_SECONDS, "isolation_level": None}
    engine = create_engine(url, connect_args=given, hide_parameters=True, **_POOL)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _unfit(path: Path, error: OSError) -> InputError:
    why = reason_of(error)
    expected = both("a folder to write in: UPSLOPE_INSTANCE, or a server: UPSLOPE_DATABASE_URL",
                    "可写的文件夹（UPSLOPE_INSTANCE），或数据库服务器（UPSLOPE_DATABASE_URL）")  # fmt: skip
    return refuse(str(path), f"can't be made or opened: {why.en}", f"无法创建或打开：{why.zh}", expected=expected)


def _prepare(connection: sqlite3.Connection, _record: Any) -> None:
    _write_ahead(connection)
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA secure_delete=ON")


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Turn the write-ahead log on; SQLite does not wait by itself while another process does the same."""
    for left in reversed(range(_TRIES)):
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or not left:
                raise
        time.sleep(_PAUSE)


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITING)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
