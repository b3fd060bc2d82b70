"""How far the form is filled: answered and asked, by factor and for the short form."""

from collections.abc import Container
from dataclasses import dataclass

from web.forms.fields import Fields, first
from web.forms.questions import FactorQuestions


@dataclass(frozen=True)
class Progress:
    """Questions answered out of those asked; `id` is the factor's, or `short` for the questions of the short form."""

    id: str
    answered: int
    asked: int


def progress(fields: Fields, factors: tuple[FactorQuestions, ...], faulty: Container[str] = ()) -> dict[str, Progress]:
    """Progress by id of factor, and `short`. What stands in a `faulty` field is no answer."""
    groups = {factor.id: factor.questions for factor in factors}
    groups["short"] = tuple(question for factor in factors for question in factor.short)
    answered = {
        question.field
        for factor in factors
        for question in factor.questions
        if first(fields, question.field) and question.field not in faulty
    }
    return {
        id_: Progress(id_, sum(question.field in answered for question in questions), len(questions))
        for id_, questions in groups.items()
    }
