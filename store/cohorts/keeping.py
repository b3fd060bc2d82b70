"""Keeping a ranked cohort: its plan, a company with one profile for every row, and the rankings as they were made.

The companies are companies of the store like any other. They are seen by staff, since the programme keeps them, and
count nowhere else; until somebody assesses one anew, it has no assessment of its own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Engine, Select, func, insert, select

from scoring.errors import refuse
from scoring.profile import CompanyProfile
from scoring.ranking import Ranking
from scoring.text import Lang, both
from store import audit
from store.canonical import hash_of, is_id, now, random_name
from store.cohorts.removing import DELETED, delete_cohort
from store.cohorts.rows import add_rows, pack, rows_of, unpacked
from store.companies.held import damaged, missing
from store.engine import reading, writing
from store.keeping import StoredProfile
from store.schema import cohort_members, cohort_rankings, cohorts, profiles

__all__ = [
    "DELETED", "KEPT", "LONGEST_NAME", "Member", "SavedCohort", "delete_cohort", "members_of", "ranking_hashes",
    "save_cohort", "saved_cohort", "saved_cohorts", "saved_ranking", "unpacked",
]  # fmt: skip

KEPT: Final = "cohort.kept"
"""What the log calls it."""
LONGEST_NAME: Final = 120


@dataclass(frozen=True)
class SavedCohort:
    """A saved cohort; `plan` is JSON of whoever saved it, `companies` how many are still there."""

    id: str
    name: str
    plan: bytes
    made_by: str
    made_at: str
    companies: int


@dataclass(frozen=True)
class Member:
    """A company of a saved cohort: its row in the table, its id, and its profile as it was then."""

    row: int
    company: str
    profile: StoredProfile


def save_cohort(
    engine: Engine,
    name: str,
    plan: bytes,
    members: Sequence[tuple[int, CompanyProfile[Any]]],
    rankings: Mapping[Lang, Ranking],
    *,
    actor: str,
    anew: bool = True,
) -> str:
    """Save a cohort with the companies of its rows and its ranking in each language; its id.

    Not `anew`: what the same person saved with the same plan under the same name, and of which no company has gone
    since, is not saved once more. Raises InputError for a name that is empty or too long. What is saved is saved whole
    or not at all.
    """
    told = _name(name)
    rows = rows_of(members)
    packed = {lang: pack(ranking) for lang, ranking in rankings.items()}
    cohort, at = random_name(), now()
    made = {"id": cohort, "name": told, "plan": plan, "made_by": actor, "made_at": at}
    with writing(engine) as connection:
        if not anew and (same := _same(connection, made, len(rows))):
            return same
        connection.execute(insert(cohorts), made)
        add_rows(connection, cohort, at, rows)
        for lang, row in packed.items():
            connection.execute(insert(cohort_rankings), {"cohort": cohort, "lang": lang, **row})
        detail = {"companies": len(rows), "plan_hash": hash_of(plan)}
        detail |= {"rankings": {lang: row["hash"] for lang, row in packed.items()}}
        audit.append(connection, actor, KEPT, cohort, detail)
    return cohort


def saved_cohorts(engine: Engine) -> list[SavedCohort]:
    """All saved cohorts, newest first."""
    with reading(engine) as connection:
        asked = _cohorts().order_by(cohorts.c.made_at.desc(), cohorts.c.id)
        return [SavedCohort(**row) for row in connection.execute(asked).mappings()]


def saved_cohort(engine: Engine, cohort: str) -> SavedCohort:
    """The saved cohort of that id. Raises InputError."""
    with reading(engine) as connection:
        return _cohort(connection, cohort)


def ranking_hashes(engine: Engine, cohort: str) -> dict[str, str]:
    """Languages in which there is a ranking, each with a hash that changes with the ranking."""
    columns = cohort_rankings.c.lang, cohort_rankings.c.hash
    with reading(engine) as connection:
        asked = select(*columns).where(cohort_rankings.c.cohort == cohort).order_by(cohort_rankings.c.lang)
        return {row.lang: row.hash for row in connection.execute(asked)}


def saved_ranking(engine: Engine, cohort: str, lang: Lang) -> Ranking | None:
    """The ranking in that language, None where there is none. Raises InputError where it was damaged."""
    chosen = cohort_rankings.c.cohort == cohort, cohort_rankings.c.lang == lang
    with reading(engine) as connection:
        row = connection.execute(select(cohort_rankings).where(*chosen)).mappings().first()
    return None if row is None else unpacked(row["content"], row["hash"], cohort)


def members_of(engine: Engine, cohort: str) -> list[Member]:
    """The companies of a cohort in the order of their rows. Raises InputError for a damaged profile."""
    asked = (
        select(cohort_members.c.row, profiles)
        .join(profiles, profiles.c.id == cohort_members.c.profile)
        .where(cohort_members.c.cohort == cohort)
        .order_by(cohort_members.c.row)
    )
    with reading(engine) as connection:
        return [_member(dict(row)) for row in connection.execute(asked).mappings()]


def _same(connection: Connection, made: Mapping[str, Any], companies: int) -> str | None:
    """The id of a cohort that was saved like this one already, with so many companies."""
    audit.head(connection, for_update=True)  # two who save it at the same moment take turns
    wanted = (cohorts.c[name] == made[name] for name in ("name", "plan", "made_by"))
    for row in connection.execute(_cohorts().where(*wanted)).mappings():
        if row["companies"] == companies:
            return str(row["id"])
    return None


def _name(name: str) -> str:
    told = " ".join(name.replace("\0", " ").split())
    if 0 < len(told) <= LONGEST_NAME:
        return told
    expected = both(f"1 to {LONGEST_NAME} characters", f"1 至 {LONGEST_NAME} 个字")
    raise refuse("name", "the cohort needs a name of fitting length", "名单需要一个长度合适的名称", expected=expected)


def _cohorts() -> Select[Any]:
    there = select(func.count()).where(cohort_members.c.cohort == cohorts.c.id).scalar_subquery()
    return select(cohorts, there.label("companies"))


def _cohort(connection: Connection, cohort: str) -> SavedCohort:
    asked = _cohorts().where(cohorts.c.id == cohort)
    row = connection.execute(asked).mappings().first() if is_id(cohort) else None
    if row is None:
        raise missing(cohorts)
    return SavedCohort(**row)


def _member(row: dict[str, Any]) -> Member:
    number = row.pop("row")
    profile = StoredProfile(**row)
    if hash_of(profile.content) != profile.hash:
        raise damaged(f"profiles {profile.id}")
    return Member(number, profile.company, profile)
