"""The store of the running application: opened when it starts, and what to say where it can't do its work."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from flask import Flask, current_app
from sqlalchemy import Engine
from werkzeug.exceptions import HTTPException, ServiceUnavailable

from scoring.errors import InputError, Problem
from scoring.text import Lang
from store.opening import open_store
from store.place import FILE, file_url, shown
from web.requestlog import log
from web.settings import Settings

_NAME: Final = "upslope-store"
_A_MINUTE: Final = 60


class StoreFailed(ServiceUnavailable):
    """The store can't do what a request needs: full, locked, out of reach; or what it holds can't be read.

    `lasting`: the latter, which trying again does not mend.
    """

    def __init__(self, error: InputError) -> None:
        self.error, self.lasting = error, not of_store(error)
        super().__init__(retry_after=None if self.lasting else _A_MINUTE)
        log.error("store: %s", error)  # where it lies and what is wrong with it, nothing of what it holds

    def in_(self, lang: Lang) -> str:
        """What is wrong and what to do, without where the store lies, which is nobody's business outside."""
        return " ".join(_said(problem, lang) for problem in self.error.problems)


def _said(problem: Problem, lang: Lang) -> str:
    wrong, do = problem.message.in_(lang), problem.expected.in_(lang) if problem.expected else ""
    if lang == "zh":
        return f"{wrong}。" + (f"解决办法：{do}。" if do else "")
    return f"{wrong[:1].upper()}{wrong[1:]}." + (f" What helps: {do}." if do else "")


def retry_after(error: HTTPException) -> dict[str, str]:
    """The header that says when to come back, if an answer of this kind has one."""
    return {name: value for name, value in error.get_headers() if name == "Retry-After"}


def keep_store(app: Flask, settings: Settings) -> None:
    """Open the store of an application. Raises InputError where it can't be."""
    app.extensions[_NAME] = open_store(settings.database_url or file_url(settings.instance / FILE))


def store() -> Engine:
    """The store of the application that answers this request."""
    engine: Engine = current_app.extensions[_NAME]
    return engine


def of_store(error: InputError) -> bool:
    """Whether it is the store that could not do its work, rather than something wrong with what it was asked."""
    return any(problem.where == shown(store().url) for problem in error.problems)


@contextmanager
def stored() -> Iterator[None]:
    """Work on the store where every InputError is the store's own. Raises StoreFailed."""
    try:
        yield
    except InputError as error:
        raise StoreFailed(error) from error
