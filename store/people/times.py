"""Reckoning with times as the store keeps them: text in UTC that sorts by time."""

from datetime import datetime, timedelta
from typing import Final

MINUTE: Final = timedelta(minutes=1)


def shifted(time: str, by: timedelta) -> str:
    """The time that is `by` later; earlier where it is negative."""
    later = datetime.fromisoformat(time) + by
    return later.isoformat(timespec="microseconds").replace("+00:00", "Z")


def between(start: str, end: str) -> timedelta:
    """How long it is from one time to another; negative where the clock was set back meanwhile."""
    return datetime.fromisoformat(end) - datetime.fromisoformat(start)
