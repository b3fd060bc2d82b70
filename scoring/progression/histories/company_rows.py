"""The tables beside the events: what is known of companies, and acquisitions."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from scoring.errors import Problem, Wrong
from scoring.intake.by_row.reader import RejectedRow
from scoring.progression.histories.company_events import day_of_partial
from scoring.progression.histories.event_rows import where_of
from scoring.progression.histories.events import Market
from scoring.progression.histories.markets import NOWHERE, Where
from scoring.progression.histories.sectors import sector_name
from scoring.progression.histories.sheet import Sheet, open_sheet
from scoring.text import Text, both

_AGAIN: Final = both("a company that stands further up: the first row counts", "前面已有这家公司，以第一行为准")
_ACQUIRED: Final = (("acquired", both("acquisition dates", "收购日期")),)
_NO_DATE: Final = (
    both("no date of acquisition", "没有收购日期"),
    both("a date such as 2012-10-03", "日期，例如 2012-10-03"),
)


@dataclass(frozen=True)
class CompanyFacts:
    """What a companies table tells of a company. Nothing of it changes after founding, or it would look ahead:
    status, totals, number of rounds and dates of the last round are as of the table's own day and are never read.
    """

    name: str
    founded: str | None
    sector: str
    where: Where


@dataclass(frozen=True)
class Acquisition:
    """One acquisition: who was acquired, when, in which sector and market (None: neither or not known)."""

    company: str
    day: int
    sector: str
    market: Market | None


def read_companies(path: Path, own: dict[str, str | None]) -> tuple[dict[str, CompanyFacts], list[RejectedRow], Sheet]:
    """Facts by company id (or name, in a table without ids), and the rows that can't be used. Raises InputError."""
    sheet = open_sheet(path, own, ())
    found: dict[str, CompanyFacts] = {}
    rejected: list[RejectedRow] = []
    for number, values, problems in sheet.rows(rejected):
        company = values.get("company_id") or values.get("name") or ""
        where = _where(sheet, number, values, problems)
        if problems or not company:
            rejected.append(RejectedRow(number, company, problems or [_nameless(sheet, number)]))
        elif company in found:
            sheet.notes.add(sheet.header("name"), _AGAIN, number, company)
        else:
            name = values.get("name") or company
            found[company] = CompanyFacts(name, values.get("founded"), values.get("sectors") or "", where)
    return found, rejected, sheet


def read_acquisitions(path: Path, own: dict[str, str | None]) -> tuple[list[Acquisition], list[RejectedRow], Sheet]:
    """Dated acquisitions, and the rows that can't be used. Raises InputError."""
    sheet = open_sheet(path, own, _ACQUIRED)
    found: list[Acquisition] = []
    rejected: list[RejectedRow] = []
    for number, values, problems in sheet.rows(rejected):
        company = values.get("company_id") or values.get("name") or ""
        where = _where(sheet, number, values, problems)
        day = _day(sheet, number, values.get("acquired"), problems)
        if problems or not company or day is None:
            rejected.append(RejectedRow(number, company, problems or [_nameless(sheet, number)]))
            continue
        sector = sector_name(values.get("sectors") or "", where.market) if where.market else ""
        found.append(Acquisition(company, day, sector, where.market))
    return found, rejected, sheet


def _where(sheet: Sheet, number: int, values: dict[str, object], problems: list[Problem]) -> Where:
    try:
        return where_of(sheet, number, values)
    except Wrong as error:
        problems.append(sheet.problem(number, "region", error.text, error.expected, str(values.get("region") or "")))
        return NOWHERE


def _day(sheet: Sheet, number: int, acquired: object, problems: list[Problem]) -> int | None:
    message: tuple[Text, Text | None] = _NO_DATE
    try:
        if acquired:
            return day_of_partial(str(acquired))[0]
    except Wrong as error:
        message = error.text, error.expected
    if not problems:
        problems.append(sheet.problem(number, "acquired", *message))
    return None


def _nameless(sheet: Sheet, number: int) -> Problem:
    expected = both("the id or the name of the company", "公司编号或名称")
    return sheet.problem(number, "name", both("no company", "没有公司"), expected)
