"""Deleting a company: all that is kept of it goes, and the log tells that it went, by its id alone.

Profiles, assessments, consents, link, remarks and places in cohorts go with its row. What other companies were shown
of it goes with the next release: see `store.peers.releasing`.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

import orjson
from sqlalchemy import Engine, delete, select

from scoring.errors import InputError, refuse
from scoring.text import both
from store import audit
from store.check import COMPANY_DELETED
from store.cohorts.keeping import DELETED as COHORT_DELETED
from store.cohorts.keeping import delete_cohort
from store.cohorts.removing import strike
from store.companies.held import hold, missing
from store.engine import reading, sweep, writing
from store.schema import cohorts, companies

SWEPT: Final = ("profiles", "assessments", "remarks", "links", "cohort_rankings", "block_members", "told")
"""Tables that held something of a company."""


def delete_company(engine: Engine, id: str, *, actor: str) -> None:
    """Delete a company. Raises InputError where there is none of this id."""
    delete_companies(engine, [id], actor=actor)


def delete_companies(engine: Engine, ids: Sequence[str], *, actor: str) -> None:
    """Delete companies, each in a transaction of its own. Raises InputError, before any, where one is not there."""
    wanted = list(dict.fromkeys(ids))
    if len(kept_among(engine, wanted)) < len(wanted):
        raise missing(companies)
    for company in wanted:
        with writing(engine) as connection:
            hold(connection, company)
            strike(connection, company)
            connection.execute(delete(companies).where(companies.c.id == company))
            audit.append(connection, actor, COMPANY_DELETED, company)
    if wanted:
        sweep(engine, *SWEPT)


def kept_among(engine: Engine, ids: Iterable[str]) -> set[str]:
    """Those of the ids that are companies kept here."""
    with reading(engine) as connection:
        return set(ids) & set(connection.execute(select(companies.c.id)).scalars())


def delete_as_in(engine: Engine, path: Path, *, actor: str) -> int:
    """Delete again whatever an exported log says was deleted, as far as it is here; how many companies that were.

    For use after an older backup was restored, which brings it all back. Raises InputError, OSError.
    """
    told = [_line(path, number, text) for number, text in enumerate(path.read_bytes().splitlines(), start=1)]
    with reading(engine) as connection:
        before = set(connection.execute(select(companies.c.id)).scalars())
        there = set(connection.execute(select(cohorts.c.id)).scalars())
    for cohort in dict.fromkeys(subject for action, subject in told if action == COHORT_DELETED):
        if cohort in there:
            delete_cohort(engine, cohort, actor=actor)
    gone = dict.fromkeys(subject for action, subject in told if action == COMPANY_DELETED)
    left = kept_among(engine, gone)
    delete_companies(engine, [company for company in gone if company in left], actor=actor)
    sweep(engine, *SWEPT)
    return len(before - kept_among(engine, before))


def _line(path: Path, number: int, text: bytes) -> tuple[str, str]:
    """Action and subject of a line of an exported log."""
    try:
        line = orjson.loads(text)
        action, subject = line["action"], line["subject"]
    except (orjson.JSONDecodeError, KeyError, TypeError):
        raise _no_log(path, number) from None
    return str(action), str(subject)


def _no_log(path: Path, number: int) -> InputError:
    expected = both("a log as upslope audit export writes it", "upslope audit export 写出的日志")
    return refuse(str(path), "is no line of a log", "不是日志中的一行", expected=expected, line=number)
