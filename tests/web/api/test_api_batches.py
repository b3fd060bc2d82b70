"""Batches: one at a time, given up when nobody waits any more, and gone with their answer."""

import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from asking import MANY, ONE, PROFILE, problem_of
from flask import Flask
from flask.testing import FlaskClient
from sending import made, with_token

from web.api import batches

BATCH = {"profiles": [PROFILE, {"name": 7}, PROFILE]}


@pytest.fixture
def scored(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many profiles were scored together, part by part."""
    sizes, real = [], batches.assess_many

    def counted(profiles: list[Any], **options: Any) -> Iterator[Any]:
        sizes.append(len(profiles))
        return real(profiles, **options)

    monkeypatch.setattr(batches, "assess_many", counted)
    return sizes


def test_while_one_batch_is_under_way_others_are_told_to_come_back_and_all_else_is_answered(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on, real = threading.Event(), threading.Event(), batches.assess_many

    def held(*given: Any, **options: Any) -> Iterator[Any]:
        begun.set()
        go_on.wait(10)
        return real(*given, **options)

    monkeypatch.setattr(batches, "assess_many", held)
    statuses: list[int] = []
    client = with_token(app.test_client())
    first = threading.Thread(target=lambda: statuses.append(client.post(MANY, json=BATCH).status_code))
    first.start()
    assert begun.wait(10)
    refused = client.post(MANY, json=BATCH)
    problem_of(refused, 503)
    assert int(refused.headers["Retry-After"]) == 10
    assert client.post(ONE, json=PROFILE).status_code == 200
    go_on.set()
    first.join()
    assert statuses == [200]
    assert client.post(MANY, json=BATCH).status_code == 200


def test_a_batch_that_is_refused_leaves_room_for_the_next(client: FlaskClient) -> None:
    problem_of(client.post(MANY, json={"profiles": []}), 422)
    assert client.post(MANY, json=BATCH).status_code == 200


def test_a_batch_given_up_stops_at_its_next_part(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = []

    def slow(*_: Any, **__: Any) -> Iterator[Any]:
        parts.append(1)
        time.sleep(1.2)
        return iter(())

    monkeypatch.setattr(batches, "assess_many", slow)
    client = with_token(made(time_limit="1").test_client())
    given_up = client.post(MANY, json={"profiles": [{"name": 7}] * 1000})
    problem_of(given_up, 503)
    assert int(given_up.headers["Retry-After"]) > 0
    monkeypatch.undo()
    time.sleep(0.8)
    assert len(parts) == 1
    assert client.post(MANY, json=BATCH).status_code == 200


def test_a_batch_is_scored_in_parts_and_each_result_is_the_one_of_its_company(
    client: FlaskClient, scored: list[int]
) -> None:
    profiles: list[dict[str, Any]] = [PROFILE | {"name": f"Company {number}"} for number in range(120)]
    profiles[60] = {"name": 7}
    response = client.post(MANY, json={"profiles": profiles})
    assert scored == [50, 49, 20]
    assert int(response.headers["Content-Length"]) == len(response.data) > 1_000_000
    results = response.json["results"]
    assert [item["index"] for item in results] == list(range(120))
    assert results[60]["assessment"] is None
    for at in (0, 49, 50, 61, 119):
        assert results[at]["assessment"] == client.post(ONE, json=profiles[at]).json
