"""Where the store lies: the one room that reads UPSLOPE_DATABASE_URL, and UPSLOPE_INSTANCE where that is not set."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from scoring.errors import InputError, refuse
from scoring.text import both

URL_VARIABLE: Final = "UPSLOPE_DATABASE_URL"
INSTANCE_VARIABLE: Final = "UPSLOPE_INSTANCE"
INSTANCE: Final = "~/.upslope"
FILE: Final = "upslope.sqlite3"
_SCHEMES: Final = {
    "postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg", "postgresql+psycopg": "postgresql+psycopg",
    "sqlite": "sqlite+pysqlite", "sqlite+pysqlite": "sqlite+pysqlite",
}  # fmt: skip
_EXPECTED: Final = both(
    "postgresql://user:password@host:5432/database, or sqlite:////folder/file.sqlite3; or leave it unset: the store is "
    "then a file in the folder UPSLOPE_INSTANCE",
    "postgresql://用户:密码@主机:5432/数据库，或 sqlite:////文件夹/文件.sqlite3；也可以不设置，数据将存为 "
    "UPSLOPE_INSTANCE 文件夹中的一个文件",
)


def store_url(environment: Mapping[str, str]) -> URL:
    """Address of the store. Raises InputError, which never repeats the text: a password may be in it."""
    text = environment.get(URL_VARIABLE, "").strip()
    if not text:
        return file_url(_instance(environment) / FILE)
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise _refused("is no address of a database", "不是数据库地址") from None
    if url.drivername not in _SCHEMES:
        raise _refused("names a kind of database that is not supported", "指定的数据库类型不受支持")
    url = url.set(drivername=_SCHEMES[url.drivername])
    if not url.database or url.database == ":memory:":
        raise _refused("names no database", "没有写明数据库")
    return url


def file_url(path: Path) -> URL:
    """Address of the SQLite file `path`."""
    return URL.create("sqlite+pysqlite", database=str(path))


def shown(url: URL) -> str:
    """The address as messages show it: the password hidden, and none of the options, which may hold one."""
    if url.get_backend_name() == "sqlite":
        return str(url.database)
    return url.set(drivername="postgresql", query={}).render_as_string(hide_password=True)


def _instance(environment: Mapping[str, str]) -> Path:
    text = environment.get(INSTANCE_VARIABLE, "").strip() or INSTANCE
    try:
        return Path(text).expanduser()
    except RuntimeError:
        expected = both("a folder to write in", "可写的文件夹")
        raise refuse(INSTANCE_VARIABLE, "the home folder is not known", "找不到用户主目录", expected=expected) from None


def _refused(en: str, zh: str) -> InputError:
    return refuse(URL_VARIABLE, en, zh, expected=_EXPECTED)
