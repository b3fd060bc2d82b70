"""Keeping profiles and assessments: both saved in one transaction, never changed. Read back by `store.kept`.

A company is known by a random id. Saving it again adds the next numbered version; the earlier ones stay.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Engine, Table, func, insert, select

from scoring.assessment import Assessment
from scoring.errors import refuse
from scoring.peers.installation.releases import Release
from scoring.profile import CompanyProfile
from scoring.text import both
from store import audit
from store.artefacts import keep_artefact, made_with
from store.canonical import canonical, hash_of, now, random_name
from store.companies.consents import Consent, add_consent
from store.companies.held import hold
from store.engine import writing
from store.kept import (
    StoredAssessment,
    StoredProfile,
    assessment_of,
    assessments_of,
    profile_of,
    versions_of_company,
)
from store.people import links
from store.schema import assessments as assessments_table
from store.schema import companies, profiles

__all__ = [
    "KEPT", "Kept", "StoredAssessment", "StoredProfile", "assessment_of", "assessments_of", "keep", "profile_of",
    "versions_of_company",
]  # fmt: skip

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
    secret: str | None = None,
    anew: bool = True,
) -> Kept:
    """Save a profile and what was assessed of it, of a new company or as the next version of one that is kept.

    `assessments` are those of this profile, such as one in each language; `release` is the one that they were made
    with. `consent` is seen by staff alone for a new company, and as it was for a kept one, unless it is given. With
    `link_days` a new company is given a link that lasts so long, and that of a kept one lasts so long from now.
    `secret` opens the new link, instead of one made here; Taken is raised where it opens one already. Not `anew`: what
    is the latest version already is not saved once more. When this returns, all of it is on the disk; when it raises
    InputError, nothing is.
    """
    results = [assessments] if isinstance(assessments, Assessment) else list(assessments)
    _belong_together(profile, results)
    made_by = [made_with(result.versions, release) for result in results]
    told = canonical(profile)
    with writing(engine) as connection:
        hashes = [{kind: keep_artefact(connection, part) for kind, part in sorted(parts.items())} for parts in made_by]
        owner = _company(connection, company)
        if not anew and (same := _latest(connection, owner, told, results)):
            return same
        if consent or company is None:
            add_consent(connection, owner, consent or _NEW)
        opens = _linked(connection, owner, company is None, link_days, secret)
        number = _next_number(connection, owner)
        version = _add(connection, profiles, told, {"company": owner, "number": number, "saved_at": now()})
        detail = {"company": owner, "profile": version, "number": number, "profile_hash": hash_of(told)}
        detail |= vars(consent) if consent else {}
        names = [_assessed(connection, version, *each) for each in zip(results, hashes, strict=True)]
        for name, digest in names:
            audit.append(connection, actor, KEPT, name, detail | {"assessment_hash": digest})
    return Kept(owner, version, number, tuple(name for name, _ in names), opens)


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


def _latest(connection: Connection, company: str, content: bytes, results: Sequence[Assessment]) -> Kept | None:
    """The latest version of a company, if it is this profile with these assessments."""
    newest = select(profiles).where(profiles.c.company == company).order_by(profiles.c.number.desc()).limit(1)
    row = connection.execute(newest).mappings().first()
    if row is None or row["hash"] != hash_of(content):
        return None
    of_row = select(assessments_table.c.hash, assessments_table.c.id).where(assessments_table.c.profile == row["id"])
    there = {digest: name for digest, name in connection.execute(of_row)}  # noqa: C416
    names = [there.get(hash_of(canonical(each)), "") for each in results]
    return Kept(company, row["id"], row["number"], tuple(names), None) if all(names) else None


def _linked(connection: Connection, company: str, new: bool, days: int | None, secret: str | None) -> str | None:
    """The secret of a new link, if one was asked for and the company is new."""
    if days is None:
        return None
    if new:
        return links.give(connection, company, days, secret)
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
