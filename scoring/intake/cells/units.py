"""Units of numbers: scale words (万, million), currencies, and what a header says of the numbers below it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Final

from scoring import taxonomy
from scoring.errors import Wrong
from scoring.intake.cells.values import Cell, plain, quoted, shown
from scoring.text import both

AMOUNT: Final = both(
    "an amount such as 2000万人民币, 1.2亿, $3.5M or 数百万美元", "金额，例如 2000万人民币、1.2亿、$3.5M 或 数百万美元"
)

_TENS: Final = {"": 1.0, "十": 10.0, "百": 100.0, "千": 1000.0}
SCALES: Final = {a + b: x * y for a, x in _TENS.items() for b, y in {"万": 1e4, "亿": 1e8}.items()} | {
    "千": 1e3, "百": 100.0, "万亿": 1e12, "w": 1e4, "k": 1e3, "thousand": 1e3, "m": 1e6, "mn": 1e6, "mm": 1e6,
    "mio": 1e6, "million": 1e6, "millions": 1e6, "b": 1e9, "bn": 1e9, "billion": 1e9,
}  # fmt: skip
SCALE: Final = "|".join(sorted(SCALES, key=len, reverse=True))
_DIGITS: Final = {digit: i for i, digit in enumerate("一二三四五六七八九", start=1)} | {"两": 2}
_POWER_OF_TEN: Final = re.compile(rf"[x×*]?(10+)({SCALE})?")
_IN_THOUSANDS: Final = re.compile(r"['‘’]000s?$")
NUMBER: Final = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+|[一二三四五六七八九两]"


@dataclass(frozen=True)
class Unit:
    """What a header says of the numbers below it: '（万美元）' is scale 10,000, currency USD."""

    scale: float = 1.0
    currency: str | None = None
    percent: bool = False


def parse_unit(text: str) -> Unit | None:
    """Read a unit such as 万元, million, USD k, CNY 10,000 or %; None when the text is no unit."""
    rest = _IN_THOUSANDS.sub("k", plain(text).removeprefix("单位:").removeprefix("in ").replace(" ", ""))
    if rest in ("%", "percent", "pct", "百分比"):
        return Unit(percent=True)
    try:
        rest, currency = take_currency(rest)
    except Wrong:
        return None
    if rest in SCALES:
        return Unit(SCALES[rest], currency)
    # 'CNY 10k' and 'CNY 10,000' are units; a bare 100 in brackets is anything.
    power = _POWER_OF_TEN.fullmatch(rest.replace(",", ""))
    if power and (power[2] or currency):
        return Unit(float(power[1]) * SCALES.get(power[2], 1.0), currency)
    return Unit(1.0, currency) if currency and not rest else None


def split_units(text: str) -> list[str]:
    """What stands in brackets, part by part: '2025年，万元' are two; the comma of '10,000' parts nothing."""
    return [part for part in re.split(r"[;；、，]|,(?!\d{3}(?!\d))", text) if part.strip()]


def unit_among(texts: Sequence[str]) -> Unit | None:
    """The unit that stands in brackets, maybe beside something else: （2025年，万元）, （人民币，万元）.

    None where there is none, or units that don't go together.
    """
    if len(texts) == 1 and (whole := parse_unit(texts[0])):
        return whole
    units = [unit for text in texts for part in split_units(text) if (unit := parse_unit(part))]
    scales = {unit.scale for unit in units} - {1.0}
    currencies = {unit.currency for unit in units} - {None}
    if not units or len(scales) > 1 or len(currencies) > 1 or len({unit.percent for unit in units}) > 1:
        return None
    return Unit(next(iter(scales), 1.0), next(iter(currencies), None), units[0].percent)


def take_currency(text: str, cell: Cell = None) -> tuple[str, str | None]:
    """The text without its currency, and the currency. Raises Wrong when it names two."""
    names, pattern = _currency_names()
    found = {names[match] for match in pattern.findall(text)}
    # '亿元及以上美元' and '美元 5 千万元': the bare 元 names no currency of its own.
    if len(found) > 1:
        found = {names[match] for match in pattern.findall(text) if match != "元"}
    if len(found) > 1:
        expected = both("one amount in one currency", "一个币种的一个金额")
        raise Wrong(f"{shown(cell)} names several currencies", f"{quoted(cell)}写了几种货币", expected)
    # A blank in its place: the digits on both sides of '2018$15' are two numbers, not one.
    rest = pattern.sub(" ", text)
    if re.search(r"\d\s+\d", rest):
        raise two_numbers(cell)
    return re.sub(r"\s+", "", rest), next(iter(found), None)


@cache
def _currency_names() -> tuple[dict[str, str], re.Pattern[str]]:
    names = {"人民币元": "CNY", "元人民币": "CNY", "元整": "CNY"}
    for entry in taxonomy.currencies():
        for name in (entry.slug, entry.en, entry.zh, *entry.aliases):
            names[plain(name).replace(" ", "")] = entry.slug
    words = sorted(names, key=len, reverse=True)
    return names, re.compile("|".join(_as_pattern(word) for word in words))


def _as_pattern(word: str) -> str:
    # A short name must not begin inside a word: 'R$' is a currency, the 'r$' of 'over $5m' is not.
    before = "(?<![a-z])" if len(word) <= len("r$") and word[0].isascii() and word[0].isalpha() else ""
    after = "(?![a-z])" if before and word[-1].isalpha() else ""
    return before + re.escape(word) + after


def two_numbers(cell: Cell) -> Wrong:
    """Make the error of a cell with one number too many."""
    return Wrong(f"{shown(cell)} holds two numbers", f"{quoted(cell)}里有两个数字", AMOUNT)


def number(text: str) -> Decimal:
    """The number in digits, or in one Chinese digit; Decimal, so that 297.71亿 is 29,771,000,000 and not less."""
    return Decimal(_DIGITS[text] if text in _DIGITS else text.replace(",", ""))
