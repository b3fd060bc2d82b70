"""What a company consents to: every change is a row of its own, the last one is in force."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, Engine, func, insert, select

from store import audit
from store.canonical import now
from store.companies.held import hold, missing
from store.engine import reading, writing
from store.schema import companies, consents

CONSENT_SET: Final = "company.consent_set"
"""What the log calls it."""


@dataclass(frozen=True)
class Consent:
    """`shared`: staff see the company; `peers`: its scores count, without its name, among those shown to others."""

    shared: bool
    peers: bool


def consent_of(engine: Engine, company: str) -> Consent:
    """What the company consents to now. Raises InputError for a company that is not kept."""
    with reading(engine) as connection:
        if connection.execute(select(companies.c.id).where(companies.c.id == company)).first() is None:
            raise missing(companies)
        return consents_now(connection, company).get(company, Consent(shared=False, peers=False))


def set_consent(engine: Engine, company: str, consent: Consent, *, actor: str) -> None:
    """Set what the company consents to; nothing is written where that changes nothing. Raises InputError.

    Who no longer wants to be a peer is shown until the next release, and in none from then on.
    """
    with writing(engine) as connection:
        hold(connection, company)
        if add_consent(connection, company, consent):
            audit.append(connection, actor, CONSENT_SET, company, vars(consent))


def add_consent(connection: Connection, company: str, consent: Consent) -> bool:
    """Add a row to the consents of a company that is held, unless it says what the last one says; whether it did."""
    if consents_now(connection, company).get(company) == consent:
        return False
    last = select(func.coalesce(func.max(consents.c.number), 0)).where(consents.c.company == company)
    number = int(connection.execute(last).scalar_one()) + 1
    connection.execute(insert(consents), {"company": company, "number": number, **vars(consent), "at": now()})
    return True


def consents_now(connection: Connection, company: str | None = None) -> Mapping[str, Consent]:
    """The consents in force, by company; of one company alone where it is named."""
    asked = select(consents.c.company, consents.c.shared, consents.c.peers).order_by(
        consents.c.company, consents.c.number
    )
    if company is not None:
        asked = asked.where(consents.c.company == company)
    return {owner: Consent(shared, peers) for owner, shared, peers in connection.execute(asked)}
