"""What a request for a cohort holds once it is read, whichever way it was sent."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import current_app

from scoring import shipped_book
from scoring.cohort.cohort import Cohort, read_cohort
from scoring.intake import Intake
from scoring.judges.marks import Marks
from scoring.shortlist.rules import ShortlistRules
from web.timelimit import check_time


@dataclass(frozen=True)
class Sent:
    """A cohort, and what there is beside it."""

    cohort: Cohort
    marks: Marks | None = None
    rules: ShortlistRules | None = None
    before: Cohort | None = None


@dataclass(frozen=True)
class Days:
    """The as-of dates of a cohort and of the earlier one."""

    now: date
    before: date

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> "Days":
        """The dates among the options: today, and the same, where none are given."""
        now = values.get("as_of") or date.today()
        return cls(now, values.get("before_as_of") or now)


def scored(intake: Intake, as_of: date) -> Cohort:
    """The cohort of an intake. Raises TooSlow."""
    check_time()
    cohort = read_cohort(intake, as_of=as_of, book=shipped_book())
    check_time()
    return cohort


def size_limit() -> int:
    """Largest body of a cohort in bytes."""
    limit: int = current_app.config["UPSLOPE"].cohort_limit
    return limit
