"""The account of whoever is signed in: a new password, and an end to sessions elsewhere."""

from http import HTTPStatus

from flask import redirect, render_template, request, session
from flask.typing import ResponseReturnValue

from scoring.errors import InputError
from store.people.sessions import end_session, end_sessions
from store.people.signing_in import SignInRefused, sign_in
from store.people.users import set_password
from web.access.allow import STAFF, allow
from web.access.asking import SECRET, actor
from web.access.blueprint import blueprint, faults_in, filled, reader
from web.access.signing_in import renew, wait_text
from web.access.store import store, stored
from web.language import current
from web.wording import say

_DONE = ("password", "sessions", "expired")


@blueprint.get("/account")
@allow(*STAFF)
def account() -> str:
    """The page; `done` says what has just been done."""
    return _page([])


@blueprint.post("/account/password")
@allow(*STAFF)
def own_password() -> ResponseReturnValue:
    """Change the password of the reader, who proves to know the one so far. Every other session ends."""
    typed, user = filled(("current", "new_password", "again")), reader()
    if typed["new_password"] != typed["again"]:
        return _page([say("access.differ", current())]), HTTPStatus.UNPROCESSABLE_ENTITY
    address = request.remote_addr or ""
    try:
        with stored():
            _, proof = sign_in(store(), user.name, typed["current"], address=address)
    except SignInRefused as refused:
        text = wait_text(refused.seconds) if refused.seconds else say("access.wrong_current", current())
        return _page([text]), HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        set_password(store(), user.id, typed["new_password"], actor=actor())
        with stored():
            _, secret = sign_in(store(), user.name, typed["new_password"], address=address)
    except InputError as error:
        with stored():
            end_session(store(), proof)
        return _page(faults_in(error)), HTTPStatus.UNPROCESSABLE_ENTITY
    renew(secret)
    return redirect("/account?done=password", HTTPStatus.SEE_OTHER)


@blueprint.post("/account/sessions")
@allow(*STAFF)
def other_sessions() -> ResponseReturnValue:
    """End the reader's sessions in other browsers."""
    with stored():
        end_sessions(store(), reader().id, but=session[SECRET])
    return redirect("/account?done=sessions", HTTPStatus.SEE_OTHER)


def _page(faults: list[str]) -> str:
    done = request.args.get("done", "")
    return render_template("access/account.html", faults=faults, done=done if done in _DONE else "")
