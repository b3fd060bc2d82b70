"""The request time limit: views run in a pool of threads, and one that takes too long is answered without it."""

from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as OutOfTime
from contextvars import copy_context
from math import inf
from time import monotonic
from types import TracebackType
from typing import Final

from flask import Flask, g, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import ServiceUnavailable

from web.requestlog import tell_fault

LIGHT: Final = ("static", "api.health")
"""Endpoints that take next to no work: no limit is laid on them, so that they answer while all else is busy."""
_A_MINUTE: Final = 60


class TooSlow(ServiceUnavailable):
    """A view that did not answer within the limit."""


class LimitedFlask(Flask):
    """Flask whose views have `limit_views` seconds.

    A thread can't be stopped from outside: a view given up goes on, its answer is thrown away, and until it ends
    it keeps its thread of the pool. What finds no thread in time is told to come back. A view that may take long
    therefore calls `check_time` now and then, and ends by itself.
    """

    _limit: float = 30.0
    _pool: ThreadPoolExecutor | None = None

    def limit_views(self, seconds: float, threads: int) -> None:
        """Set the limit, and the number of views that run at the same time."""
        self._limit, self._pool = seconds, ThreadPoolExecutor(threads, thread_name_prefix="view")

    def dispatch_request(self) -> ResponseReturnValue:
        """Run the view. Raises TooSlow after the limit."""
        if self._pool is None or request.endpoint in LIGHT:
            return super().dispatch_request()
        g.deadline = monotonic() + self._limit
        view: Future[ResponseReturnValue] = self._pool.submit(copy_context().run, super().dispatch_request)
        try:
            return view.result(self._limit)
        except OutOfTime:
            if view.done():  # the view itself raised it
                raise
            view.cancel()
            raise TooSlow(retry_after=_A_MINUTE) from None

    def log_exception(self, exc_info: tuple[type, BaseException, TracebackType] | tuple[None, None, None]) -> None:
        """Log a fault that no handler answered: its kind and its places, never its message, which may quote input."""
        if exc_info[1] is not None:
            tell_fault(exc_info[1], "unhandled")


def check_time() -> None:
    """End a view whose time is over: nobody waits for its answer any more. Raises TooSlow."""
    if monotonic() > g.get("deadline", inf):
        raise TooSlow(retry_after=_A_MINUTE)
