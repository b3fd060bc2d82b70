"""Numbers as people read them: three significant digits, thousands separators, million or 万."""

from math import floor, isfinite, log10
from typing import Final

from scoring.text import Lang

LARGEST: Final = 1e15
"""Values beyond this are no measure of a company: they are not drawn."""
_TINY: Final = 1e-9
_NEARLY_ALL: Final = 99
_ALL: Final = 100
_LONG: Final[dict[Lang, tuple[tuple[float, str], ...]]] = {
    "en": ((1e12, " trillion"), (1e9, " billion"), (1e6, " million")),
    "zh": ((1e12, " 万亿"), (1e8, " 亿"), (1e4, " 万")),
}
_SHORT: Final[dict[Lang, tuple[tuple[float, str], ...]]] = {
    "en": ((1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "K")),
    "zh": ((1e12, "万亿"), (1e8, "亿"), (1e4, "万")),
}
_CURRENCIES: Final = frozenset({"CNY", "RMB", "USD"})
_ONE: Final = {"months": "month", "rounds": "round", "points": "point", "people": "person"}
_MULTIPLES: Final = {"million yuan": (1e6, "yuan"), "百万元": (1e6, "元")}


def plain_unit(unit: str) -> tuple[float, str]:
    """What a value of `unit` is multiplied by to be in the simple unit, which is second: millions are words, not units.

    20 百万元 is read as 2,000 万元.
    """
    return _MULTIPLES.get(unit, (1.0, unit))


def drawable(value: float | None) -> float | None:
    """The value if a picture can show it: finite and within LARGEST; what is next to nothing is 0."""
    if value is None or not isfinite(value) or abs(value) > LARGEST:
        return None
    return 0.0 if abs(value) < _TINY else float(value)


def number(value: float, lang: Lang) -> str:
    """A finite number in words: 1,230; 20 million; 2,000 万; 0.125; −3.5."""
    if abs(value) > LARGEST:
        return f"{value:.2e}".replace("-", "−")
    rounded = _three_digits(value)
    size, word = next((scale for scale in _LONG[lang] if abs(rounded) >= scale[0]), (1.0, ""))
    return _plain(_three_digits(rounded / size)) + word


def measured(value: float, unit: str, lang: Lang) -> str:
    """A number with its unit: 14 months; 35%; CNY 20 million; 14 个月; 2,000 万元."""
    words = number(value, lang)
    if not unit or unit == "%":
        return words + unit
    if lang == "en":
        return f"{unit} {words}" if unit in _CURRENCIES else f"{words} {_ONE.get(unit, unit) if words == '1' else unit}"
    return words + unit if not words[-1].isascii() and not unit[0].isascii() else f"{words} {unit}"


def measured_range(low: float, high: float, unit: str, lang: Lang) -> str:
    """From one number to another, the unit said once: 9 to 18 months; 340 万至 2,940 万元."""
    if lang == "en":
        first, last = (unit, "") if unit in _CURRENCIES else ("", unit)
        return f"{measured(low, first, lang)} to {measured(high, last, lang)}"
    words = number(low, lang)
    return f"{words}{' ' if words[-1].isascii() else ''}至 {measured(high, unit, lang)}"


def percent(share: float) -> str:
    """A share of 0-100 as whole percent; only all of a group is 100%."""
    return f"{round(share) if share >= _ALL else min(round(share), _NEARLY_ALL)}%"


def tick_words(value: float, largest: float, step: float, lang: Lang) -> str:
    """Label of a tick on an axis that runs to `largest` in steps of `step`: 20M, 2000万, 0.5."""
    if value == 0:
        return "0"
    size, word = next((scale for scale in _SHORT[lang] if largest >= scale[0]), (1.0, ""))
    decimals = max(0, -floor(log10(step / size) + _TINY))
    words = f"{value / size:,.{decimals}f}".replace("-", "−") + word
    return words.replace(",", "") if lang == "zh" else words


def _three_digits(value: float) -> float:
    return 0.0 if abs(value) < _TINY else round(value, 2 - floor(log10(abs(value))))


def _plain(value: float) -> str:
    """Decimals as needed, none of them a trailing zero."""
    words = f"{value:,.12f}".rstrip("0").rstrip(".")
    return words.replace("-", "−")
