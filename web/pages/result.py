"""The result: shown, and handed out as files. The page carries the profile; nothing is stored."""

from typing import Final

from flask import Blueprint, Response

from scoring import assess
from scoring.output.files import as_json
from web.access.allow import Who, allow
from web.access.release import release_if_any
from web.forms.carried import FILE_NAME, as_file
from web.language import current
from web.pages.json_file import json_file
from web.pages.result_carried import carried_profile, mapping_of
from web.pages.result_guard import guard
from web.pages.result_page import show

blueprint: Final = Blueprint("result", __name__)
guard(blueprint, "/result", "/result/profile.json", "/result/assessment.json")
ASSESSMENT_FILE: Final = "upslope-assessment.json"


@blueprint.post("/result")
@allow(Who.ANYBODY)
def again() -> str:
    """The result of the carried profile: in the other language, or back from a what-if."""
    return show(carried_profile(), current())


@blueprint.post("/result/profile.json")
@allow(Who.ANYBODY)
def profile_file() -> Response:
    """The carried profile as a file."""
    return json_file(as_file(mapping_of(carried_profile())), FILE_NAME)


@blueprint.post("/result/assessment.json")
@allow(Who.ANYBODY)
def assessment_file() -> Response:
    """The assessment of the carried profile as a file."""
    return json_file(as_json(assess(carried_profile(), lang=current(), release=release_if_any())), ASSESSMENT_FILE)
