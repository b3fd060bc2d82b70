"""The result as a PDF, or the page that says what is missing to make one."""

from http import HTTPStatus
from typing import Final

from flask import Blueprint, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError

from scoring import assess
from web.language import current
from web.pages.result import show
from web.pages.result_carried import carried_profile, explain_spoilt, written
from web.pages.result_view import ResultView
from web.pdf import MOST_PAGES, PdfLacks, to_pdf
from web.security import costly

blueprint: Final = Blueprint("pdf", __name__)
explain_spoilt(blueprint)
FILE_NAME: Final = "upslope-assessment.pdf"


@blueprint.get("/result/pdf")
def begin() -> ResponseReturnValue:
    """Whoever types the address begins at the form."""
    return redirect(url_for("form.blank"))


@blueprint.post("/result/pdf")
@costly
def pdf() -> ResponseReturnValue:
    """The result of the carried profile as a PDF of at most `MOST_PAGES` pages: without its ledger where that is
    too long for them.
    """
    profile = carried_profile()
    view = ResultView(assess(profile, lang=current()))
    try:
        made = to_pdf(render_template("result/pdf.html", view=view, ledger=True))
        if made.pages > MOST_PAGES:
            made = to_pdf(render_template("result/pdf.html", view=view, ledger=False))
    except PdfLacks as lacks:
        page = render_template("result/no_pdf.html", lacking=lacks.what, carried=written(profile))
        return page, HTTPStatus.SERVICE_UNAVAILABLE
    response = make_response(made.content)
    response.mimetype = "application/pdf"
    response.headers.set("Content-Disposition", "attachment", filename=FILE_NAME)
    return response


@blueprint.errorhandler(CSRFError)
def expired(_error: CSRFError) -> ResponseReturnValue:
    """Nothing was done, and nothing is lost: the result again, with a fresh token."""
    return show(carried_profile(), current(), expired=True), HTTPStatus.BAD_REQUEST
