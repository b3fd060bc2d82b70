"""What the template of the form is given: questions, lists to choose from, what stands in the fields, what is wrong."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from flask import render_template

from scoring import CompanyProfile, shipped_book, taxonomy
from scoring.errors import Problem
from scoring.text import Lang, Text, both
from web.forms import (
    Fields,
    ProgrammeQuestions,
    Question,
    checked,
    form_questions,
    from_fields,
    programme_questions,
    progress,
    year_columns,
)
from web.forms.check import by_field
from web.forms.fields import ACCOUNT_PARTS, ACCOUNTS, YEAR, account_field, count_rounds, evidence_field, first
from web.forms.questions import Choice, labels
from web.language import current
from web.wording import say, words

_LEAST_SECTORS: Final = 3
_MOST_SECTORS: Final = 10
_IN_ORDER: Final = (*CompanyProfile.model_fields, "funding")


@dataclass(frozen=True)
class FormState:
    """What stands in the fields of a form and what is wrong with them."""

    fields: Fields
    problems: Mapping[str, list[Problem]]
    lang: Lang

    def text(self, name: str) -> str:
        """The text of a field as typed."""
        return (self.fields.get(name) or [""])[0]

    def sector(self, place: int) -> str:
        """The text of a field of sectors, which share one name."""
        texts = self.fields.get("sectors", [])
        return texts[place] if place < len(texts) else ""

    def chosen(self, name: str, choice: str) -> bool:
        """Whether a choice is ticked."""
        return choice in self.fields.get(name, [])

    def faults(self, name: str) -> list[str]:
        """What is wrong with a field, in words."""
        return [self.worded(problem) for problem in self.problems.get(name, [])]

    def worded(self, problem: Problem) -> str:
        """A problem in one or two sentences."""
        text = problem.message.in_(self.lang)
        if not text.endswith((".", "。", "!", "?", "？")):
            text += "。" if self.lang == "zh" else "."
        if not problem.expected:
            return text
        expected = say("form.fault_expected", self.lang, expected=problem.expected.in_(self.lang).rstrip("。."))
        return text + ("" if self.lang == "zh" else " ") + expected

    def strange(self, name: str, choices: tuple[Choice, ...]) -> list[str]:
        """Texts of a field that are none of its choices, from a file: shown, so that they can be mended."""
        known = {choice.id for choice in choices}
        return [text for text in self.fields.get(name, []) if text not in known]

    def touched(self, questions: tuple[Question, ...]) -> bool:
        """Whether any of the questions is answered or faulty: its section is then open."""
        names = {name for question in questions for name in (question.field, evidence_field(question.field))}
        return any(first(self.fields, name) for name in names) or any(name in self.problems for name in names)

    def touched_programmes(self, asked: ProgrammeQuestions) -> bool:
        """Whether anything of the section on official programmes is filled in or faulty: it is then open."""
        named = (*self.fields, *self.problems)
        return self.touched(asked.questions) or any(name.startswith(ACCOUNTS) for name in named)


def form_page(
    fields: Fields, problems: tuple[Problem, ...] = (), *, another_round: bool = False, opened: bool = False
) -> str:
    """HTML of the form. `another_round`: with an empty row below the others; `opened`: say that a file was read."""
    lang, factors, programmes = current(), form_questions(shipped_book()), programme_questions(shipped_book())
    state = FormState(fields, by_field(problems), lang)
    rounds = count_rounds(fields)
    return render_template(
        "form.html",
        state=state,
        factors=factors,
        programmes=programmes,
        years=year_columns(fields, date.today()),
        progress=progress(fields, factors, programmes, _faulty(fields)),
        labels=labels(),
        lists=_lists(),
        summary=_summary(state, [each for each in problems if not _left_out(each)]),
        left_out=_summary(state, [each for each in problems if _left_out(each)]),
        rows=rounds + 1 if another_round or not rounds else rounds,
        new_row=rounds if another_round else None,
        sector_rows=min(_MOST_SECTORS, max(_LEAST_SECTORS, 1 + len(fields.get("sectors", [])))),
        today=date.today().isoformat(),
        fresh=not fields,
        opened=opened,
    )


def _faulty(fields: Fields) -> set[str]:
    """The fields in which something stands that can't be used."""
    return {problem.path for problem in checked(from_fields(fields, shipped_book()), shipped_book()).problems}


def _left_out(problem: Problem) -> bool:
    """Whether a problem is something of a file that the form has no field for."""
    return bool(problem.where) and not problem.path


@cache
def _lists() -> dict[str, tuple[Choice, ...]]:
    """The taxonomies that fields choose from or suggest."""
    named: dict[str, Iterable[taxonomy.Entry]] = {
        "places": taxonomy.places(),
        "sectors": taxonomy.sectors(),
        "layers": taxonomy.layers(),
        "segments": taxonomy.segments(),
        "rounds": taxonomy.rounds(),
        "currencies": taxonomy.currencies(),
        "evidence": taxonomy.evidence_grades(),
        "head_counts": taxonomy.headcount_bands(),
    }
    return {
        name: tuple(Choice(entry.slug, both(entry.en, entry.zh)) for entry in entries)
        for name, entries in named.items()
    }


def _summary(state: FormState, problems: Iterable[Problem]) -> list[dict[str, str]]:
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
