"""What staff add to a company, and what administrators alone do: take everything out, or delete it."""

from http import HTTPStatus
from typing import Final

from flask import abort, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from scoring.errors import InputError
from store.companies.deleting import delete_company
from store.companies.exporting import export_company
from store.remarks import SELECTION, add_note, override, remarks_of, withdraw
from web.access.allow import STAFF, Who, allow
from web.access.asking import actor
from web.access.store import of_store, store
from web.pages.companies.blueprint import blueprint, seen
from web.pages.companies.company import TYPED, company_page
from web.pages.json_file import json_file

EXPORT_FILE: Final = "upslope-company.json"


@blueprint.post("/companies/<company>/remarks")
@allow(*STAFF)
def remark(company: str) -> ResponseReturnValue:
    """Add a `note`, an `override`, or a withdrawal (`withdraw`) of the `remark`, as `do` says."""
    seen(company)
    typed = {name: request.form.get(name, "") for name in TYPED}
    try:
        _add(company, typed)
    except InputError as error:
        if of_store(error):
            raise
        return company_page(company, typed, error), HTTPStatus.UNPROCESSABLE_ENTITY
    return redirect(url_for("companies.page", company=company, _anchor="remarks"), HTTPStatus.SEE_OTHER)


def _add(company: str, typed: dict[str, str]) -> None:
    """Raises InputError for what is wrong with the fields."""
    match typed["do"]:
        case "note":
            add_note(store(), typed["reason"], company=company, actor=actor())
        case "override" if typed["subject"] != SELECTION:
            override(
                store(), typed["subject"], typed["value"], typed["reason"], company=company, actor=actor()
            )  # fmt: skip
        case "withdraw" if typed["remark"] in {each.id for each in remarks_of(store(), company=company)}:
            withdraw(store(), typed["remark"], typed["reason"], actor=actor())
        case _:
            abort(HTTPStatus.NOT_FOUND)


@blueprint.get("/companies/<company>/export.json")
@allow(Who.ADMINISTRATOR)
def export(company: str) -> ResponseReturnValue:
    """Everything that is kept of a company, as a file."""
    seen(company)
    return json_file(export_company(store(), company, actor=actor()), EXPORT_FILE)


@blueprint.get("/companies/<company>/delete")
@allow(Who.ADMINISTRATOR, log="company.seen", subject="company")
def ask_delete(company: str) -> str:
    """What goes and what stays, before anything is deleted."""
    hours: int = current_app.config["UPSLOPE"].cohort_hours
    return render_template("companies/delete.html", known=seen(company), kept_hours=hours)


@blueprint.post("/companies/<company>/delete")
@allow(Who.ADMINISTRATOR)
def delete(company: str) -> ResponseReturnValue:
    """Delete a company with all that is kept of it."""
    seen(company)
    delete_company(store(), company, actor=actor())
    return redirect(url_for("companies.listed", deleted=1), HTTPStatus.SEE_OTHER)
