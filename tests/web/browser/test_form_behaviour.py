"""The form while it is filled in: suggestions, faults beside their fields, the other language, rows, progress."""

import re

import pytest
from filling import called, entries, press_assess, short_questions
from visiting import Visit

_SUGGESTED = """(input, begun) =>
    [...input.list.options].map((option) => option.value).filter((text) => text.startsWith(begun))"""
WORDS = {
    "en": {"name": "Company", "heads": "Head count", "founded": "Founded", "other": "中文", "impossible": "lots"},
    "zh": {"name": "公司名称", "heads": "员工人数", "founded": "成立时间", "other": "English", "impossible": "很多"},
}
NOT_A_COUNT = {"en": "Error: .*lots", "zh": "有误：.*很多"}


@pytest.mark.parametrize(
    ("lang", "label", "begun", "whole"),
    [
        ("zh", "所在城市", "深", "深圳"),
        ("en", "City", "Shen", "Shenzhen"),
        ("zh", "应用行业（主攻）", "智慧", "智慧医疗"),
    ],
)
def test_places_and_sectors_are_suggested(visit: Visit, lang, label, begun, whole) -> None:
    field = visit(lang).page.get_by_label(label, exact=True)
    assert whole in field.evaluate(_SUGGESTED, begun)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_an_impossible_value_is_told_beside_its_field_and_nothing_is_lost(visit: Visit, expect, lang) -> None:
    words, page = WORDS[lang], visit(lang, refusals=(422,)).page
    called(page, words["name"]).fill("云岫影像")
    called(page, words["founded"]).fill("2017-04")
    called(page, words["heads"]).fill(words["impossible"])
    typed = entries(page)
    press_assess(page, lang)
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    assert entries(page) == typed
    field = called(page, words["heads"])
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description(re.compile(NOT_A_COUNT[lang]))
    beside, box = page.locator(".fault").bounding_box(), field.bounding_box()
    assert 0 <= beside["y"] - (box["y"] + box["height"]) < 60
    summary.get_by_role("link").click()
    expect(field).to_be_focused()


def test_a_fault_in_a_folded_section_is_reached_from_the_summary(visit: Visit, expect) -> None:
    page = visit("en", refusals=(422,)).page
    called(page, "Company").fill("A")
    page.locator("#detail-financing > summary").click()
    field = page.locator("[name=answers-burn_multiple]")
    field.fill("lots")
    press_assess(page, "en")
    page.locator("#detail-financing > summary").click()  # the reader folds it up again
    expect(field).to_be_hidden()
    page.get_by_role("alert").get_by_role("link").click()
    expect(field).to_be_focused()
    expect(field).to_have_value("lots")


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_other_language_keeps_what_was_typed(visit: Visit, expect, lang, scripts) -> None:
    words, page = WORDS[lang], visit(lang, scripts=scripts).page
    called(page, words["name"]).fill("云岫影像 <b>&amp;")
    called(page, words["heads"]).fill(words["impossible"])
    page.locator("[name=answers-product_form]").nth(2).check()
    page.locator("[name=answers-partner_kinds]").nth(1).check()
    typed = entries(page)
    page.get_by_role("button", name=words["other"]).click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans" if lang == "en" else "en")
    assert entries(page) == typed


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_going_back_from_the_result_finds_what_was_typed(visit: Visit, expect, lang, scripts) -> None:
    words, page = WORDS[lang], visit(lang, scripts=scripts).page
    called(page, words["name"]).fill("云岫影像")
    called(page, words["heads"]).fill("118")
    page.locator("[name=rounds-0-round]").select_option(value="angel")
    page.locator("[name=rounds-0-investors]").fill("远岭资本")
    page.locator("[name=answers-cash_runway]").fill("12")
    page.locator("[name=answers-product_form]").nth(2).check()
    typed = entries(page)
    press_assess(page, lang)
    expect(page.get_by_role("heading", level=1)).to_have_text("云岫影像")
    page.go_back()
    expect(called(page, words["name"])).to_have_value("云岫影像")
    assert entries(page) == typed


def test_progress_counts_along(visit: Visit, expect) -> None:
    page, asked = visit("en").page, len(short_questions())
    meter = page.locator(".contents-short .meter")
    expect(meter).to_have_text(f"0 of {asked}")
    page.locator("[name=answers-cash_runway]").fill("12")
    page.locator("[name=answers-product_form]").first.check()
    expect(meter).to_have_text(f"2 of {asked}")
    page.locator("[name=answers-cash_runway]").fill("abc")
    expect(meter).to_have_text(f"1 of {asked}")


def test_rounds_taken_out_leave_the_others(visit: Visit, expect) -> None:
    page = visit("en").page
    for row in range(3):
        if row:
            page.get_by_role("button", name="Add another round").click()
        page.locator(f"[name=rounds-{row}-date]").fill(f"201{row}")
    page.get_by_role("button", name="Remove round 2").click()
    expect(page.get_by_role("button", name="Add another round")).to_be_focused()
    expect(page.get_by_role("group", name="Round 2", exact=True).get_by_label("Date")).to_have_value("2012")
    assert [text for name, text in entries(page) if name.endswith("-date")] == ["2010", "2012"]


def test_enter_in_a_field_asks_for_the_result(visit: Visit, expect) -> None:
    page = visit("en").page
    called(page, "Company").fill("Cloudpeak Imaging")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Cloudpeak Imaging")


def test_the_first_key_offers_to_skip_to_the_content(visit: Visit, expect) -> None:
    page = visit("zh").page
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
