"""What a company changes of what is kept: who sees it, its link, and whether it is kept at all."""

from http import HTTPStatus

from flask import current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from store.companies.consents import Consent, set_consent
from store.companies.deleting import delete_company
from store.keeping import versions_of_company
from store.people.links import new_link
from web.access.allow import Who, allow
from web.access.store import store
from web.pages.kept.blueprint import ACTOR, blueprint, opened


@blueprint.post("/kept/<secret>/consents")
@allow(Who.LINK)
def consents(secret: str) -> ResponseReturnValue:
    """Change who sees it: `shared` and `peers`, each there or not."""
    link = opened(secret)
    consent = Consent(shared="shared" in request.form, peers="peers" in request.form)
    set_consent(store(), link.company, consent, actor=ACTOR)
    return redirect(url_for("kept.page", secret=secret, done="consents"), HTTPStatus.SEE_OTHER)


@blueprint.post("/kept/<secret>/link")
@allow(Who.LINK)
def another_link(secret: str) -> ResponseReturnValue:
    """A new link; this one opens nothing from now on."""
    link = opened(secret)
    days: int = current_app.config["UPSLOPE"].retention_days
    made = new_link(store(), link.company, days, actor=ACTOR)
    return redirect(url_for("kept.page", secret=made, done="link"), HTTPStatus.SEE_OTHER)


@blueprint.get("/kept/<secret>/delete")
@allow(Who.LINK)
def ask_delete(secret: str) -> str:
    """What goes and what stays, before anything is deleted."""
    link = opened(secret)
    count, hours = len(versions_of_company(store(), link.company)), current_app.config["UPSLOPE"].cohort_hours
    return render_template("kept/delete.html", secret=secret, count=count, kept_hours=hours)


@blueprint.post("/kept/<secret>/delete")
@allow(Who.LINK)
def delete(secret: str) -> str:
    """Delete everything."""
    link = opened(secret)
    delete_company(store(), link.company, actor=ACTOR)
    return render_template("kept/deleted.html")
