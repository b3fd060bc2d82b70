"""Answers of the form: fields ↔ the mapping `answers` of a profile."""

from collections.abc import Mapping
from typing import Any, Final

from scoring import taxonomy
from scoring.errors import Problem, Wrong
from scoring.rulesets.book import RuleBook
from scoring.rulesets.schema import Ask
from scoring.text import Text, both
from web.forms import typed
from web.forms.fields import NONE_OF_THESE, Fields, answer_field, evidence_field, first

_EITHER: Final = both(
    "'none of these' is ticked beside others; clear one or the other", "“以上都没有”不能与其他选项同时勾选"
)
_YES_NO: Final = {"yes": True, "no": False}


def answers_from(fields: Fields, book: RuleBook, problems: list[Problem]) -> dict[str, Any]:
    """Answers by name; what can't be read is kept as typed and told in `problems`."""
    answers: dict[str, Any] = {}
    for name, ask in book.asks.items():
        field = answer_field(name)
        if not first(fields, field):
            continue
        try:
            value = _read(fields[field], name, ask, book)
        except Wrong as wrong:
            problems.append(Problem("", wrong.text, field, expected=wrong.expected))
            value = first(fields, field)
        evidence = first(fields, evidence_field(field))
        answers[name] = {"value": value, "evidence": evidence} if evidence else value
    return answers


def _read(texts: list[str], name: str, ask: Ask, book: RuleBook) -> Any:
    if ask.kind == "checklist":
        if NONE_OF_THESE in texts and len(texts) > 1:
            raise Wrong(_EITHER.en, _EITHER.zh)
        return [text for text in texts if text != NONE_OF_THESE]
    text = texts[0].strip()
    if ask.kind == "yes_no":
        return _YES_NO.get(text, text)
    if ask.kind == "percent":
        return typed.read_percent(text, name, book)
    return text if ask.kind == "choice" else typed.answer_reader(name, book)(text)


def answers_to(answers: object, book: RuleBook) -> Fields:
    """Fields of the answers that the rule book asks for; others have no place in the form."""
    fields: Fields = {}
    if not isinstance(answers, Mapping):
        return fields
    for name, ask in book.asks.items():
        answer = answers.get(name)
        value, evidence = (
            (answer.get("value"), answer.get("evidence")) if isinstance(answer, Mapping) else (answer, None)
        )
        if value is None:
            continue
        fields[answer_field(name)] = _written(value, ask)
        if evidence:
            entry = taxonomy.evidence_grades().find(str(evidence))
            fields[evidence_field(answer_field(name))] = [entry.slug if entry else str(evidence)]
    return fields


def _written(value: Any, ask: Ask) -> list[str]:
    if ask.kind == "checklist" and isinstance(value, list):
        return [str(item) for item in value] or [NONE_OF_THESE]
    if isinstance(value, bool):
        return ["yes" if value else "no"]
    return [typed.write_percent(value) if ask.kind == "percent" else typed.write_number(value)]


def none_of_these() -> Text:
    """Label of the tick that says so."""
    return both("None of these", "以上都没有")
