"""The pages of the application that tests look at, and how a reader comes to each."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from cohort_steps import send_nothing, to_comparison, to_ranking, to_saved, to_saved_company, try_example
from filling import called, press_assess, short_questions
from resulting import SAYS, open_what_if
from sending import ADMINISTRATOR, REVIEWER

from scoring.text import Lang

if TYPE_CHECKING:
    from playwright.sync_api import Page

REFUSALS = (403, 404, 422)
_UNFOLD = "() => { for (const part of document.querySelectorAll('details')) part.open = true; }"


class Place(NamedTuple):
    """A page: the address where the way to it begins, the steps from there, and who goes it."""

    start: str
    steps: Callable[[Page, Lang], None] = lambda _page, _lang: None
    role: str = ""


def _send_faults(page: Page, lang: Lang) -> None:
    called(page, {"en": "Head count", "zh": "员工人数"}[lang]).fill("x")
    called(page, {"en": "City", "zh": "所在城市"}[lang]).fill("x")
    page.locator("[name=accounts-1-revenue]").fill("x")
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


def _sign_in_wrongly(page: Page, _lang: Lang) -> None:
    page.locator("#f-name").fill("nobody")
    page.locator("#f-password").fill("no password at all")
    page.locator("main .button").click()
    page.get_by_role("alert").wait_for()


def _make_token(page: Page, lang: Lang) -> None:
    """A long name, so that the list shows one."""
    name = {"en": "Export to the data warehouse of the regional office", "zh": "每周同步到园区数据平台的程序"}[lang]
    page.locator("#f-token").fill(name)
    page.locator("input[name=scope]").first.check()
    page.get_by_role("button", name={"en": "Make a token", "zh": "新建令牌"}[lang]).click()
    page.locator(".secret").wait_for()


def to_kept(page: Page, lang: Lang) -> None:
    """From a filled form to what is kept of it, seen by staff as well."""
    to_result(page, lang)
    page.locator("[name=shared]").check()
    page.locator("#keep .button").click()
    page.locator("#link").wait_for()


def _to_company(page: Page, lang: Lang) -> None:
    """The page of a company, with a note and an override on it."""
    to_kept(page, lang)
    page.goto("/companies")
    page.locator("tbody a").first.click()
    for form in ("note", "override"):
        page.locator(f"details:has([value={form}]) summary").click()
        page.locator(f"#{form}-reason").fill("…")
        if form == "override":
            page.locator("#value").fill("70")
        page.locator(f"form:has([value={form}]) .button").click()
        page.locator(".remark").first.wait_for()


def _to_deletion(page: Page, lang: Lang) -> None:
    to_kept(page, lang)
    page.locator("a[href$='/delete']").click()
    page.locator(".button-final").wait_for()


PLACES = {
    "form": Place("/"),
    "faulty form": Place("/example", _send_faults),
    "examples": Place("/examples"),
    "result": Place("/example", to_result),
    "what-if": Place("/example", _to_what_if),
    "API": Place("/api"),
    "cohort upload": Place("/cohorts", role=REVIEWER),
    "faulty upload": Place("/cohorts", send_nothing, role=REVIEWER),
    "cohort columns": Place("/cohorts", try_example, role=REVIEWER),
    "cohort ranking": Place("/cohorts", to_ranking, role=REVIEWER),
    "cohort comparison": Place("/cohorts", to_comparison, role=REVIEWER),
    "saved cohort": Place("/cohorts", to_saved, role=ADMINISTRATOR),
    "company of a saved cohort": Place("/cohorts", to_saved_company, role=REVIEWER),
    "cohort gone": Place("/cohorts/nothing", role=REVIEWER),
    "sign-in": Place("/sign-in", _sign_in_wrongly),
    "account": Place("/account", role=REVIEWER),
    "people": Place("/people", _make_token, role=ADMINISTRATOR),
    "no entry": Place("/people", role=REVIEWER),
    "kept": Place("/example", to_kept),
    "kept, deletion": Place("/example", _to_deletion),
    "link gone": Place("/kept/nothing"),
    "privacy": Place("/privacy"),
    "programmes": Place("/programmes?as_of=2026-06-30"),
    "programmes of another day": Place("/programmes?as_of=2026-06-31"),
    "companies": Place("/companies", role=REVIEWER),
    "company": Place("/example", _to_company, role=ADMINISTRATOR),
    "error": Place("/nowhere"),
}


def unfold(page: Page) -> None:
    """Open whatever is folded, so that it is looked at as well."""
    page.evaluate(_UNFOLD)
