"""The blueprint of the staff's pages on companies, and what they share: the company of an address, or nothing."""

from http import HTTPStatus
from typing import Final

from flask import Blueprint, Response, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError

from store.companies.listing import Company, company_of
from web.access.store import store
from web.sharing import shared

blueprint: Final = Blueprint("companies", __name__)


def seen(company: str) -> Company:
    """The company of an address. One that is not there and one that does not share are the same: nothing."""
    if not shared(company):
        abort(HTTPStatus.NOT_FOUND)
    return company_of(store(), company)


@blueprint.errorhandler(CSRFError)
def _expired(_error: CSRFError) -> ResponseReturnValue:
    """Nothing was done: the page of the company once more, with a fresh token."""
    company = (request.view_args or {}).get("company", "")
    return redirect(url_for("companies.page", company=company, expired=1), HTTPStatus.SEE_OTHER)


@blueprint.after_request
def _keep_nothing(response: Response) -> Response:
    """No browser keeps what staff see of companies."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
