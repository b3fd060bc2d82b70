"""Checking a whole store: the database itself, its version and guards, every hash, and the log against the rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Engine, func, select, text

from scoring.cli.places import table_in_words
from scoring.errors import Problem
from scoring.text import both
from store import audit
from store.check_rows import row_faults
from store.check_work import emptied, work_faults
from store.engine import reading
from store.keeping import KEPT
from store.migrating import State, newest, refuse_unless
from store.peers.releasing import RELEASE_MADE
from store.schema import GUARDS, artefacts, assessments, companies, profiles
from store.schema import audit as audit_table

COMPANY_DELETED: Final = "company.deleted"
"""The action that tells why the rows of a company are gone; its subject is the company."""


@dataclass(frozen=True)
class Checked:
    """What was looked at, and what is wrong with it."""

    revision: str
    counts: dict[str, int]
    head: audit.Head
    problems: list[Problem]


def check(engine: Engine) -> Checked:
    """Look at everything, as of one moment. Raises InputError where the store can't be read at all."""
    with reading(engine) as connection:
        damaged = list(database_faults(connection))
        refuse_unless(engine, connection, State.CURRENT)
        tables = (artefacts, companies, profiles, assessments, audit_table)
        counts = {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one() for table in tables
        }
        return Checked(newest(), counts, audit.head(connection), damaged + content_faults(connection))


def database_faults(connection: Connection) -> Iterator[Problem]:
    """What SQLite says of its own file; PostgreSQL has no such question."""
    if connection.dialect.name == "sqlite":
        for (said,) in connection.execute(text("PRAGMA integrity_check")):
            if said != "ok":
                yield Problem("integrity_check", both(said))
        for table, row, parent, _ in connection.execute(text("PRAGMA foreign_key_check")):
            missing = table_in_words(parent, "zh")
            yield Problem(table, both(f"row {row} points to nothing in {parent}", f"第 {row} 行指向的{missing}不存在"))


def content_faults(connection: Connection) -> list[Problem]:
    """What is wrong with guards, rows and log."""
    return [
        *_guard_faults(connection),
        *row_faults(connection),
        *work_faults(connection),
        *audit.verify(connection),
        *_log_faults(connection),
    ]


def _guard_faults(connection: Connection) -> Iterator[Problem]:
    asked = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')",
    }[connection.dialect.name]
    for name in sorted(GUARDS[connection.dialect.name] - set(connection.execute(text(asked)).scalars())):
        yield Problem(
            name, both("the trigger that keeps rows as they are is gone or disabled", "防改动的触发器被删除或停用")
        )


def _log_faults(connection: Connection) -> Iterator[Problem]:
    """Every row is told of in the log, and what the log tells of is there unless its company was deleted."""
    told: dict[str, Any] = {}
    deleted, without_content = set(), emptied(connection)
    for line in audit.lines(connection):
        if line.action == KEPT:
            told[line.subject] = line.detail if isinstance(line.detail, dict) else {}
        elif line.action == COMPANY_DELETED:
            deleted.add(line.subject)
        elif line.action == RELEASE_MADE and isinstance(line.detail, dict):
            without_content -= set(line.detail.get("emptied", ()))
    for name in sorted(without_content):
        yield Problem(
            f"artefact {name}", both("is empty, though the log does not tell of it", "内容为空，而日志没有记录")
        )
    asked = select(
        assessments.c.id, assessments.c.hash, profiles.c.id, profiles.c.hash, profiles.c.company, profiles.c.number
    ).join(profiles)
    for name, *row in connection.execute(asked):
        detail = told.pop(name, {})
        order = ("assessment_hash", "profile", "profile_hash", "company", "number")
        if row != [detail.get(part) for part in order]:
            yield Problem(f"assessment {name}", both("is not what the log tells of it", "与日志所记不符"))
    for name, detail in told.items():
        if detail.get("company") not in deleted:
            yield Problem(f"assessment {name}", both("is gone, though the log tells of it", "日志有记录，内容却不见了"))
