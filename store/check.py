"""Checking a whole store: the database itself, its version and guards, every hash, and the log against the rows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import orjson
from sqlalchemy import Connection, Engine, RowMapping, func, select, text

from scoring.errors import Problem
from scoring.text import both
from scoring.versions import DECIDING
from store import audit
from store.artefacts import RELEASE, Artefact, sound
from store.canonical import hash_of
from store.check_work import emptied, work_faults
from store.engine import few, reading
from store.keeping import KEPT
from store.migrating import State, newest, refuse_unless
from store.peers.releasing import RELEASE_MADE
from store.schema import GUARDS, artefacts, assessments, cohort_members, companies, profiles
from store.schema import audit as audit_table

COMPANY_DELETED: Final = "company.deleted"
"""The action that tells why the rows of a company are gone; its subject is the company."""
_AT_ONCE: Final = 100


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
            yield Problem(
                table, both(f"row {row} points to nothing in {parent}", f"第 {row} 行指向 {parent} 中不存在的行")
            )


def content_faults(connection: Connection) -> list[Problem]:
    """What is wrong with guards, rows and log."""
    return [
        *_guard_faults(connection),
        *_artefact_faults(connection),
        *_profile_faults(connection),
        *_assessment_faults(connection),
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


def _artefact_faults(connection: Connection) -> Iterator[Problem]:
    columns = [artefacts.c[name] for name in ("hash", "kind", "version", "content")]
    for row in few(connection, select(*columns), 1).mappings():
        # Of a release that was emptied the log tells: see `_log_faults`.
        if not (row["kind"] == RELEASE and not row["content"]) and not sound(Artefact(**row)):
            yield _altered("artefact", row["hash"])


def _profile_faults(connection: Connection) -> Iterator[Problem]:
    asked = select(profiles).order_by(profiles.c.company, profiles.c.number)
    last = ("", 0)
    for row in few(connection, asked, _AT_ONCE).mappings():
        if hash_of(row["content"]) != row["hash"]:
            yield _altered("profile", row["id"])
        expected = last[1] + 1 if row["company"] == last[0] else 1
        if row["number"] != expected:
            en, zh = f"version {expected} is missing", f"缺少第 {expected} 版"
            yield Problem(f"company {row['company']}", both(en, zh))
        last = (row["company"], row["number"])
    without = select(profiles.c.id).where(
        ~select(assessments.c.id).where(assessments.c.profile == profiles.c.id).exists(),
        ~select(cohort_members.c.row).where(cohort_members.c.profile == profiles.c.id).exists(),
    )
    for name in connection.execute(without).scalars():
        yield Problem(
            f"profile {name}", both("has no assessment: only half of it was kept", "没有对应的评估：只保存了一半")
        )


def _assessment_faults(connection: Connection) -> Iterator[Problem]:
    known = select(artefacts.c.hash, artefacts.c.kind, artefacts.c.version)
    versions = {str(digest): (str(kind), str(version)) for digest, kind, version in connection.execute(known)}
    for row in few(connection, select(assessments), _AT_ONCE).mappings():
        if hash_of(row["content"]) != row["hash"]:
            yield _altered("assessment", row["id"])
            continue
        for kind in _misstated(row, versions):
            yield Problem(
                f"assessment {row['id']}", both(f"its {kind} is not the one it states", f"{kind} 与其自述不符")
            )


def _misstated(row: RowMapping, versions: Mapping[str, tuple[str, str]]) -> Iterator[str]:
    """Parts of what made an assessment that are others than its content states."""
    stated = _stated_versions(row["content"])
    for kind in DECIDING:
        if versions.get(row[kind]) != (kind, stated.get(kind)):
            yield kind
    if row["release"] and versions.get(row["release"], ("", ""))[0] != RELEASE:
        yield RELEASE
    if row["program"] != stated.get("upslope"):
        yield "program"


def _stated_versions(content: bytes) -> Mapping[str, Any]:
    """What the content says; nothing where it is no assessment, whose hash somebody worked out anew."""
    try:
        stated = orjson.loads(content)["versions"]
    except (orjson.JSONDecodeError, KeyError, TypeError):
        return {}
    return stated if isinstance(stated, dict) else {}


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


def _altered(kind: str, name: str) -> Problem:
    return Problem(f"{kind} {name}", both("is not what was kept: its hash differs", "与保存时不同：哈希不符"))
