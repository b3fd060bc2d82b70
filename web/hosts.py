"""Host names that the application answers to: those it was told, or else the machine's own names and any address.

A page of another site can make a browser ask for us under a name of its own choosing, and the link to a kept result is
shown with the name that was asked for. An address in figures belongs to nobody else.
"""

import re
import socket
from ipaddress import ip_address
from typing import Final

from flask import Flask, request
from werkzeug.exceptions import SecurityError

from web.settings import Settings

_STATIC: Final = "static"
_HOST: Final = re.compile(r"(?:([\w.-]+)|\[([\da-f:.]+)\])(?::\d{1,5})?", re.ASCII)


def know_hosts(app: Flask, settings: Settings) -> None:
    """Refuse requests for other hosts. To be called before whatever else looks at one."""
    app.config["TRUSTED_HOSTS"] = list(settings.hosts) or None
    if settings.hosts:
        return
    machine = socket.gethostname().lower()
    own = {"localhost", settings.host.lower(), machine, f"{machine}.local"}

    def refuse_others() -> None:
        asked = request.environ.get("HTTP_HOST", "")
        # The pages that refuse need their style; and no browser leaves the host out.
        if asked and request.endpoint != _STATIC and not _is_own(asked, own):
            raise SecurityError

    app.before_request(refuse_others)


def _is_own(asked: str, own: set[str]) -> bool:
    found = _HOST.fullmatch(asked.lower())
    if found is None:
        return False
    name = found[1] or found[2]
    try:
        return name in own or bool(ip_address(name))
    except ValueError:
        return False
