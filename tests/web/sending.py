"""What tests of the web share: settings without limits on rates, and forms sent as a browser sends them."""

import re
from collections.abc import Mapping
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from web.settings import Settings, read_settings

SECRET = "0123456789abcdef0123456789abcdef"


def settings(**given: str) -> Settings:
    """Settings by field name, without limits on rates unless given."""
    known = {"secret_key": SECRET, "rate": "off", "costly_rate": "off"} | given
    return read_settings({f"UPSLOPE_{name.upper()}": text for name, text in known.items()})


def token_of(page: str) -> str:
    """The CSRF token that a page carries."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert found, "the page carries no CSRF token"
    return found[1]


class Browser:
    """A client that keeps cookies and sends the token of the form, in one language."""

    def __init__(self, client: FlaskClient, lang: str = "en") -> None:
        self.client, self.lang = client, lang
        self.token = token_of(client.get(f"/?lang={lang}").text)

    def send(self, path: str, fields: Mapping[str, Any], **options: Any) -> TestResponse:
        """POST fields together with the token."""
        return self.client.post(path, data={"csrf_token": self.token, **fields}, **options)
