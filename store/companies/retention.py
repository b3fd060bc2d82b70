"""The retention period: what was not saved for so long goes, and what nobody can reach any more.

Each company and cohort goes in a transaction of its own, so that others can work meanwhile, and whatever stops this
half-way leaves the rest for the next time.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

from sqlalchemy import Connection, Engine, delete, func, select

from scoring.errors import refuse
from scoring.text import both
from store import audit
from store.canonical import now
from store.cohorts.keeping import delete_cohort
from store.companies.consents import consents_now
from store.companies.deleting import SWEPT, delete_companies, kept_among
from store.engine import reading, sweep, writing
from store.peers.releasing import build_release, latest_release
from store.people.times import shifted
from store.schema import attempts, cohorts, companies, links, profiles
from store.schema import sessions as sessions_table

TIDIED: Final = "store.tidied"
"""What the log calls it."""
LONGEST: Final = 36_500
_UNUSED_SESSION: Final = timedelta(days=31)
_OLD_ATTEMPT: Final = timedelta(days=1)


@dataclass(frozen=True)
class Tidied:
    """How much went; `release` is the number of the release made thereafter, None where none was called for."""

    companies: int
    cohorts: int
    sessions: int
    release: int | None


def tidy(engine: Engine, days: int, *, actor: str) -> Tidied:
    """Delete what was not saved for `days`, cohorts so old with their companies, and what nobody can reach any more.

    The last are companies whose link has expired and that staff may not see. Then a release is made, where companies
    came or left. Raises InputError for days that are none.
    """
    if not 1 <= days <= LONGEST:
        expected = both(f"a whole number from 1 to {LONGEST:,}", f"1 至 {LONGEST:,} 之间的整数")
        raise refuse("days", f"is {days}", f"为 {days}", expected=expected)
    at = now()
    before = shifted(at, -timedelta(days=days))
    with reading(engine) as connection:
        old = list(connection.execute(select(cohorts.c.id).where(cohorts.c.made_at < before)).scalars())
        kept = set(connection.execute(select(companies.c.id)).scalars())
    for cohort in old:
        delete_cohort(engine, cohort, actor=actor)
    with reading(engine) as connection:
        gone = _unsaved_since(connection, before) | _unreachable(connection, at)
    delete_companies(engine, sorted(gone), actor=actor)
    left = kept - kept_among(engine, kept)
    sessions = _forget_visits(engine, at, {"companies": len(left), "cohorts": len(old)}, actor)
    sweep(engine, *SWEPT)
    return Tidied(len(left), len(old), sessions, build_release(engine, _day(engine), actor=actor))


def _unsaved_since(connection: Connection, before: str) -> set[str]:
    asked = select(profiles.c.company).group_by(profiles.c.company).having(func.max(profiles.c.saved_at) < before)
    return set(connection.execute(asked).scalars())


def _unreachable(connection: Connection, at: str) -> set[str]:
    """Companies whose link has expired, and which staff do not see."""
    expired = connection.execute(select(links.c.company).where(links.c.expires_at <= at)).scalars().all()
    consents = consents_now(connection)
    return {company for company in expired if not (company in consents and consents[company].shared)}


def _forget_visits(engine: Engine, at: str, detail: dict[str, int], actor: str) -> int:
    """Forget sessions long unused and old failures to sign in, and tell the log of all that went; how many sessions."""
    with writing(engine) as connection:
        unused = delete(sessions_table).where(sessions_table.c.seen_at < shifted(at, -_UNUSED_SESSION))
        sessions = connection.execute(unused).rowcount
        connection.execute(delete(attempts).where(attempts.c.last_at < shifted(at, -_OLD_ATTEMPT)))
        audit.append(connection, actor, TIDIED, "store", detail | {"sessions": sessions})
    return sessions


def _day(engine: Engine) -> date:
    """Today, or the day of the last release, where the clock has been set back since."""
    last, today = latest_release(engine), datetime.now(UTC).date()
    return max(today, last[1].as_of) if last else today
