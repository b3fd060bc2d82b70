"""What tests of the web share: settings without limits on rates, staff and a token, forms sent as browsers do."""

import atexit
import re
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from store.engine import writing
from store.people.sessions import begin_session
from store.people.tokens import SCOPES, add_token
from store.people.users import add_user
from web import create_app
from web.access.asking import SECRET as SESSION
from web.access.store import store
from web.settings import Settings, read_settings

SECRET = "0123456789abcdef0123456789abcdef"
PASSWORD = "seven plain words"
REVIEWER, ADMINISTRATOR = "reviewer", "administrator"
ACTOR = "command:tests"
_STAFF = "staff of the tests"


@dataclass(frozen=True)
class Staff:
    """Who may come into an application of the tests: secrets of sessions by role, and of a token with every scope."""

    sessions: Mapping[str, str]
    token: str


_STAFFED: dict[str, Staff] = {}
"""Staff by the address of the store."""


@cache
def _instance() -> str:
    """A folder for applications that bring none of their own."""
    folder = tempfile.mkdtemp(prefix="upslope-tests-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def settings(**given: str) -> Settings:
    """Settings by field name, without limits on rates unless given."""
    known = {"secret_key": SECRET, "rate": "off", "costly_rate": "off"} | given
    known.setdefault("instance", _instance())
    return read_settings({f"UPSLOPE_{name.upper()}": text for name, text in known.items()})


def staffed(app: Flask) -> Flask:
    """The application with a reviewer, an administrator (named by their roles) and a token, as `Staff`."""
    with app.app_context():
        engine, sessions = store(), {}
        place = str(engine.url)
        if place in _STAFFED:
            app.extensions[_STAFF] = _STAFFED[place]
            return app
        for role in (REVIEWER, ADMINISTRATOR):
            user = add_user(engine, role, PASSWORD, role, actor=ACTOR)
            with writing(engine) as connection:
                sessions[role] = begin_session(connection, user.id)
        token = add_token(engine, "tests", SCOPES, actor=ACTOR, days=None)[1]
    app.extensions[_STAFF] = _STAFFED[place] = Staff(sessions, token)
    return app


def made(instance: object = None, **given: str) -> Flask:
    """An application with staff, in a folder of its own or in that of all who bring none."""
    own = {} if instance is None else {"instance": str(instance)}
    return staffed(create_app(settings(**own, **given)))


def staff_of(app: Flask) -> Staff | None:
    """Who may come in, if anybody."""
    return app.extensions.get(_STAFF)


def with_token(client: FlaskClient, token: str | None = None) -> FlaskClient:
    """The client sending a token with every request: the one with all scopes unless another is given."""
    staff = staff_of(client.application)
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {token or (staff.token if staff else '')}"
    return client


def signed_in(client: FlaskClient, role: str = REVIEWER) -> FlaskClient:
    """The client signed in; what else its cookie holds stays."""
    staff = staff_of(client.application)
    if staff:
        with client.session_transaction() as session:
            session[SESSION] = staff.sessions[role]
    return client


def token_of(page: str) -> str:
    """The CSRF token that a page carries."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert found, "the page carries no CSRF token"
    return found[1]


class Browser:
    """A client that keeps cookies and sends the token of the form, in one language, signed in where there is staff."""

    def __init__(self, client: FlaskClient, lang: str = "en", role: str = REVIEWER) -> None:
        self.client, self.lang = client, lang
        if role:
            signed_in(client, role)
        self.token = token_of(client.get(f"/?lang={lang}").text)

    def send(self, path: str, fields: Mapping[str, Any], **options: Any) -> TestResponse:
        """POST fields together with the token."""
        return self.client.post(path, data={"csrf_token": self.token, **fields}, **options)
