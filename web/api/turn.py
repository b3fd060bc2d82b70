"""One costly piece of work at a time in a process, so that everybody else is still answered."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Final

from werkzeug.exceptions import ServiceUnavailable

_ONE_AT_A_TIME: Final = Lock()
_COME_BACK: Final = 10
"""Seconds after which a request that found another one under way may be sent again."""


@contextmanager
def own_turn() -> Iterator[None]:
    """Work while nobody else does. Raises ServiceUnavailable where somebody does."""
    if not _ONE_AT_A_TIME.acquire(blocking=False):
        raise ServiceUnavailable(retry_after=_COME_BACK)
    try:
        yield
    finally:
        _ONE_AT_A_TIME.release()
