"""Saving a ranked cohort, notes on it, and deleting it."""

import time
from http import HTTPStatus
from typing import Final

from flask import abort, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from scoring.errors import InputError
from scoring.text import Lang
from store.cohorts.keeping import delete_cohort, save_cohort
from store.remarks import add_note
from web.access.allow import STAFF, Who, allow
from web.access.asking import actor
from web.access.store import of_store, store
from web.cohorts.case import Case
from web.cohorts.office import office
from web.cohorts.plan import Plan
from web.cohorts.work import cohort_of, ranking_of
from web.language import LANGUAGES, current
from web.pages.cohorts.blueprint import at_desk, blueprint, saved
from web.pages.cohorts.company import take_back, typed_in
from web.pages.cohorts.ranking import ranking_page
from web.pages.companies.remarks_view import faults_of
from web.security import costly

_PATIENCE: Final = 0.5
"""Share of the time of a request that is waited for the ranking in the other language."""
_PAUSE: Final = 0.1


@blueprint.post("/cohorts/<token>/save")
@allow(*STAFF)
@costly
def save(token: str) -> ResponseReturnValue:
    """Save the ranked cohort under a `name` with its ranking in both languages, and go on to where it is kept.

    Sent twice, it is saved once.
    """
    case, plan = at_desk(token)
    name = request.form.get("name", "")
    if not plan.asked or not case.done(plan.edition, current()):
        return redirect(url_for("cohorts.ranking", token=token), HTTPStatus.SEE_OTHER)
    if not _both_made(case, plan):
        return render_template("cohorts/saving.html", token=token, name=name)
    try:
        cohort = _saved(case, plan, name)
    except InputError as error:
        if of_store(error):
            raise
        page = ranking_page(token, case, plan, {"name": name}, faults_of(error))
        return page, HTTPStatus.UNPROCESSABLE_ENTITY
    return redirect(url_for("cohorts.ranking", token=cohort), HTTPStatus.SEE_OTHER)


@blueprint.post("/cohorts/<token>/forget")
@allow(Who.ADMINISTRATOR)
def forget(token: str) -> str:
    """Delete a saved cohort with its companies."""
    case = saved(token)
    delete_cohort(case.engine, case.cohort.id, actor=actor())
    office().memory.drop(case.key)
    return render_template("cohorts/forgotten.html")


@blueprint.post("/cohorts/<token>/remarks")
@allow(*STAFF)
def remark_on_cohort(token: str) -> ResponseReturnValue:
    """Add a `note` on a saved cohort, or a withdrawal (`withdraw`) of the `remark`, as `do` says."""
    case = saved(token)
    sent = typed_in(request.form)
    try:
        match sent["do"]:
            case "note":
                add_note(case.engine, sent["reason"], cohort=case.cohort.id, actor=actor())
            case "withdraw":
                take_back(case, sent, None)
            case _:
                abort(HTTPStatus.NOT_FOUND)
    except InputError as error:
        if of_store(error):
            raise
        return ranking_page(token, case, case.plan(), sent, faults_of(error)), HTTPStatus.UNPROCESSABLE_ENTITY
    return redirect(url_for("cohorts.ranking", token=token, _anchor="notes"), HTTPStatus.SEE_OTHER)


def _both_made(case: Case, plan: Plan) -> bool:
    """Whether the ranking is there in every language; one that is not is begun, and waited for a while."""
    until = time.monotonic() + _PATIENCE * current_app.config["UPSLOPE"].time_limit
    lacking: list[Lang] = [lang for lang in LANGUAGES if not case.done(plan.edition, lang)]
    for lang in lacking:
        office().worker.start(case, plan, lang)
    while not all(case.done(plan.edition, lang) for lang in lacking):
        if time.monotonic() > until:
            return False
        time.sleep(_PAUSE)
    return True


def _saved(case: Case, plan: Plan, name: str) -> str:
    """The id under which it is saved. Raises InputError."""
    memory = office().memory
    cohort = cohort_of(case, plan, memory)
    members = list(zip(cohort.intake.rows, cohort.profiles, strict=True))
    langs: tuple[Lang, ...] = LANGUAGES
    rankings = {lang: ranking_of(case, plan, lang, memory) for lang in langs}
    told = plan.model_dump_json().encode()
    return save_cohort(store(), name, told, members, rankings, actor=actor(), anew=False)
