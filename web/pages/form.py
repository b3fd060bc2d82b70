"""The form: shown, changed (a round more, the other language), saved as a file, resumed, and assessed.

Every route answers without JavaScript, and every one that can't go on shows the form again with all that was typed.
"""

from collections.abc import Sequence
from contextlib import suppress
from http import HTTPStatus
from typing import Any, Final

import orjson
from flask import Blueprint, Response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError

from scoring import shipped_book
from scoring.errors import InputError, Problem
from scoring.resources import resource
from web.access.allow import Who, allow
from web.forms import Fields, carried, checked, from_fields, tidy, to_fields
from web.forms.carried import FILE_NAME, as_file, unplaced
from web.forms.check import described
from web.forms.fields import FUNDING, LISTED, without_round
from web.language import current
from web.pages.form_view import form_page
from web.pages.json_file import json_file
from web.pages.result_page import show
from web.wording import words

blueprint: Final = Blueprint("form", __name__)
_EXAMPLE: Final = "profile-growth.json"


def _typed() -> Fields:
    return tidy(request.form.lists())


def _notice(key: str) -> Problem:
    return Problem("", words()[key])


@blueprint.get("/")
@allow(Who.ANYBODY)
def blank() -> str:
    """The empty form."""
    return form_page({})


@blueprint.get("/example")
@allow(Who.ANYBODY)
def example() -> str:
    """The form with the answers of an invented company."""
    mapping = orjson.loads(resource("data", "examples", _EXAMPLE).read_bytes())
    return form_page(to_fields(mapping, current(), shipped_book()))


@blueprint.get("/form")
@blueprint.get("/save")
@blueprint.get("/resume")
@allow(Who.ANYBODY)
def begin() -> ResponseReturnValue:
    """Whoever reloads the address of a form sent earlier begins at its start."""
    return redirect(url_for("form.blank"))


@blueprint.post("/form")
@allow(Who.ANYBODY)
def change() -> str:
    """The form with one thing changed: `do` is `add-round` or `remove-round-N`, anything else only shows it again.

    The other language comes by `?lang=`; the texts typed stay as they are.
    """
    fields, do = _typed(), request.form.get("do", "")
    row = do.removeprefix("remove-round-")
    if row != do and row.isdecimal():
        fields = without_round(fields, int(row))
    elif do == "add-round":
        fields[FUNDING] = [LISTED]
    return form_page(fields, another_round=do == "add-round")


@blueprint.post("/save")
@allow(Who.ANYBODY)
def save() -> Response:
    """The profile as a JSON file: all that was typed, valid or not."""
    return json_file(as_file(from_fields(_typed(), shipped_book()).mapping), FILE_NAME)


@blueprint.post("/resume")
@allow(Who.ANYBODY)
def resume() -> ResponseReturnValue:
    """The form with the profile of an uploaded `file`, or of the hidden field `profile` that a page carries."""
    file = request.files.get("file")
    if "profile" in request.form:
        raw, name = request.form["profile"].encode(), "profile"
    elif file and file.filename:
        raw, name = file.read(), file.filename
    else:
        return _again({}, [_notice("form.resume_none")])
    try:
        mapping = carried(raw, name)
    except InputError as error:
        # The name of the file may be that of the company: told to the reader, kept nowhere.
        return _again({}, unplaced(error, name))
    fields = to_fields(mapping, current(), shipped_book())
    return form_page(fields, described(mapping, shipped_book()), opened="file" in request.files)


@blueprint.post("/assess")
@allow(Who.ANYBODY)
def assess() -> ResponseReturnValue:
    """The result, or the form with what is wrong beside the fields."""
    fields, book = _typed(), shipped_book()
    found = checked(from_fields(fields, book), book)
    if found.profile is None:
        return _again(fields, found.problems)
    return show(found.profile, current())


@blueprint.app_errorhandler(CSRFError)
def expired(_error: CSRFError) -> ResponseReturnValue:
    """Nothing was done, and nothing typed or carried by any page is lost: the form again, with a fresh token."""
    fields = _typed()
    if not fields and "profile" in request.form:
        with suppress(InputError):
            fields = to_fields(carried(request.form["profile"].encode(), "profile"), current(), shipped_book())
    return _again(fields, [_notice("form.expired")], HTTPStatus.BAD_REQUEST)


@blueprint.after_request
def _keep_for_back(response: Response) -> Response:
    """Let the reader's own browser keep the form, so that 'back' finds what was typed; the result it must not."""
    if request.endpoint in ("form.change", "form.resume") or response.status_code != HTTPStatus.OK:
        response.headers["Cache-Control"] = "no-cache, private"
    return response


def _again(
    fields: Fields, problems: Sequence[Problem], status: HTTPStatus = HTTPStatus.UNPROCESSABLE_ENTITY
) -> tuple[str, Any]:
    return form_page(fields, tuple(problems)), status
