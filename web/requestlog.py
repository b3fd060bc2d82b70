"""What is logged of a request: method, rule, status, time. Never a path as typed, a query, a body or an address.

A fault is logged with the places in the code that it passed, not with its message: that may quote what was typed.
"""

import logging
import time
import traceback
from typing import Final

from flask import Flask, Response, g, request

log: Final = logging.getLogger("upslope.web")


def _start() -> None:
    g.started = time.perf_counter()


def _tell(response: Response) -> Response:
    rule = request.url_rule.rule if request.url_rule else "(no such page)"
    took = 1000 * (time.perf_counter() - g.get("started", time.perf_counter()))
    log.info("%s %s %d %.0f ms", request.method, rule, response.status_code, took)
    return response


def tell_fault(error: BaseException, reference: str) -> None:
    """Log a fault of our own under the reference that the reader was given."""
    places = "".join(traceback.format_tb(error.__traceback__))
    log.error("%s %s\n%s", reference, type(error).__qualname__, places.rstrip())


def keep_log(app: Flask) -> None:
    """Log every request of the application."""
    app.before_request(_start)
    app.after_request(_tell)
