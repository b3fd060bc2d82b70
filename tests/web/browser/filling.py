"""The short form filled in as people do: with the mouse by what fields are called, or with the keyboard alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scoring import shipped_book
from scoring.text import Lang
from web.forms import Question, form_questions

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

NUMBER = "12"
ASSESS = {"en": "See the assessment", "zh": "查看评估结果"}
_ENTRIES = """() => [...new FormData(document.getElementById("profile"))]
    .filter(([name, text]) => name !== "csrf_token" && text !== "")"""


def short_questions() -> list[Question]:
    """The questions of the short form in their order."""
    return [question for factor in form_questions(shipped_book()) for question in factor.short]


def entries(page: Page) -> list[tuple[str, str]]:
    """Everything that stands in the form: names and texts, in the order of the page."""
    return [(name, text) for name, text in page.evaluate(_ENTRIES)]


def called(page: Page | Locator, label: str) -> Locator:
    """The field whose label begins so."""
    return page.get_by_label(re.compile(rf"^{re.escape(label)}"))


def press_assess(page: Page, lang: str) -> None:
    """Ask for the result by the button below the short form."""
    page.get_by_role("button", name=ASSESS[lang]).first.click()


def answer(page: Page, question: Question, lang: Lang) -> None:
    """Answer with the mouse: a number, the second choice, or the first two ticks."""
    if question.kind in ("number", "percent"):
        page.get_by_label(question.text.in_(lang), exact=True).fill(NUMBER)
        return
    group = page.get_by_role("group", name=question.text.in_(lang), exact=True)
    chosen = question.choices[:2] if question.kind == "checklist" else question.choices[1:2]
    for choice in chosen:
        group.get_by_label(choice.says.in_(lang), exact=True).check()


def focus(page: Page) -> Locator:
    """What the keyboard is at."""
    return page.locator("*:focus")


def at(page: Page) -> str | None:
    """Name of the field that the keyboard is at."""
    return focus(page).get_attribute("name")


def type_on(page: Page, *texts: str) -> None:
    """Type into one field after the other with Tab between; an empty text leaves a field as it is."""
    for text in texts:
        if text:
            page.keyboard.type(text)
        page.keyboard.press("Tab")


def choose_on(page: Page, label: str) -> None:
    """Choose in the list that the keyboard is at, and go on."""
    focus(page).select_option(label=label)
    page.keyboard.press("Tab")


def answer_by_keys(page: Page, question: Question) -> None:
    """Answer as `answer` does, state the first evidence grade, and go on to the next question."""
    assert at(page) == question.field
    keys = page.keyboard
    if question.kind in ("number", "percent"):
        keys.type(NUMBER)
    elif question.kind == "checklist":
        for place, _ in enumerate(question.choices):
            if place:
                keys.press("Tab")
            if place < 2:
                keys.press("Space")
    else:
        # The keyboard enters at 'not known', the last choice; from there it goes round to the first.
        keys.press("ArrowDown")
        keys.press("ArrowDown")
    keys.press("Tab")
    assert at(page) == f"{question.field}-evidence"
    keys.press("ArrowDown")
    keys.press("Tab")
