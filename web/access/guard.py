"""The guard: before a request it asks the route's rule who may, afterwards it tells the log what was handed out."""

from http import HTTPStatus
from typing import Any, Final, NoReturn

from flask import Flask, Response, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import Forbidden, Unauthorized

from store import audit
from store.engine import writing
from store.explaining import NOT_SHOWN
from store.people.secrets import secret_hash
from web.access.allow import Rule, Who
from web.access.asking import Asker, actor, asker, rule_of
from web.access.store import StoreFailed, store, stored
from web.api.addresses import of_api

_STATIC: Final = "static"
_READING: Final = ("GET", "HEAD")
_LENGTH_OF_SECRET: Final = 43
"""Characters of the tokens in addresses of cohorts and kept results, of which the log gets the hash alone."""
_REALM: Final = "Upslope"


def keep_out(app: Flask) -> None:
    """Let nobody in where a rule does not. To be called before anything that reads bodies or answers by itself."""
    app.before_request(_ask)


def tell_log(app: Flask) -> None:
    """Tell the log before an answer goes out. Last of all, so that it sees the answer first and others its own."""
    app.after_request(_tell)


def check_rules(app: Flask) -> None:
    """Raise LookupError where a route has no rule."""
    open_by_oversight = [
        name for name, view in app.view_functions.items() if name != _STATIC and not hasattr(view, "rule")
    ]
    if open_by_oversight:
        raise LookupError(f"routes without a rule (web/access/allow.py): {', '.join(sorted(open_by_oversight))}")


def _ask() -> ResponseReturnValue | None:
    """Refuse who may not, before anything of the request is read."""
    if request.endpoint in (None, _STATIC):
        return None
    rule = rule_of(request.endpoint)
    if rule is None:
        raise LookupError(f"{request.endpoint} has no rule")
    if Who.ANYBODY in rule.who or asker().may(rule):
        g.let_in = True
        return None
    if of_api(request.path):
        _refuse_program(asker())
    if asker().user is None and request.method in _READING:
        wanted = request.full_path.removesuffix("?")
        return redirect(url_for("access.sign_in", next=wanted), HTTPStatus.SEE_OTHER)
    raise Forbidden


def _refuse_program(found: Asker) -> NoReturn:
    """Raises Unauthorized without a valid token, Forbidden where it lacks the scope."""
    if found.token is None:
        told: dict[str, str | None] = {"realm": _REALM}
        if request.authorization:
            told["error"] = "invalid_token"
        raise Unauthorized(www_authenticate=WWWAuthenticate("bearer", told))
    raise Forbidden


def _tell(response: Response) -> Response:
    """The answer once the log has its line, or that the store could not write it."""
    rule = rule_of(request.endpoint)
    if rule is None or "let_in" not in g:
        return response
    if Who.ANYBODY not in rule.who:
        response.headers.setdefault("Cache-Control", "no-store")
    if not rule.log or response.status_code >= HTTPStatus.BAD_REQUEST or request.method == "OPTIONS":
        return response
    try:
        _append(rule)
    except StoreFailed as failed:
        response.close()
        return current_app.make_response(current_app.handle_user_exception(failed))
    return response


def _append(rule: Rule) -> None:
    parts = {name: _told(value) for name, value in (request.view_args or {}).items()}
    subject = str(parts.pop(rule.subject, ""))
    with stored(), writing(store(), NOT_SHOWN) as connection:
        audit.append(connection, actor(), rule.log, subject, parts)


def _told(part: Any) -> Any:
    """A part of the address as the log may hold it."""
    return secret_hash(part) if isinstance(part, str) and len(part) == _LENGTH_OF_SECRET else part
