"""What if an answer were another: changed, undone, piled up; the original and the what-if travel with the page."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any, Final

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from scoring import shipped_book
from scoring.errors import Problem
from web.access.allow import Who, allow
from web.forms import Checked, Fields, all_groups, checked, tidy
from web.forms.answers import answers_from, answers_to
from web.forms.check import by_field
from web.forms.fields import answer_field, evidence_field
from web.forms.mapping import Reading
from web.language import current
from web.pages.form_state import FormState
from web.pages.result_carried import Profile, carried_profile, mapping_of, written
from web.pages.result_guard import guard
from web.pages.whatif_view import Comparison, evidence_choices, question_named

blueprint: Final = Blueprint("whatif", __name__)
guard(blueprint, "/what-if")


@blueprint.post("/what-if")
@allow(Who.ANYBODY)
def what_if() -> ResponseReturnValue:
    """The original beside the profile with an answer changed.

    `profile` is the what-if so far, `original` what it began from. `question`, or `pick` out of the list, is the
    question shown. `do` is `change` (the answer to `question` is in its fields) or `undo-NAME` (that answer goes back
    to the original's); anything else changes nothing.
    """
    profile = carried_profile()
    original = carried_profile("original") if "original" in request.form else profile
    name, do = request.form.get("question") or request.form.get("pick", ""), request.form.get("do", "")
    undone = do.removeprefix("undo-")
    if undone != do:
        profile = _with_answer(profile, undone, _answers(original)).profile or profile
    if do != "change":
        return _page(original, profile, name)
    problems: list[Problem] = []
    found = _with_answer(profile, name, answers_from(_posted(name), shipped_book(), problems), problems)
    if found.profile is None:
        return _page(original, profile, name, (_posted(name), found.problems)), HTTPStatus.UNPROCESSABLE_ENTITY
    return _page(original, found.profile, name)


def _posted(name: str) -> Fields:
    """The fields of one question as sent."""
    wanted = (answer_field(name), evidence_field(answer_field(name)))
    return tidy((field, texts) for field, texts in request.form.lists() if field in wanted)


def _answers(profile: Profile) -> dict[str, Any]:
    return dict(mapping_of(profile)["answers"])


def _with_answer(profile: Profile, name: str, source: dict[str, Any], problems: Sequence[Problem] = ()) -> Checked:
    """The profile with the answer to one question taken from `source`; unanswered where that has none."""
    answers = {other: answer for other, answer in _answers(profile).items() if other != name}
    if name in source:
        answers[name] = source[name]
    return checked(Reading(mapping_of(profile) | {"answers": answers}, tuple(problems)), shipped_book())


def _page(
    original: Profile, profile: Profile, name: str, faulty: tuple[Fields, tuple[Problem, ...]] | None = None
) -> str:
    """The page with one question open, as it stands in the what-if, or as `faulty` with what is wrong with it."""
    lang = current()
    fields, problems = faulty or (answers_to(_answers(profile), shipped_book()), ())
    compared = Comparison(original, profile, lang)
    return render_template(
        "result/whatif.html",
        view=compared.before,
        compared=compared,
        question=question_named(name),
        state=FormState(fields, by_field(problems), lang),
        grades=evidence_choices(),
        groups=all_groups(shipped_book()),
        answers=_answers(profile),
        carried=written(profile),
        original=written(original),
    )
