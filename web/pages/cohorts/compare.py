"""Two companies compared: why one stands above the other, as a ledger of differences that adds up."""

from http import HTTPStatus
from typing import Final, NamedTuple

from flask import render_template, request
from flask.typing import ResponseReturnValue

from scoring import shipped_book
from scoring.cohort.result import DifferenceLine, Versus
from scoring.cohort.versus import versus
from scoring.errors import Wrong
from scoring.text import Lang
from web.access.allow import STAFF, allow
from web.cohorts.office import office
from web.cohorts.work import assumed, cohort_of
from web.language import current
from web.pages.cohorts.blueprint import blueprint, opened
from web.pages.result_figures import Figures
from web.wording import say

_TWO: Final = 2
_PROGRESSION: Final = "progression"


class Part(NamedTuple):
    """The lines of one factor (or of the progression model) and what they add up to."""

    name: str
    difference: float
    lines: list[DifferenceLine]


@blueprint.get("/cohorts/<token>/compare")
@allow(*STAFF, log="company.seen", subject="token")
def compare(token: str) -> ResponseReturnValue:
    """Compare the companies of two rows: `first` and `second`, or two of `row`."""
    case, plan = opened(token)
    lang = current()
    rows = [request.args.get(name, "") for name in ("first", "second")] if "first" in request.args else (
        request.args.getlist("row")
    )  # fmt: skip
    cohort = cohort_of(case, plan, office().memory)
    places = {str(row): place for place, row in enumerate(cohort.intake.rows)}
    if len(rows) != _TWO or any(row not in places for row in rows):
        return _refused(token, say("cohorts.not_two", lang))
    try:
        found = versus(cohort, places[rows[0]], places[rows[1]], assumptions=assumed(plan, cohort), lang=lang)
    except Wrong as error:
        return _refused(token, f"{error.text.in_(lang)}{'。' if lang == 'zh' else '.'}")
    return render_template(
        "cohorts/compare.html", token=token, found=found, parts=parts(found, lang), n=Figures(lang)
    )  # fmt: skip


def _refused(token: str, why: str) -> ResponseReturnValue:
    return render_template("cohorts/not_two.html", token=token, why=why), HTTPStatus.UNPROCESSABLE_ENTITY


def parts(found: Versus, lang: Lang) -> list[Part]:
    """The ledger by factor, in the order of the factors; lines that make no difference come last in each."""
    named = {rules.id: rules.name.in_(lang) for rules in shipped_book().rule_sets}
    named[_PROGRESSION] = say("cohorts.by_progression", lang)
    listed = []
    for factor, name in named.items():
        lines = [each for each in found.lines if (each.factor or _PROGRESSION) == factor]
        if lines:
            lines.sort(key=lambda line: -abs(line.difference))
            listed.append(Part(name, found.factors.get(factor, 0.0), lines))
    return listed
