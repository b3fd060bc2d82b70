"""The ranking: made where it is not there yet, shown as asked for in the address, deleted when its owner is done."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any, Final

from flask import Response, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from scoring.ranker import STEPS
from web.access.allow import STAFF, allow
from web.cohorts.case import Case
from web.cohorts.office import office
from web.cohorts.plan import Plan, Status
from web.cohorts.saved import AnyCase, SavedCase
from web.cohorts.work import ranking_of
from web.language import current
from web.pages.cohorts.beside import Beside
from web.pages.cohorts.blueprint import at_desk, blueprint, opened, said
from web.pages.cohorts.listing import wanted
from web.pages.cohorts.panels_view import PanelsView
from web.pages.cohorts.ranking_view import RankingView
from web.security import costly
from web.wording import say

_SECONDS: Final = 2
"""Seconds after which a browser without scripts looks again."""


@blueprint.get("/cohorts/<token>")
@allow(*STAFF, log="cohort.seen", subject="token")
def ranking(token: str) -> ResponseReturnValue:
    """The ranking; while it is made how far that has come; before that the columns."""
    case, plan = opened(token)
    lang = current()
    if not plan.asked:
        return redirect(url_for("cohorts.columns", token=token), HTTPStatus.SEE_OTHER)
    if isinstance(case, SavedCase) or case.done(plan.edition, lang):
        return ranking_page(token, case, plan)
    known = case.status(plan.edition, lang)
    if known is None:  # asked for in the other language so far
        office().worker.start(case, plan, lang)
        known = case.status(plan.edition, lang)
    status, alive = known if known else (None, False)
    if status and alive:
        return render_template("cohorts/progress.html", token=token, **_progress(case, plan), seconds=_SECONDS)
    return _stopped(token, status)


@blueprint.get("/cohorts/<token>/progress")
@allow(*STAFF)
def progress(token: str) -> Response:
    """How far the ranking has come, for scripts."""
    case, plan = at_desk(token)
    return jsonify(_progress(case, plan))


@blueprint.post("/cohorts/<token>/run")
@allow(*STAFF, log="cohort.changed", subject="token")
@costly
def run(token: str) -> ResponseReturnValue:
    """Make a ranking that failed or was interrupted once more."""
    case, plan = at_desk(token)
    known = case.status(plan.edition, current())
    if known and not known[1]:
        case.forget(plan.edition, current())
    if plan.asked:
        office().worker.start(case, plan, current())
    return redirect(url_for("cohorts.ranking", token=token), HTTPStatus.SEE_OTHER)


@blueprint.post("/cohorts/<token>/delete")
@allow(*STAFF, log="cohort.deleted", subject="token")
def delete(token: str) -> str:
    """Delete the cohort with all that was made of it."""
    case, _ = at_desk(token)
    office().desk.remove(case)
    office().memory.drop(case.key)
    return render_template("cohorts/deleted.html")


def ranking_page(
    token: str, case: AnyCase, plan: Plan, typed: Mapping[str, str] | None = None, faults: Sequence[str] = ()
) -> str:
    """HTML of a ranking; `typed` stands in the form that was refused, `faults` say why.

    Raises FileNotFoundError where there is none in the reader's language.
    """
    found = ranking_of(case, plan, current(), office().memory)
    beside = Beside.of(case, found.lang)
    view = RankingView(found, plan, case.sectors(plan.edition), wanted(request.args), token, beside.marks)
    return render_template(
        "cohorts/ranking.html", token=token, view=view, panels=PanelsView(found, plan), plan=plan, beside=beside,
        expired="expired" in request.args, typed=typed or {}, faults=faults,
    )  # fmt: skip


def _stopped(token: str, status: Status | None) -> ResponseReturnValue:
    """Why there is no ranking: the input, a fault of our own, or a restart in the middle of the work."""
    faults = [said(fault.problem(), current()) for fault in status.faults] if status else []
    reference = status.reference if status else ""
    page = render_template("cohorts/stopped.html", token=token, faults=faults, reference=reference)
    if reference:
        return page, HTTPStatus.INTERNAL_SERVER_ERROR
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if faults else HTTPStatus.OK


def _progress(case: Case, plan: Plan) -> dict[str, Any]:
    """State, step in words and share of the work in whole percent."""
    lang = current()
    known = case.status(plan.edition, lang)
    if case.done(plan.edition, lang) or known is None or not known[1]:
        return {"state": "over", "step": "", "percent": 100}
    status = known[0]
    step = STEPS[status.step].in_(lang) if status.step in STEPS else say("cohorts.step_waiting", lang)
    return {"state": status.state, "step": step, "percent": round(100 * status.share)}
