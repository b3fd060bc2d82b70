"""What all commands of the store share: whom the log names, the store they work on, words in one of two languages."""

import getpass
import os
from collections.abc import Iterator
from contextlib import contextmanager

import typer
from sqlalchemy import Engine

from scoring.text import Lang
from store.engine import disposed, reading
from store.migrating import State, refuse_unless
from store.opening import existing_engine


def actor() -> str:
    """Whom the log names for a command: the login of who runs it."""
    try:
        return f"command:{getpass.getuser()}"
    except (OSError, KeyError):
        return f"command:{os.getuid()}"


@contextmanager
def existing_store() -> Iterator[Engine]:
    """The store, which must be there and of this version. Raises InputError."""
    with disposed(existing_engine()) as engine:
        with reading(engine) as connection:
            refuse_unless(engine, connection, State.CURRENT)
        yield engine


def say(lang: Lang, en: str, zh: str) -> None:
    """Print a line in the language asked for."""
    typer.echo(zh if lang == "zh" else en)
