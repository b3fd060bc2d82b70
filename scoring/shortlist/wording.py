"""Gates in words: what one asks for, what was found of a company, what would have to change."""

import math
from collections.abc import Sequence
from typing import Final

from scoring.rulesets.states import MET, UNKNOWN
from scoring.shortlist.facts import Facts
from scoring.shortlist.fields import Kind
from scoring.shortlist.gates import condition_states
from scoring.shortlist.grammar import Op
from scoring.shortlist.numbers import difference
from scoring.shortlist.rules import Condition, GateRule
from scoring.text import Lang, Text, both

_ASKED: Final[dict[Op, Text]] = {
    ">=": both("at least {}", "不低于 {}"), ">": both("more than {}", "高于 {}"),
    "<=": both("at most {}", "不高于 {}"), "<": both("less than {}", "低于 {}"),
    "in": both("{}", "{}"), "not in": both("not {}", "不是 {}"),
    "is known": both("known", "已知"), "is unknown": both("unknown", "未知"),
}  # fmt: skip
_ASKED_OF_DATES: Final[dict[Op, Text]] = {
    ">=": both("{} or later", "{} 或以后"), ">": both("after {}", "{} 之后"),
    "<=": both("{} or earlier", "{} 或以前"), "<": both("before {}", "{} 之前"),
}  # fmt: skip
_ASKED_OF_STEPS: Final[dict[Op, Text]] = {
    ">=": both("{} or beyond", "{} 及以上"), ">": both("beyond {}", "高于 {}"),
    "<=": both("{} or below", "{} 及以下"), "<": both("below {}", "低于 {}"),
}  # fmt: skip
_NOT_KNOWN: Final = both("not known", "未知")
_SHORT: Final = both("short by {}", "还差 {}")
_OVER: Final = both("over by {}", "超出 {}")
_ASKS: Final = both("the gate asks for: {}", "条件要求：{}")
_ASK_FIRST: Final = both("not known well enough, so ask; {}", "信息不足，建议补问；{}")


def gate_name(gate: GateRule, lang: Lang) -> str:
    """Name of a gate: its own, or its conditions in words."""
    if gate.name:
        return gate.name.in_(lang)
    return _either([_named(each, asked(each, lang), lang) for each in gate.conditions], lang)


def asked(condition: Condition, lang: Lang) -> str:
    """What a condition asks for: 'at least 40%', 'Seed, Angel or Pre-A'."""
    own: dict[Kind, dict[Op, Text]] = {"date": _ASKED_OF_DATES, "choice": _ASKED_OF_STEPS}
    forms = _ASKED | own.get(condition.field.kind, {})
    values = _list([text.in_(lang) for text in condition.texts], lang)
    text = forms[condition.op].in_(lang).format(values)
    return _spaced(text) if lang == "zh" else text


def found(gate: GateRule, facts: Facts, at: int, lang: Lang) -> str:
    """What is known of the company at place `at`: 'Coverage: 36%'."""
    words = dict.fromkeys(
        _named(each, facts.told(each.field, at, lang) or _NOT_KNOWN.in_(lang), lang) for each in gate.conditions
    )
    return ("；" if lang == "zh" else "; ").join(words)


def change(gate: GateRule, facts: Facts, at: int, state: int, lang: Lang) -> str:
    """What would have to change for the company at place `at`, and by how much where that is a number."""
    several = len(gate.conditions) > 1
    wanted = []
    for each in gate.conditions:
        words = asked(each, lang) + _gap(each, facts, at, lang)
        wanted.append(_named(each, words, lang) if several else words)
    asks = _ASKS.in_(lang).format(_either(wanted, lang))
    return _ASK_FIRST.in_(lang).format(asks) if state == UNKNOWN else asks


def numbered(gates: Sequence[GateRule], numbers: Sequence[int], lang: Lang, most: int = 5) -> str:
    """Gates by number and name: '2 (Coverage: at least 40%), 4 (…)'; what goes beyond `most` is counted."""
    form, mark = ("{}（{}）", "、") if lang == "zh" else ("{} ({})", ", ")
    text = mark.join(form.format(number, gate_name(gates[number - 1], lang)) for number in numbers[:most])
    more = len(numbers) - most
    if more <= 0:
        return text
    return f"{text}，另有 {more} 条" if lang == "zh" else f"{text} and {more} more"


def _gap(condition: Condition, facts: Facts, at: int, lang: Lang) -> str:
    """How far off a number is, in brackets; nothing where the value is no exact number."""
    field, op = condition.field, condition.op
    if field.kind not in ("number", "list") or op in ("in", "not in") or not condition.spans:
        return ""
    low, high = (float(ends[at]) for ends in facts.bounds(field))
    away = abs(condition.spans[0][0] - low)
    text = difference(away, field, lang)
    if low != high or math.isinf(low) or condition_states(condition, facts)[at] == MET or text is None:
        return ""
    words = (_SHORT if op in (">", ">=") else _OVER).in_(lang).format(text)
    return f"（{words}）" if lang == "zh" else f" ({words})"


def _named(condition: Condition, words: str, lang: Lang) -> str:
    return f"{condition.field.name.in_(lang)}{'：' if lang == 'zh' else ': '}{words}"


def _list(words: Sequence[str], lang: Lang) -> str:
    """'a, b or c', as each language writes it."""
    if len(words) < 2:  # noqa: PLR2004 - one needs no 'or'
        return "".join(words)
    if lang == "zh":
        return _spaced(f"{'、'.join(words[:-1])} 或 {words[-1]}")
    return f"{', '.join(words[:-1])} or {words[-1]}"


def _either(words: Sequence[str], lang: Lang) -> str:
    return _spaced("，或 ".join(words)) if lang == "zh" else ", or ".join(words)


def _spaced(text: str) -> str:
    """No space between Chinese characters; the forms leave one for numbers and Latin letters."""
    pieces = text.split(" ")
    joined = pieces[0]
    for piece in pieces[1:]:
        joined += ("" if _is_chinese(joined[-1:]) and _is_chinese(piece[:1]) else " ") + piece
    return joined


def _is_chinese(sign: str) -> bool:
    return "一" <= sign <= "鿿"
