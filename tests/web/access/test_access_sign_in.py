"""Signing in as a user sees it: the session begins and ends, nobody guesses on, no address leads away."""

from pathlib import Path

import pytest
from flask import Flask
from sending import ACTOR, PASSWORD, REVIEWER, Browser, made, settings, token_of
from sqlalchemy import text
from werkzeug.test import TestResponse

from store.engine import writing
from store.people.users import set_active, user_named
from web import create_app
from web.access.asking import SECRET
from web.access.store import store


@pytest.fixture
def own(tmp_path: Path) -> Flask:
    """An application whose staff no other test meddles with."""
    return made(tmp_path)


@pytest.fixture
def visitor(own: Flask) -> Browser:
    """Somebody who is not signed in."""
    return Browser(own.test_client(), role="")


def sign_in(browser: Browser, name: str = REVIEWER, password: str = PASSWORD, **fields: str) -> TestResponse:
    return browser.send("/sign-in", {"name": name, "password": password, **fields})


def is_in(browser: Browser) -> bool:
    return browser.client.get("/cohorts").status_code == 200


def test_the_way_in_and_out(visitor: Browser) -> None:
    page = visitor.client.get("/")
    assert 'href="/sign-in"' in page.text
    assert 'href="/companies"' not in page.text
    assert sign_in(visitor, "Ｒｅｖｉｅｗｅｒ").headers["Location"] == "/cohorts"
    inside = visitor.client.get("/cohorts").text
    assert 'href="/companies"' in inside
    assert 'href="/people"' not in inside
    assert visitor.client.get("/sign-in").status_code == 303
    visitor.token = token_of(inside)
    assert visitor.send("/sign-out", {}).status_code == 303
    assert not is_in(visitor)


def test_a_session_that_was_ended_stays_ended_for_whoever_kept_its_cookie(visitor: Browser) -> None:
    sign_in(visitor)
    with visitor.client.session_transaction() as session:
        kept = dict(session)
    visitor.token = token_of(visitor.client.get("/cohorts").text)
    visitor.send("/sign-out", {})
    with visitor.client.session_transaction() as session:
        session.update(kept)
    assert not is_in(visitor)


def test_the_cookie_is_made_anew_at_sign_in(visitor: Browser) -> None:
    with visitor.client.session_transaction() as session:
        before = dict(session) | {SECRET: "chosen by somebody else", "more": "of theirs"}
        session.update(before)
    sign_in(visitor)
    with visitor.client.session_transaction() as session:
        assert list(session) == [SECRET]
        assert session[SECRET] != before[SECRET]
    assert visitor.send("/account/sessions", {}).headers["Location"] == "/account?done=expired"  # the token of before


@pytest.mark.parametrize(
    ("name", "password"), [(REVIEWER, "wrong wrong wrong"), ("unknown", PASSWORD), ("off", PASSWORD)]
)
def test_who_does_not_fit_is_told_the_same(own: Flask, visitor: Browser, name: str, password: str) -> None:
    if name == "off":
        name = REVIEWER
        with own.app_context():
            set_active(store(), user_named(store(), name).id, False, actor=ACTOR)
    refused = sign_in(visitor, name, password)
    assert refused.status_code == 422
    assert "Name and password do not fit together" in refused.text
    assert f'value="{name}"' in refused.text
    assert password not in refused.text
    assert not is_in(visitor)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_guessing_is_throttled_and_the_right_password_then_waits_too(own: Flask, lang: str) -> None:
    visitor = Browser(own.test_client(), lang, role="")
    for _ in range(5):
        assert sign_in(visitor, password="wrong wrong wrong").status_code == 422
    waits = sign_in(visitor)
    assert waits.status_code == 429
    assert 0 < int(waits.headers["Retry-After"]) <= 60
    assert {"en": "Too many attempts", "zh": "尝试次数过多"}[lang] in waits.text
    elsewhere = visitor.client.post(
        "/sign-in",
        data={"csrf_token": visitor.token, "name": REVIEWER, "password": PASSWORD},
        environ_base={"REMOTE_ADDR": "198.51.100.7"},
    )
    assert elsewhere.status_code == 303


@pytest.mark.parametrize(
    ("wanted", "leads_to"),
    [
        ("/cohorts?sort=-coverage", "/cohorts?sort=-coverage"),
        ("https://elsewhere.example/", "/cohorts"),
        ("//elsewhere.example/", "/cohorts"),
        ("/\\elsewhere.example/", "/cohorts"),
        ("\\\\elsewhere.example", "/cohorts"),
        ("javascript:alert(1)", "/cohorts"),
        ("/\t/elsewhere.example", "/cohorts"),
        ("//[", "/cohorts"),
        ("cohorts", "/cohorts"),
    ],
)
def test_only_own_pages_follow_a_sign_in(visitor: Browser, wanted: str, leads_to: str) -> None:
    page = visitor.client.get("/sign-in", query_string={"next": wanted}).text
    assert "elsewhere" not in page
    assert sign_in(visitor, next=wanted).headers["Location"] == leads_to


def test_sessions_end_when_idle_and_after_their_longest_time(own: Flask) -> None:
    for column in ("seen_at", "made_at"):
        reviewer = Browser(own.test_client())
        assert is_in(reviewer)
        with own.app_context(), writing(store()) as connection:
            connection.execute(text(f"UPDATE sessions SET {column} = '2020-01-01T00:00:00.000000Z'"))
        assert not is_in(reviewer)
        sign_in(reviewer)
        assert is_in(reviewer)
        with reviewer.client.session_transaction() as session, own.app_context():
            own.extensions["staff of the tests"].sessions[REVIEWER] = session[SECRET]


def test_without_staff_the_page_says_how_to_begin(tmp_path: Path) -> None:
    client = create_app(settings(instance=str(tmp_path))).test_client()
    assert "upslope user add NAME --role administrator" in client.get("/sign-in").text
    assert client.get("/").status_code == 200
    assert client.get("/cohorts").status_code == 303
    assert "upslope user add" not in made(tmp_path).test_client().get("/sign-in").text


def test_a_new_password_ends_every_other_session(own: Flask) -> None:
    here, elsewhere = Browser(own.test_client()), Browser(own.test_client(), role="")
    sign_in(elsewhere)
    typed = {"current": PASSWORD, "new_password": "another plain password", "again": "another plain password"}
    for wrong, said in (
        ({"again": "something else"}, "two new passwords differ"),
        ({"current": "wrong wrong wrong"}, "password so far is not right"),
        ({"new_password": "short", "again": "short"}, "12"),
    ):
        refused = here.send("/account/password", typed | wrong)
        assert refused.status_code == 422
        assert said in refused.text
    assert is_in(elsewhere)
    assert here.send("/account/password", typed).headers["Location"] == "/account?done=password"
    assert is_in(here)
    assert not is_in(elsewhere)
    assert sign_in(Browser(own.test_client(), role="")).status_code == 422


def test_sessions_elsewhere_can_be_ended(own: Flask) -> None:
    here, elsewhere = Browser(own.test_client()), Browser(own.test_client(), role="")
    sign_in(elsewhere)
    assert here.send("/account/sessions", {}).headers["Location"] == "/account?done=sessions"
    assert is_in(here)
    assert not is_in(elsewhere)


def test_who_could_not_sign_out_is_told(app: Flask) -> None:
    browser = Browser(app.test_client())
    browser.token = "spoilt"
    answer = browser.send("/sign-out", {}, follow_redirects=True)
    assert answer.request.path == "/account"
    assert "nothing was done" in answer.text
