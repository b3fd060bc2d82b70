"""What tests of kept results share: a profile, keeping it as a reader does, and what then stands in the store."""

import json
import re
from html import unescape
from typing import Any

from flask import Flask
from sending import Browser
from sqlalchemy import Engine
from werkzeug.test import TestResponse

from scoring.resources import resource
from store import audit
from store.engine import reading
from web.access.store import store

COMPANY = "Cloudpeak Kept"


def profile(**changed: Any) -> dict[str, Any]:
    """The profile of an example under a name of its own."""
    mapping = json.loads(resource("data", "examples", "profile-early.json").read_text(encoding="utf-8"))
    return mapping | {"name": COMPANY} | changed


def keep(browser: Browser, given: dict[str, Any] | None = None, **fields: str) -> TestResponse:
    """Ask for a profile to be kept."""
    return browser.send("/keep", {"profile": json.dumps(given or profile()), **fields})


def kept(browser: Browser, given: dict[str, Any] | None = None, **fields: str) -> str:
    """Keep a profile; the address of its page."""
    response = keep(browser, given, **fields)
    assert response.status_code == 303
    path, _, done = response.location.partition("?")
    assert done == "done=new"
    assert re.fullmatch(r"/kept/[\w-]{43}", path)
    return path


def secret_of(path: str) -> str:
    """The secret in the address of a page."""
    return path.removeprefix("/kept/")


def hidden(page: str, name: str) -> str:
    """The value of a hidden field."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, f"the page carries no {name}"
    return unescape(found[1])


def words_of(page: str) -> str:
    """What is read, without tags."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", page)))


def store_of(app: Flask) -> Engine:
    """The store of an application; outside of its context, which would mix up its requests."""
    with app.app_context():
        return store()


def log_of(app: Flask) -> list[audit.Line]:
    """All lines of the log."""
    with reading(store_of(app)) as connection:
        return list(audit.lines(connection))
