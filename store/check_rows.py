"""Checking what was kept: artefacts, profiles and assessments against their hashes and against each other."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

import orjson
from sqlalchemy import Connection, RowMapping, select

from scoring.cli.places import part_of_result
from scoring.errors import Problem
from scoring.text import both
from scoring.versions import DECIDING
from store.artefacts import RELEASE, Artefact, sound
from store.canonical import hash_of
from store.engine import few
from store.schema import artefacts, assessments, cohort_members, profiles

_AT_ONCE: Final = 100


def row_faults(connection: Connection) -> Iterator[Problem]:
    """What is wrong with artefacts, profiles and assessments."""
    yield from _artefact_faults(connection)
    yield from _profile_faults(connection)
    yield from _assessment_faults(connection)


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
                f"assessment {row['id']}",
                both(f"its {kind} is not the one it states", f"{part_of_result(kind)}与其自述不符"),
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


def _altered(kind: str, name: str) -> Problem:
    return Problem(f"{kind} {name}", both("is not what was kept: its hash differs", "与保存时不同：哈希不符"))
