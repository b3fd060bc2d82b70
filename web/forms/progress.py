"""How far the form is filled: answered and asked, by factor, for the short form and for official programmes."""

from collections.abc import Container
from dataclasses import dataclass

from web.forms.fields import Fields, account_field, count_years, first
from web.forms.programmes import ProgrammeQuestions
from web.forms.questions import FactorQuestions


@dataclass(frozen=True)
class Progress:
    """Questions answered out of those asked; `id` is the factor's, `policies`, or `short` for the short form."""

    id: str
    answered: int
    asked: int


def progress(
    fields: Fields,
    factors: tuple[FactorQuestions, ...],
    programmes: ProgrammeQuestions | None = None,
    faulty: Container[str] = (),
) -> dict[str, Progress]:
    """Progress by id of factor, of `programmes`, and `short`. What stands in a `faulty` field is no answer."""

    def told(*names: str) -> bool:
        return any(first(fields, name) and name not in faulty for name in names)

    groups = {factor.id: [[question.field] for question in factor.questions] for factor in factors}
    groups["short"] = [[question.field] for factor in factors for question in factor.short]
    if programmes:
        columns = range(count_years(fields))
        figures = [[account_field(column, figure) for column in columns] for figure in programmes.figures]
        groups[programmes.id] = figures + [[question.field] for question in programmes.questions]
    return {
        id_: Progress(id_, sum(told(*names) for names in questions), len(questions))
        for id_, questions in groups.items()
    }
