"""Inputs, limits and conditions of packs in words of one language, whoever the company is."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

from scoring.policies.inputs.names import INPUTS
from scoring.rulesets.book import RuleBook
from scoring.rulesets.packs import Check, Condition, Limits
from scoring.text import Lang, Text, both

_UNITS: Final[Mapping[str, Text]] = {
    "people": both("people", "人"), "count": both("rights", "项"), "points": both("points", "分"),
    "days": both("days", "天"), "years": both("years", "年"), "a_year": both("a year", "项"),
}  # fmt: skip
_ONE: Final = {"people": "person", "rights": "right", "days": "day", "years": "year", "points": "point",
               "results": "result"}  # fmt: skip
_WAN, _YI, _MILLION = 1e4, 1e8, 1e6
_LIMITS: Final = {
    "at_least": both("at least {}", "不低于 {}"), "above": both("more than {}", "高于 {}"),
    "at_most": both("at most {}", "不超过 {}"), "below": both("less than {}", "低于 {}"),
}  # fmt: skip
_OF_COUNTS: Final = {"at_least": "不少于 {}", "above": "多于 {}", "below": "少于 {}"}
"""The same of things, people and time in Chinese, which counts them by 多 and 少, not 高 and 低."""
_COUNTED: Final = ("人", "项", "天", "年")
_YES, _NO = both("yes", "是"), both("no", "否")
_LEFT_OPEN: Final = both(". Left to the authority: {}", "。以下情形由主管部门判断：{}")
_ALONE: Final = both("Rests on a single source.", "目前只有一个来源。")
_HAIR: Final = 1e-9
"""Below this two numbers are shown alike."""


@lru_cache(maxsize=8)
def _inputs(book: RuleBook) -> dict[str, tuple[Text, str, Text | None]]:
    """Name, kind of unit and unit in words of every input that a pack may read."""
    found: dict[str, tuple[Text, str, Text | None]] = {}
    for item in book.asked():
        if item.ask:
            found[item.input] = (item.name, item.ask.kind, item.ask.unit)
            found |= {f"{item.input}.{tick.id}": (tick.says, "yes_no", None) for tick in item.ask.items}
    return found | {name: (each.name, each.unit, _UNITS.get(each.unit)) for name, each in INPUTS.items()}


class Wording:
    """Words of one language for the packs of a book."""

    def __init__(self, book: RuleBook, lang: Lang) -> None:
        self.book, self.lang = book, lang
        self.colon: Final = "：" if lang == "zh" else ": "
        self.percent: Final = "%" if lang == "zh" else " %"
        self._inputs = _inputs(book)

    def say(self, text: Text) -> str:
        """A text."""
        return text.in_(self.lang)

    def listed(self, parts: Iterable[str]) -> str:
        """Parts one after the other."""
        return ("；" if self.lang == "zh" else "; ").join(parts)

    def sentences(self, parts: Iterable[str]) -> str | None:
        """Sentences one after the other, each once; None where there is none."""
        return ("" if self.lang == "zh" else " ").join(dict.fromkeys(parts)) or None

    def name(self, name: str) -> str:
        """What an input is called."""
        return self.say(self._inputs[name][0])

    def figure(self, value: float, name: str) -> str:
        """A value of an input with its unit: 4.2 %, CNY 30 million, 12 people; 4.2%、3,000 万元、12 人."""
        _, kind, unit = self._inputs[name]
        if kind == "yes_no":
            return self.say(_YES if value else _NO)
        if kind == "yuan":
            return self.money(value)
        if kind == "percent":
            return plain_number(value) + self.percent
        if not unit:
            return plain_number(value)
        words = self.say(unit)
        return f"{plain_number(value)} {_ONE.get(words, words) if value == 1 else words}"

    def money(self, value: float) -> str:
        """Yuan as people say them."""
        if self.lang == "en":
            many = abs(value) >= _MILLION
            return f"CNY {plain_number(value / _MILLION)} million" if many else f"CNY {plain_number(value)}"
        if abs(value) >= _YI:
            return f"{plain_number(value / _YI)} 亿元"
        return f"{plain_number(value / _WAN)} 万元" if abs(value) >= _WAN else f"{plain_number(value)} 元"

    def limits(self, limits: Limits, name: str) -> str:
        """What an input has to reach: 'at least 5 %'."""
        given = {key: getattr(limits, key) for key in _LIMITS}
        said = [self.bound(key, value, name) for key, value in given.items() if value is not None]
        return (" 且" if self.lang == "zh" else " and ").join(said)

    def points(self, limits: Limits) -> str:
        """What points have to reach: 'at least 60 points'."""
        given = {key: getattr(limits, key) for key in _LIMITS}
        said = [self.say(_LIMITS[key]).format(plain_number(value)) for key, value in given.items() if value is not None]
        return (" 且" if self.lang == "zh" else " and ").join(said) + (" 分" if self.lang == "zh" else " points")

    def span(self, low: str, high: str) -> str:
        """From one to another."""
        return f"{low} 至 {high}" if self.lang == "zh" else f"{low} to {high}"

    def bound(self, key: str, value: float, name: str) -> str:
        """One limit of an input in words: 'at least 5 %'."""
        unit = self._inputs[name][2]
        counted = self.lang == "zh" and unit is not None and unit.zh in _COUNTED
        template = _OF_COUNTS.get(key) if counted else None
        return (template or self.say(_LIMITS[key])).format(self.figure(value, name))

    def check(self, check: Check) -> str:
        """One comparison: 'Head count: at most 500 people'; 'Products of a restricted class: no'."""
        wanted = self.say(_YES if check.is_ == "yes" else _NO) if check.is_ else self.limits(check, check.input)
        return self.name(check.input) + self.colon + wanted

    def wanted(self, condition: Condition) -> str:
        """A whole condition: its alternatives, each with its checks."""
        joined = "，且" if self.lang == "zh" else ", and "
        either = "；或者" if self.lang == "zh" else "; or "
        sure, open_ = (
            either.join(joined.join(map(self.check, checks)) for checks in each)
            for each in (condition.any, condition.open_if)
        )
        return sure + self.say(_LEFT_OPEN).format(open_) if open_ else sure

    def caution(self, sources: int, note: Text | None) -> str | None:
        """That a figure rests on one source, and what is disputed about it."""
        return self.sentences([self.say(text) for text in ([_ALONE] * (sources == 1)) + ([note] if note else [])])


def inputs_of(condition: Condition) -> list[str]:
    """The inputs that a condition reads, each once."""
    return list(dict.fromkeys(check.input for check in condition.checks))


def plain_number(value: float) -> str:
    """A number with thousands marked and two decimals at most; four where it is below 1 and needs them."""
    text = f"{value:,.2f}"
    if abs(value) < 1 and abs(float(text) - value) > _HAIR:
        text = f"{value:,.4f}"
    return text.rstrip("0").rstrip(".").replace("-", "−")
