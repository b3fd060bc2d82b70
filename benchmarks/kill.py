"""Kills a writer at random moments, many times, on SQLite and on PostgreSQL, and looks for what was lost.

A round starts a process with four writing threads, kills it without warning, and asks the store for every write that
was acknowledged. Then sixteen writers write for a while, and every fault that reaches one of them is counted.
"""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from report import publish, table
from sqlalchemy import URL

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "store"))
from private_server import new_database, private_server
from writers import Told, kill_once, listen, missing, start

from store.place import file_url

PER_STORE = 5
"""Kills of one store; every one of its rows is looked at after each, so a new one is begun in time."""
LATEST = 0.8
PROCESSES = 4


def main() -> None:
    """Kill and count on both databases."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=200, help="kills on each database")
    parser.add_argument("--seconds", type=int, default=60, help="how long sixteen writers go on")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    rows, notes = [], []
    for name, stores in (("SQLite", files), ("PostgreSQL", databases)):
        with stores() as new:
            kills, kept, wrong = killed(new, chosen.times, random.Random(chosen.seed))
            rows.append([name, f"{kills}", f"{kept:,}", f"{len(wrong)}"])
            written, faults, worst = crowded(new(), chosen.seconds)
            notes.append(
                f"{name}, 16 writers for {chosen.seconds} s: {written / chosen.seconds:.0f} writes a second, "
                f"{len(faults)} faults reached a writer, longest pause of a process with four of them {worst:.1f} s."
            )
            notes += [f"{name}: {each}" for each in [*wrong, *faults][:10]]
    heads = ["database", "kills", "acknowledged writes", "lost, half-written or found by check"]
    text = table(heads, rows) + "\n\n" + "\n".join(f"- {note}" for note in notes)
    publish("Kill", f"python benchmarks/kill.py --times {chosen.times} --seconds {chosen.seconds}", text)


@contextmanager
def files() -> Iterator[Callable[[], URL]]:
    """Makes addresses of new SQLite files."""
    with tempfile.TemporaryDirectory() as folder:
        numbers = iter(range(10_000))
        yield lambda: file_url(Path(folder) / str(next(numbers)) / "upslope.sqlite3")


@contextmanager
def databases() -> Iterator[Callable[[], URL]]:
    """Makes addresses of new databases on a private server that waits for the disk."""
    with private_server(fsync=True) as server:
        yield lambda: new_database(server)


def killed(new: Callable[[], URL], times: int, chance: random.Random) -> tuple[int, int, list[str]]:
    """How many kills, how many acknowledged writes, and everything that was wrong after any of them."""
    kept, wrong = 0, []
    for number in range(times):
        if number % PER_STORE == 0:
            url, heard = new(), Told([], [])
        once = kill_once(url, chance.uniform(0.0, LATEST))
        kept += len(once.kept)
        heard.kept += once.kept
        heard.faults += once.faults
        wrong += missing(url, heard)
        heard.faults.clear()
    return times, kept, wrong


def crowded(url: URL, seconds: int) -> tuple[int, list[str], float]:
    """Writes of sixteen writers in four processes, what went wrong, and the longest pause of any process."""
    heard, worst, until = Told([], []), 0.0, time.time() + seconds
    started = [start(url, seconds) for _ in range(PROCESSES)]
    last = {told: time.time() for _, told in started}
    while time.time() < until:
        for _, told in started:
            before = len(heard.kept)
            listen(told, time.time() + 0.001, heard)
            if len(heard.kept) > before:
                worst, last[told] = max(worst, time.time() - last[told]), time.time()
    for process, told in started:
        listen(told, None, heard)
        process.join()
    return len(heard.kept), heard.faults + missing(url, heard), worst


if __name__ == "__main__":
    main()
