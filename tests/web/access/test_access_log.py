"""What the log is told before an answer goes out, and what is answered where the store can't do its work."""

from pathlib import Path

import pytest
from flask import Flask, abort
from flask.testing import FlaskClient
from sending import Browser, made, signed_in, with_token

from scoring.errors import refuse
from scoring.text import both
from store import audit
from store.engine import reading
from store.people.secrets import new_secret, secret_hash
from store.place import shown
from web.access.allow import STAFF, Who, allow
from web.access.store import store

TOLD = "what is told"


@pytest.fixture
def own(tmp_path: Path) -> Flask:
    """An application with routes that tell the log."""
    app = made(tmp_path)

    @app.get("/told/<token>/<int:row>")
    @allow(*STAFF, log="thing.seen", subject="token")
    def told(token: str, row: int) -> str:
        return abort(404) if row == 0 else TOLD

    @app.get("/api/v1/told/<token>")
    @allow(Who.READ, log="thing.exported", subject="token")
    def exported(token: str) -> str:
        return TOLD

    @app.get("/linked/<token>")
    @allow(Who.LINK, log="thing.seen", subject="token")
    def linked(token: str) -> str:
        return TOLD

    return app


@pytest.fixture
def reviewer(own: Flask) -> FlaskClient:
    return signed_in(own.test_client())


def last_lines(app: Flask, action: str = "thing.") -> list[tuple[str, str, str, dict]]:
    with app.app_context(), reading(store()) as connection:
        found = [(line.actor, line.action, line.subject, dict(line.detail)) for line in audit.lines(connection)]
    return [line for line in found if line[1].startswith(action)]


def test_a_line_tells_who_saw_what_and_no_secret(own: Flask, reviewer: FlaskClient) -> None:
    secret = new_secret()
    assert reviewer.get(f"/told/{secret}/7").text == TOLD
    assert reviewer.get("/told/0123456789abcdef0123456789abcdef/7").text == TOLD
    assert with_token(own.test_client()).get(f"/api/v1/told/{secret}").text == TOLD
    assert own.test_client().get(f"/linked/{secret}").text == TOLD
    assert last_lines(own) == [
        ("user:reviewer", "thing.seen", secret_hash(secret), {"row": 7}),
        ("user:reviewer", "thing.seen", "0123456789abcdef0123456789abcdef", {"row": 7}),
        ("token:tests", "thing.exported", secret_hash(secret), {}),
        ("link", "thing.seen", secret_hash(secret), {}),
    ]


def test_what_was_not_handed_out_is_not_told(own: Flask, reviewer: FlaskClient) -> None:
    assert reviewer.get("/told/a/0").status_code == 404
    assert reviewer.options("/told/a/1").status_code == 200
    assert own.test_client().get("/told/a/1").status_code == 303
    assert own.test_client().get("/api/v1/told/a").status_code == 401
    assert last_lines(own) == []


def broken(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the disk of the store be full from now on."""
    with app.app_context():
        place = shown(store().url)

    def full(*_given: object, **_more: object) -> None:
        raise refuse(place, "the disk is full", "磁盘已满", expected=both("free space", "清理空间"))

    monkeypatch.setattr("store.audit.append", full)


def test_nothing_is_handed_out_that_the_log_can_not_be_told(
    own: Flask, reviewer: FlaskClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    broken(own, monkeypatch)
    page = reviewer.get("/told/a/1?lang=zh")
    assert page.status_code == 503
    assert TOLD not in page.text
    assert "磁盘已满。解决办法：清理空间。" in page.text
    assert int(page.headers["Retry-After"]) > 0
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    assert "upslope.sqlite3" not in page.text
    assert "upslope.sqlite3" in caplog.text
    problem = with_token(own.test_client()).get("/api/v1/told/a")
    assert problem.status_code == 503
    assert problem.mimetype == "application/problem+json"
    assert problem.json["type"] == "/api#store"
    assert problem.json["detail"] == "Nothing was handed out. The disk is full. What helps: free space."


def test_a_store_that_fails_within_a_view_is_explained(own: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    boss = Browser(own.test_client(), role="administrator")
    broken(own, monkeypatch)
    page = boss.send("/people/add", {"name": "Li Na", "role": "reviewer"})
    assert page.status_code == 503
    assert "The disk is full. What helps: free space." in page.text
    assert boss.send("/sign-in", {"name": "nobody", "password": "x"}).status_code == 503


def test_pages_of_staff_are_not_kept_by_the_browser(reviewer: FlaskClient) -> None:
    assert reviewer.get("/told/a/1").headers["Cache-Control"] == "no-store"
