"""Keeping profiles and assessments: both saved in one transaction, read back byte for byte, never changed.

A company is known by a random id. Saving it again adds the next numbered version; the earlier ones stay.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import Connection, Engine, RowMapping, Table, func, insert, select

from scoring.assessment import Assessment
from scoring.errors import InputError, refuse
from scoring.peers.installation.releases import Release
from scoring.profile import CompanyProfile
from scoring.text import both
from store import audit
from store.artefacts import keep_artefact, made_with
from store.canonical import canonical, hash_of, now, random_name
from store.engine import reading, writing
from store.schema import assessments, companies, profiles

KEPT = "assessment.kept"
"""What the log calls it."""


@dataclass(frozen=True)
class Kept:
    """Ids of what was saved, and the number of the profile among those of its company."""

    company: str
    profile: str
    number: int
    assessment: str


@dataclass(frozen=True)
class StoredProfile:
    """A version of a company as it was saved."""

    id: str
    company: str
    number: int
    content: bytes
    hash: str
    saved_at: str

    def fields(self) -> dict[str, Any]:
        """The profile as a mapping, which `assess` takes."""
        return dict(orjson.loads(self.content))


@dataclass(frozen=True)
class StoredAssessment:
    """An assessment as it was saved; `rules`, `data`, `model` and `release` are hashes of artefacts."""

    id: str
    profile: str
    lang: str
    content: bytes
    hash: str
    program: str
    rules: str
    data: str
    model: str
    release: str | None
    made_at: str

    def result(self) -> Assessment:
        """The assessment as the engine gave it."""
        return Assessment.model_validate_json(self.content)


def keep(
    engine: Engine,
    profile: CompanyProfile[Any],
    assessment: Assessment,
    *,
    actor: str,
    company: str | None = None,
    release: Release | None = None,
) -> Kept:
    """Save a profile and the assessment made of it, of a new company or as the next version of one that is kept.

    `release` is the one that the assessment was made with. When this returns, both are on the disk; when it raises
    InputError, neither is kept.
    """
    _belong_together(profile, assessment)
    made_by = made_with(assessment.versions, release)
    told, found = canonical(profile), canonical(assessment)
    versions = {"lang": assessment.lang, "program": assessment.versions.upslope}
    with writing(engine) as connection:
        hashes = {kind: keep_artefact(connection, artefact) for kind, artefact in made_by.items()}
        owner = _company(connection, company)
        number = _next_number(connection, owner)
        version = _add(connection, profiles, told, {"company": owner, "number": number, "saved_at": now()})
        name = _add(connection, assessments, found, {"profile": version, **versions, **hashes, "made_at": now()})
        kept = Kept(owner, version, number, name)
        detail = {"company": owner, "profile": version, "number": number}
        detail |= {"profile_hash": hash_of(told), "assessment_hash": hash_of(found)}
        audit.append(connection, actor, KEPT, name, detail)
    return kept


def profile_of(engine: Engine, name: str) -> StoredProfile:
    """The profile of that id. Raises InputError where there is none or it was damaged."""
    with reading(engine) as connection:
        return StoredProfile(**_row(connection, profiles, name))


def assessment_of(engine: Engine, name: str) -> StoredAssessment:
    """The assessment of that id. Raises InputError where there is none or it was damaged."""
    with reading(engine) as connection:
        return StoredAssessment(**_row(connection, assessments, name))


def versions_of_company(engine: Engine, company: str) -> list[StoredProfile]:
    """All profiles of a company, first to latest; none for a company that is not kept."""
    with reading(engine) as connection:
        asked = select(profiles).where(profiles.c.company == company).order_by(profiles.c.number)
        return [StoredProfile(**_undamaged(profiles, row)) for row in connection.execute(asked).mappings()]


def assessments_of(engine: Engine, profile: str) -> list[StoredAssessment]:
    """All assessments of a profile, first to latest."""
    with reading(engine) as connection:
        asked = select(assessments).where(assessments.c.profile == profile).order_by(assessments.c.made_at)
        return [StoredAssessment(**_undamaged(assessments, row)) for row in connection.execute(asked).mappings()]


def _belong_together(profile: CompanyProfile[Any], assessment: Assessment) -> None:
    if (profile.name, profile.as_of) != (assessment.company, assessment.as_of):
        expected = both("the assessment made of this profile", "由该资料得出的评估")
        raise refuse("assessment", "is of another profile", "对应的是另一份资料", expected=expected)


def _company(connection: Connection, name: str | None) -> str:
    """The id of a new company, or that of a kept one, of which nobody else saves a version until this one is saved."""
    if name is None:
        made = {"id": random_name(), "made_at": now()}
        connection.execute(insert(companies), made)
        return made["id"]
    found = connection.execute(select(companies.c.id).where(companies.c.id == name).with_for_update()).first()
    if found is None:
        raise _missing(companies)
    return name


def _next_number(connection: Connection, company: str) -> int:
    latest = select(func.coalesce(func.max(profiles.c.number), 0)).where(profiles.c.company == company)
    return int(connection.execute(latest).scalar_one()) + 1


def _add(connection: Connection, table: Table, content: bytes, row: Mapping[str, Any]) -> str:
    name = random_name()
    connection.execute(insert(table), {"id": name, "content": content, "hash": hash_of(content), **row})
    return name


def _row(connection: Connection, table: Table, name: str) -> RowMapping:
    row = connection.execute(select(table).where(table.c.id == name)).mappings().first()
    if row is None:
        raise _missing(table)
    return _undamaged(table, row)


def _undamaged(table: Table, row: RowMapping) -> RowMapping:
    if hash_of(row["content"]) != row["hash"]:
        expected = both("a backup restored: upslope db restore", "恢复备份：upslope db restore")
        raise refuse(
            f"{table.name} {row['id']}", "is not what was saved: its hash differs", "与保存时不同：哈希不符",
            expected=expected,
        )  # fmt: skip
    return row


def _missing(table: Table) -> InputError:
    expected = both("the id of one that was saved here", "本机已保存内容的编号")
    return refuse(table.name, "there is none of this id", "没有这个编号", expected=expected)
