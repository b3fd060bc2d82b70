"""The pages of the application that tests look at, and how a reader comes to each."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from cohort_steps import send_nothing, to_comparison, to_ranking, try_example
from filling import called, press_assess, short_questions
from resulting import SAYS, open_what_if

from scoring.text import Lang

if TYPE_CHECKING:
    from playwright.sync_api import Page

REFUSALS = (404, 422)
_UNFOLD = "() => { for (const part of document.querySelectorAll('details')) part.open = true; }"


class Place(NamedTuple):
    """A page: the address where the way to it begins, and the steps from there."""

    start: str
    steps: Callable[[Page, Lang], None] = lambda _page, _lang: None


def _send_faults(page: Page, lang: Lang) -> None:
    called(page, {"en": "Head count", "zh": "员工人数"}[lang]).fill("x")
    called(page, {"en": "City", "zh": "所在城市"}[lang]).fill("x")
    press_assess(page, lang)
    page.get_by_role("alert").wait_for()


def to_result(page: Page, lang: Lang) -> None:
    """From a filled form to the result."""
    press_assess(page, lang)
    page.locator("#score").wait_for()


def _to_what_if(page: Page, lang: Lang) -> None:
    to_result(page, lang)
    runway = next(each for each in short_questions() if each.name == "cash_runway")
    open_what_if(page, runway, lang)
    page.get_by_label(runway.text.in_(lang), exact=True).fill("3")
    page.get_by_role("button", name=SAYS[lang]["apply"]).click()
    page.get_by_role("status").wait_for()


PLACES = {
    "form": Place("/"),
    "faulty form": Place("/example", _send_faults),
    "examples": Place("/examples"),
    "result": Place("/example", to_result),
    "what-if": Place("/example", _to_what_if),
    "API": Place("/api"),
    "cohort upload": Place("/cohorts"),
    "faulty upload": Place("/cohorts", send_nothing),
    "cohort columns": Place("/cohorts", try_example),
    "cohort ranking": Place("/cohorts", to_ranking),
    "cohort comparison": Place("/cohorts", to_comparison),
    "cohort gone": Place("/cohorts/nothing"),
    "error": Place("/nowhere"),
}


def unfold(page: Page) -> None:
    """Open whatever is folded, so that it is looked at as well."""
    page.evaluate(_UNFOLD)
