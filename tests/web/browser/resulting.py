"""What readers see and do on the result and on the what-if, in both languages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from scoring.text import Lang
from web.forms import Question

if TYPE_CHECKING:
    from playwright.sync_api import Page

SAYS = {
    "en": {"score": "Composite score", "choose": "Question to change", "open": "Change this answer",
           "apply": "See the effect", "pdf": "Download as PDF"},
    "zh": {"score": "综合得分", "choose": "要改动的问题", "open": "改动这个答案",
           "apply": "查看变化", "pdf": "下载 PDF"},
}  # fmt: skip


def composite(page: Page, lang: Lang) -> float:
    """The composite as the result shows it."""
    shown = page.get_by_role("region", name=SAYS[lang]["score"], exact=True).locator(".score-number strong")
    return float(shown.inner_text())


def download(page: Page, button: str, path: Path) -> Path:
    """The file that a button hands out."""
    with page.expect_download() as downloading:
        page.get_by_role("button", name=button, exact=True).first.click()
    downloading.value.save_as(path)
    return path


def open_what_if(page: Page, question: Question, lang: Lang) -> None:
    """From the result, open one question to change its answer."""
    page.get_by_label(SAYS[lang]["choose"]).select_option(value=question.name)
    page.get_by_role("button", name=SAYS[lang]["open"]).click()


def changed_by_what_if(page: Page, question: Question, answer: str, lang: Lang) -> tuple[float, float]:
    """Change the answer to a question that asks for a number; composite before and after, as shown side by side."""
    open_what_if(page, question, lang)
    page.get_by_label(question.text.in_(lang), exact=True).fill(answer)
    page.get_by_role("button", name=SAYS[lang]["apply"]).click()
    told = page.get_by_role("status").locator("strong")
    told.nth(1).wait_for()  # the page that is answered may still be on its way
    before, after = told.all_inner_texts()
    return float(before), float(after)
