"""The summary of what is wrong with a form: each problem with the name of its field, in the order of the form."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final

from scoring import CompanyProfile, shipped_book
from scoring.errors import Problem
from scoring.text import Text, both
from web.forms import form_questions, programme_questions
from web.forms.fields import ACCOUNT_PARTS, ACCOUNTS, YEAR, account_field
from web.forms.questions import labels
from web.pages.form_state import FormState
from web.wording import words

_IN_ORDER: Final = (*CompanyProfile.model_fields, "funding")


def summary(state: FormState, problems: Iterable[Problem]) -> list[dict[str, str]]:
    """Lines of the summary of errors: the field's name, its link (empty where it has none), what is wrong."""
    names = _names()
    lines = []
    for problem in sorted(problems, key=lambda problem: _order(problem.path)):
        label = _label(problem.path, names, state)
        unplaced = problem.where or problem.value
        shown = label.in_(state.lang) if label else unplaced if not problem.path else problem.path
        lines.append({"field": problem.path, "label": shown, "text": state.worded(problem)})
    return lines


def _order(field: str) -> tuple[int, int]:
    """Place of a field in the form, as far as links of the summary need it."""
    step, row = field.partition("-")[0], field.split("-")[1:2]
    if step == "answers":
        place = list(_names()).index(field) if field in _names() else 0
        return 5 if field in _facts() else 3, place
    if step == "rounds":
        return 2, int(row[0])
    if step == ACCOUNTS:
        return 4, ACCOUNT_PARTS.index(field.split("-")[2]) if row else 0
    return (1, _IN_ORDER.index(step)) if step in _IN_ORDER else (0, 0)


@cache
def _names() -> dict[str, Text]:
    factors = form_questions(shipped_book())
    asked = [question for factor in factors for question in factor.short]
    asked += [question for factor in factors for question in factor.detail]
    return (
        {name: shown["label"] for name, shown in labels().items()}
        | {each.field: each.label for each in asked}
        | _facts()
    )


@cache
def _facts() -> dict[str, Text]:
    """Labels of what is asked for official programmes alone, by field."""
    programmes = programme_questions(shipped_book())
    return {each.field: each.label for each in programmes.questions} if programmes else {}


def _label(field: str, names: Mapping[str, Text], state: FormState) -> Text | None:
    """What the field is called: 'Round 2, Date', 'Revenue, 2025', 'Evidence for: Main vertical'."""
    match field.split("-"):
        case ["rounds", row, part]:
            number, of = int(row) + 1, names[f"round.{part}"]
            round_ = words()["form.round"]
            return both(f"{round_.en.format(number=number)}, {of.en}", f"{round_.zh.format(number=number)}，{of.zh}")
        case ["accounts", column, part]:
            of, year = names[f"accounts.{part}"], state.text(account_field(int(column), YEAR))
            return of if part == YEAR else both(f"{of.en}, {year}", f"{of.zh}（{year}）")
        case ["sectors", _]:
            return names["sectors"]
        case ["funding"]:
            return words()["form.funding"]
        case ["answers", _, "evidence"]:
            return _evidence_of(names.get(field.removesuffix("-evidence")))
    return names.get(field)


def _evidence_of(label: Text | None) -> Text | None:
    of = words()["form.evidence_of"]
    return both(of.en.format(label=label.en), of.zh.format(label=label.zh)) if label else None
