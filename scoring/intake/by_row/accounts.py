"""The annual accounts of one row: figures gathered by year, years counted back from the as-of date of the row."""

from datetime import date
from functools import cache
from typing import Any, Final

from scoring.intake.funding.one_row import Contradiction
from scoring.intake.headings.accounts import ACCOUNTS, YEARS_BACK
from scoring.text import both

_ONE_FIGURE: Final = both(
    "one figure for one year: correct or remove one of the columns", "同一年只有一个数：更正或删掉其中一列"
)


def accounts_of(values: dict[str, Any], as_of: date) -> list[dict[str, Any]]:
    """Entries as a profile has them, the earliest year first; none for a year of which nothing is told.

    Raises Contradiction where a calendar year and a year counted back are the same, and their figures differ.
    """
    found: dict[int, dict[str, Any]] = {}
    for field, value in values.items():
        place = _place(field)
        if place is None or value is None:
            continue
        year = as_of.year - place[0] if place[0] in YEARS_BACK else place[0]
        entry = found.setdefault(year, {"year": year})
        if entry.setdefault(place[1], value) != value:
            raise _differ(field, year, entry[place[1]], value)
    return [found[year] for year in sorted(found)]


@cache
def _place(field: str) -> tuple[int, str] | None:
    """Year and figure of a field of accounts; None for another field."""
    if not field.startswith(ACCOUNTS):
        return None
    _, year, figure = field.split(".")
    return int(year), figure


def _differ(field: str, year: int, one: float, other: float) -> Contradiction:
    en = f"also means the year {year}, of which another column has {one:,.10g} yuan; this one has {other:,.10g}"
    zh = f"指的也是 {year} 年，另一列写的是 {one:,.10g} 元，这一列却是 {other:,.10g} 元"
    return Contradiction(field, en, zh, _ONE_FIGURE)
