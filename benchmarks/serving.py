"""Time, memory and steadiness of `POST /api/v1/assessments`, beside a bare Flask endpoint on the same server.

The bare endpoint validates the same body with the same pydantic model and returns a body of the same size.
"""

import argparse
import json
import os
import secrets
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http import HTTPStatus
from http.client import HTTPConnection
from itertools import cycle
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, sleep

from report import publish, table
from synthetic import synthetic_profiles

COMPANIES = 50
OURS, BARE = "/api/v1/assessments", "/bare/assessments"
MANY, MOST = "/api/v1/assessments:batch", 1000
EXAMPLE = Path(__file__).parent.parent / "data" / "examples" / "profile-growth.json"


def main() -> None:
    """Start a server, measure one client, then many at once, then publish."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=500, help="requests of the single client")
    parser.add_argument("--clients", type=int, default=16)
    parser.add_argument("--seconds", type=int, default=60, help="how long the clients go on")
    parser.add_argument("--serve", type=int, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.serve:
        serve(chosen.serve)
        return
    from scoring import shipped_book

    profiles = synthetic_profiles(shipped_book(), COMPANIES)
    bodies = [profile.model_dump_json(exclude_none=True).encode() for profile in profiles]
    with served(bodies[0]) as (port, start, process, token):
        idle = memory(process, "VmRSS")
        bare, ours, inside = in_turn(port, profiles, bodies, chosen.requests)
        many, errors = crowd(port, bodies, chosen.clients, chosen.seconds)
        busy, peak = memory(process, "VmRSS"), memory(process, "VmHWM")
        took, largest = one_batch(port, process, token)
    allowed = 2 * median(bare) + median(inside)
    rows = [
        ["one client, bare Flask endpoint", *spread(bare)],
        ["`assess()` in process", *spread(inside)],
        ["one client, Upslope", *spread(ours)],
        [f"{chosen.clients} clients at once, Upslope", *spread(many)],
    ]
    notes = [
        f"One client: p50 {median(ours):.1f} ms; 2 × bare + `assess()` is {allowed:.1f} ms.",
        f"{chosen.clients} clients for {chosen.seconds} s: {len(many) / chosen.seconds:.0f} requests a second, "
        f"{errors} errors, p99 {quantiles(many, n=100)[-1] / median(many):.1f} × p50.",
        f"Start to first answered assessment: {start:.1f} s. Memory: {idle} MB after it, {busy} MB after all requests, "
        f"{peak} MB at most.",
        f"One batch of {MOST:,} companies with every answer given: {took:.1f} s, {largest} MB at most.",
    ]
    heads = ["what", "requests", "p50", "p95", "p99"]
    command = f"python benchmarks/serving.py --requests {chosen.requests} --clients {chosen.clients} "
    text = table(heads, rows) + "\n\n" + "\n".join(f"- {note}" for note in notes)
    publish("Serving", f"{command}--seconds {chosen.seconds}", text)


def serve(port: int) -> None:
    """The application and, under `/bare`, the endpoint that it is compared with, behind waitress."""
    import waitress
    from flask import Flask, Response, request
    from werkzeug.middleware.dispatcher import DispatcherMiddleware

    from scoring import profile_model, shipped_book
    from web import create_app

    bare, model = Flask("bare"), profile_model(shipped_book())
    answer = bytearray()

    @bare.post("/assessments")
    def assessments() -> Response:
        model.model_validate(request.get_json())
        return Response(bytes(answer), content_type="application/json")

    @bare.post("/size/<int:size>")
    def size(size: int) -> str:
        answer[:] = b" " * size
        return ""

    waitress.serve(DispatcherMiddleware(create_app(), {"/bare": bare}), port=port, threads=8)


@contextmanager
def served(body: bytes) -> Iterator[tuple[int, float, subprocess.Popen[bytes], str]]:
    """A server in a process of its own: its port, the seconds until it first answered, the process, and a token."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        given = {"RATE": "off", "COSTLY_RATE": "off", "INSTANCE": folder, "SECRET_KEY": secrets.token_hex(32)}
        given["DATABASE_URL"] = ""
        environment = os.environ | {f"UPSLOPE_{name}": text for name, text in given.items()}
        began = perf_counter()
        with (Path(folder) / "log").open("wb") as log:
            command = [sys.executable, __file__, "--serve", str(port)]
            process = subprocess.Popen(command, env=environment, stderr=log)
        try:
            size = len(first_answer(port, body, process))
            start = perf_counter() - began
            ask(HTTPConnection("127.0.0.1", port), f"/bare/size/{size}", b"")
            yield port, start, process, made_token(Path(folder))
        finally:
            process.terminate()
            process.wait()


