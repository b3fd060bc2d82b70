"""Annual accounts of the form: columns of a table, one a year ↔ the list `accounts` of a profile."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from scoring.errors import Problem, Wrong
from web.forms import typed
from web.forms.fields import ACCOUNT_PARTS, ACCOUNTS, YEAR, Fields, account_field, count_years, first

YEARS: Final = 3
"""How many years official programmes look back."""


@dataclass(frozen=True)
class YearColumn:
    """A column of the table: its number in the names of its fields, and the year as it stands above it."""

    number: int
    year: str


def accounts_from(fields: Fields, problems: list[Problem]) -> dict[str, Any]:
    """The key `accounts` of the mapping, left out where no figure is given; amounts in yuan."""
    years = [_year_from(fields, column, problems) for column in range(count_years(fields))]
    return {ACCOUNTS: years} if years else {}


def _year_from(fields: Fields, column: int, problems: list[Problem]) -> dict[str, Any]:
    told: dict[str, Any] = {}
    for part in ACCOUNT_PARTS:
        name = account_field(column, part)
        if not (text := first(fields, name)):
            continue
        try:
            told[part] = typed.read_year(text) if part == YEAR else typed.read_yuan(text)
        except Wrong as wrong:
            problems.append(Problem("", wrong.text, name, expected=wrong.expected))
            told[part] = text
    return told


def accounts_to(mapping: Mapping[str, Any]) -> Fields:
    """Fields of the accounts of a mapping."""
    accounts = mapping.get(ACCOUNTS)
    fields: Fields = {}
    for column, year in enumerate(accounts if isinstance(accounts, list) else []):
        told = year if isinstance(year, Mapping) else {YEAR: year}
        for part in ACCOUNT_PARTS:
            if told.get(part) is not None:
                write = typed.write_number if part == YEAR else typed.write_yuan
                fields[account_field(column, part)] = [write(told[part])]
    return fields


def year_columns(fields: Fields, today: date) -> list[YearColumn]:
    """Columns of the table, the latest year first: those filled in, and empty ones for the years that are missing.

    The years asked for are the last whole ones before the as-of date in `fields`, else before `today`.
    """
    given = [YearColumn(number, first(fields, account_field(number, YEAR))) for number in range(count_years(fields))]
    last = _as_of(fields, today).year - 1
    wanted = [str(last - back) for back in range(YEARS)]
    missing = [year for year in wanted if year not in {column.year for column in given}]
    more = missing[: max(0, YEARS - len(given))]
    columns = given + [YearColumn(len(given) + place, year) for place, year in enumerate(more)]
    # A year that can't be read stands last: there is no place for it.
    return sorted(columns, key=lambda column: -int(column.year) if column.year.isdecimal() else 0)


def _as_of(fields: Fields, today: date) -> date:
    try:
        return date.fromisoformat(typed.read_date(first(fields, "as_of")))
    except (Wrong, ValueError):
        return today
