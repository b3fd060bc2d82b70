"""The page of people: who is added, changed and removed, and tokens whose secret is shown once."""

import re
from pathlib import Path

import pytest
from flask import Flask
from sending import ADMINISTRATOR, REVIEWER, Browser, made, with_token

from store import audit
from store.engine import reading
from store.people.users import user_named
from web.access.store import store

READ = "/api/v1/companies"


@pytest.fixture
def own(tmp_path: Path) -> Flask:
    return made(tmp_path)


@pytest.fixture
def boss(own: Flask) -> Browser:
    return Browser(own.test_client(), role=ADMINISTRATOR)


def id_of(app: Flask, name: str) -> str:
    with app.app_context():
        return user_named(store(), name).id


def secret_in(page: str) -> str:
    """The secret that a page shows."""
    found = re.search(r'class="notice secret".*?<code>([^<]+)</code>', page, re.DOTALL)
    assert found, page
    return found[1]


def log_of(app: Flask) -> list[tuple[str, str, str]]:
    with app.app_context(), reading(store()) as connection:
        return [(line.actor, line.action, line.subject) for line in audit.lines(connection)]


def test_somebody_is_added_and_comes_in_with_the_password_shown(own: Flask, boss: Browser) -> None:
    page = boss.send("/people/add", {"name": "Li Na", "role": "reviewer"}).text
    password = secret_in(page)
    assert password not in boss.client.get("/people").text
    entering = Browser(own.test_client(), role="")
    assert entering.send("/sign-in", {"name": "li na", "password": password}).status_code == 303
    assert entering.client.get("/people").status_code == 403
    assert (f"user:{ADMINISTRATOR}", "user.added", id_of(own, "Li Na")) in log_of(own)


def test_a_name_that_is_taken_is_told_and_nothing_typed_is_lost(boss: Browser) -> None:
    page = boss.send("/people/add", {"name": "REVIEWER", "role": "administrator"})
    assert page.status_code == 422
    assert "the name is taken" in page.text
    assert 'value="REVIEWER"' in page.text
    assert 'value="administrator" selected' in page.text


def test_a_change_counts_at_once(own: Flask, boss: Browser) -> None:
    reviewer, home = Browser(own.test_client()), f"/people/{id_of(own, REVIEWER)}"
    assert boss.send(f"{home}/role", {"role": "administrator"}).headers["Location"] == "/people?done=role"
    assert reviewer.client.get("/people").status_code == 200
    boss.send(f"{home}/role", {"role": "reviewer"})
    assert reviewer.client.get("/people").status_code == 403
    boss.send(f"{home}/off", {})
    assert reviewer.client.get("/cohorts").status_code == 303
    assert "switched off" in boss.client.get("/people").text
    boss.send(f"{home}/on", {})
    password = secret_in(boss.send(f"{home}/password", {}).text)
    assert reviewer.send("/sign-in", {"name": REVIEWER, "password": password}).status_code == 303
    boss.send(f"{home}/remove", {})
    assert reviewer.client.get("/cohorts").status_code == 303
    assert boss.send(f"{home}/on", {}).status_code == 404


@pytest.mark.parametrize("do", ["role", "off", "remove"])
def test_the_last_administrator_stays(own: Flask, boss: Browser, do: str) -> None:
    refused = boss.send(f"/people/{id_of(own, ADMINISTRATOR)}/{do}", {"role": "reviewer"})
    assert refused.status_code == 422
    assert 'role="alert"' in refused.text
    assert boss.client.get("/people").status_code == 200


def test_a_token_is_shown_once_used_and_revoked(own: Flask, boss: Browser) -> None:
    secret = secret_in(boss.send("/people/tokens", {"token_name": "Export", "scope": "read", "days": "30"}).text)
    page = boss.client.get("/people").text
    assert secret not in page
    assert "never used" in page
    program = with_token(own.test_client(), secret)
    assert program.get(READ).status_code == 200
    assert program.post(READ).status_code == 403
    ids = re.findall(r'action="/people/tokens/(\w+)/revoke"', page)
    for id_ in ids:
        assert boss.send(f"/people/tokens/{id_}/revoke", {}).headers["Location"] == "/people?done=revoke"
    refused = program.get(READ)
    assert refused.status_code == 401
    assert refused.headers["WWW-Authenticate"] == "Bearer realm=Upslope, error=invalid_token"
    assert 'revoke"' not in boss.client.get("/people").text


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"token_name": "A"}, "there is none"),
        ({"token_name": "", "scope": "read"}, "name"),
        ({"token_name": "A", "scope": "all"}, "no scope"),
        ({"token_name": "A", "scope": "read", "days": "soon"}, "whole number"),
        ({"token_name": "A", "scope": "read", "days": "0"}, "out of range"),
        ({"token_name": "A", "scope": "read", "days": "9" * 5000}, "whole number"),
    ],
)
def test_a_token_that_can_not_be_made_is_explained(boss: Browser, fields: dict[str, str], said: str) -> None:
    page = boss.send("/people/tokens", fields)
    assert page.status_code == 422
    assert said in page.text
