"""What stands in the fields of a form and what is wrong with them, as templates ask for it."""

from collections.abc import Mapping
from dataclasses import dataclass

from scoring.errors import Problem
from scoring.text import Lang
from web.forms import Fields, ProgrammeQuestions, Question
from web.forms.fields import ACCOUNTS, evidence_field, first
from web.forms.questions import Choice
from web.wording import say


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
