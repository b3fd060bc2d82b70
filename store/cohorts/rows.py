"""What the tables of saved cohorts hold: rows of companies written in bulk, rankings packed and read back."""

import zlib
from collections.abc import Mapping, Sequence
from typing import Any

import orjson
from pydantic import ValidationError
from sqlalchemy import Connection, insert

from scoring.profile import CompanyProfile
from scoring.ranking import Ranking
from store.canonical import canonical, hash_of, random_name
from store.companies.held import damaged, unreadable
from store.schema import cohort_members, companies, consents, profiles


def pack(ranking: Ranking) -> dict[str, Any]:
    """Content and hash of a ranking as its row holds them."""
    content = canonical(ranking)
    return {"content": zlib.compress(content), "hash": hash_of(content)}


def unpacked(content: bytes, digest: str, cohort: str) -> Ranking:
    """The ranking of a row. Raises InputError where it is not what was saved, or can no longer be read."""
    where = f"cohort_rankings {cohort}"
    try:
        told = zlib.decompress(content)
    except zlib.error:
        raise damaged(where) from None
    if hash_of(told) != digest:
        raise damaged(where)
    try:
        return Ranking.model_validate_json(told)
    except ValidationError:
        raise unreadable(where, _program(told)) from None


def _program(content: bytes) -> str:
    """The version of the program that a ranking says it was made by."""
    versions = orjson.loads(content).get("versions")
    return str(versions.get("upslope", "?")) if isinstance(versions, dict) else "?"


def rows_of(members: Sequence[tuple[int, CompanyProfile[Any]]]) -> list[dict[str, Any]]:
    """Ids and contents of the companies, made before anybody has to wait for the transaction."""
    told = [(row, canonical(profile)) for row, profile in members]
    return [
        {"row": row, "company": random_name(), "profile": random_name(), "content": content, "hash": hash_of(content)}
        for row, content in told
    ]


def add_rows(connection: Connection, cohort: str, at: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Companies, consents, profiles and memberships, table by table."""
    if not rows:
        return
    connection.execute(insert(companies), [{"id": row["company"], "made_at": at} for row in rows])
    given = {"number": 1, "shared": True, "peers": False, "at": at}
    connection.execute(insert(consents), [{"company": row["company"], **given} for row in rows])
    first = {"number": 1, "saved_at": at}
    told = [{"id": row["profile"], **{name: row[name] for name in ("company", "content", "hash")}} for row in rows]
    connection.execute(insert(profiles), [each | first for each in told])
    belongs = [{"cohort": cohort, **{name: row[name] for name in ("row", "company", "profile")}} for row in rows]
    connection.execute(insert(cohort_members), belongs)
