"""Kills the server (`kill -9`) at random moments while clients keep companies through it, on SQLite and on PostgreSQL.

A round starts `upslope serve`, lets four clients post companies, kills it, and asks the store for every company whose
201 had arrived, then checks the whole store. Servers come from a fork server that has loaded the program, to start at
once.
"""

import argparse
import http.client
import json
import multiprocessing
import os
import random
import socket
import sys
import threading
import time
from pathlib import Path
from typing import Any

from report import publish, table
from sqlalchemy import URL

sys.path.insert(0, str(Path(__file__).parent))
from kill import LATEST, PER_STORE, databases, files

from store.check import check
from store.engine import disposed
from store.keeping import assessment_of, versions_of_company
from store.opening import open_store
from store.people.tokens import add_token

CLIENTS = 4
PLACES = multiprocessing.get_context("forkserver")
PLACES.set_forkserver_preload(["warm_server"])
_CREATED, _KILLED = 201, -9
Answers = list[tuple[str, dict[str, Any]]]


def main() -> None:
    """Kill on both databases."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=200, help="kills on each database")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    os.environ["PYTHONPATH"] = str(Path(__file__).parent)
    rows, notes = [], []
    for name, stores in (("SQLite", files), ("PostgreSQL", databases)):
        with stores() as new:
            kept, wrong = killed(new, chosen.times, random.Random(chosen.seed))
        rows.append([name, f"{chosen.times}", f"{kept:,}", f"{len(wrong)}"])
        notes += [f"- {name}: {each}" for each in wrong[:10]]
    heads = ["database", "kills of the server", "acknowledged companies", "lost, half-written or found by check"]
    text = "\n\n".join([table(heads, rows), *(["\n".join(notes)] if notes else [])])
    publish("Kill the server", f"python benchmarks/kill_server.py --times {chosen.times}", text)


def killed(new: Any, times: int, chance: random.Random) -> tuple[int, list[str]]:
    """How many companies were acknowledged, and everything that was wrong after any kill."""
    count, wrong = 0, []
    for number in range(times):
        if number % PER_STORE == 0:
            url, all_of_store = new(), []
            with disposed(open_store(url)) as engine:
                token = add_token(engine, "benchmark", ["write"], actor="program", days=None)[1]
        answers = kill_once(url, token, chance.uniform(0.0, LATEST))
        all_of_store += answers
        count += len(answers)
        wrong += missing(url, all_of_store)
    return count, wrong


def kill_once(url: URL, token: str, after: float) -> Answers:
    """Kill a server `after` seconds of writing, without any warning; what it had acknowledged by then."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = PLACES.Process(target=serve, args=(url.render_as_string(hide_password=False), port))
    server.start()
    answers: Answers = []
    _wait_for(port)
    clients = [threading.Thread(target=_post, args=(port, token, number, answers)) for number in range(CLIENTS)]
    for client in clients:
        client.start()
    time.sleep(after)
    server.kill()
    server.join()
    for client in clients:
        client.join()
    assert server.exitcode == _KILLED, "the server ended by itself"
    return answers


def serve(address: str, port: int) -> None:
    """The server, as `upslope serve` runs it."""
    from web.serve import run

    os.environ |= {"UPSLOPE_DATABASE_URL": address, "UPSLOPE_RATE": "off", "UPSLOPE_COSTLY_RATE": "off"}
    with Path(os.devnull).open("w") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        os.dup2(nowhere.fileno(), 2)
        run("127.0.0.1", port, False, "en")


def missing(url: URL, answers: Answers) -> list[str]:
    """Acknowledged companies that are gone or differ, and all that check finds."""
    wrong = []
    with disposed(open_store(url)) as engine:
        for name, told in answers:
            versions = versions_of_company(engine, told["company"])
            if [(each.id, each.fields()["name"]) for each in versions] != [(told["profile"], name)]:
                wrong.append(f"company {told['company']} is not what was acknowledged")
            found = {assessment_of(engine, each).result().company for each in told["assessments"].values()}
            if found != {name}:
                wrong.append(f"an assessment of {told['company']} is not what was acknowledged")
        return wrong + [str(problem) for problem in check(engine).problems]


def _wait_for(port: int) -> None:
    until = time.monotonic() + 30
    while True:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
            connection.request("GET", "/health")
            connection.getresponse().read()
            connection.close()
            return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.02)


def _post(port: int, token: str, number: int, answers: Answers) -> None:
    """Keep companies until the server is gone; note each whose answer arrived whole."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    heads = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
    for count in range(1_000_000):
        name = f"Yunhe Vision (fictional) {number}-{count}"
        body = {"profile": {"name": name, "city": "Shenzhen", "as_of": "2021-06-30", "answers": {"cash_runway": 18}}}
        try:
            connection.request("POST", "/api/v1/companies", json.dumps(body), heads)
            answer = connection.getresponse()
            told = json.loads(answer.read())
        except (OSError, http.client.HTTPException, ValueError):
            return
        assert answer.status == _CREATED, told
        answers.append((name, told))


if __name__ == "__main__":
    main()
