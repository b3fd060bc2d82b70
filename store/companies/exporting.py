"""Everything that is kept of a company as one file, for the company to have."""

from collections.abc import Iterator
from typing import Any, Final

import orjson
from sqlalchemy import Connection, Engine, RowMapping, Table, select

from store import audit
from store.canonical import now
from store.cohorts.keeping import unpacked
from store.companies.held import hold, missing
from store.engine import reading, writing
from store.explaining import NOT_SHOWN
from store.schema import assessments, cohort_members, cohort_rankings, cohorts, companies, consents, links, profiles
from store.schema import remarks as remarks_table

COMPANY_EXPORTED: Final = "company.exported"
"""What the log calls it; the export holds that line as well."""


def export_company(engine: Engine, id: str, *, actor: str) -> bytes:
    """All that is kept of a company as indented JSON, UTF-8. Raises InputError where there is none of this id.

    Of its link there are the dates alone: the secret is not kept. Of a cohort there is what its ranking says of this
    company, and of nobody else.
    """
    with writing(engine, NOT_SHOWN) as connection:
        hold(connection, id)
        audit.append(connection, actor, COMPANY_EXPORTED, id)
    with reading(engine) as connection:
        made = connection.execute(select(companies.c.made_at).where(companies.c.id == id)).scalar_one_or_none()
        if made is None:
            raise missing(companies)
        document = {"company": id, "made_at": made, "exported_at": now(), **_parts(connection, id)}
    return orjson.dumps(document, option=orjson.OPT_INDENT_2) + b"\n"


def _parts(connection: Connection, company: str) -> dict[str, Any]:
    versions = _rows(connection, profiles, company, profiles.c.number)
    results = select(assessments).join(profiles).where(profiles.c.company == company)
    made = connection.execute(results.order_by(profiles.c.number, assessments.c.made_at, assessments.c.id)).mappings()
    remarks = _rows(connection, remarks_table, company, remarks_table.c.at)
    parts: dict[str, Any] = {
        "profiles": [_readable(row) for row in versions],
        "assessments": [_readable(_plain(row)) for row in made],
        "consents": _rows(connection, consents, company, consents.c.number),
        "link": [_without(row, "hash") for row in _rows(connection, links, company, links.c.made_at)],
        "cohorts": list(_cohorts(connection, company)),
        "remarks": remarks,
    }
    ids = {company} | {row["id"] for part in ("profiles", "assessments", "remarks") for row in parts[part]}
    return parts | {"log": list(_lines(connection, ids))}


def _rows(connection: Connection, table: Table, company: str, order: Any) -> list[dict[str, Any]]:
    asked = select(table).where(table.c.company == company).order_by(order)
    return [_without(_plain(row), "company") for row in connection.execute(asked).mappings()]


def _without(row: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key != name}


def _plain(row: RowMapping) -> dict[str, Any]:
    """A row whose names are plain text: the database module marks some of them."""
    return {str(key): value for key, value in row.items()}


def _readable(row: dict[str, Any]) -> dict[str, Any]:
    """A row with its content as JSON rather than as bytes of it."""
    return row | {"content": orjson.loads(row["content"])}


def _cohorts(connection: Connection, company: str) -> Iterator[dict[str, Any]]:
    """The cohorts of a company, each with its own row of the ranking by language."""
    asked = (
        select(cohorts.c.id, cohorts.c.name, cohorts.c.made_at, cohort_members.c.row, cohort_members.c.profile)
        .join(cohort_members, cohort_members.c.cohort == cohorts.c.id)
        .where(cohort_members.c.company == company)
        .order_by(cohorts.c.made_at, cohorts.c.id, cohort_members.c.row)
    )
    for found in connection.execute(asked).mappings().all():
        yield _plain(found) | {"ranked": _ranked(connection, found["id"], found["row"])}


def _ranked(connection: Connection, cohort: str, row: int) -> dict[str, Any]:
    asked = select(cohort_rankings).where(cohort_rankings.c.cohort == cohort).order_by(cohort_rankings.c.lang)
    rankings = {
        kept["lang"]: unpacked(kept["content"], kept["hash"], cohort) for kept in connection.execute(asked).mappings()
    }
    return {
        lang: [company.model_dump(mode="json") for company in ranking.ranking if company.row == row]
        for lang, ranking in rankings.items()
    }


def _lines(connection: Connection, ids: set[str]) -> Iterator[dict[str, Any]]:
    """Lines of the log whose subject or detail is one of the ids."""
    for line in audit.lines(connection):
        named = {value for value in line.detail.values() if isinstance(value, str)}
        if line.subject in ids or named & ids:
            yield line.as_dict()
