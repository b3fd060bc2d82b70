"""Which companies staff and programs may see: those that share. Any other is, for them, not there."""

from store.canonical import is_id
from store.companies.consents import consents_now
from store.engine import reading
from web.access.store import store, stored


def shared(company: str) -> bool:
    """Whether there is a company of this id and it lets staff and programs see it. Raises StoreFailed."""
    if not is_id(company):
        return False
    with stored(), reading(store()) as connection:
        consent = consents_now(connection, company).get(company)
    return consent is not None and consent.shared
