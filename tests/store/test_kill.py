"""A writer killed at any moment: every write it acknowledged is there, none is half there."""

import random

from sqlalchemy import URL
from writers import Told, kill_once, missing

KILLS = 5


def test_killed_writers_lose_nothing(url: URL) -> None:
    """The full bar is `benchmarks/kill.py --times 200`."""
    chance, heard = random.Random(7), Told([], [])
    for _ in range(KILLS):
        once = kill_once(url, chance.uniform(0.05, 0.6))
        heard.kept += once.kept
        heard.faults += once.faults
    assert missing(url, heard) == []
    assert len(heard.kept) > KILLS
