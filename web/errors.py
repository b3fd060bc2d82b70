"""Pages for what went wrong, in the reader's language: what happened and what to do. The API answers with problems."""

import secrets
from http import HTTPStatus
from typing import Final

from flask import Flask, Response, render_template, request
from werkzeug.exceptions import HTTPException, InternalServerError, SecurityError

from scoring.errors import InputError
from web.access.store import StoreFailed
from web.api import problems
from web.api.addresses import of_api
from web.language import current
from web.requestlog import tell_fault
from web.wording import words

_OTHER: Final = "errors.other"
Answer = Response | tuple[str, int] | tuple[str, int, dict[str, str]]


def error_page(status: int, reference: str = "") -> str:
    """HTML of the page for an HTTP status; `reference` finds a fault of our own in the log."""
    key = f"errors.{status}"
    known = key if f"{key}_title" in words() else _OTHER
    return render_template("error.html", status=status, key=known, reference=reference, detail="")


def _refused(error: HTTPException) -> Answer:
    if of_api(request.path):
        return problems.refused(error)
    status = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
    if isinstance(error, SecurityError):
        return render_template("error.html", status=status, key="errors.host", reference="", detail=""), status
    return error_page(status), status, _passed_on(error)


def _passed_on(error: HTTPException) -> dict[str, str]:
    return {name: value for name, value in error.get_headers() if name in ("Allow", "Retry-After", "Location")}


def _store_failed(error: StoreFailed) -> Answer:
    if of_api(request.path):
        return problems.not_kept(error)
    page = render_template("error.html", status=error.code, key=_key(error), reference="", detail=error.in_(current()))
    return page, HTTPStatus.SERVICE_UNAVAILABLE, _passed_on(error)


def _key(error: StoreFailed) -> str:
    if error.lasting:
        return "errors.unreadable"
    return "errors.store_read" if request.method in ("GET", "HEAD") else "errors.store"


def _unexplained(error: InputError) -> Answer:
    """What the store says of itself where no page made anything of it."""
    return _store_failed(StoreFailed(error))


def _fault(error: Exception) -> Answer:
    cause = error.original_exception if isinstance(error, InternalServerError) and error.original_exception else error
    reference = secrets.token_hex(4)
    tell_fault(cause, reference)
    if of_api(request.path):
        return problems.failed(reference)
    return error_page(HTTPStatus.INTERNAL_SERVER_ERROR, reference), HTTPStatus.INTERNAL_SERVER_ERROR


def explain_errors(app: Flask) -> None:
    """Answer refusals and faults with pages, in the API with problems."""
    app.register_error_handler(HTTPException, _refused)
    app.register_error_handler(StoreFailed, _store_failed)
    app.register_error_handler(InputError, _unexplained)
    app.register_error_handler(InternalServerError, _fault)
    app.register_error_handler(Exception, _fault)
