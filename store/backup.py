"""A backup: all rows as of one moment in a single file that either database can be restored from.

The file is a zip: `rows/<table>.jsonl` holds a row a line, bytes in base64, and `manifest.json` says of each table how
many rows it has and their SHA-256, of which revision they are and where the log ended.
"""

import base64
import hashlib
import io
import os
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final, cast

import orjson
from sqlalchemy import Connection, Engine, Table, select

from scoring.errors import refuse
from scoring.text import both
from store import audit
from store.canonical import canonical, now
from store.engine import few, reading, writing
from store.migrating import State, newest, refuse_unless
from store.schema import metadata

FORMAT: Final = "upslope-backup"
MANIFEST: Final = "manifest.json"
BACKED_UP: Final = "store.backed_up"
_BASE64: Final = "base64"
_AT_ONCE: Final = 50


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself; `tables` in the order in which they can be filled, `head` as `count:hash`."""

    format: str
    revision: str
    program: str
    made_at: str
    head: str
    tables: Mapping[str, Mapping[str, Any]]


def member(table: str) -> str:
    """The name that a table has in the file."""
    return f"rows/{table}.jsonl"


def back_up(engine: Engine, path: Path, actor: str) -> Manifest:
    """Write a backup to `path`, whole or not at all, readable by its owner alone.

    The log tells of it first, so the backup holds that line. Raises InputError where the file exists, OSError where it
    can't be written.
    """
    if path.exists():
        expected = both("a new name: a backup never replaces another", "新的文件名：备份不会覆盖已有文件")
        raise refuse(str(path), "exists already", "已存在", expected=expected)
    handle, name = _beside(path)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            manifest = _logged_and_written(engine, file, actor)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise OSError(error.errno, error.strerror, str(path)) from error
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return manifest


def encoded(row: Mapping[str, Any]) -> bytes:
    """A row as a line."""
    plain = {
        str(name): {_BASE64: base64.b64encode(value).decode()} if isinstance(value, bytes) else value
        for name, value in row.items()
    }
    return canonical(plain) + b"\n"


def decoded(line: bytes) -> dict[str, Any]:
    """The row that a line holds. Raises ValueError."""
    row = orjson.loads(line)
    if not isinstance(row, dict):
        raise ValueError("a line of a backup holds no row")
    return {name: _value(value) for name, value in row.items()}


def _value(value: Any) -> str | int | bytes | None:
    if isinstance(value, dict):
        return base64.b64decode(value[_BASE64], validate=True)
    if value is None or isinstance(value, str | int):
        return value
    raise ValueError("a row of a backup holds neither text nor number nor bytes")


def _beside(path: Path) -> tuple[int, str]:
    try:
        return tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:  # its own file name is that of the temporary file, which nobody knows
        raise OSError(error.errno, error.strerror, str(path)) from error


def _logged_and_written(engine: Engine, file: io.BufferedWriter, actor: str) -> Manifest:
    with reading(engine) as connection:
        refuse_unless(engine, connection, State.CURRENT)
    with writing(engine) as connection:
        audit.append(connection, actor, BACKED_UP, "store")
    with reading(engine) as connection, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        tables = {str(table.name): _write(connection, archive, table) for table in metadata.sorted_tables}
        head = str(audit.head(connection))
        manifest = Manifest(FORMAT, newest(), version("upslope"), now(), head, tables)
        archive.writestr(MANIFEST, orjson.dumps(vars(manifest), option=orjson.OPT_INDENT_2))
    return manifest


def _write(connection: Connection, archive: zipfile.ZipFile, table: Table) -> dict[str, Any]:
    digest, count = hashlib.sha256(), 0
    with archive.open(member(table.name), "w", force_zip64=True) as target:
        for line in _lines(connection, table):
            digest.update(line)
            target.write(line)
            count += 1
    return {"rows": count, "sha256": digest.hexdigest()}


def _lines(connection: Connection, table: Table) -> Iterator[bytes]:
    # By primary key, so that the same rows give the same lines.
    asked = select(table).order_by(*table.primary_key.columns)
    for row in few(connection, asked, _AT_ONCE).mappings():
        yield encoded(cast(Mapping[str, Any], row))
