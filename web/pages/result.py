"""The result: shown, and handed out as files. The page carries the profile; nothing is stored."""

from http import HTTPStatus
from typing import Any, Final

from flask import Blueprint, Response, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError

from scoring import CompanyProfile, assess, shipped_book
from scoring.output.files import as_json
from scoring.text import Lang
from web.forms import form_questions
from web.forms.carried import as_file
from web.language import current
from web.pages.result_carried import carried_profile, explain_spoilt, mapping_of, written
from web.pages.result_view import ResultView
from web.pdf import missing

blueprint: Final = Blueprint("result", __name__)
explain_spoilt(blueprint)
PROFILE_FILE: Final = "upslope-profile.json"
ASSESSMENT_FILE: Final = "upslope-assessment.json"


def show(profile: CompanyProfile[Any], lang: Lang, *, expired: bool = False) -> str:
    """HTML of the result for a valid profile. `expired`: say that what was asked for was not done."""
    return render_template(
        "result.html",
        view=ResultView(assess(profile, lang=lang)),
        carried=written(profile),
        factors=form_questions(shipped_book()),
        answers=mapping_of(profile)["answers"],
        lacking=missing(),
        expired=expired,
    )


@blueprint.get("/result")
@blueprint.get("/result/profile.json")
@blueprint.get("/result/assessment.json")
def begin() -> ResponseReturnValue:
    """Whoever types the address of a result begins at the form."""
    return redirect(url_for("form.blank"))


@blueprint.post("/result")
def again() -> str:
    """The result of the carried profile: in the other language, or back from a what-if."""
    return show(carried_profile(), current())


@blueprint.post("/result/profile.json")
def profile_file() -> Response:
    """The carried profile as a file."""
    return _download(as_file(mapping_of(carried_profile())), PROFILE_FILE)


@blueprint.post("/result/assessment.json")
def assessment_file() -> Response:
    """The assessment of the carried profile as a file."""
    return _download(as_json(assess(carried_profile(), lang=current())), ASSESSMENT_FILE)


@blueprint.errorhandler(CSRFError)
def expired(_error: CSRFError) -> ResponseReturnValue:
    """Nothing was done, and nothing is lost: the result again, with a fresh token."""
    return show(carried_profile(), current(), expired=True), HTTPStatus.BAD_REQUEST


def _download(content: bytes, name: str) -> Response:
    response = make_response(content)
    response.mimetype = "application/json"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
