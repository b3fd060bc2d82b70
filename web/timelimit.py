"""The request time limit: views run in a pool of threads, and one that takes too long is answered without it."""

from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as OutOfTime
from contextvars import copy_context

from flask import Flask
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import ServiceUnavailable


class TooSlow(ServiceUnavailable):
    """A view that did not answer within the limit."""


class LimitedFlask(Flask):
    """Flask whose views have `limit_views` seconds.

    A thread can't be stopped from outside: the view given up runs to its end and its answer is thrown away. As the
    pool has as many threads as requests may be under way, such views can't pile up: what finds no thread in time
    is told to come back.
    """

    _limit: float = 30.0
    _pool: ThreadPoolExecutor | None = None

    def limit_views(self, seconds: float, threads: int) -> None:
        """Set the limit, and the number of views that run at the same time."""
        self._limit, self._pool = seconds, ThreadPoolExecutor(threads, thread_name_prefix="view")

    def dispatch_request(self) -> ResponseReturnValue:
        """Run the view. Raises TooSlow after the limit."""
        if self._pool is None:
            return super().dispatch_request()
        view: Future[ResponseReturnValue] = self._pool.submit(copy_context().run, super().dispatch_request)
        try:
            return view.result(self._limit)
        except OutOfTime:
            if view.done():  # the view itself raised it
                raise
            view.cancel()
            raise TooSlow from None
