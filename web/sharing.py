"""Which companies staff and programs may see: those that share. Any other is, for them, not there."""

import re
from typing import Final

from store.canonical import NAME
from store.companies.consents import consents_now
from store.engine import reading
from web.access.store import store, stored

_ID: Final = re.compile(f"[0-9a-f]{{{NAME}}}")


def shared(company: str) -> bool:
    """Whether there is a company of this id and it lets staff and programs see it. Raises StoreFailed."""
    if not _ID.fullmatch(company):
        return False
    with stored(), reading(store()) as connection:
        consent = consents_now(connection, company).get(company)
    return consent is not None and consent.shared
