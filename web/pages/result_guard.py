"""What all blueprints of results share: answers to a spoilt or expired page, and to an address typed by hand."""

from http import HTTPStatus

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError

from scoring.errors import Problem
from web.access.allow import Who, allow
from web.language import current
from web.pages.form_view import form_page
from web.pages.result_carried import Spoilt, carried_profile
from web.pages.result_page import show
from web.wording import words


def guard(blueprint: Blueprint, *addresses: str) -> None:
    """Answer what can go wrong with a page that carries a profile; GET of its `addresses` begins at the form."""
    blueprint.register_error_handler(Spoilt, _spoilt)
    blueprint.register_error_handler(CSRFError, _expired)
    for number, address in enumerate(addresses):
        blueprint.add_url_rule(address, f"begin_{number}", _begin, methods=["GET"])


def _spoilt(error: Spoilt) -> ResponseReturnValue:
    """The form: what can be read of the profile in its fields, the rest explained."""
    return form_page(error.fields, error.problems), HTTPStatus.UNPROCESSABLE_ENTITY


def _expired(_error: CSRFError) -> ResponseReturnValue:
    """Nothing was done, and nothing is lost: the result again, with a fresh token; of a what-if, the original's.

    A profile that is spoilt as well can be shown in the form alone.
    """
    try:
        profile = carried_profile("original" if "original" in request.form else "profile")
    except Spoilt as error:
        notice = Problem("", words()["form.expired"])
        return form_page(error.fields, (notice, *error.problems)), HTTPStatus.BAD_REQUEST
    return show(profile, current(), expired=True), HTTPStatus.BAD_REQUEST


@allow(Who.ANYBODY)
def _begin() -> ResponseReturnValue:
    """Whoever types the address begins at the form."""
    return redirect(url_for("form.blank"))
