"""Dates as months, so that spans of time are differences: day precision where known, else the middle."""

from datetime import date
from functools import lru_cache

from scoring.profile.values import earliest, latest

DAYS_PER_MONTH = 365.2425 / 12


def months(day: date) -> float:
    """Months since year 0 on the proleptic calendar, as a fraction."""
    return day.toordinal() / DAYS_PER_MONTH


@lru_cache(maxsize=65_536)
def month_bounds(partial: str) -> tuple[float, float]:
    """First and middle moment, in months, of a date known to the year, month or day."""
    first, last = earliest(partial), latest(partial)
    return months(first), (months(first) + months(last)) / 2
