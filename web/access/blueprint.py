"""The blueprint of signing in and of people, and what its pages share: who reads, faults in words, an expired form."""

from http import HTTPStatus
from typing import Any, Final

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError

from scoring.errors import InputError, Problem
from store.people.users import User
from web.access.asking import asker
from web.access.store import StoreFailed, of_store
from web.language import current

blueprint: Final = Blueprint("access", __name__)


@blueprint.app_context_processor
def _reader() -> dict[str, Any]:
    """Who of the staff reads a page, for its head; nobody where the store can't say."""
    try:
        return {"reader": asker().user}
    except StoreFailed:
        return {"reader": None}


@blueprint.errorhandler(CSRFError)
def _expired(_error: CSRFError) -> ResponseReturnValue:
    """Nothing was done: the page that the form was on once more, with a fresh token; who could not sign out is told."""
    area = "/" + request.path.split("/")[1]
    return redirect(f"{'/account' if area == '/sign-out' else area}?done=expired", HTTPStatus.SEE_OTHER)


def reader() -> User:
    """The signed-in user of a page that only staff open."""
    user = asker().user
    if user is None:
        raise LookupError("a page of staff was opened by nobody")
    return user


def faults_in(error: InputError) -> list[str]:
    """What was wrong with what was typed, in the reader's words. Raises StoreFailed where the store is at fault."""
    if of_store(error):
        raise StoreFailed(error)
    return [_said(problem) for problem in error.problems]


def _said(problem: Problem) -> str:
    text = Problem("", problem.message, expected=problem.expected).in_(current())
    return text.removeprefix(": ").removeprefix("：")


def filled(names: tuple[str, ...]) -> dict[str, Any]:
    """Fields of the form as sent, empty where they are missing."""
    return {name: request.form.get(name, "") for name in names}
