"""How far the form is filled: answered and asked, by factor and for the short form."""

from dataclasses import dataclass

from web.forms.fields import Fields, first
from web.forms.questions import FactorQuestions


@dataclass(frozen=True)
class Progress:
    """Questions answered out of those asked; `id` is the factor's, or `short` for the questions of the short form."""

    id: str
    answered: int
    asked: int


def progress(fields: Fields, factors: tuple[FactorQuestions, ...]) -> dict[str, Progress]:
    """Progress by id of factor, and `short`."""
    groups = {factor.id: factor.questions for factor in factors}
    groups["short"] = tuple(question for factor in factors for question in factor.short)
    return {
        id_: Progress(id_, sum(bool(first(fields, question.field)) for question in questions), len(questions))
        for id_, questions in groups.items()
    }
