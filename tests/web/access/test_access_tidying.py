"""The server keeps the retention period by itself, and goes on where that fails once."""

import logging
import threading
from pathlib import Path

import pytest
from sending import made

from scoring.errors import InputError, Problem
from scoring.text import both
from web.access import tidying


def test_the_store_is_tidied_by_the_period_that_was_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[int, str]] = []
    done = threading.Event()

    def tidy(_store: object, days: int, *, actor: str) -> None:
        asked.append((days, actor))
        done.set()

    monkeypatch.setattr(tidying, "tidy", tidy)
    tidying.begin_tidying(made(tmp_path, retention_days="30"), first=0.0)
    assert done.wait(10)
    assert asked == [(30, "program")]


def test_a_failure_is_logged_and_not_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    app = made(tmp_path)
    for error in (InputError([Problem("store", both("is full", "已满"))]), RuntimeError("secret of a company")):

        def fail(*_: object, error: Exception = error, **__: object) -> None:
            raise error

        monkeypatch.setattr(tidying, "tidy", fail)
        with caplog.at_level(logging.ERROR):
            tidying.tidy_once(app)
    assert "is full" in caplog.text
    assert "RuntimeError" in caplog.text
    assert "secret of a company" not in caplog.text
