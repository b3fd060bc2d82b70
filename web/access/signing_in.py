"""Signing in and out. The cookie holds the secret of a session of the store, and is made anew at every sign-in."""

from http import HTTPStatus
from urllib.parse import urlsplit

from flask import redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from store.people.sessions import end_session
from store.people.signing_in import SignInRefused
from store.people.signing_in import sign_in as try_password
from store.people.users import any_staff
from web.access.allow import Who, allow
from web.access.asking import SECRET, asker
from web.access.blueprint import blueprint
from web.access.store import store, stored
from web.language import current
from web.wording import say

_A_MINUTE = 60


@blueprint.get("/sign-in")
@allow(Who.ANYBODY)
def sign_in() -> ResponseReturnValue:
    """The form; `next` is the page to go on to. Who is signed in goes on at once."""
    if asker().user:
        return redirect(_onward(), HTTPStatus.SEE_OTHER)
    return _page("", [say("access.expired", current())] if request.args.get("done") == "expired" else [])


@blueprint.post("/sign-in")
@allow(Who.ANYBODY)
def let_in() -> ResponseReturnValue:
    """Begin a session, or say that name and password do not fit."""
    name, password = request.form.get("name", ""), request.form.get("password", "")
    try:
        with stored():
            _, secret = try_password(store(), name, password, address=request.remote_addr or "")
    except SignInRefused as refused:
        return _refused(name, refused.seconds)
    renew(secret)
    return redirect(_onward(), HTTPStatus.SEE_OTHER)


@blueprint.post("/sign-out")
@allow(Who.ANYBODY)
def sign_out() -> ResponseReturnValue:
    """End the session."""
    _end()
    session.clear()
    return redirect(url_for("form.blank"), HTTPStatus.SEE_OTHER)


def renew(secret: str) -> None:
    """Let the cookie hold this session alone, and nothing of before, which somebody else may have put there."""
    _end()
    session.clear()
    session[SECRET] = secret


def wait_text(seconds: int) -> str:
    """What is said to whom no session was given."""
    if not seconds:
        return say("access.wrong", current())
    return say("access.wait", current(), minutes=-(-seconds // _A_MINUTE))


def _end() -> None:
    if isinstance(secret := session.get(SECRET), str):
        with stored():
            end_session(store(), secret)


def _refused(name: str, seconds: int) -> ResponseReturnValue:
    page = _page(name, [wait_text(seconds)])
    if seconds:
        return page, HTTPStatus.TOO_MANY_REQUESTS, {"Retry-After": str(seconds)}
    return page, HTTPStatus.UNPROCESSABLE_ENTITY


def _page(name: str, faults: list[str]) -> str:
    with stored():
        staffed = any_staff(store())
    return render_template("access/sign_in.html", name=name, faults=faults, next=_onward(), staffed=staffed)


def _onward() -> str:
    """The page to go on to: one of ours, else the cohorts."""
    wanted = request.form.get("next") or request.args.get("next", "")
    try:
        parts = urlsplit(wanted)
    except ValueError:
        parts = urlsplit("")
    own = wanted.isprintable() and "\\" not in wanted and not parts.scheme and not parts.netloc
    return wanted if own and wanted.startswith("/") and not wanted.startswith("//") else "/cohorts"
