"""The companies that are kept, as a list shows them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import orjson
from sqlalchemy import Column, ColumnElement, Connection, Engine, Select, func, select

from store.companies.consents import Consent, consents_now
from store.companies.held import missing
from store.engine import few, reading
from store.kept import composite_in
from store.schema import assessments, cohort_members, profiles
from store.schema import companies as companies_table

_AT_ONCE: Final = 200
_NOTHING: Final = Consent(shared=False, peers=False)


@dataclass(frozen=True)
class Company:
    """A company: its name and composite (0-100) in what was saved last, the number of its versions, its cohorts' ids.

    `composite` is None where it was never assessed by itself, or where its latest assessment has none.
    """

    id: str
    name: str
    made_at: str
    saved_at: str
    versions: int
    composite: float | None
    consent: Consent
    cohorts: tuple[str, ...]


def companies(engine: Engine, *, shared_only: bool) -> list[Company]:
    """All companies, or those that agreed to be seen by staff, the one saved last first."""
    with reading(engine) as connection:
        return [company for company in _read(connection) if company.consent.shared or not shared_only]


def company_of(engine: Engine, id: str) -> Company:
    """The company of that id. Raises InputError where there is none."""
    with reading(engine) as connection:
        found = _read(connection, id)
    if not found:
        raise missing(companies_table)
    return found[0]


def latest_assessments(column: Column[Any], only: str | None = None) -> Select[Any]:
    """`company` and this column of the assessment made last of a company's latest profile that was assessed."""
    order = (profiles.c.number.desc(), assessments.c.made_at.desc(), assessments.c.id)
    return _newest(select(profiles.c.company, column).select_from(assessments).join(profiles), order, only)


def _read(connection: Connection, only: str | None = None) -> list[Company]:
    consents, composites = consents_now(connection, only), _composites(connection, only)
    cohorts = _cohorts(connection, only)
    columns = (companies_table.c.made_at, profiles.c.content, profiles.c.saved_at, profiles.c.number)
    latest = select(profiles.c.company, *columns).join(companies_table)
    found = [
        Company(
            id=row["company"],
            name=str(orjson.loads(row["content"])["name"]),
            made_at=row["made_at"],
            saved_at=row["saved_at"],
            versions=row["number"],
            composite=composites.get(row["company"]),
            consent=consents.get(row["company"], _NOTHING),
            cohorts=cohorts.get(row["company"], ()),
        )
        for row in few(connection, _newest(latest, (profiles.c.number.desc(),), only), _AT_ONCE).mappings()
    ]
    return sorted(found, key=lambda company: (company.saved_at, company.id), reverse=True)


def _newest(asked: Select[Any], order: Sequence[ColumnElement[Any]], only: str | None) -> Select[Any]:
    """The first row of each company in that order; of one company alone where it is named."""
    place = func.row_number().over(partition_by=profiles.c.company, order_by=order).label("place")
    if only is not None:
        asked = asked.where(profiles.c.company == only)
    rows = asked.add_columns(place).subquery()
    return select(*(column for column in rows.c if column.name != "place")).where(rows.c.place == 1)


def _composites(connection: Connection, only: str | None) -> Mapping[str, float | None]:
    rows = few(connection, latest_assessments(assessments.c.content, only), _AT_ONCE).mappings()
    return {row["company"]: composite_in(row["content"]) for row in rows}


def _cohorts(connection: Connection, only: str | None) -> Mapping[str, tuple[str, ...]]:
    asked = select(cohort_members.c.company, cohort_members.c.cohort).distinct()
    if only is not None:
        asked = asked.where(cohort_members.c.company == only)
    found: dict[str, list[str]] = defaultdict(list)
    for company, cohort in connection.execute(asked.order_by(cohort_members.c.cohort)):
        found[company].append(cohort)
    return {company: tuple(names) for company, names in found.items()}
