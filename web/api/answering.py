"""Answers in JSON: their headers, and whether the reader already has them."""

from collections.abc import Iterable
from http import HTTPStatus
from typing import Final

from flask import Response, request

from web.language import HTML_LANG, current

JSON: Final = "application/json"
JSON_PROBLEM: Final = "application/problem+json"
_FIVE_MINUTES: Final = 300


def answered(body: bytes | Iterable[bytes], status: HTTPStatus = HTTPStatus.OK, kind: str = JSON) -> Response:
    """An answer that nobody keeps: it may tell of a company, or of a moment. A large body comes in pieces."""
    response = Response(body, status, content_type=kind)
    response.headers["Content-Language"] = HTML_LANG[current()]
    response.headers["Cache-Control"] = "no-store"
    return response


def published(body: bytes) -> Response:
    """An answer that is the same for everybody: kept for a while, and sent again only where it has changed."""
    response = answered(body)
    response.headers["Cache-Control"] = f"public, max-age={_FIVE_MINUTES}"
    response.add_etag()
    response.make_conditional(request)
    return response
