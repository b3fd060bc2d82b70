"""Deleting: a cohort with what is its own, and a company out of the rankings of its cohorts, which name it as well."""

from typing import Final

import orjson
from sqlalchemy import Connection, Engine, delete, select, update

from scoring.cohort.removal import without_company
from scoring.errors import InputError
from store import audit
from store.canonical import is_id
from store.cohorts.rows import pack, unpacked
from store.companies.held import missing
from store.engine import sweep, writing
from store.schema import assessments, cohort_members, cohort_rankings, cohorts, companies, profiles

DELETED: Final = "cohort.deleted"
"""What the log calls it."""
_AT_ONCE: Final = 500
_SWEPT: Final = ("cohorts", "cohort_rankings", "profiles", "remarks")
"""Tables that held something of it."""


def strike(connection: Connection, company: str) -> None:
    """Write the rankings of the company's cohorts anew without it; call it in the transaction that deletes it.

    A ranking that can't be read any more goes as a whole: what has to be deleted is not kept for the sake of the rest.
    """
    asked = (
        select(cohort_members.c.cohort, cohort_members.c.row, profiles.c.content)
        .join(profiles, profiles.c.id == cohort_members.c.profile)
        .where(cohort_members.c.company == company)
        .order_by(cohort_members.c.cohort, cohort_members.c.row)
    )
    for cohort, row, content in connection.execute(asked).all():
        _strike(connection, cohort, row, str(orjson.loads(content)["name"]))


def _strike(connection: Connection, cohort: str, row: int, name: str) -> None:
    of_cohort = cohort_rankings.c.cohort == cohort
    asked = select(cohort_rankings).where(of_cohort).order_by(cohort_rankings.c.lang).with_for_update()
    for kept in connection.execute(asked).mappings().all():
        this = of_cohort, cohort_rankings.c.lang == kept["lang"]
        try:
            ranking = unpacked(kept["content"], kept["hash"], cohort)
        except InputError:
            connection.execute(delete(cohort_rankings).where(*this))
            continue
        connection.execute(update(cohort_rankings).where(*this).values(**pack(without_company(ranking, row, name))))


def delete_cohort(engine: Engine, cohort: str, *, actor: str) -> None:
    """Delete a cohort with its rankings and remarks, and its companies that nothing else keeps. Raises InputError."""
    with writing(engine) as connection:
        _hold(connection, cohort)
        gone = _kept_by_it_alone(connection, cohort)
        connection.execute(delete(cohorts).where(cohorts.c.id == cohort))
        for start in range(0, len(gone), _AT_ONCE):
            connection.execute(delete(companies).where(companies.c.id.in_(gone[start : start + _AT_ONCE])))
        audit.append(connection, actor, DELETED, cohort, {"companies": len(gone)})
    sweep(engine, *_SWEPT)


def _hold(connection: Connection, cohort: str) -> None:
    """Keep others from a cohort and its companies until the transaction ends. Raises InputError."""
    if not is_id(cohort):
        raise missing(cohorts)
    member = select(cohort_members.c.company).where(cohort_members.c.cohort == cohort)
    # Companies before all else, as everybody takes them who changes one: so no two ever wait for each other.
    connection.execute(
        select(companies.c.id).where(companies.c.id.in_(member)).order_by(companies.c.id).with_for_update()
    )
    if connection.execute(select(cohorts.c.id).where(cohorts.c.id == cohort).with_for_update()).first() is None:
        raise missing(cohorts)


def _kept_by_it_alone(connection: Connection, cohort: str) -> list[str]:
    """Companies of the cohort that are in no other and have no assessment."""
    other = cohort_members.alias()
    elsewhere = select(other.c.row).where(other.c.company == cohort_members.c.company, other.c.cohort != cohort)
    assessed = (
        select(assessments.c.id)
        .join(profiles, profiles.c.id == assessments.c.profile)
        .where(profiles.c.company == cohort_members.c.company)
    )
    asked = select(cohort_members.c.company).where(
        cohort_members.c.cohort == cohort, ~elsewhere.exists(), ~assessed.exists()
    )
    return sorted(set(connection.execute(asked).scalars()))
