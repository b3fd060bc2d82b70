"""Numbers in Chinese words as they stand in tables: numerals up to 199, tenths (七成) and durations (一年半)."""

import re
from typing import Final

DIGITS: Final = {digit: number for number, digit in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}

_NUMERAL: Final = re.compile(r"(?:(一)?(百)零?)?(?:([一二三四五六七八九])?(十))?([一二三四五六七八九两])?")
_TENTHS: Final = re.compile(r"(\d+(?:\.\d+)?|[一二三四五六七八九十])成([一二三四五六七八九半])?")
_NUMBER: Final = r"\d+(?:\.\d+)?|[一二三四五六七八九十两百零]+"
_DURATION: Final = re.compile(
    rf"(?:(?P<years>{_NUMBER})\s*(?:个?年(?P<half>半)?|years?|yrs?)\s*零?\s*(?:and\s+)?)?"
    rf"(?:(?P<months>{_NUMBER})\s*(?:个月|月|months?|mos?))?"
)
_HALF_YEARS: Final = frozenset({"半年", "半个年头", "half a year"})


def numeral(text: str) -> float | None:
    """The number in digits or in Chinese words (up to 199), or None."""
    if re.fullmatch(r"\d+(?:\.\d+)?", text):
        return float(text)
    match = _NUMERAL.fullmatch(text)
    if not match or not text:
        return None
    _, hundred, tens, ten, ones = match.groups()
    return 100 * bool(hundred) + 10 * bool(ten) * DIGITS.get(tens or "一", 1) + DIGITS[ones or "零"]


def tenths(text: str) -> float | None:
    """Percent of a share in tenths: 七成 is 70, 三成五 is 35; None for other text."""
    match = _TENTHS.fullmatch(text)
    whole = numeral(match[1]) if match else None
    if match is None or whole is None:
        return None
    rest = 5 if match[2] == "半" else DIGITS[match[2] or "零"]
    return 10 * whole + rest


def months(text: str) -> float | None:
    """Months of a duration that names years: 一年半 is 18, '1.5年' is 18, '1年3个月' is 15; None for other text."""
    if text in _HALF_YEARS:
        return 6
    match = _DURATION.fullmatch(text)
    if not match or not text:
        return None
    found = [numeral(match[part]) if match[part] else 0 for part in ("years", "months")]
    if found[0] is None or found[1] is None:
        return None
    return round(12 * found[0] + (6 if match["half"] else 0) + found[1], 6)
