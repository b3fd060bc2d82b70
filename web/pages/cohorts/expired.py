"""Forms whose token no longer holds: nothing was done, and what was typed or chosen stands in the page again."""

from http import HTTPStatus

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError

from scoring.errors import Problem
from web.pages.cohorts.blueprint import blueprint, saved
from web.pages.cohorts.columns import unsaved_page
from web.pages.cohorts.company import company_page, typed_in
from web.pages.cohorts.typed import read_typed
from web.pages.cohorts.upload import upload_page
from web.wording import words


@blueprint.errorhandler(CSRFError)
def _expired(_error: CSRFError) -> ResponseReturnValue:
    """The page that sent the form, with a fresh token."""
    token = (request.view_args or {}).get("token", "")
    if request.endpoint == "cohorts.correct":
        return unsaved_page(token), HTTPStatus.BAD_REQUEST
    if request.endpoint == "cohorts.remark_on_company":
        row = int((request.view_args or {}).get("row", 0))
        case = saved(token)
        page = company_page(token, case, case.plan(), row, typed_in(request.form), notice="cohorts.expired")
        return page, HTTPStatus.BAD_REQUEST
    if token:
        return redirect(url_for("cohorts.ranking", token=token, expired=1), HTTPStatus.SEE_OTHER)
    notice = {"": [Problem("", words()["cohorts.expired"])]}
    return upload_page(read_typed(request.form).texts, notice), HTTPStatus.BAD_REQUEST