def made_token(instance: Path) -> str:
    """A token of the server whose instance folder this is."""
    from store.engine import disposed
    from store.opening import open_store
    from store.people.tokens import add_token
    from store.place import FILE, file_url

    with disposed(open_store(file_url(instance / FILE))) as engine:
        return add_token(engine, "benchmark", ["rank"], actor="program", days=1)[1]


def first_answer(port: int, body: bytes, process: subprocess.Popen[bytes]) -> bytes:
    """Ask until the server answers."""
    while process.poll() is None:
        try:
            status, answer = ask(HTTPConnection("127.0.0.1", port), OURS, body)
        except ConnectionRefusedError:
            sleep(0.02)
            continue
        if status == HTTPStatus.OK:
            return answer
        raise SystemExit(f"the first request was answered with {status}: {answer.decode()}")
    raise SystemExit("the server ended before it answered")


def ask(client: HTTPConnection, path: str, body: bytes, token: str = "") -> tuple[int, bytes]:
    """Send one request and read the whole answer."""
    bearer = {"Authorization": f"Bearer {token}"} if token else {}
    client.request("POST", path, body, {"Content-Type": "application/json", **bearer})
    response = client.getresponse()
    return response.status, response.read()


def timed(client: HTTPConnection, path: str, body: bytes, token: str = "") -> tuple[float, int]:
    """Milliseconds that one request took, and its status."""
    began = perf_counter()
    status, _ = ask(client, path, body, token)
    return 1000 * (perf_counter() - began), status


def in_turn(port: int, profiles: Sequence[object], bodies: Sequence[bytes], rounds: int) -> list[list[float]]:
    """Milliseconds of the bare endpoint, of ours and of `assess()` in process, in turn, so that all share the noise.

    The first round over all companies fills caches and does not count.
    """
    from scoring import assess

    client = HTTPConnection("127.0.0.1", port)
    times: list[list[float]] = [[], [], []]
    for _, profile, body in zip(range(rounds + COMPANIES), cycle(profiles), cycle(bodies), strict=False):
        for path, kept in zip((BARE, OURS), times, strict=False):
            took, status = timed(client, path, body)
            if status != HTTPStatus.OK:
                raise SystemExit(f"{path} answered with {status}")
            kept.append(took)
        began = perf_counter()
        assess(profile)
        times[2].append(1000 * (perf_counter() - began))
    return [each[COMPANIES:] for each in times]


def crowd(port: int, bodies: Sequence[bytes], clients: int, seconds: int) -> tuple[list[float], int]:
    """Milliseconds of all requests of keep-alive clients that ask without a pause, and how many went wrong."""
    until = perf_counter() + seconds

    def one(number: int) -> list[tuple[float, int]]:
        client, found = HTTPConnection("127.0.0.1", port), []
        own = cycle(bodies[number % len(bodies) :])
        while perf_counter() < until:
            try:
                found.append(timed(client, OURS, next(own)))
            except OSError:
                client.close()
                found.append((0.0, 0))
        return found

    with ThreadPoolExecutor(clients) as pool:
        found = [each for part in pool.map(one, range(clients)) for each in part]
    return [took for took, status in found if status == HTTPStatus.OK], sum(
        status != HTTPStatus.OK for _, status in found
    )


def one_batch(port: int, process: subprocess.Popen[bytes], token: str) -> tuple[float, int]:
    """Seconds that the largest batch takes, and the megabytes of memory that the server held at most meanwhile."""
    profile = json.loads(EXAMPLE.read_text(encoding="utf-8"))
    body = json.dumps({"profiles": [profile] * MOST}).encode()
    Path(f"/proc/{process.pid}/clear_refs").write_text("5", encoding="ascii")  # forget the peak so far
    took, status = timed(HTTPConnection("127.0.0.1", port), MANY, body, token)
    if status != HTTPStatus.OK:
        raise SystemExit(f"the batch was answered with {status}")
    return took / 1000, memory(process, "VmHWM")


def memory(process: subprocess.Popen[bytes], kind: str) -> int:
    """Megabytes of memory of a process: `VmRSS` now, `VmHWM` at most."""
    lines = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii").splitlines()
    return int(next(line for line in lines if line.startswith(kind)).split()[1]) // 1000


def spread(times: Sequence[float]) -> list[str]:
    """Cells of a row: how many, and the percentiles."""
    cuts = quantiles(times, n=100)
    return [f"{len(times):,}", *(f"{cuts[number - 1]:.1f} ms" for number in (50, 95, 99))]


if __name__ == "__main__":
    main()
