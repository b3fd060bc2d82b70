"""What a database says when it can't do its work, in words that say what to do."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

import psycopg
from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from scoring.errors import InputError, refuse
from scoring.text import Text, both
from store.place import shown


@dataclass(frozen=True)
class Reason:
    """What is wrong, and what to do."""

    wrong: Text
    do: Text


NOT_SAVED: Final = both("nothing of this was saved", "本次内容没有保存")
"""What became of what was to be written."""
NOT_SHOWN: Final = both(
    "nothing is shown, as the log has to tell first who looked", "查看须先记入日志，因此暂不显示内容"
)
"""What became of what was to be shown, where it is the line of the log that could not be written."""

_FULL: Final = Reason(
    both("the disk is full", "磁盘已满"),
    both("free space on the disk of the database, then try again", "清理数据库所在磁盘的空间后重试"),
)
_UNWRITABLE: Final = Reason(
    both("the database can't be written", "数据库无法写入"),
    both("a folder and a file that this program may write: check rights, mount and UPSLOPE_INSTANCE",
         "本程序可写的文件夹和文件：请检查权限、挂载方式和 UPSLOPE_INSTANCE"),
)  # fmt: skip
_NO_IO: Final = Reason(
    both("reading or writing the disk failed", "磁盘读写失败"),
    both("a sound disk with free space and no limit on the size of files: look at the system's log",
         "正常的磁盘、足够的空间、不受限的文件大小：请查看系统日志"),
)  # fmt: skip
_BUSY: Final = Reason(
    both("the database is busy with other work", "数据库正忙"),
    both("try again in a minute", "请过一分钟再试"),
)
_DAMAGED: Final = Reason(
    both("the database is damaged, or no database of this program", "数据库已损坏，或不是本程序的数据库"),
    both("another file, or a backup restored: upslope db restore", "换一个文件，或恢复备份：upslope db restore"),
)
_UNREACHABLE: Final = Reason(
    both("the server can't be reached", "无法连接数据库服务器"),
    both("a PostgreSQL server that runs at the host and port of UPSLOPE_DATABASE_URL",
         "UPSLOPE_DATABASE_URL 所写主机和端口上正在运行的 PostgreSQL"),
)  # fmt: skip
_LOST: Final = Reason(
    both("the connection to the server was lost", "与数据库服务器的连接中断"),
    both("try again; if it happens often, look at the server's log", "请重试；如经常发生，请查看服务器日志"),
)  # fmt: skip
_UNSURE: Final = both("what was under way may not have been saved", "正在进行的操作可能没有保存")
"""What became of what was to be written where the answer to the commit was lost."""
_REFUSED: Final = Reason(
    both("the server refused name or password", "服务器拒绝了用户名或密码"),
    both("a user of the server, with its password, in UPSLOPE_DATABASE_URL",
         "UPSLOPE_DATABASE_URL 中填写服务器上存在的用户及其密码"),
)  # fmt: skip
_NO_DATABASE: Final = Reason(
    both("the server has no such database", "服务器上没有这个数据库"),
    both("an existing one: make it with createdb", "已存在的数据库：可用 createdb 创建"),
)
_NO_RIGHT: Final = Reason(
    both("the user may not do this in the database", "该用户没有执行此操作的权限"),
    both("a user who owns the database", "数据库的所有者"),
)

_SQLITE: Final = {
    sqlite3.SQLITE_FULL: _FULL, sqlite3.SQLITE_READONLY: _UNWRITABLE, sqlite3.SQLITE_CANTOPEN: _UNWRITABLE,
    sqlite3.SQLITE_PERM: _UNWRITABLE, sqlite3.SQLITE_IOERR: _NO_IO, sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY, sqlite3.SQLITE_CORRUPT: _DAMAGED, sqlite3.SQLITE_NOTADB: _DAMAGED,
}  # fmt: skip
_POSTGRESQL: Final = {
    "53100": _FULL, "25006": _UNWRITABLE, "58": _NO_IO, "28": _REFUSED, "3D": _NO_DATABASE, "3F": _NO_RIGHT,
    "42501": _NO_RIGHT, "55P03": _BUSY, "57014": _BUSY, "53": _BUSY, "40": _BUSY, "57P": _LOST, "08": _LOST,
    "XX": _DAMAGED,
}  # fmt: skip
"""By SQLSTATE, or by how it begins; see appendix A of the manual of PostgreSQL."""
_WITHOUT_STATE: Final = (
    ("password", _REFUSED), ("authentication", _REFUSED), ('fatal:  role "', _REFUSED),
    ("does not exist", _NO_DATABASE), ("lost", _LOST), ("closed", _LOST),
)  # fmt: skip
"""A refused connection bears no SQLSTATE: only its words tell why. What none of them fits was never reached."""


@contextmanager
def explained(url: URL, left: Text | None = None) -> Iterator[None]:
    """Turn what the database says into an InputError; a mistake of the program stays what it is.

    `left` says what became of the work, where there is more to say than why it failed.
    """
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error, psycopg.Error) as error:
        reason = _BUSY if isinstance(error, PoolTimeout) else reason_of(error)
        if reason is None:
            raise
        raise _explanation(url, reason, _UNSURE if reason is _LOST and left is NOT_SAVED else left) from error


def _explanation(url: URL, reason: Reason, left: Text | None) -> InputError:
    wrong = both(f"{reason.wrong.en}; {left.en}", f"{reason.wrong.zh}，{left.zh}") if left else reason.wrong
    return refuse(shown(url), wrong.en, wrong.zh, expected=reason.do)


def reason_of(error: BaseException) -> Reason | None:
    """Why the database could not do it; None where that is a mistake of the program."""
    origin: Any = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(origin, sqlite3.Error):
        return _SQLITE.get((getattr(origin, "sqlite_errorcode", None) or 0) & 0xFF)
    if not isinstance(origin, psycopg.Error):
        return None
    if origin.sqlstate is None:
        lost = isinstance(origin, psycopg.OperationalError | psycopg.InterfaceError)
        return _by_words(origin) if lost else None
    return next((reason for code, reason in _POSTGRESQL.items() if origin.sqlstate.startswith(code)), None)


def _by_words(error: psycopg.Error) -> Reason:
    said = str(error).lower()
    return next((reason for words, reason in _WITHOUT_STATE if words in said), _UNREACHABLE)
