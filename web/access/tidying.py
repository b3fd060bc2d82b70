"""The retention period kept by the server itself: what was promised to be deleted is, without anybody's timetable."""

import threading
import time
from typing import Final

from flask import Flask

from scoring.errors import InputError
from store.companies.retention import tidy
from store.opening import ACTOR
from web.access.store import store
from web.requestlog import log, tell_fault

_FIRST: Final = 60.0
"""Seconds after the start: who comes first need not wait."""
_PAUSE: Final = 24 * 3600.0


def begin_tidying(app: Flask, first: float = _FIRST, pause: float = _PAUSE) -> None:
    """Tidy the store of an application soon, and then once a day, for as long as the process lives."""
    threading.Thread(target=_tidy, args=(app, first, pause), name="store-tidy", daemon=True).start()


def _tidy(app: Flask, first: float, pause: float) -> None:
    time.sleep(first)
    while True:
        tidy_once(app)
        time.sleep(pause)


def tidy_once(app: Flask) -> None:
    """Tidy now; what stops it is told in the server's log and tried again the next time."""
    with app.app_context():
        try:
            tidy(store(), app.config["UPSLOPE"].retention_days, actor=ACTOR)
        except InputError as error:
            log.error("store: %s", error)
        except Exception as error:  # the thread must live on
            tell_fault(error, "tidying")
