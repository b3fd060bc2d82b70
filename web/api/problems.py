"""Problems: every error of the API in one shape (RFC 9457), in the language asked for."""

from collections.abc import Iterable, Sequence
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import quote

from flask import Response, request
from pydantic import BaseModel
from werkzeug.exceptions import HTTPException, SecurityError

from scoring.errors import shortened
from scoring.profile.faults import problem_of, steps_of
from scoring.text import Text, both
from web.access.store import StoreFailed
from web.api.answering import JSON_PROBLEM, answered
from web.api.shapes import Fault, ProblemDetails
from web.language import current
from web.wording import say, words

KINDS: Final = {
    400: "unreadable",
    401: "no-token",
    403: "forbidden",
    404: "not-found",
    405: "wrong-method",
    413: "too-large",
    415: "wrong-content-type",
    422: "unusable",
    429: "too-many-requests",
    500: "fault",
    503: "too-slow",
}
"""Kinds of problem by status: the last part of their `type`, an address of the page that explains them."""
NOT_KEPT: Final = "store"
"""The kind of problem where the store can't do its work; its status is 503."""
MOST_FAULTS: Final = 100
_LONGEST_STEP: Final = 200
_WHOLE_BODY: Final = "#"
_ABOUT_THE_BODY: Final = (400, 413, 415)
_PASSED_ON: Final = ("Allow", "Retry-After", "Location", "WWW-Authenticate")


class Refusal(Exception):
    """A request that can't be answered: the status and what is wrong with it."""

    def __init__(self, status: int, *faults: Fault) -> None:
        self.status, self.faults = status, faults
        super().__init__(status)


def problem(status: int, faults: Sequence[Fault] = (), reference: str = "") -> ProblemDetails:
    """The problem of this request. `reference` finds a fault of our own in the log."""
    lang, known = current(), status if status in KINDS else 400
    detail = say(f"api.{known}_detail", lang)
    if reference:
        detail += ("" if lang == "zh" else " ") + say("api.reference", lang, reference=reference)
    return ProblemDetails(
        type=f"/api#{KINDS[known]}",
        title=say(f"api.{known}_title", lang),
        status=status,
        detail=detail,
        instance=quote(request.path, safe="/:") + (f"#{reference}" if reference else ""),
        errors=list(faults),
    )


def told(found: ProblemDetails) -> Response:
    """The answer to a request that can't be answered otherwise."""
    return answered(found.model_dump_json().encode(), HTTPStatus(found.status), JSON_PROBLEM)


def refused(error: HTTPException) -> Response:
    """The answer to a request that Flask refuses, or one of its limits."""
    status = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
    faults = []
    if status in _ABOUT_THE_BODY and request.method == "POST":
        faults = [of_body(words()[f"api.{status}_title"])]
    found = problem(status, faults)
    if isinstance(error, SecurityError):
        found = found.model_copy(update={"detail": say("api.host_detail", current())})
    response = told(found)
    response.headers.extend((name, value) for name, value in error.get_headers() if name in _PASSED_ON)
    return response


def not_kept(error: StoreFailed) -> Response:
    """The answer where the store can't do its work: what is wrong with it, and what to do."""
    lang = current()
    found = problem(HTTPStatus.SERVICE_UNAVAILABLE)
    done = "api.store_read_detail" if request.method in ("GET", "HEAD") else "api.store_detail"
    detail = f"{say(done, lang)}{'' if lang == 'zh' else ' '}{error.in_(lang)}"
    said = {"type": f"/api#{NOT_KEPT}", "title": say("api.store_title", lang), "detail": detail}
    response = told(found.model_copy(update=said))
    response.headers.extend((name, value) for name, value in error.get_headers() if name in _PASSED_ON)
    return response


def failed(reference: str) -> Response:
    """The answer to a request that met a fault of our own."""
    return told(problem(HTTPStatus.INTERNAL_SERVER_ERROR, reference=reference))


def of_body(detail: Text, expected: Text | None = None, pointer: str = _WHOLE_BODY) -> Fault:
    """Something wrong at a place of the body."""
    return _fault(detail, expected, pointer=pointer)


def of_parameter(name: str, detail: Text, expected: Text | None = None) -> Fault:
    """Something wrong with a parameter of the address, or with a part of a form."""
    return _fault(detail, expected, parameter=shortened(name, _LONGEST_STEP))


def faults_of(
    found: Sequence[Any], document: Any, model: type[BaseModel], most: int = MOST_FAULTS, root: str = _WHOLE_BODY
) -> list[Fault]:
    """The first `most` of pydantic's findings in a `document`, and how many more there are.

    `root` points to where the document stands in the body.
    """
    faults = []
    for each in found[:most]:
        worded = problem_of(each, "", model)
        faults.append(of_body(worded.message, worded.expected, root + _pointer(steps_of(each), document)))
    if (more := len(found) - most) > 0:
        faults.append(of_body(both(f"{more:,} more things are wrong", f"另有 {more:,} 处问题"), pointer=root))
    return list(dict.fromkeys(faults))  # a bare amount is wrong as the low and as the high end of a band


def _pointer(steps: Iterable[str | int], document: Any) -> str:
    """The place of a finding in the document as sent.

    pydantic also names steps inside what was sent in short, such as the `value` of a bare answer: they are left out.
    """
    path = ""
    for step in steps:
        if not isinstance(document, dict | list):
            break
        path += "/" + quote(shortened(str(step), _LONGEST_STEP).replace("~", "~0").replace("/", "~1"), safe="~")
        document = _inside(document, step)
    return path


def _inside(document: dict[str, Any] | list[Any], step: str | int) -> Any:
    if isinstance(document, dict):
        return document.get(str(step))
    return document[step] if isinstance(step, int) and step < len(document) else None


def _fault(detail: Text, expected: Text | None, **where: str) -> Fault:
    lang = current()
    return Fault(
        pointer=where.get("pointer"),
        parameter=where.get("parameter"),
        detail=detail.in_(lang),
        expected=expected.in_(lang) if expected else None,
    )
