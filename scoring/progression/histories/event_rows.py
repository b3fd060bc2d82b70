"""One row of an event table into one round, or why it is none."""

from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from scoring.errors import Problem, Wrong
from scoring.intake.by_row.reader import RejectedRow
from scoring.intake.cells.quantities import Amount
from scoring.intake.cells.values import quoted, shown
from scoring.intake.cells.words import UNFUNDED
from scoring.intake.funding.one_row import NO_ROUND
from scoring.progression.histories.company_events import Round, day_of_partial, usd_of
from scoring.progression.histories.markets import Where, where_is
from scoring.progression.histories.sheet import Sheet
from scoring.text import Text, both

NEEDED: Final = (("round_date", both("round dates", "融资日期")), ("round", both("rounds", "轮次")))
NO_CURRENCY: Final = both(
    "no currency is written: read as US dollars for a US company and as yuan for a Chinese one",
    "没有写币种：美国公司按美元、中国公司按人民币读取",
)
_NO_COMPANY: Final = both("no company", "没有公司"), both("the id or the name of the company", "公司编号或名称")
_NO_DATE: Final = (
    both("the round has no date", "这一轮没有日期"),
    both("a date such as 2019-03-21 or 2019-03", "日期，例如 2019-03-21 或 2019-03"),
)
_ONE_CURRENCY: Final = both("one currency", "同一个币种")
_OF: Final = {"us": "USD", "cn": "CNY", None: "USD"}


class EventRow(NamedTuple):
    """What a row tells of its round and its company; `round` None: it says that the company was never funded."""

    number: int
    id: str
    name: str
    round: Round | None
    sector: str
    where: Where
    founded: str | None


@dataclass
class EventRows:
    """Rows of a table by company, in the order of the table; and those that can't be used."""

    by_company: dict[str, list[EventRow]] = field(default_factory=dict)
    rejected: list[RejectedRow] = field(default_factory=list)
    incomplete: dict[str, RejectedRow] = field(default_factory=dict)
    """The first rejected row of each company that has one, by the company's id."""


def read_rows(sheet: Sheet) -> EventRows:
    """Read all rows of an event table."""
    found = EventRows()
    for number, values, problems in sheet.rows(found.rejected):
        company = values.get("company_id") or values.get("name") or ""
        row = _event(sheet, number, company, values, problems)
        if row:
            found.by_company.setdefault(company, []).append(row)
            continue
        found.rejected.append(RejectedRow(number, values.get("name") or company, problems))
        if company:
            found.incomplete.setdefault(company, found.rejected[-1])
    return found


def where_of(sheet: Sheet, number: int, values: dict[str, Any]) -> Where:
    """Where the company of a row is. Raises Wrong."""
    where = where_is(*(values.get(part) or "" for part in ("country", "province", "region", "city")))
    if where.market and where.remark:
        sheet.notes.add(sheet.header("region"), where.remark, number, values.get("region") or "")
    return where


def _event(sheet: Sheet, number: int, company: str, values: dict[str, Any], problems: list[Problem]) -> EventRow | None:
    """The event of a row; None when there are problems, those found here included."""

    def fault(name: str, message: Text, expected: Text | None) -> None:
        problems.append(sheet.problem(number, name, message, expected, str(values.get(name) or "")))

    if not company and not problems:
        fault("name", *_NO_COMPANY)
    where, what = Where(None), None
    try:
        where = where_of(sheet, number, values)
    except Wrong as error:
        fault("region" if values.get("region") else "country", error.text, error.expected)
    if not problems and values["round"] != UNFUNDED:
        try:
            what = _round(sheet, number, values, where)
        except _Fault as error:
            fault(error.field, error.text, error.expected)
    if problems:
        return None
    name = values.get("name") or company
    return EventRow(number, company, name, what, values.get("sectors") or "", where, values.get("founded"))


class _Fault(Wrong):
    """A value that can't be used, with its field."""

    def __init__(self, field: str, text: Text, expected: Text | None) -> None:
        super().__init__(text.en, text.zh, expected)
        self.field = field


def _round(sheet: Sheet, number: int, values: dict[str, Any], where: Where) -> Round:
    """The round of a row. Raises _Fault."""
    if not values["round_date"]:
        raise _Fault("round_date", *_NO_DATE)
    if not values["round"]:
        sheet.notes.add(sheet.header("round"), NO_ROUND, number)
    try:
        day, month_only = day_of_partial(values["round_date"])
    except Wrong as error:
        raise _Fault("round_date", error.text, error.expected) from None
    amount: Amount | None = values.get("amount")
    usd, currency = float("nan"), values.get("currency")
    if amount:
        currency = _currency(sheet, number, amount, currency, where)
        try:
            usd = usd_of(amount.low, amount.high, currency)
        except Wrong as error:
            raise _Fault("amount", error.text, error.expected) from None
    investors = tuple(values.get("investors") or ())
    return Round(day, month_only, values["round"] or "undisclosed", usd, currency == "USD", investors)


def _currency(sheet: Sheet, number: int, amount: Amount, column: str | None, where: Where) -> str:
    written = amount.currency
    if written and column and written != column:
        en = f"the amount is in {written}, the currency column says {shown(column)}"
        zh = f"金额的币种是 {written}，币种列写的是{quoted(column)}"
        raise _Fault("amount", both(en, zh), _ONE_CURRENCY)
    if not (written or column):
        sheet.notes.add(sheet.header("amount"), NO_CURRENCY, number)
    return written or column or _OF[where.market]
