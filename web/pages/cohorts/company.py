"""One company of a cohort: its whole result and, in a saved cohort, notes and overrides beside it."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Final

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from scoring.errors import InputError
from scoring.ranking import RankedCompany, Ranking
from scoring.text import Lang
from store.remarks import COMPOSITE, SELECTION, add_note, override, remarks_of, withdraw
from web.access.allow import STAFF, allow
from web.access.asking import actor
from web.access.store import of_store
from web.cohorts.office import office
from web.cohorts.plan import Plan
from web.cohorts.saved import AnyCase, SavedCase, made_with_others
from web.cohorts.work import cohort_of, ranking_of
from web.language import current
from web.pages.cohorts.blueprint import blueprint, opened, saved
from web.pages.companies.remarks_view import faults_of, in_words, names
from web.pages.result_page import show
from web.wording import say

TYPED: Final = ("do", "subject", "value", "chosen", "reason", "remark")
"""Fields of the forms of a remark; `chosen` is the value of an override of the selection."""


@blueprint.get("/cohorts/<token>/company/<int:row>")
@allow(*STAFF, log="company.seen", subject="token")
def company(token: str, row: int) -> str:
    """The whole result of the company in that row of the table."""
    case, plan = opened(token)
    return company_page(token, case, plan, row)


@blueprint.post("/cohorts/<token>/company/<int:row>/remarks")
@allow(*STAFF)
def remark_on_company(token: str, row: int) -> ResponseReturnValue:
    """Add a `note`, an `override`, or a withdrawal (`withdraw`) of the `remark`, as `do` says."""
    case = saved(token)
    known = case.company_in(row)
    if known is None:
        abort(HTTPStatus.NOT_FOUND)
    sent = typed_in(request.form)
    try:
        _add(case, known, sent)
    except InputError as error:
        if of_store(error):
            raise
        return company_page(token, case, case.plan(), row, sent, faults_of(error)), HTTPStatus.UNPROCESSABLE_ENTITY
    return redirect(url_for("cohorts.company", token=token, row=row, _anchor="remarks"), HTTPStatus.SEE_OTHER)


def typed_in(form: Mapping[str, str]) -> dict[str, str]:
    """What was typed into the form of a remark."""
    return {name: form.get(name, "") for name in TYPED}


def take_back(case: SavedCase, sent: Mapping[str, str], company: str | None) -> None:
    """Withdraw the remark named, if it is on that company, or on the cohort itself. Raises InputError."""
    found = remarks_of(case.engine, cohort=case.cohort.id)
    if sent["remark"] not in {each.id for each in found if each.company == company}:
        abort(HTTPStatus.NOT_FOUND)
    withdraw(case.engine, sent["remark"], sent["reason"], actor=actor())


def company_page(
    token: str,
    case: AnyCase,
    plan: Plan,
    row: int,
    typed: Mapping[str, str] | None = None,
    faults: Sequence[str] = (),
    notice: str = "",
) -> str:
    """HTML of a company's result; `typed` stands in the form that was refused, `faults` say why."""
    cohort = cohort_of(case, plan, office().memory)
    if row not in cohort.intake.rows:
        abort(HTTPStatus.NOT_FOUND)
    profile, lang = cohort.profiles[cohort.intake.rows.index(row)], current()
    back = url_for("cohorts.ranking", token=token)
    known = case.company_in(row) if isinstance(case, SavedCase) else None
    if not isinstance(case, SavedCase) or known is None:
        return show(profile, lang, back=back)
    found = ranking_of(case, plan, lang, office().memory)
    ranked = next((each for each in found.ranking if each.row == row), None)
    remarks = in_words(remarks_of(case.engine, company=known, cohort=case.cohort.id), _scores(ranked), lang)
    return show(
        profile, lang, back=back, notice=notice, template="cohorts/company.html",
        here=url_for("cohorts.company", token=token, row=row), remarks=remarks, subjects=_subjects(found, lang),
        typed=typed or dict.fromkeys(TYPED, ""), faults=faults, then=_then(found, ranked, lang),
    )  # fmt: skip


def _add(case: SavedCase, company: str, sent: Mapping[str, str]) -> None:
    """Raises InputError for what is wrong with the fields."""
    place = {"company": company, "cohort": case.cohort.id, "actor": actor()}
    match sent["do"]:
        case "note":
            add_note(case.engine, sent["reason"], **place)
        case "override":
            value = sent["chosen" if sent["subject"] == SELECTION else "value"]
            override(case.engine, sent["subject"], value, sent["reason"], **place)
        case "withdraw":
            take_back(case, sent, company)
        case _:
            abort(HTTPStatus.NOT_FOUND)


def _scores(ranked: RankedCompany | None) -> dict[str, float | None]:
    return {**ranked.factors, COMPOSITE: ranked.composite} if ranked else {}


def _subjects(found: Ranking, lang: Lang) -> dict[str, str]:
    """What can be overridden here: the selection as well, where there was one."""
    more = {SELECTION: say("companies.selection", lang)} if found.shortlist else {}
    return names(lang) | more


def _then(found: Ranking, ranked: RankedCompany | None, lang: Lang) -> str:
    """What the ranking said where it was made with others than are installed; empty where it was not."""
    if ranked is None or ranked.composite is None or not made_with_others(found):
        return ""
    return say("cohorts.scored_again", lang, score=f"{ranked.composite:.1f}", rank=ranked.rank)
