"""The page that lists the official programmes: what they want as of a day, and how well each figure is known."""

import re
from datetime import date
from http import HTTPStatus
from typing import Final

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from scoring import shipped_book
from scoring.errors import shortened
from scoring.policies.lister import listed
from scoring.policies.listing import ListedProgramme
from scoring.policies.wording import plain_number
from web.access.allow import Who, allow
from web.language import current
from web.pages.result_figures import Figures
from web.wording import say

blueprint: Final = Blueprint("programmes", __name__)
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


@blueprint.get("/programmes")
@allow(Who.ANYBODY)
def programmes() -> ResponseReturnValue:
    """HTML of the page; `as_of` chooses the day, today where it is left out or is none."""
    text = request.args.get("as_of", "").strip()
    day = _day_in(text) if text else date.today()
    lang, shown = current(), day or date.today()
    page = render_template(
        "programmes.html",
        listing=listed(shown, lang, shipped_book()),
        day=shown.isoformat() if day else text,
        fault="" if day else say("programmes.page_fault", lang, day=shortened(text)),
        n=Figures(lang),
        number=plain_number,
        at_large=_at_large,
    )
    return page, HTTPStatus.OK if day else HTTPStatus.UNPROCESSABLE_ENTITY


def _at_large(programme: ListedProgramme) -> list[str]:
    """Cautions about a programme as a whole: those of a figure stand beside it."""
    groups = programme.score.groups if programme.score else []
    items = [item.caution for group in groups for item in group.items]
    of_lines = [*(line.caution for line in (*programme.gates, *programme.routes)), *items]
    told = tuple(caution for caution in of_lines if caution)
    return [each for each in programme.cautions if not (told and each.endswith(told))]


def _day_in(text: str) -> date | None:
    """A day as 2026-06-30; None for anything else."""
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None
