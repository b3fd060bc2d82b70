"""Numbers and dates of conditions: read from text into spans, and written out for people."""

import math
import re
from datetime import date
from typing import Final

from scoring.errors import Wrong, quoted, shortened
from scoring.profile.values import earliest, latest
from scoring.shortlist.fields import Field
from scoring.text import Lang, Text, both

Span = tuple[float, float]
_NUMBER: Final = re.compile(r"([+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\s*(%?)", re.ASCII)
_DATE: Final = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?|年)?", re.ASCII)
_HUNDRED: Final = 100.0
_FIRST_YEAR: Final = 1900


def number(text: str, field: Field) -> Span:
    """A number in the unit of the field. Raises Wrong."""
    match = _NUMBER.fullmatch(text)
    expected = _wanted(field)
    if not match or (match[2] and field.form == "plain"):
        raise Wrong(f"{shortened(text)!r} is no number here", f"{quoted(text)}不是可用的数字", expected)
    value = float(match[1].replace(",", ""))
    if field.form == "share" and match[2]:
        value /= _HUNDRED
    if field.form == "share" and not 0 <= value <= 1:
        raise Wrong(f"{shortened(text)!r} lies outside 0 to 1", f"{quoted(text)}不在 0 到 1 之间", expected)
    if field.form == "percent" and not match[2] and 0 < value < 1:
        en = f"{shortened(text)!r} could be a share or a percentage"
        raise Wrong(en, f"{quoted(text)}可能是比例，也可能是百分数", expected)
    if field.form == "percent" and not 0 <= value <= _HUNDRED:
        raise Wrong(f"{shortened(text)!r} lies outside 0 to 100", f"{quoted(text)}不在 0 到 100 之间", expected)
    return value, value


def _wanted(field: Field) -> Text:
    if field.form == "share":
        return both("a share from 0 to 1, such as 0.4 or 40%", "0 到 1 的比例，例如 0.4 或 40%")
    if field.form == "percent":
        return both("a percentage from 0 to 100, such as 40%", "0 到 100 的百分数，例如 40%")
    if field.kind == "list":
        return both("a number of entries, such as 3", "项数，例如 3")
    if field.unit is None:
        return both("a number", "数字")
    return both(f"a number ({field.unit.en}) without its unit", f"不带单位的数字（单位：{field.unit.zh}）")


def day_span(text: str) -> Span:
    """A date known to the year, month or day as ordinals of its first and last day. Raises Wrong."""
    match = _DATE.fullmatch(text)
    expected = both("a date such as 2018, 2018-01 or 2018-01-01", "日期，例如 2018、2018-01 或 2018-01-01")
    if not match:
        raise Wrong(f"{shortened(text)!r} is no date", f"{quoted(text)}不是日期", expected)
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        date(year or 0, month or 1, day or 1)
    except ValueError:
        raise Wrong(f"{text!r} is not in the calendar", f"{quoted(text)}这一天不存在", expected) from None
    if int(match[1]) < _FIRST_YEAR:
        early = both(f"a year from {_FIRST_YEAR} on", f"{_FIRST_YEAR} 年及以后")
        raise Wrong(f"{text!r} lies before {_FIRST_YEAR}", f"{quoted(text)}早于 {_FIRST_YEAR} 年", early)
    partial = "-".join(part.zfill(2) for part in match.groups() if part)
    return float(earliest(partial).toordinal()), float(latest(partial).toordinal())


def span_text(span: Span, field: Field, lang: Lang) -> str:
    """A number, or a band of them, as people write it: 40%, 51–100 people."""
    low, high = span
    unit = "" if field.form != "plain" or field.unit is None else f" {field.unit.in_(lang)}"
    if low == high:
        return _figure(low, field) + (_singular(unit) if low == 1 and lang == "en" else unit)
    if math.isinf(high):
        more = f"{_figure(low, field)} or more" if lang == "en" else f"不少于 {_figure(low, field)}"
        return more + unit
    return f"{_figure(low, field)}–{_figure(high, field)}{unit}"


def _figure(value: float, field: Field) -> str:
    shown = value * _HUNDRED if field.form == "share" else value
    return _trimmed(shown) + ("" if field.form == "plain" else "%")


def _trimmed(value: float) -> str:
    text = f"{value:,.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def difference(away: float, field: Field, lang: Lang) -> str | None:
    """A distance between two numbers of a field; None where it rounds to nothing."""
    shown = away * _HUNDRED if field.form == "share" else away
    if math.isnan(shown) or f"{shown:.2f}" == "0.00":
        return None
    if field.form == "plain":
        return _trimmed(shown)
    points = "percentage points" if lang == "en" else "个百分点"
    return f"{_trimmed(shown)} {points}"


def day_text(span: Span, lang: Lang) -> str:
    """A date as exactly as it is known."""
    first, last = (date.fromordinal(int(end)) for end in span)
    if first == last:
        return first.isoformat()
    if first.month == last.month:
        return first.strftime("%Y-%m")
    return f"{first.year} 年" if lang == "zh" else str(first.year)


def _singular(unit: str) -> str:
    if unit.endswith("people"):
        return unit.removesuffix("people") + "person"
    return unit.removesuffix("ies") + "y" if unit.endswith("ies") else unit.removesuffix("s")
