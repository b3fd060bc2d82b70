"""Amounts of money as people write them: '数千万人民币', '$3.5M', '1000-2000万', '亿元及以上美元'."""

import math
import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import Final

from scoring import taxonomy
from scoring.intake.values import Cell, Unreadable, as_text, plain, shown

MOST: Final = 1e15
EXPECTED: Final = "an amount such as 2000万人民币, 1.2亿, $3.5M or 数百万美元"

_TENS: Final = {"": 1.0, "十": 10.0, "百": 100.0, "千": 1000.0}
SCALES: Final = {a + b: x * y for a, x in _TENS.items() for b, y in {"万": 1e4, "亿": 1e8}.items()} | {
    "千": 1e3, "百": 100.0, "万亿": 1e12, "w": 1e4, "k": 1e3, "thousand": 1e3, "m": 1e6, "mn": 1e6, "mm": 1e6,
    "mio": 1e6, "million": 1e6, "millions": 1e6, "b": 1e9, "bn": 1e9, "billion": 1e9,
}  # fmt: skip
_SCALE: Final = "|".join(sorted(SCALES, key=len, reverse=True))
_DIGITS: Final = {digit: i for i, digit in enumerate("一二三四五六七八九", start=1)} | {"两": 2}
_NUMBER: Final = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+|[一二三四五六七八九两]"
_EXACT: Final = re.compile(rf"({_NUMBER})({_SCALE})?")
_LOOSE: Final = re.compile(rf"({_NUMBER})?({_SCALE})?")
_MORE_THAN: Final = re.compile(rf"({_NUMBER})(?:多|余|几)({_SCALE})")
_VAGUE: Final = re.compile(r"(?:数|几)((?:十|百|千)?(?:万|亿))")
_RANGE: Final = re.compile(rf"((?:{_NUMBER})(?:{_SCALE})?)(?:-|~|–|—|至|到|to)+((?:{_NUMBER})(?:{_SCALE})?)")
_ABOUT: Final = re.compile(r"^(?:大约|约|about|approximately|approx\.?|circa|~|≈)|(?:左右|上下)$")
_ABOVE: Final = re.compile(
    r"^(?:不少于|不低于|超过|超|逾|过|上|高于|至少|over|morethan|atleast|>=|>|≥)|(?:及以上|以上|及更多|\+|余|ormore)$"
)
_BELOW: Final = re.compile(
    r"^(?:不超过|不高于|低于|少于|不到|最多|至多|upto|lessthan|under|<=|<|≤)|(?:及以下|以下|以内|orless)$"
)
_NEAR: Final = re.compile(r"^(?:将近|接近|近|nearly|almost)")


@dataclass(frozen=True)
class Amount:
    """An amount in whole units of `currency` (None: not said); an open end is None.

    `banded`: the text gives a band, not a figure. `remark`: how else it was interpreted. Both ends None:
    there is an amount, but it can't be told (a currency that the text calls 'other').
    """

    low: float | None
    high: float | None
    currency: str | None = None
    banded: bool = False
    remark: str | None = None


@dataclass(frozen=True)
class Unit:
    """What a header says of the numbers below it: '（万美元）' is scale 10,000, currency USD."""

    scale: float = 1.0
    currency: str | None = None
    percent: bool = False


def parse_unit(text: str) -> Unit | None:
    """Read a unit such as 万元, million, USD k or %; None when the text is no unit."""
    rest = plain(text).removeprefix("单位:").removeprefix("in ").replace(" ", "")
    if rest in ("%", "percent", "pct", "百分比"):
        return Unit(percent=True)
    try:
        rest, currency = _take_currency(rest)
    except Unreadable:
        return None
    if rest in SCALES:
        return Unit(SCALES[rest], currency)
    return Unit(1.0, currency) if currency and not rest else None


