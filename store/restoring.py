"""Restoring a backup into an empty database: everything in it checked, in one transaction, or nothing changed."""

import hashlib
import zipfile
import zlib
from itertools import islice
from pathlib import Path
from typing import Any, Final

import orjson
from sqlalchemy import Connection, Engine, MetaData, Table, insert, inspect, update
from sqlalchemy.exc import DataError, IntegrityError

from scoring.errors import InputError, refuse
from scoring.text import Text, both
from store import audit
from store.backup import FORMAT, MANIFEST, Manifest, decoded, member
from store.check import content_faults, database_faults
from store.engine import writing
from store.migrating import VERSION_TABLE, State, alone, migrate, newest, refuse_unless, revisions
from store.schema import audit_head

RESTORED: Final = "store.restored"
_AT_ONCE: Final = 50
_LONGEST_MANIFEST: Final = 1_000_000
_WHOLE: Final = both("a file that upslope db backup wrote, whole", "upslope db backup 写出的完整文件")
_BROKEN: Final = (
    zipfile.BadZipFile, zlib.error, EOFError, KeyError, TypeError, ValueError, NotImplementedError, RuntimeError,
)  # fmt: skip
"""What reading a damaged zip or its JSON raises."""


def restore(engine: Engine, path: Path, actor: str) -> Manifest:
    """Fill an empty database from the backup at `path`, then bring it to the newest revision.

    Raises InputError where the database is not empty or the backup not sound: then nothing was changed.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = _manifest(archive, path)
            with writing(engine) as connection:
                alone(connection)
                refuse_unless(engine, connection, State.EMPTY)
                migrate(connection, manifest.revision)
                _fill(connection, archive, manifest, path)
                migrate(connection, newest())
                _look(connection, manifest, path)
                audit.append(connection, actor, RESTORED, "store", {"head": manifest.head})
    except (IntegrityError, DataError) as error:
        raise _unsound(path, both("its rows contradict each other", "其中的行互相矛盾")) from error
    except _BROKEN as error:
        raise _unsound(path, both("is no backup, or damaged", "不是备份文件，或已损坏")) from error
    return manifest


def _manifest(archive: zipfile.ZipFile, path: Path) -> Manifest:
    if archive.getinfo(MANIFEST).file_size > _LONGEST_MANIFEST:
        raise ValueError("the manifest is too long")
    manifest = Manifest(**orjson.loads(archive.read(MANIFEST)))
    if manifest.format != FORMAT:
        raise ValueError("no backup of this program")
    if manifest.revision not in revisions():
        expected = both(
            f"the newer program that wrote it ({manifest.program})", f"写出它的新版程序（{manifest.program}）"
        )
        raise refuse(
            str(path), "was made by a newer version of this program", "由更新版本的程序写出", expected=expected
        )
    return manifest


def _fill(connection: Connection, archive: zipfile.ZipFile, manifest: Manifest, path: Path) -> None:
    if set(manifest.tables) != set(inspect(connection).get_table_names()) - {VERSION_TABLE}:
        raise _unsound(path, both("does not hold the tables of its version", "表与其版本不符"))
    for name, stated in manifest.tables.items():
        # As the migration left it: the tables of this program may be newer than the backup.
        table = Table(name, MetaData(), autoload_with=connection, resolve_fks=False)
        digest, count = hashlib.sha256(), 0
        with archive.open(member(name)) as lines:
            while batch := list(islice(lines, _AT_ONCE)):
                for line in batch:
                    digest.update(line)
                count += len(batch)
                _add(connection, table, [decoded(line) for line in batch])
        if (count, digest.hexdigest()) != (stated["rows"], stated["sha256"]):
            en, zh = f"the rows of {name} are not those that were backed up", f"{name} 中的行与备份时不符"
            raise _unsound(path, both(en, zh))


def _add(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    if any(set(row) != set(table.c.keys()) for row in rows):
        raise ValueError("a row has other columns than its table")
    if table.name != audit_head.name:
        connection.execute(insert(table), rows)
        return
    for row in rows:  # the migration has made the single row, and the head of an empty log stays as it is
        if row["count"]:
            connection.execute(update(table).values(row))


def _look(connection: Connection, manifest: Manifest, path: Path) -> None:
    problems = [*database_faults(connection), *content_faults(connection)]
    if problems:
        raise InputError(problems)
    if str(audit.head(connection)) != manifest.head:
        raise _unsound(path, both("its log does not end where it says", "日志末端与其自述不符"))


def _unsound(path: Path, wrong: Text) -> InputError:
    return refuse(str(path), wrong.en, wrong.zh, expected=_WHOLE)
