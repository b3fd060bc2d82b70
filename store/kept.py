"""What was kept, read back byte for byte: profiles and assessments as saved, refused where they were damaged."""

from dataclasses import dataclass
from typing import Any

import orjson
from pydantic import ValidationError
from sqlalchemy import Connection, Engine, RowMapping, Table, select

from scoring.assessment import Assessment
from store.canonical import hash_of
from store.companies.held import damaged, missing, unreadable
from store.engine import reading
from store.schema import assessments as assessments_table
from store.schema import profiles


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
        """The assessment as the engine gave it. Raises InputError where this program knows no such shape."""
        try:
            return Assessment.model_validate_json(self.content)
        except ValidationError:
            raise unreadable(f"assessment {self.id}", self.program) from None


def composite_in(content: bytes) -> float | None:
    """The composite score (0-100) in the content of an assessment; None without one, or in a shape of another time."""
    found = orjson.loads(content).get("composite")
    score = found.get("score") if isinstance(found, dict) else None
    return score if isinstance(score, float | int) else None


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


def _row(connection: Connection, table: Table, name: str) -> RowMapping:
    row = connection.execute(select(table).where(table.c.id == name)).mappings().first()
    if row is None:
        raise missing(table)
    return _undamaged(table, row)


def _undamaged(table: Table, row: RowMapping) -> RowMapping:
    if hash_of(row["content"]) != row["hash"]:
        raise damaged(f"{table.name} {row['id']}")
    return row
