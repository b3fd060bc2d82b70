"""The result as a PDF, or the page that says what is missing to make one."""

from http import HTTPStatus
from typing import Final

from flask import Blueprint, make_response, render_template
from flask.typing import ResponseReturnValue

from scoring import assess
from web.access.allow import Who, allow
from web.access.release import release_if_any
from web.language import current
from web.pages.result_carried import carried_profile, mapping_of, written
from web.pages.result_guard import guard
from web.pages.result_view import ResultView
from web.pdf import MOST_PAGES, PdfLacks, to_pdf
from web.security import costly

blueprint: Final = Blueprint("pdf", __name__)
guard(blueprint, "/result/pdf")
FILE_NAME: Final = "upslope-assessment.pdf"


@blueprint.post("/result/pdf")
@allow(Who.ANYBODY)
@costly
def pdf() -> ResponseReturnValue:
    """The result of the carried profile as a PDF of at most `MOST_PAGES` pages: without its ledger where that is
    too long for them.
    """
    profile = carried_profile()
    view = ResultView(assess(profile, lang=current(), release=release_if_any()))
    given = {"view": view, "mapping": mapping_of(profile)}
    try:
        made = to_pdf(render_template("result/pdf.html", ledger=True, **given))
        if made.pages > MOST_PAGES:
            made = to_pdf(render_template("result/pdf.html", ledger=False, **given))
    except PdfLacks as lacks:
        page = render_template("result/no_pdf.html", lacking=lacks.what, carried=written(profile))
        return page, HTTPStatus.SERVICE_UNAVAILABLE
    response = make_response(made.content)
    response.mimetype = "application/pdf"
    response.headers.set("Content-Disposition", "attachment", filename=FILE_NAME)
    return response
