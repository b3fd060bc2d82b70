"""One company as staff see it: its versions, each result exactly as it was made, notes and overrides."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Final

from flask import abort, render_template, request, url_for

from scoring.assessment import Assessment
from scoring.errors import InputError
from store.cohorts.keeping import saved_cohort
from store.keeping import StoredAssessment
from web.access.allow import STAFF, Who, allow
from web.access.asking import asker
from web.access.store import store
from web.language import current
from web.pages.companies.blueprint import blueprint, seen
from web.pages.companies.remarks_view import faults_of, names, shown
from web.pages.stored import show_version, version, versions
from web.wording import say

TYPED: Final = ("do", "subject", "value", "reason", "remark")
"""Fields of the forms of a remark."""


@blueprint.get("/companies/<company>")
@allow(*STAFF, log="company.seen", subject="company")
def page(company: str) -> str:
    """The page of a company."""
    return company_page(company)


def company_page(company: str, typed: Mapping[str, str] | None = None, faults: InputError | None = None) -> str:
    """HTML of the page of a company; `typed` stands in the form of a remark, of which `faults` says what is wrong."""
    known, lang = seen(company), current()
    found = versions(store(), company, lang)
    latest = next((each.assessment for each in found if each.assessment), None)
    return render_template(
        "companies/page.html",
        known=known,
        versions=found,
        remarks=shown(company, _readable(latest), lang),
        subjects=names(lang),
        cohorts={each: saved_cohort(store(), each).name for each in known.cohorts},
        typed=typed or dict.fromkeys(TYPED, ""),
        faults=faults_of(faults) if faults else [],
        expired="expired" in request.args,
        administrator=asker().kind is Who.ADMINISTRATOR,
    )


def _readable(found: StoredAssessment | None) -> Assessment | None:
    """The result, if there is one that this program reads: a company can be exported and deleted in any case."""
    try:
        return found.result() if found else None
    except InputError:
        return None


@blueprint.get("/companies/<company>/<int:number>")
@allow(*STAFF, log="company.seen", subject="company")
def one_version(company: str, number: int) -> str:
    """One version, exactly as it was made."""
    seen(company)
    found = version(store(), company, number, current())
    if found is None:
        abort(HTTPStatus.NOT_FOUND)
    return show_version(found, url_for("companies.page", company=company), say("companies.back_to_company", current()))
