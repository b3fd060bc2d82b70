"""Puts a fact of the report into words: its number, operator, unit and date, in English and Chinese.

Amounts of money are told in the units each language uses: CNY 20 million, 2,000 万元.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from scoring import taxonomy
from scoring.report_facts import Fact
from scoring.text import Lang, Text

_OPERATORS: Final[Mapping[str, Text]] = {
    "~": Text(en="about", zh="约"),
    ">": Text(en="more than", zh="超过"),
    ">=": Text(en="at least", zh="至少"),
    "<": Text(en="less than", zh="不到"),
    "<=": Text(en="at most", zh="至多"),
}
_CAP: Final = Text(en="up to", zh="最高")
_YUAN: Final[Mapping[str, float]] = {"CNY 100 million (亿元)": 1e8, "CNY 10 thousand (万元)": 1e4}
_SCALES: Final[Mapping[Lang, tuple[tuple[float, str], ...]]] = {
    "en": ((1e9, "CNY {n} billion"), (1e6, "CNY {n} million"), (1.0, "CNY {n}")),
    "zh": ((1e8, "{n}亿元"), (1e4, "{n}万元"), (1.0, "{n}元")),
}
_DATED: Final = ("date", "period", "year")
_DATE: Final = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?")
_PERIOD: Final = re.compile(r"(\d{4})-(\d{4})")
_WAN: Final = 1e4  # 万, the unit that Chinese counts large numbers in
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_GLUED: Final = re.compile(r"(?<=[\u4e00-\u9fff])(?=\d)|(?<=\d)(?=[\u4e00-\u9fff])")


def fact_in_words(fact: Fact, units: Mapping[str, Text]) -> Text | None:
    """The value with operator and unit, such as 'up to CNY 20 million' and '最高 2,000 万元'.

    `units` gives each unit a wording with `{n}` where the number goes. None for a fact whose value is words, which
    somebody has to translate. Raises KeyError for a unit without a wording.
    """
    if fact.unit == "sector slugs" and isinstance(fact.value, list):
        names = [taxonomy.sectors()[slug] for slug in fact.value]
        return Text(en=", ".join(name.en for name in names), zh="、".join(name.zh for name in names))
    if fact.unit in _DATED:
        return date_in_words(str(fact.value))
    values = fact.value if isinstance(fact.value, list) else [fact.value]
    numbers = [float(value) for value in values if isinstance(value, (int, float))]
    if len(numbers) < len(values):
        return None
    return Text(en=_amount(fact, numbers, units, "en"), zh=_amount(fact, numbers, units, "zh"))


def date_in_words(date: str) -> Text | None:
    """A year, month, day or period of years in words ('March 2020', '2020 年 3 月'); None when it is no such date."""
    if period := _PERIOD.fullmatch(date):
        return Text(en=f"{period[1]}–{period[2]}", zh=f"{period[1]}–{period[2]} 年")
    if not (found := _DATE.fullmatch(date)):
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    en = [str(part) for part in (day, _MONTHS[month - 1] if month else None, year) if part]
    zh = [f"{part}{name}" for part, name in ((year, "年"), (month, "月"), (day, "日")) if part]
    return Text(en=" ".join(en), zh=_spaced("".join(zh)))


def _amount(fact: Fact, numbers: Sequence[float], units: Mapping[str, Text], lang: Lang) -> str:
    if fact.unit in _YUAN:
        numbers, wording = _money([number * _YUAN[fact.unit] for number in numbers], lang)
    else:
        wording = units[fact.unit].in_(lang)
    told = (" 至 " if lang == "zh" else "–").join(_number(number, lang) for number in numbers)
    operator = _operator(fact, lang)
    # Chinese puts the operator before the number, English before the whole amount (up to CNY 20 million).
    if lang == "zh":
        return _spaced(wording.format(n=operator + told))
    return f"{operator} {wording.format(n=told)}".strip()


def _operator(fact: Fact, lang: Lang) -> str:
    capped = fact.kind == "policy-cap" and fact.op == "<=" and fact.unit in _YUAN
    text = _CAP if capped else _OPERATORS.get(fact.op)
    return text.in_(lang) if text else ""


def _money(yuan: Sequence[float], lang: Lang) -> tuple[list[float], str]:
    """The amounts in the largest unit of the language that fits the smallest of them, and that unit's wording."""
    scale, wording = next(each for each in _SCALES[lang] if each[0] <= min(yuan) or each[0] == 1.0)
    return [amount / scale for amount in yuan], wording


def _number(number: float, lang: Lang) -> str:
    if lang == "zh" and number >= _WAN:
        return f"{number / _WAN:,.10g} 万"
    return f"{number:,.10g}"


def _spaced(text: str) -> str:
    """The text with a space between a Chinese character and a figure beside it."""
    return _GLUED.sub(" ", text)
