"""Writers in processes of their own: they tell every write that was acknowledged, until they are done or killed.

`warm_writers` is imported once by multiprocessing's fork server, so that a new writer starts at once.
"""

import multiprocessing
import os
import sys
import threading
import time
from dataclasses import dataclass
from multiprocessing import forkserver
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
from sqlalchemy import URL, Engine, make_url
from store_making import FIELDS, assessed, profile

from scoring import Assessment
from store.artefacts import installed
from store.check import check
from store.engine import disposed
from store.keeping import assessment_of, keep, profile_of
from store.opening import open_store

THREADS = 4
PLACES = multiprocessing.get_context("forkserver")
PLACES.set_forkserver_preload(["warm_writers"])


def warm_up() -> None:
    """Start the fork server, if it does not run yet; it finds what to load by PYTHONPATH alone."""
    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = str(Path(__file__).parent)
    forkserver.ensure_running()
    if before is None:
        del os.environ["PYTHONPATH"]
    else:
        os.environ["PYTHONPATH"] = before


@dataclass
class Told:
    """What writers told: acknowledged writes as (company, profile, number, assessment, name), faults in words."""

    kept: list[tuple[str, str, int, str, str]]
    faults: list[str]


def writing_on(address: str, result: bytes, told: Connection, until: float, threads: int) -> None:
    """Keep made-up companies until the time is over, in so many threads; tell of each write after it returned."""
    installed()
    profile()
    engine = open_store(make_url(address))
    assessment, one_at_a_time = Assessment.model_validate_json(result), threading.Lock()
    told.send(None)

    def tell(message: Any) -> None:
        with one_at_a_time:
            told.send(message)

    workers = [
        threading.Thread(target=_write, args=(engine, assessment, tell, until, number)) for number in range(threads)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    engine.dispose()


def _write(engine: Engine, assessment: Assessment, tell: Any, until: float, number: int) -> None:
    company, count = None, 0
    while time.time() < until:
        name = f"{FIELDS['name']} {number}-{count}"
        try:
            kept = keep(
                engine, profile(name=name), assessment.model_copy(update={"company": name}),
                actor="writer", company=company,
            )  # fmt: skip
        except Exception as error:  # whatever reaches a user is what the test is about
            tell(f"{type(error).__name__}: {error}")
            return
        tell((kept.company, kept.profile, kept.number, kept.assessment, name))
        company, count = kept.company if count % 3 else None, count + 1


def start(url: URL, seconds: float, threads: int = THREADS) -> tuple[Any, Connection]:
    """Start a writer; the process, and where it tells. Returns when it is about to write."""
    warm_up()
    ours, theirs = PLACES.Pipe(duplex=False)
    given = (url.render_as_string(hide_password=False), assessed().model_dump_json().encode(), theirs)
    process = PLACES.Process(target=writing_on, args=(*given, time.time() + seconds, threads))
    process.start()
    theirs.close()
    ours.recv()
    return process, ours


def listen(told: Connection, until: float | None, heard: Told) -> None:
    """Hear a writer until a time, or until it ended; half a message is none."""
    while until is None or time.time() < until:
        try:
            if not told.poll(None if until is None else max(0.0, until - time.time())):
                return
            message = told.recv()
        except (EOFError, OSError):
            return
        if isinstance(message, str):
            heard.faults.append(message)
        else:
            heard.kept.append(message)


def kill_once(url: URL, after: float) -> Told:
    """Kill a writer `after` seconds of writing, without any warning; what it had acknowledged by then."""
    heard = Told([], [])
    process, told = start(url, seconds=60)
    listen(told, time.time() + after, heard)
    process.kill()
    listen(told, None, heard)  # what was told before the kill and not yet heard
    process.join()
    told.close()
    assert process.exitcode == -9, "the writer ended by itself"
    return heard


def missing(url: URL, heard: Told) -> list[str]:
    """What is wrong with the store after all: acknowledged writes that are gone or differ, and all that check finds."""
    wrong = list(heard.faults)
    with disposed(open_store(url)) as engine:
        for company, profile_name, number, assessment, name in heard.kept:
            version, result = profile_of(engine, profile_name), assessment_of(engine, assessment)
            if (version.company, version.number, version.fields()["name"]) != (company, number, name):
                wrong.append(f"profile {profile_name} is not what was acknowledged")
            if (result.profile, result.result().company) != (profile_name, name):
                wrong.append(f"assessment {assessment} is not what was acknowledged")
        checked = check(engine)
        wrong += [str(problem) for problem in checked.problems]
        counts = checked.counts
        if not len(heard.kept) <= counts["assessments"] == counts["profiles"] == checked.head.count - 1:
            wrong.append(f"{len(heard.kept)} acknowledged, but {counts}")
    return wrong
