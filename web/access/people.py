"""People: who of the staff may come in, and the tokens by which programs do. For administrators."""

from http import HTTPStatus
from typing import Final

from flask import abort, redirect, render_template, request
from flask.typing import ResponseReturnValue

from scoring.errors import InputError
from store.people import tokens, users
from store.people.passwords import made_up
from web.access.allow import Who, allow
from web.access.asking import actor
from web.access.blueprint import blueprint, faults_in, filled
from web.access.people_view import PeopleView
from web.access.store import store
from web.language import current
from web.wording import say

_MOST_DIGITS: Final = 6
_DONE: Final = ("role", "off", "on", "remove", "revoke", "expired")


@blueprint.get("/people")
@allow(Who.ADMINISTRATOR)
def people() -> str:
    """The page; `done` says what has just been done."""
    done = request.args.get("done", "")
    return _page(done=done if done in _DONE else "")


@blueprint.post("/people/add")
@allow(Who.ADMINISTRATOR)
def add() -> ResponseReturnValue:
    """Make a user with a password that is shown once."""
    typed, password = filled(("name", "role")), made_up()
    try:
        user = users.add_user(store(), typed["name"], password, typed["role"], actor=actor())
    except InputError as error:
        return _page(faults=faults_in(error), typed=typed), HTTPStatus.UNPROCESSABLE_ENTITY
    return _page(shown=("password", user.name, password))


@blueprint.post("/people/<user>/<any(role, off, on, password, remove):do>")
@allow(Who.ADMINISTRATOR)
def change(user: str, do: str) -> ResponseReturnValue:
    """Change a user: `role` to that of the form, `off` and `on`, `password` to one that is shown once, `remove`."""
    known = _known(user)
    password = made_up()
    try:
        match do:
            case "role":
                users.set_role(store(), user, request.form.get("role", ""), actor=actor())
            case "off" | "on":
                users.set_active(store(), user, do == "on", actor=actor())
            case "remove":
                users.remove_user(store(), user, actor=actor())
            case _:
                users.set_password(store(), user, password, actor=actor())
    except InputError as error:
        return _page(faults=faults_in(error)), HTTPStatus.UNPROCESSABLE_ENTITY
    if do == "password":
        return _page(shown=("password", known.name, password))
    return redirect(f"/people?done={do}", HTTPStatus.SEE_OTHER)


@blueprint.post("/people/tokens")
@allow(Who.ADMINISTRATOR)
def make_token() -> ResponseReturnValue:
    """Make a token, whose secret is shown once."""
    typed = filled(("token_name", "days"))
    try:
        given = typed["days"].strip()
        if given and not (given.isascii() and given.isdigit() and len(given) <= _MOST_DIGITS):
            return _page(faults=[say("access.days_wrong", current())], typed=typed), HTTPStatus.UNPROCESSABLE_ENTITY
        days = int(given) if given else None
        token, secret = tokens.add_token(
            store(), typed["token_name"], request.form.getlist("scope"), actor=actor(), days=days
        )
    except InputError as error:
        return _page(faults=faults_in(error), typed=typed), HTTPStatus.UNPROCESSABLE_ENTITY
    return _page(shown=("token", token.name, secret))


@blueprint.post("/people/tokens/<token>/revoke")
@allow(Who.ADMINISTRATOR)
def revoke(token: str) -> ResponseReturnValue:
    """Let a token no longer in."""
    try:
        tokens.revoke_token(store(), token, actor=actor())
    except InputError as error:
        faults_in(error)
        abort(HTTPStatus.NOT_FOUND)
    return redirect("/people?done=revoke", HTTPStatus.SEE_OTHER)


def _known(user: str) -> users.User:
    try:
        return users.user_of(store(), user)
    except InputError as error:
        faults_in(error)
        abort(HTTPStatus.NOT_FOUND)


def _page(
    *,
    faults: list[str] | None = None,
    typed: dict[str, str] | None = None,
    shown: tuple[str, str, str] | None = None,
    done: str = "",
) -> str:
    """HTML of the page. `shown` is what is shown this once: its kind, whose it is, the secret."""
    view = PeopleView(users.list_users(store()), tokens.list_tokens(store()), current())
    texts = {"name": "", "role": "reviewer", "token_name": "", "days": "365"} | (typed or {})
    return render_template("access/people.html", view=view, faults=faults or [], texts=texts, shown=shown, done=done)
