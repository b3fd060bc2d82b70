"""The result and the what-if in a real browser: the other language, text that looks like markup, undoing a change."""

import pytest
from filling import called, press_assess, short_questions
from places import to_result
from resulting import changed_by_what_if, composite
from visiting import Visit

MARKUP = "<script>alert(1)</script><img src=x onerror=alert(1)>"


@pytest.mark.parametrize("scripts", [True, False])
def test_the_other_language_keeps_the_score(visit: Visit, expect, scripts) -> None:
    page = visit("en", start="/example", scripts=scripts).page
    to_result(page, "en")
    shown = composite(page, "en")
    page.get_by_role("button", name="中文").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")
    assert composite(page, "zh") == shown


_SMALLEST = """(pictures) => Math.min(...[...document.querySelectorAll(`${pictures} text`)].map((text) =>
    Number(text.getAttribute("font-size")) * text.ownerSVGElement.getBoundingClientRect().width
    / text.ownerSVGElement.viewBox.baseVal.width))"""


@pytest.mark.parametrize("width", [360, 768, 1024, 1440])
def test_the_words_of_pictures_are_large_enough_to_read(visit: Visit, width) -> None:
    page = visit("en", start="/example", width=width).page
    to_result(page, "en")
    assert page.evaluate(_SMALLEST, ".chart") >= 10
    assert page.evaluate(_SMALLEST, ".peer-picture") >= 10.99


def test_a_change_is_undone(visit: Visit, expect) -> None:
    page = visit("zh", start="/example").page
    to_result(page, "zh")
    runway = next(each for each in short_questions() if each.name == "cash_runway")
    before, after = changed_by_what_if(page, runway, "1", "zh")
    assert after < before
    page.get_by_role("button", name=f"撤销改动：{runway.label.zh}").click()
    expect(page.get_by_text("目前还没有与原结果不同的答案。")).to_be_visible()


def test_text_that_looks_like_markup_stays_text(visit: Visit, expect) -> None:
    page = visit("en").page
    called(page, "Company").fill(MARKUP)
    page.locator("[name=rounds-0-round]").select_option(label="Angel")
    page.locator("[name=rounds-0-investors]").fill(MARKUP)
    press_assess(page, "en")
    expect(page.get_by_role("heading", level=1)).to_have_text(MARKUP)
