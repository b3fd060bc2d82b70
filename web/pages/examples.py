"""The example cohort: fictional companies ranked, and the result of each, to look at before typing anything."""

from datetime import date
from functools import cache
from http import HTTPStatus
from typing import Final, NamedTuple

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from scoring import assess, rank, shipped_book, taxonomy
from scoring.intake import Intake, read_table
from scoring.ranking import RankedCompany, Ranking
from scoring.resources import resource
from scoring.text import Lang
from web.access.allow import Who, allow
from web.language import current
from web.pages.result_figures import Figures
from web.pages.result_page import show
from web.pages.result_view import ResultView

blueprint: Final = Blueprint("examples", __name__)
_FILES: Final[dict[Lang, str]] = {"en": "fictional-24.csv", "zh": "fictional-24.zh.csv"}
_AS_OF: Final = date(2021, 6, 30)


class Example(NamedTuple):
    """A ranked company with what its line shows: its number among the profiles, city, stage and standing."""

    company: RankedCompany
    number: int
    city: str
    stage: str


@blueprint.get("/examples")
@allow(Who.ANYBODY)
def cohort() -> str:
    """The cohort, best first, each company a link to its result."""
    lang = current()
    intake, ranking = _cohort(lang)
    lines = [_line(company, intake, lang) for company in ranking.ranking]
    return render_template("examples.html", lines=lines, as_of=Figures(lang).day(ranking.as_of))


@blueprint.get("/examples/<int:number>")
@allow(Who.ANYBODY)
def company(number: int) -> ResponseReturnValue:
    """The result of the company in that row of the table, numbered from 1."""
    lang = current()
    intake, _ = _cohort(lang)
    if not 1 <= number <= len(intake.profiles):
        abort(HTTPStatus.NOT_FOUND)
    return show(intake.profiles[number - 1], lang, view=_assessed(number, lang))


@cache
def _cohort(lang: Lang) -> tuple[Intake, Ranking]:
    intake = read_table(resource("data", "examples", _FILES[lang]), book=shipped_book(), as_of=_AS_OF)
    return intake, rank(intake, as_of=_AS_OF, lang=lang)


@cache
def _assessed(number: int, lang: Lang) -> ResultView:
    """The result of a company, which never changes: worked out once in a language."""
    return ResultView(assess(_cohort(lang)[0].profiles[number - 1], lang=lang))


def _line(company: RankedCompany, intake: Intake, lang: Lang) -> Example:
    place = taxonomy.places()[company.city].in_(lang) if company.city else ""
    stage = taxonomy.stages()[company.stage].in_(lang) if company.stage else ""
    return Example(company, intake.rows.index(company.row or 0) + 1, place, stage)