def parse_money(cell: Cell, unit: Unit | None = None) -> Amount:
    """Read an amount; `unit` (from the header) applies to numbers that carry no unit of their own.

    Raises Unreadable for anything that is no amount, is negative or not finite, or exceeds 1e15.
    """
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        raise Unreadable(f"{shown(cell)} is no amount", EXPECTED)
    unit = unit or Unit()
    text = plain(as_text(cell))
    if re.search(r"\d\s+\d", text):
        raise Unreadable(f"{shown(cell)} holds two numbers", EXPECTED)
    text = re.sub(r"\s+", "", text)
    if text in ("nan", "inf", "+inf", "-inf", "infinity", "-infinity"):
        raise Unreadable(f"{shown(cell)} is no number that can be used", "a finite number")
    if re.match(rf"(?:[^\d]{{0,4}})?[-−]\D?{_EXACT.pattern}", text) or re.fullmatch(r"\([\d.,]+\)", text):
        raise Unreadable(f"{shown(cell)} is negative", "an amount of 0 or more")
    if text.endswith(("其他", "其它")):
        return Amount(None, None, banded=True, remark="its currency is not named, so the amount stays unknown")
    rest, currency = _take_currency(text, cell)
    amount = _quantity(rest, unit)
    if amount is None:
        raise Unreadable(f"{shown(cell)} is no amount", EXPECTED)
    if any(not math.isfinite(end) or end > MOST for end in (amount.low, amount.high) if end is not None):
        raise Unreadable(f"{shown(cell)} is too large", "at most 1e15")
    return replace(amount, currency=currency or unit.currency)


def _take_currency(text: str, cell: Cell = None) -> tuple[str, str | None]:
    """The text without its currency, and the currency. Raises Unreadable when it names two."""
    names, pattern = _currency_names()
    found = {names[match] for match in pattern.findall(text)}
    # '亿元及以上美元' and '美元 5 千万元': the bare 元 names no currency of its own.
    if len(found) > 1:
        found = {names[match] for match in pattern.findall(text) if match != "元"}
    if len(found) > 1:
        raise Unreadable(f"{shown(cell)} names several currencies", "one amount in one currency")
    # A blank in its place: the digits on both sides of '2018$15' are two numbers, not one.
    rest = pattern.sub(" ", text)
    if re.search(r"\d\s+\d", rest):
        raise Unreadable(f"{shown(cell)} holds two numbers", EXPECTED)
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


def _quantity(text: str, unit: Unit) -> Amount | None:
    match = _RANGE.fullmatch(text)
    if match:
        return _range(match[1], match[2], unit)
    if match := _VAGUE.fullmatch(re.sub(r"级$", "", text)):
        scale = SCALES[match[1]]
        return Amount(2 * scale, 10 * scale, banded=True)
    if match := _MORE_THAN.fullmatch(text):
        return Amount(float(_number(match[1]) * Decimal(SCALES[match[2]])), None, banded=True)
    if match := re.fullmatch(rf"({_SCALE})(?:级|级别)?", text):
        scale = SCALES[match[1]]
        return Amount(scale, 10 * scale, banded=True)
    for pattern, make in ((_NEAR, _near), (_ABOVE, _above), (_BELOW, _below), (_ABOUT, _about)):
        rest = pattern.sub("", text, count=1)
        if rest != text:
            rest = re.sub(r"级$", "", rest)
            vague = _VAGUE.fullmatch(rest)
            value = 2 * SCALES[vague[1]] if vague else _figure(rest, unit, loose=True)
            return None if value is None else make(value)
    value = _figure(text, unit)
    return None if value is None else Amount(value, value)


def _near(value: float) -> Amount:
    return Amount(0.8 * value, value, banded=True)


def _above(value: float) -> Amount:
    return Amount(value, None, banded=True)


def _below(value: float) -> Amount:
    return Amount(None, value, banded=True)


def _about(value: float) -> Amount:
    return Amount(value, value, remark="an approximate amount is read as the figure itself")


def _range(low: str, high: str, unit: Unit) -> Amount | None:
    parts = _EXACT.fullmatch(low), _EXACT.fullmatch(high)
    if not parts[0] or not parts[1]:
        return None
    scale = parts[1][2]
    ends = [_figure(low + (scale if scale and not parts[0][2] else ""), unit), _figure(high, unit)]
    if ends[0] is None or ends[1] is None:
        return None
    if ends[0] > ends[1]:
        raise Unreadable(f"the band {low} to {high} runs backwards", "the lower end first")
    return Amount(ends[0], ends[1], banded=ends[0] < ends[1])


def _figure(text: str, unit: Unit, *, loose: bool = False) -> float | None:
    """A number with or without a scale word; `loose` takes a scale word alone as one of it (近亿)."""
    match = (_LOOSE if loose else _EXACT).fullmatch(text)
    if not match or not text:
        return None
    number = _number(match[1]) if match[1] else Decimal(1)
    return float(number * Decimal(SCALES[match[2]] if match[2] else unit.scale))


def _number(text: str) -> Decimal:
    # Decimal, so that 297.71亿 is 29,771,000,000 and not a little less.
    return Decimal(_DIGITS[text] if text in _DIGITS else text.replace(",", ""))
