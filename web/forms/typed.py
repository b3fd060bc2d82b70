"""Values as people type them, and back: the engine's own readers of cells, applied to the fields of the form.

`read_*` take a text that is not empty and raise scoring.errors.Wrong; `write_*` give a text that reads back the same.
"""

import math
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Final

from scoring import taxonomy
from scoring.errors import Wrong, quoted, shortened
from scoring.intake.cells.answers import answer_parser
from scoring.intake.cells.dates import parse_date
from scoring.intake.cells.figures import parse_figure
from scoring.intake.cells.money import parse_money
from scoring.intake.cells.numbers import bare_number, parse_heads
from scoring.intake.cells.tags import parse_investors
from scoring.intake.headings.headers import ColumnUse
from scoring.rulesets.book import RuleBook
from scoring.text import Lang, both

Span = dict[str, float | None]
_LINE: Final = re.compile(r"[\r\n]+")
_YEAR: Final = re.compile(r"(\d{4})\s*年?")
_KIND: Final = re.compile(r"(?P<name>.*\S)\s*[（(](?P<kind>[^（()）]+)[)）]")


def read_date(text: str) -> str:
    """Read a date as exactly as it is written: '2019年3月' is '2019-03'."""
    return str(parse_date(text).value)


def read_heads(text: str) -> Span:
    """Read a head count: '118', '51-100', '500 人以上'."""
    low, high = parse_heads(text).value
    return {"low": low, "high": high}


def read_amount(text: str, currency: str) -> tuple[Span, str]:
    """Read an amount and its currency: '600 万', '$3.5M'. `currency` is the slug chosen beside it, or empty."""
    amount = parse_money(text)
    if amount.low is None and amount.high is None:
        expected = both("an amount such as 6,000,000 or 600万", "金额，例如 600 万、1.2 亿")
        raise Wrong(f"{text!r} is no amount", f"“{text}”不是金额", expected)
    if currency and amount.currency and amount.currency != currency:
        raise Wrong(
            f"the amount is in {amount.currency}, but {currency} is chosen as its currency; correct one of them",
            f"金额写的是 {amount.currency}，币种选的却是 {currency}，请更正其中之一",
        )
    return {"low": amount.low, "high": amount.high}, currency or amount.currency or ""


def read_year(text: str) -> int:
    """Read a year: '2025', '2025年'."""
    match = _YEAR.fullmatch(text)
    if not match:
        expected = both("a year such as 2025", "年份，例如 2025")
        raise Wrong(f"{_shown(text)} is no year", f"{quoted(text)}不是年份", expected)
    return int(match[1])


def read_yuan(text: str) -> float:
    """Read one amount in yuan: '30,000,000', '3000万', '0.3亿'. A band is no figure of accounts."""
    try:
        return float(parse_figure(text, None).value)
    except Wrong as wrong:  # what it expects of any cell is too wide here: a band, or dollars
        expected = both("one amount in yuan, such as 30,000,000 or 3000万", "一个人民币金额，例如 30,000,000 或 3000万")
        raise Wrong(wrong.text.en, wrong.text.zh, expected) from None


def read_investors(text: str) -> list[dict[str, str] | str]:
    """Read investors, one or several a line; behind a name that has its own line the kind may stand in brackets."""
    found: list[dict[str, str] | str] = []
    for line in filter(None, map(str.strip, _LINE.split(text))):
        match = _KIND.fullmatch(line)
        kind = taxonomy.investor_kinds().find(match["kind"]) if match else None
        if match and kind:
            found.append({"name": match["name"], "kind": kind.slug})
        else:
            found += parse_investors(line).value or []
    return found


def answer_reader(name: str, book: RuleBook) -> Callable[[str], Any]:
    """The reader of the number or percentage that the question `name` asks for."""
    use = ColumnUse(header=name, letter="", field=f"answers.{name}", how="answer")
    # A column full of percentages tells a share from a percent; here the sign stands beside the field.
    parse = answer_parser(name, use, book, cells=("100", "50"))
    return lambda text: parse(text).value


def read_percent(text: str, name: str, book: RuleBook) -> float:
    """Read the percentage that the question `name` asks for. A share such as '0.05' may mean two things: asked back."""
    number = bare_number(text)
    if number is not None and 0 < number < 1:
        one, other = f"{number:g}", f"{100 * number:g}"
        raise Wrong(
            f"{_shown(text)} may mean {one}% or {other}%",
            f"{quoted(text)}可能是 {one}%，也可能是 {other}%",
            both(f"{other}, or {one}% with its sign", f"写 {other}，或带百分号写 {one}%"),
        )
    return float(answer_reader(name, book)(text))


def _shown(text: str) -> str:
    """A text as an English message quotes it."""
    return repr(shortened(text))


def write_percent(value: object) -> str:
    """A percentage that reads back the same: below 1 with its sign."""
    small = isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < 1
    return f"{Decimal(repr(value)):f}%" if small else write_number(value)


def write_yuan(value: object) -> str:
    """An amount that reads back the same: '30,000,000'. Anything but a number as it stands."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return str(value)
    return f"{Decimal(repr(value)):,f}".removesuffix(".0")


def write_number(value: object) -> str:
    """A number as people write it: without '.0'. Anything else as it stands."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def write_span(value: object) -> str:
    """A Span, a bare number, or whatever stands in its place, as text: '118', '51-100', '>=500', '<=10'."""
    if not isinstance(value, Mapping):
        return _grouped(value)
    low, high = value.get("low"), value.get("high")
    if low == high and low is not None:
        return _grouped(low)
    if low is None or high is None:
        return f">={_grouped(low)}" if low is not None else f"<={_grouped(high)}" if high is not None else ""
    return f"{_grouped(low)}-{_grouped(high)}"


def _grouped(value: object) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool) and float(value).is_integer():
        return f"{int(value):,}"
    return str(value)


def write_investors(value: object, lang: Lang) -> str:
    """Investors one a line, with their kinds in brackets."""
    if not isinstance(value, list):
        return str(value)
    return "\n".join(_investor(item, lang) for item in value)


def _investor(item: object, lang: Lang) -> str:
    if not isinstance(item, Mapping):
        return str(item)
    name, kind = str(item.get("name") or ""), item.get("kind")
    if not kind:
        return name
    shown = write_choice(kind, taxonomy.investor_kinds(), lang)
    return f"{name}（{shown}）" if lang == "zh" else f"{name} ({shown})"


def write_choice(value: object, names: taxonomy.Taxonomy[Any], lang: Lang) -> str:
    """The name of an entry in the reader's language; a text that is no slug as it stands."""
    return names[value].in_(lang) if isinstance(value, str) and value in names else str(value)
