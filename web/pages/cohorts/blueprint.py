"""The blueprint of all cohort pages, and what they share: the cohort of an address, refusals, what browsers keep."""

from http import HTTPStatus
from typing import Any, Final

from flask import Blueprint, Response, current_app, render_template, request
from flask.typing import ResponseReturnValue

from scoring.errors import InputError, Problem
from scoring.oserrors import reason_of
from scoring.text import Lang
from web.access.store import StoreFailed, of_store, store
from web.cohorts.case import Case
from web.cohorts.desk import DeskFull, NoCohort
from web.cohorts.office import office
from web.cohorts.plan import Plan
from web.cohorts.saved import AnyCase, SavedCase, is_saved, saved_case
from web.language import current

blueprint: Final = Blueprint("cohorts", __name__)


def opened(token: str) -> tuple[AnyCase, Plan]:
    """The cohort of an address, saved or at the desk, and how it is ranked. Raises NoCohort, InputError."""
    if is_saved(token):
        case = saved(token)
        return case, case.plan()
    return at_desk(token)


def saved(token: str) -> SavedCase:
    """The saved cohort of an address. Raises NoCohort, InputError."""
    if not is_saved(token):
        raise NoCohort
    try:
        return saved_case(store(), token)
    except InputError as error:
        if of_store(error):
            raise
        raise NoCohort from None


def at_desk(token: str) -> tuple[Case, Plan]:
    """The cohort of an address at the desk and what is to be done with it. Raises NoCohort."""
    case = office().desk.find(token)
    try:
        return case, case.plan()
    except FileNotFoundError:
        raise NoCohort from None


def hours() -> int:
    """How long cohorts are kept."""
    kept: int = current_app.config["UPSLOPE"].cohort_hours
    return kept


def said(problem: Problem, lang: Lang) -> str:
    """A problem in one line: of a file with its place, of a field without its name, which stands beside it."""
    if problem.where:
        return problem.in_(lang)
    return Problem("", problem.message, expected=problem.expected).in_(lang).removeprefix(": ").removeprefix("：")


@blueprint.context_processor
def _kept() -> dict[str, Any]:
    """How many hours, or that it is saved, for the foot of every page."""
    return {"hours": hours(), "is_saved": is_saved((request.view_args or {}).get("token", ""))}


@blueprint.errorhandler(FileNotFoundError)  # deleted while it was looked at
@blueprint.errorhandler(NoCohort)
def _gone(_error: Exception) -> ResponseReturnValue:
    """Nothing is there: what may have happened."""
    return render_template("cohorts/gone.html", is_saved=False), HTTPStatus.NOT_FOUND


@blueprint.errorhandler(InputError)
def _unusable(error: InputError) -> ResponseReturnValue:
    """The table can't be read as its columns are chosen now: why, and the way back to them."""
    if of_store(error):
        return current_app.handle_user_exception(StoreFailed(error))
    token = (request.view_args or {}).get("token", "")
    faults = [said(problem, current()) for problem in error.problems]
    page = render_template("cohorts/stopped.html", token=token, faults=faults, reference="")
    return page, HTTPStatus.UNPROCESSABLE_ENTITY


@blueprint.errorhandler(OSError)
def _not_kept(error: OSError) -> ResponseReturnValue:
    """The disk is full or may not be written to."""
    reason = reason_of(error).in_(current())
    return render_template("cohorts/not_kept.html", reason=reason), HTTPStatus.SERVICE_UNAVAILABLE


@blueprint.errorhandler(DeskFull)
def _full(_error: DeskFull) -> ResponseReturnValue:
    """Too many cohorts are kept already."""
    return render_template("cohorts/not_kept.html", reason=""), HTTPStatus.SERVICE_UNAVAILABLE


@blueprint.after_request
def _keep_nothing(response: Response) -> Response:
    """No browser keeps a page that holds what was uploaded, and no search engine lists its address."""
    if "token" not in (request.view_args or {}):
        return response
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
