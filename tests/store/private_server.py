"""A PostgreSQL server of our own: made by initdb, on a socket in a folder that goes with it."""

import itertools
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from sqlalchemy import URL

_NUMBERS = itertools.count(1)
_SECONDS = 60


def programs() -> Path | None:
    """Folder of PostgreSQL's programs: the newest that Debian installed, or that of initdb; None without any."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    found = debian[-1] if debian else shutil.which("initdb")
    return Path(found).resolve().parent if found else None


@contextmanager
def private_server(fsync: bool = False) -> Iterator[URL]:
    """Address of the database `postgres` of a server that lives as long as the block."""
    bin_folder, user = programs(), _user()
    folder = Path(tempfile.mkdtemp(prefix="upslope-pg-"))
    if user:
        shutil.chown(folder, user)
    who = {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []} if user else {}
    data = folder / "data"
    made = [bin_folder / "initdb", "-D", data, "-U", "upslope", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]
    subprocess.run(made, check=True, stdout=subprocess.DEVNULL, cwd=folder, **who)
    run = [bin_folder / "postgres", "-D", data, "-k", folder, "-h", "", "-c", f"fsync={'on' if fsync else 'off'}"]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(run, stdout=log, stderr=log, cwd=folder, **who)
    url = URL.create("postgresql+psycopg", username="upslope", database="postgres", query={"host": str(folder)})
    try:
        _wait(url, server)
        yield url
    finally:
        server.send_signal(2)
        server.wait(_SECONDS)
        shutil.rmtree(folder)


def new_database(url: URL) -> URL:
    """A further, empty database on the server."""
    name = f"store_{os.getpid()}_{next(_NUMBERS)}"
    with connect(url) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return url.set(database=name)


def connect(url: URL) -> psycopg.Connection:
    """A plain connection, each statement by itself."""
    return psycopg.connect(host=url.query["host"], user=url.username, dbname=url.database, autocommit=True)


def _user() -> str | None:
    """Who the server runs as: it refuses to be root."""
    if os.geteuid():
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _wait(url: URL, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _SECONDS
    while server.poll() is None and time.monotonic() < until:
        try:
            connect(url).close()
            return
        except psycopg.OperationalError:
            time.sleep(0.05)
    raise RuntimeError("the server did not start")
