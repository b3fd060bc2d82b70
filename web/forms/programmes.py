"""What the form asks for official programmes alone: annual accounts, and the facts of the policy packs by group."""

from dataclasses import dataclass
from functools import cache

from scoring.profile.accounts import ACCOUNT_FIELDS
from scoring.profile.answers import POLICIES
from scoring.rulesets.book import RuleBook
from scoring.text import Text
from web.forms.questions import FactorQuestions, Question, form_questions, question_of


@dataclass(frozen=True)
class QuestionGroup:
    """Questions that are asked side by side."""

    id: str
    name: Text
    help: Text | None
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class ProgrammeQuestions:
    """The section of the form; every figure of the accounts counts as one question, whatever the years."""

    id: str
    name: Text
    summary: Text
    figures: tuple[str, ...]
    groups: tuple[QuestionGroup, ...]

    @property
    def questions(self) -> tuple[Question, ...]:
        """All facts in the order of the form."""
        return tuple(question for group in self.groups for question in group.questions)


@cache
def programme_questions(book: RuleBook) -> ProgrammeQuestions | None:
    """The section; None where the rule book has no policy packs."""
    asked = book.fact_file
    if asked is None:
        return None
    groups = tuple(
        QuestionGroup(group.id, group.name, group.help, tuple(question_of(fact, fact.ask) for fact in group.facts))
        for group in asked.groups
    )
    return ProgrammeQuestions(POLICIES, asked.name, asked.summary, ACCOUNT_FIELDS, groups)


def all_groups(book: RuleBook) -> tuple[FactorQuestions | QuestionGroup, ...]:
    """Every question that has an answer of its own, by factor and by group of the facts: what a what-if may change."""
    programmes = programme_questions(book)
    return (*form_questions(book), *(programmes.groups if programmes else ()))
