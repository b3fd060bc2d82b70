"""Days, months and half-years as the model counts them."""

from calendar import monthrange
from datetime import date, timedelta
from typing import Final

MONTH: Final = 30.4375
"""Days in a mean month."""
HALF_YEAR: Final = 6 * MONTH

EPOCH: Final = date(1970, 1, 1)


def day_of(when: date) -> int:
    """Days from 1970-01-01 to a date."""
    return (when - EPOCH).days


def date_of(day: int) -> date:
    """The reverse of `day_of`."""
    return EPOCH + timedelta(days=day)


def add_months(when: date, months: int) -> date:
    """The same day of the month `months` later (earlier if negative), or that month's last day."""
    year, month = divmod(when.year * 12 + when.month - 1 + months, 12)
    return date(year, month + 1, min(when.day, monthrange(year, month + 1)[1]))
