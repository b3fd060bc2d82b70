"""Links of companies: one at a time, found by its secret until it expires, is replaced or revoked."""

import pytest
from people_making import Clock, told
from sqlalchemy import Engine, insert

from scoring.errors import InputError
from store.canonical import now, random_name
from store.engine import writing
from store.people import links
from store.schema import companies


@pytest.fixture
def company(engine: Engine) -> str:
    """A company without anything."""
    name = random_name()
    with writing(engine) as connection:
        connection.execute(insert(companies), {"id": name, "made_at": now()})
    return name


def test_a_link_leads_to_its_company_until_it_expires(engine: Engine, company: str, clock: Clock) -> None:
    with writing(engine) as connection:
        secret = links.give(connection, company, 30)
    assert len(secret) == 43
    clock.later(days=29, hours=23)
    found = links.link_of(engine, secret)
    assert found and found.company == company
    clock.later(hours=1)
    assert links.link_of(engine, secret) is None


def test_a_renewed_link_keeps_its_secret_and_is_never_shortened(engine: Engine, company: str, clock: Clock) -> None:
    secret = links.new_link(engine, company, 30, actor="link")
    first = links.link_of(engine, secret)
    with writing(engine) as connection:
        links.renew(connection, company, 10)
    assert links.link_of(engine, secret) == first
    clock.later(days=10)
    with writing(engine) as connection:
        links.renew(connection, company, 30)
    clock.later(days=29)
    assert links.link_of(engine, secret)


def test_a_company_without_a_link_gets_none_by_renewing(engine: Engine, company: str) -> None:
    with writing(engine) as connection:
        links.renew(connection, company, 30)
    secret = links.new_link(engine, company, 30, actor="link")
    links.revoke_link(engine, company, actor="link")
    with writing(engine) as connection:
        links.renew(connection, company, 30)
    assert links.link_of(engine, secret) is None


def test_a_new_link_ends_the_earlier_one(engine: Engine, company: str) -> None:
    first = links.new_link(engine, company, 30, actor="link")
    second = links.new_link(engine, company, 30, actor="link")
    assert links.link_of(engine, first) is None
    assert links.link_of(engine, second)
    assert told(engine) == [("link", "link.made", company)] * 2


def test_a_revoked_link_leads_nowhere(engine: Engine, company: str) -> None:
    secret = links.new_link(engine, company, 30, actor="link")
    for _ in range(2):
        links.revoke_link(engine, company, actor="user:Li")
    assert links.link_of(engine, secret) is None
    assert told(engine) == [("link", "link.made", company), ("user:Li", "link.revoked", company)]


def test_a_company_that_is_not_here_gets_no_link(engine: Engine) -> None:
    for asked in (
        lambda: links.new_link(engine, "0" * 32, 30, actor="link"),
        lambda: links.revoke_link(engine, "x", actor="link"),
    ):
        with pytest.raises(InputError, match="companies: there is none of this id"):
            asked()
    assert told(engine) == []


def test_a_made_up_secret_is_no_link(engine: Engine, company: str) -> None:
    links.new_link(engine, company, 30, actor="link")
    for secret in ("", "x" * 43, "\ud800", "秘密"):
        assert links.link_of(engine, secret) is None


def test_secrets_of_links_are_compared_in_constant_time(engine: Engine, company: str, monkeypatch) -> None:
    secret = links.new_link(engine, company, 30, actor="link")
    compared = []
    monkeypatch.setattr("hmac.compare_digest", lambda a, b: compared.append((a, b)) or False)
    assert links.link_of(engine, secret) is None
    assert len(compared) == 1
