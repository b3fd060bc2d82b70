"""Keeping profiles and assessments: both saved in one transaction, read back byte for byte, never changed.

A company is known by a random id. Saving it again adds the next numbered version; the earlier ones stay.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import orjson
from sqlalchemy import Connection, Engine, RowMapping, Table, func, insert, select

from scoring.assessment import Assessment
from scoring.errors import refuse
from scoring.peers.installation.releases import Release
from scoring.profile import CompanyProfile
from scoring.text import both
from store import audit
from store.artefacts import keep_artefact, made_with
from store.canonical import canonical, hash_of, now, random_name
from store.companies.consents import Consent, add_consent
from store.companies.held import damaged, hold, missing
from store.engine import reading, writing
from store.people import links
from store.schema import assessments as assessments_table
from store.schema import companies, profiles

KEPT = "assessment.kept"
"""What the log calls it, once for each assessment."""
_NEW: Final = Consent(shared=True, peers=False)
"""What a new company consents to unless it is said: seen by staff, counted nowhere else."""


@dataclass(frozen=True)
class Kept:
    """Ids of what was saved, and the number of the profile among those of its company.

    `secret` opens the link that a new company was given; it is nowhere else.
    """

    company: str
    profile: str
    number: int
    assessments: tuple[str, ...]
    secret: str | None

    @property
    def assessment(self) -> str:
        """The first of the assessments."""
        return self.assessments[0]


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
    assessments: Sequence[Assessment] | Assessment,
    *,
    actor: str,
    company: str | None = None,
    release: Release | None = None,
    consent: Consent | None = None,
    link_days: int | None = None,
) -> Kept:
    """Save a profile and what was assessed of it, of a new company or as the next version of one that is kept.

    `assessments` are those of this profile, such as one in each language; `release` is the one that they were made
    with. `consent` is seen by staff alone for a new company, and as it was for a kept one, unless it is given. With
    `link_days` a new company is given a link that lasts so long, and that of a kept one lasts so long from now. When
    this returns, all of it is on the disk; when it raises InputError, nothing is.
    """
    results = [assessments] if isinstance(assessments, Assessment) else list(assessments)
    _belong_together(profile, results)
    made_by = [made_with(result.versions, release) for result in results]
    with writing(engine) as connection:
        hashes = [{kind: keep_artefact(connection, part) for kind, part in sorted(parts.items())} for parts in made_by]
        owner = _company(connection, company)
        if consent or company is None:
            add_consent(connection, owner, consent or _NEW)
        secret = _linked(connection, owner, company is None, link_days)
        number = _next_number(connection, owner)
        told = canonical(profile)
        version = _add(connection, profiles, told, {"company": owner, "number": number, "saved_at": now()})
        detail = {"company": owner, "profile": version, "number": number, "profile_hash": hash_of(told)}
        detail |= vars(consent) if consent else {}
        names = [_assessed(connection, version, *each) for each in zip(results, hashes, strict=True)]
        for name, digest in names:
            audit.append(connection, actor, KEPT, name, detail | {"assessment_hash": digest})
    return Kept(owner, version, number, tuple(name for name, _ in names), secret)


def profile_of(engine: Engine, name: str) -> StoredProfile:
    """The profile of that id. Raises InputError where there is none or it was damaged."""
    with reading(engine) as connection:
        return StoredProfile(**_row(connection, profiles, name))


def assessment_of(engine: Engine, name: str) -> StoredAssessment:
    """The assessment of that id. Raises InputError where there is none or it was damaged."""
    with reading(engine) as connection:
        return StoredAssessment(**_row(connection, assessments_table, name))


def versions_of_company(engine: Engine, company: str) -> list[StoredProfile]:
    """All profiles of a company, first to latest; none for a company that is not kept."""
    with reading(engine) as connection:
        asked = select(profiles).where(profiles.c.company == company).order_by(profiles.c.number)
        return [StoredProfile(**_undamaged(profiles, row)) for row in connection.execute(asked).mappings()]


def assessments_of(engine: Engine, profile: str) -> list[StoredAssessment]:
    """All assessments of a profile, first to latest."""
    with reading(engine) as connection:
        asked = select(assessments_table).where(assessments_table.c.profile == profile)
        rows = connection.execute(asked.order_by(assessments_table.c.made_at)).mappings()
        return [StoredAssessment(**_undamaged(assessments_table, row)) for row in rows]


def _belong_together(profile: CompanyProfile[Any], results: Sequence[Assessment]) -> None:
    if not results or any((profile.name, profile.as_of) != (each.company, each.as_of) for each in results):
        expected = both("the assessment made of this profile", "由该资料得出的评估")
        raise refuse("assessment", "is of another profile", "对应的是另一份资料", expected=expected)


def _company(connection: Connection, name: str | None) -> str:
    """The id of a new company, or that of a kept one, of which nobody else saves a version until this one is saved."""
    if name is None:
        made = {"id": random_name(), "made_at": now()}
        connection.execute(insert(companies), made)
        return made["id"]
    hold(connection, name)
    return name


def _linked(connection: Connection, company: str, new: bool, days: int | None) -> str | None:
    """The secret of a new link, if one was asked for and the company is new."""
    if days is None:
        return None
    if new:
        return links.give(connection, company, days)
    links.renew(connection, company, days)
    return None


def _next_number(connection: Connection, company: str) -> int:
    latest = select(func.coalesce(func.max(profiles.c.number), 0)).where(profiles.c.company == company)
    return int(connection.execute(latest).scalar_one()) + 1


def _add(connection: Connection, table: Table, content: bytes, row: Mapping[str, Any]) -> str:
    name = random_name()
    connection.execute(insert(table), {"id": name, "content": content, "hash": hash_of(content), **row})
    return name


def _assessed(connection: Connection, profile: str, result: Assessment, hashes: Mapping[str, str]) -> tuple[str, str]:
    """Add an assessment; its id and the hash of its content."""
    content = canonical(result)
    row = {"profile": profile, "lang": result.lang, "program": result.versions.upslope, **hashes, "made_at": now()}
    return _add(connection, assessments_table, content, row), hash_of(content)


def _row(connection: Connection, table: Table, name: str) -> RowMapping:
    row = connection.execute(select(table).where(table.c.id == name)).mappings().first()
    if row is None:
        raise missing(table)
    return _undamaged(table, row)


def _undamaged(table: Table, row: RowMapping) -> RowMapping:
    if hash_of(row["content"]) != row["hash"]:
        raise damaged(f"{table.name} {row['id']}")
    return row
