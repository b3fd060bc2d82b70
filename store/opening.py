"""Opening the store: made on first start, refused where this program does not fit it."""

import os

from sqlalchemy import URL, Engine

from scoring.errors import refuse
from scoring.text import both
from store.engine import exists, make_engine, reading
from store.migrating import State, refuse_unless, upgrade
from store.place import shown, store_url

ACTOR = "program"
"""Who the log names where the program acts by itself."""


def open_store(url: URL | None = None) -> Engine:
    """The store that the environment names, or that at `url`; an empty database becomes one now.

    Raises InputError where it can't be reached or written, is of another version or somebody else's. An older store
    is not upgraded by the way: a backup comes first, and whoever runs the program decides when.
    """
    engine = make_engine(url or store_url(os.environ))
    try:
        with reading(engine) as connection:
            state = refuse_unless(engine, connection, State.EMPTY, State.CURRENT)
        if state is State.EMPTY:
            upgrade(engine, ACTOR)
    except BaseException:
        engine.dispose()
        raise
    return engine


def existing_engine(url: URL | None = None) -> Engine:
    """The engine of a store that must be there already. Raises InputError."""
    url = url or store_url(os.environ)
    if not exists(url):
        expected = both(
            "a store: set UPSLOPE_INSTANCE or UPSLOPE_DATABASE_URL, or make one with upslope db upgrade",
            "已建立的数据库：请设置 UPSLOPE_INSTANCE 或 UPSLOPE_DATABASE_URL，或用 upslope db upgrade 建立",
        )
        raise refuse(shown(url), "there is no such file", "没有这个文件", expected=expected)
    return make_engine(url)
