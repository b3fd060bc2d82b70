"""Cheap hashes for every test of people, and a clock for those that ask."""

import pytest
from people_making import Clock, cheap_hashes, set_clock


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    cheap_hashes(monkeypatch)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The time as the store takes it."""
    return set_clock(monkeypatch)
