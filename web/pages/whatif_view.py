"""What the template of a what-if is given: original and what-if side by side, and the answers that differ."""

from dataclasses import dataclass
from typing import Final, NamedTuple

from scoring import assess, shipped_book, taxonomy
from scoring.assessment import Score, Step
from scoring.text import Lang, both
from web.access.release import release_if_any
from web.forms import Fields, Question, all_groups
from web.forms.answers import answers_to
from web.forms.fields import evidence_field
from web.forms.questions import Choice
from web.pages.result_carried import Profile, mapping_of
from web.pages.result_view import ResultView
from web.wording import say

_DECIMALS: Final = 2


@dataclass(frozen=True)
class Line:
    """A factor, the progression model or the composite, in the original and in the what-if."""

    name: str
    before: Score | None
    after: Score | None
    points: tuple[float | None, float | None]

    @property
    def change(self) -> float | None:
        """Points gained or lost; None where one side has none."""
        before, after = self.points
        return None if before is None or after is None else round(after - before, _DECIMALS)

    @property
    def moved(self) -> bool:
        """Whether anything but the rounding changed: points are rounded so that they add up."""
        if self.before is None or self.after is None:
            return bool(self.change)
        return any(getattr(self.before, name) != getattr(self.after, name) for name in Score.model_fields)


@dataclass(frozen=True)
class Changed:
    """A question whose answer differs: both answers in words."""

    question: Question
    before: str
    after: str


class Verdicts(NamedTuple):
    """An official programme whose verdict or points differ: both verdicts in words."""

    programme: str
    before: str
    after: str


class Comparison:
    """An original and its what-if, assessed in one language."""

    def __init__(self, original: Profile, profile: Profile, lang: Lang) -> None:
        release = release_if_any()
        self.before = ResultView(assess(original, lang=lang, release=release))
        self.after = ResultView(assess(profile, lang=lang, release=release))
        self._lang: Lang = lang
        self._answers = tuple(answers_to(mapping_of(each)["answers"], shipped_book()) for each in (original, profile))

    def changes(self) -> list[Changed]:
        """The answers that differ, in the order of the form."""
        before, after = self._answers
        return [
            Changed(question, self._in_words(question, before), self._in_words(question, after))
            for group in all_groups(shipped_book())
            for question in group.questions
            if _told(question, before) != _told(question, after)
        ]

    def lines(self) -> list[Line]:
        """The factors, and the progression model where it counts."""
        before, after = self.before.result, self.after.result
        lines = [
            Line(one.name, one, other, (one.points, other.points))
            for one, other in zip(before.factors, after.factors, strict=True)
        ]
        points = before.progression.points, after.progression.points
        return [*lines, Line(say("result.model_row", self._lang), None, None, points)] if any(points) else lines

    def total(self) -> Line:
        """The composite."""
        before, after = self.before.result.composite, self.after.result.composite
        return Line(say("result.total", self._lang), before, after, (before.score, after.score))

    def programmes(self) -> list[Verdicts]:
        """Official programmes whose verdict or points differ, in words."""
        pairs = zip(self.before.result.policies, self.after.result.policies, strict=True)
        return [Verdicts(old.name, old.in_words, new.in_words) for old, new in pairs if old.in_words != new.in_words]

    def step(self, question: Question) -> Step | None:
        """The next step that the original suggests for a question."""
        steps = self.before.result.next_steps
        return next((each for each in steps if self.before.question_of(each.characteristic) == question.name), None)

    def counts(self, question: Question) -> bool:
        """Whether the what-if's answer to a question counts for the company at all; facts do for programmes."""
        if self.is_fact(question):
            return True
        return any(
            line.state != "not_applicable"
            for factor in self.after.result.factors
            for line in factor.ledger
            if self.after.question_of(line.characteristic) == question.name
        )

    @staticmethod
    def is_fact(question: Question) -> bool:
        """Whether only official programmes ask that."""
        return any(fact.id == question.name for fact in shipped_book().facts)

    def _in_words(self, question: Question, fields: Fields) -> str:
        texts, grades = _told(question, fields)
        if not texts:
            return say("result.blank_answer", self._lang)
        says = {choice.id: choice.says.in_(self._lang) for choice in question.choices}
        words = self.before.figures.listed(says.get(text, text) for text in texts)
        if question.unit:
            unit = question.unit.in_(self._lang)
            words += unit if unit == "%" else f" {unit}"
        for grade in grades:
            shown = taxonomy.evidence_grades()[grade].in_(self._lang)
            words += f"（{shown}）" if self._lang == "zh" else f" ({shown})"
        return words


def question_named(name: str) -> Question | None:
    """The question of that name, if there is one."""
    return next((each for group in all_groups(shipped_book()) for each in group.questions if each.name == name), None)


def evidence_choices() -> tuple[Choice, ...]:
    """The grades of evidence to choose from."""
    return tuple(Choice(entry.slug, both(entry.en, entry.zh)) for entry in taxonomy.evidence_grades())


def _told(question: Question, fields: Fields) -> tuple[list[str], list[str]]:
    return fields.get(question.field, []), fields.get(evidence_field(question.field), [])
