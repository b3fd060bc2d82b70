"""Every test of the store runs on both databases; PostgreSQL is a private server, skipped where it is missing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from private_server import new_database, private_server, programs
from sqlalchemy import URL, Engine

from store.opening import open_store
from store.place import file_url


@pytest.fixture(scope="session")
def server() -> Iterator[URL]:
    """A private PostgreSQL server."""
    if programs() is None:
        pytest.skip("needs PostgreSQL: install the package postgresql")
    with private_server() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> URL:
    """Where an empty database is, or a file can be made."""
    if request.param == "sqlite":
        return file_url(tmp_path / "instance" / "upslope.sqlite3")
    return new_database(request.getfixturevalue("server"))


@pytest.fixture
def engine(url: URL) -> Iterator[Engine]:
    """A store just made."""
    made = open_store(url)
    yield made
    made.dispose()
