"""One page, one company: whoever presses 'keep' twice on the same page gets the same link.

Every page of a result carries a number of its own. The secret of the link is made of it, of what the reader's session
alone holds and of the key of the installation, so that a page passed on as a file leads nowhere.
"""

import base64
import hmac
import re
from typing import Final

from flask import current_app, request, session

from store.people.secrets import new_secret

_NUMBER: Final = re.compile(r"[\w-]{43}", re.ASCII)
KEEP: Final = "keeping.keep_result"
"""The endpoint that keeps."""
_OF_SESSION: Final = "csrf_token"
"""Where the session keeps what guards its forms."""


def number_of_page() -> str:
    """The number of a page that is being made: that of the page before, where the reader is to try once more."""
    return _sent() or new_secret()


def link_secret() -> str | None:
    """The secret of the link that this request asks for; None where it comes from no page of ours."""
    number, own, key = _sent(), session.get(_OF_SESSION), current_app.config["SECRET_KEY"]
    if not number or not own:
        return None
    sealed = hmac.digest(str(key).encode(), f"link {own} {number}".encode(), "sha256")
    return base64.urlsafe_b64encode(sealed).decode().rstrip("=")


def _sent() -> str:
    """The number that came with a wish to keep; empty without."""
    number = request.form.get("once", "") if request.endpoint == KEEP else ""
    return number if _NUMBER.fullmatch(number) else ""
