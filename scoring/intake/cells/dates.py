"""Dates as people write them, kept as exactly as they are known: '2019年3月', 'May 2017', an Excel serial."""

import re
from datetime import date, datetime, timedelta
from typing import Final

from scoring.errors import Wrong
from scoring.intake.cells.values import Cell, Read, as_text, plain, quoted, shown
from scoring.text import both

EXPECTED: Final = both(
    "a date such as 2019, 2019-03, 2019-03-21 or 2019年3月", "日期，例如 2019、2019-03、2019-03-21 或 2019年3月"
)
YEAR_ONLY: Final = both("only the year is given", "只写了年份")
QUARTER: Final = both("a quarter is read as its year", "季度按所在年份读取")
PART: Final = both("a part of a year is read as the year", "半年、年初、年底等按所在年份读取")
SHORT_YEAR: Final = both(
    "a year of two digits is read as 1950 to 2049, so Jan-20 is January 2020",
    "两位数的年份按 1950 至 2049 年读取，例如 Jan-20 是 2020 年 1 月",
)
SERIAL: Final = both("a spreadsheet's day number is read as its date", "表格软件的日期序号已换算为日期")

_EPOCH: Final = date(1899, 12, 30)
_SERIALS: Final = (18264, 73051)  # 1950 to 2100
_YEARS: Final = range(1900, 2200)
_MONTHS_A_YEAR: Final = 12
_LAST_CENTURY: Final = 50
_SHORT: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LONG: Final = ("january", "february", "march", "april", "may", "june", "july", "august", "september",
                "october", "november", "december")  # fmt: skip
_MONTHS: Final = {name: number for names in (_SHORT, _LONG) for number, name in enumerate(names, start=1)}
_MONTHS["sept"] = 9
_NAME: Final = "|".join(sorted(_MONTHS, key=len, reverse=True))
_TIME: Final = r"(?:[t ]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:z|[+-]\d{2}:?\d{2})?)?"
_YMD: Final = re.compile(rf"(\d{{4}})\s*[-/.年]\s*(\d{{1,2}})\s*(?:[-/.月]\s*(\d{{1,2}})\s*日?|月)?{_TIME}")
_YEAR: Final = re.compile(r"(\d{4})\s*年?")
_COMPACT: Final = re.compile(r"(\d{4})(\d{2})(\d{2})?")
_QUARTER: Final = re.compile(r"(\d{4})\s*年?\s*[-/]?\s*(?:q[1-4]|第?[一二三四1-4]季度?)|q[1-4]\s*[-/]?\s*(\d{4})")
_PART: Final = re.compile(r"(\d{4})\s*年?\s*(?:[上下]半年|初|中|底|末|h[12])|h[12]\s*[-/]?\s*(\d{4})")
_MY: Final = re.compile(r"(\d{1,2})\s*[-/]\s*(\d{4})")
_SHORT_YEAR: Final = re.compile(rf"(?P<m>{_NAME})\.?\s*[-/'’]\s*(?P<y>\d{{2}})")
_DMY: Final = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_NAMED: Final = (
    re.compile(rf"(?P<m>{_NAME})\.?\s+(?:(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s+)?(?P<y>\d{{4}})"),
    re.compile(rf"(?:(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+)?(?P<m>{_NAME})\.?[\s,-]+(?P<y>\d{{4}})"),
)


def parse_date(cell: Cell) -> Read:
    """Read a date into 'YYYY', 'YYYY-MM' or 'YYYY-MM-DD', never more exact than the text.

    Raises Wrong for text that is no date, an impossible day, or an unclear order of day and month.
    """
    if isinstance(cell, datetime):
        return Read(cell.date().isoformat())
    if isinstance(cell, date):
        return Read(cell.isoformat())
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        raise _no_date(cell)
    text = plain(as_text(cell))
    found = _from_numbers(text) or _from_words(text, cell)
    if found is None:
        raise _no_date(cell)
    return found


def _no_date(cell: Cell) -> Wrong:
    return Wrong(f"{shown(cell)} is no date", f"{quoted(cell)}不是日期", EXPECTED)


def _from_numbers(text: str) -> Read | None:
    if match := _YEAR.fullmatch(text):
        return Read(_checked(text, match[1]), YEAR_ONLY)
    if match := _YMD.fullmatch(text):
        return Read(_checked(text, *match.groups()))
    if match := _MY.fullmatch(text):
        return Read(_checked(text, match[2], match[1]))
    if match := _COMPACT.fullmatch(text):
        return Read(_checked(text, *match.groups()))
    if re.fullmatch(r"\d{5}(?:\.\d+)?", text) and _SERIALS[0] <= float(text) < _SERIALS[1]:
        return Read((_EPOCH + timedelta(days=int(float(text)))).isoformat(), SERIAL)
    return None


def _from_words(text: str, cell: Cell) -> Read | None:
    if match := _QUARTER.fullmatch(text):
        return Read(_checked(text, match[1] or match[2]), QUARTER)
    if match := _PART.fullmatch(text):
        return Read(_checked(text, match[1] or match[2]), PART)
    if match := _SHORT_YEAR.fullmatch(text):
        century = "20" if int(match["y"]) < _LAST_CENTURY else "19"
        return Read(_checked(text, century + match["y"], str(_MONTHS[match["m"]])), SHORT_YEAR)
    for pattern in _NAMED:
        if match := pattern.fullmatch(text):
            return Read(_checked(text, match["y"], str(_MONTHS[match["m"]]), match["d"]))
    if match := _DMY.fullmatch(text):
        first, second = int(match[1]), int(match[2])
        if max(first, second) <= _MONTHS_A_YEAR and first != second:
            en = f"in {shown(cell)} it is unclear which is the day and which the month"
            raise Wrong(en, f"{quoted(cell)}分不清哪个是月、哪个是日", EXPECTED)
        day, month = (first, second) if second <= _MONTHS_A_YEAR else (second, first)
        return Read(_checked(text, match[3], str(month), str(day)))
    return None


def _checked(text: str, year: str, month: str | None = None, day: str | None = None) -> str:
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        raise Wrong(f"{shown(text)} is not in the calendar", f"日历上没有{quoted(text)}这一天", EXPECTED) from None
    if int(year) not in _YEARS:
        zh = f"{quoted(text)}不在 1900 至 2199 年之间"
        raise Wrong(f"{shown(text)} lies outside the years 1900 to 2199", zh, EXPECTED)
    return year + (f"-{int(month):02d}" if month else "") + (f"-{int(day):02d}" if day else "")
