"""Quantities of money without their currency: figures, bands and vague words ('数千万', '1000-2000万', '近亿')."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from scoring.errors import Wrong
from scoring.intake.cells.units import NUMBER, SCALE, SCALES, Unit, number
from scoring.text import Text, both

APPROXIMATE: Final = both("an approximate amount is read as the figure itself", "约数按所写数字读取")
FORWARDS: Final = both("the lower end first", "先写下限，再写上限")

EXACT: Final = re.compile(rf"({NUMBER})({SCALE})?")
_LOOSE: Final = re.compile(rf"({NUMBER})?({SCALE})?")
_MORE_THAN: Final = re.compile(rf"({NUMBER})(?:多|余|几)({SCALE})")
_VAGUE: Final = re.compile(r"(?:数|几)((?:十|百|千)?(?:万|亿))")
_RANGE: Final = re.compile(rf"((?:{NUMBER})(?:{SCALE})?)(?:-|~|–|—|至|到|to)+((?:{NUMBER})(?:{SCALE})?)")
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
    remark: Text | None = None


def quantity(text: str, unit: Unit) -> Amount | None:
    """Read a text without blanks and currency; `unit` applies to numbers without a scale word. None: no amount."""
    match = _RANGE.fullmatch(text)
    if match:
        return _range(match[1], match[2], unit)
    if match := _VAGUE.fullmatch(re.sub(r"级$", "", text)):
        scale = SCALES[match[1]]
        return Amount(2 * scale, 10 * scale, banded=True)
    if match := _MORE_THAN.fullmatch(text):
        return Amount(float(number(match[1]) * Decimal(SCALES[match[2]])), None, banded=True)
    if match := re.fullmatch(rf"({SCALE})(?:级|级别)?", text):
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


def is_bare(text: str) -> bool:
    """Whether an amount without its currency has no scale word of its own."""
    return quantity(text, Unit()) != quantity(text, Unit(2.0))


def _near(value: float) -> Amount:
    return Amount(0.8 * value, value, banded=True)


def _above(value: float) -> Amount:
    return Amount(value, None, banded=True)


def _below(value: float) -> Amount:
    return Amount(None, value, banded=True)


def _about(value: float) -> Amount:
    return Amount(value, value, remark=APPROXIMATE)


def _range(low: str, high: str, unit: Unit) -> Amount | None:
    parts = EXACT.fullmatch(low), EXACT.fullmatch(high)
    if not parts[0] or not parts[1]:
        return None
    scale = parts[1][2]
    ends = [_figure(low + (scale if scale and not parts[0][2] else ""), unit), _figure(high, unit)]
    if ends[0] is None or ends[1] is None:
        return None
    if ends[0] > ends[1]:
        raise Wrong(f"the band {low} to {high} runs backwards", f"范围 {low} 至 {high} 上下限颠倒", FORWARDS)
    return Amount(ends[0], ends[1], banded=ends[0] < ends[1])


def _figure(text: str, unit: Unit, *, loose: bool = False) -> float | None:
    """A number with or without a scale word; `loose` takes a scale word alone as one of it (近亿)."""
    match = (_LOOSE if loose else EXACT).fullmatch(text)
    if not match or not text:
        return None
    value = number(match[1]) if match[1] else Decimal(1)
    return float(value * Decimal(SCALES[match[2]] if match[2] else unit.scale))
