"""Cohorts take their turn with batches, keep to their limits, and end where nobody waits any more."""

import threading
import time
from pathlib import Path
from typing import Any

import pytest
from asking import MANY, ONE, PROFILE, problem_of
from cohorting import COMPARE, PROFILES, RANK, TABLE, order, send
from flask import Flask
from flask.testing import FlaskClient
from sending import made, with_token

from web.api import cohorts


def test_a_cohort_and_a_batch_are_not_under_way_at_the_same_time(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, go_on, real = threading.Event(), threading.Event(), cohorts.rank

    def held(*given: Any, **options: Any) -> Any:
        begun.set()
        go_on.wait(10)
        return real(*given, **options)

    monkeypatch.setattr(cohorts, "rank", held)
    statuses: list[int] = []
    client = with_token(app.test_client())
    first = threading.Thread(target=lambda: statuses.append(send(client, RANK, table=TABLE).status_code))
    first.start()
    assert begun.wait(10)
    for refused in (send(client, RANK, table=TABLE), client.post(MANY, json={"profiles": [PROFILE]})):
        problem_of(refused, 503)
        assert int(refused.headers["Retry-After"]) == 10
    assert client.post(ONE, json=PROFILE).status_code == 200
    go_on.set()
    first.join()
    assert statuses == [200]
    assert client.post(MANY, json={"profiles": [PROFILE]}).status_code == 200


def test_a_cohort_that_is_refused_leaves_room_for_the_next(client: FlaskClient) -> None:
    problem_of(send(client, RANK, table=b""), 422)
    assert order(send(client, RANK, table=TABLE)) == ["Strong", "Middling", "Weak"]


def test_a_ranking_given_up_stops_at_its_next_step(monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[str] = []

    def slow(*_: Any, tell: Any, **__: Any) -> None:
        for step in ("reading", "drawing", "wording"):
            steps.append(step)
            time.sleep(0.7)
            tell(step, 0.5)

    client = with_token(made(time_limit="1").test_client())
    monkeypatch.setattr(cohorts, "rank", slow)
    given_up = send(client, RANK, table=TABLE)
    problem_of(given_up, 503)
    assert int(given_up.headers["Retry-After"]) > 0
    time.sleep(1)
    assert steps == ["reading", "drawing"]
    monkeypatch.undo()
    assert send(client, RANK, "draws=0", table=TABLE).status_code == 200


def test_more_draws_than_there_is_time_for_are_refused(client: FlaskClient) -> None:
    many = {"profiles": [{"name": f"Company {number}"} for number in range(400)]}
    problem = problem_of(client.post(f"{RANK}?draws=100000&lang=en", json=many), 422)
    assert [error["parameter"] for error in problem["errors"]] == ["draws"]
    assert problem["errors"][0]["expected"] == "at most 37,500"
    few = client.post(f"{COMPARE}?draws=100000&first=1&second=2", json={"profiles": PROFILES})
    assert few.json["draws"] == 100_000


def test_cohorts_have_a_size_limit_of_their_own() -> None:
    client = with_token(made(cohort_limit="2", body_limit="1").test_client())
    padded = TABLE + ",,,,,\n" * 200_000
    assert 1_000_000 < len(padded) < 2_000_000
    assert order(send(client, RANK, "draws=0", table=padded)) == ["Strong", "Middling", "Weak"]
    problem_of(send(client, RANK, table=padded * 2), 413)
    problem_of(client.post(RANK, data=b'"' + b"x" * 2_100_000 + b'"', content_type="application/json"), 413)


def test_cohorts_share_the_rate_of_costly_requests() -> None:
    client = with_token(made(costly_rate="1/minute").test_client())
    assert send(client, RANK, "draws=0", table=TABLE).status_code == 200
    problem_of(send(client, RANK, table=TABLE), 429)


def test_nothing_is_left_on_disk(client: FlaskClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert send(client, RANK, "draws=0", table=TABLE, rules="seats: 1\n", before=TABLE).status_code == 200
    problem_of(send(client, RANK, table=b"%PDF"), 422)
    client.post(RANK, json={"profiles": PROFILES, "rules": {"seats": 1}})
    assert list(tmp_path.iterdir()) == []
