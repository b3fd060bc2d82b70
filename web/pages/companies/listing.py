"""The list of companies that staff may see: searched by name, in pages."""

from typing import Final

from flask import render_template, request

from store.companies.listing import Company, companies
from web.access.allow import STAFF, allow
from web.access.store import store
from web.language import current
from web.pages.companies.blueprint import blueprint
from web.pages.stored import day

A_PAGE: Final = 50
_LONGEST: Final = 6


@blueprint.get("/companies")
@allow(*STAFF, log="companies.seen")
def listed() -> str:
    """The list. `q`: part of the name; `all`: with companies that came with a saved cohort; `page` from 1."""
    asked, everybody = request.args.get("q", "").strip(), "all" in request.args
    found = [each for each in companies(store(), shared_only=True) if _wanted(each, asked, everybody)]
    page = min(_page(request.args.get("page", "")), max(1, -(-len(found) // A_PAGE)))
    return render_template(
        "companies/list.html",
        companies=found[A_PAGE * (page - 1) : A_PAGE * page],
        count=len(found),
        q=asked,
        everybody=everybody,
        page=page,
        more=len(found) > A_PAGE * page,
        day=lambda time: day(time, current()),
        deleted="deleted" in request.args,
    )


def _wanted(company: Company, asked: str, everybody: bool) -> bool:
    own = everybody or company.composite is not None or not company.cohorts
    return own and asked.casefold() in company.name.casefold()


def _page(text: str) -> int:
    return int(text) or 1 if text.isascii() and text.isdecimal() and len(text) <= _LONGEST else 1
