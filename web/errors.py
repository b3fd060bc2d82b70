"""Pages for what went wrong, in the reader's language: what happened and what to do. The API answers with problems."""

import secrets
from http import HTTPStatus
from typing import Final

from flask import Flask, Response, render_template, request
from werkzeug.exceptions import HTTPException, InternalServerError

from web.api import problems
from web.api.addresses import of_api
from web.requestlog import tell_fault
from web.wording import words

_OTHER: Final = "errors.other"
Answer = Response | tuple[str, int] | tuple[str, int, dict[str, str]]


def error_page(status: int, reference: str = "") -> str:
    """HTML of the page for an HTTP status; `reference` finds a fault of our own in the log."""
    key = f"errors.{status}"
    known = key if f"{key}_title" in words() else _OTHER
    return render_template("error.html", status=status, key=known, reference=reference)


def _refused(error: HTTPException) -> Answer:
    if of_api(request.path):
        return problems.refused(error)
    status = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
    passed_on = {name: value for name, value in error.get_headers() if name in ("Allow", "Retry-After", "Location")}
    return error_page(status), status, passed_on


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
    app.register_error_handler(InternalServerError, _fault)
    app.register_error_handler(Exception, _fault)
