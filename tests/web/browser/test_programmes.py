"""Official programmes as a company goes through them: accounts and titles in, verdicts out, on paper as well."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from filling import called, entries, press_assess
from paper import text_of
from resulting import SAYS, download
from visiting import Visit

from scoring import shipped_book
from web.forms import programme_questions
from web.pdf import MOST_PAGES, missing

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from scoring.text import Lang

WORDS = {
    "en": {"name": "Company", "city": "City", "heads": "Head count", "as_of": "As of", "founded": "Founded",
           "revenue": "Revenue, 2025", "qualifies": "Qualifies", "not": "Does not qualify",
           "section": "Official programmes", "other": "中文"},
    "zh": {"name": "公司名称", "city": "所在城市", "heads": "员工人数", "as_of": "评估基准日", "founded": "成立时间",
           "revenue": "营业收入，2025", "qualifies": "按所填信息符合条件", "not": "不符合",
           "section": "政策资质", "other": "English"},
}  # fmt: skip
ACCOUNTS = {
    "accounts-0-year": "2025", "accounts-1-year": "2024", "accounts-2-year": "2023",
    "accounts-0-revenue": "3000万", "accounts-0-rd_cost": "240万", "accounts-0-costs": "2,600万",
    "accounts-0-assets": "0.25亿", "accounts-1-revenue": "24,000,000", "accounts-1-rd_cost": "1,800,000",
}  # fmt: skip
FACTS = {"science_staff": "20", "class2": "6"}
TICKED = {"titles": ["kexiao"], "incidents": ["-"], "restricted_products": ["no"], "audited_collection": ["yes"],
          "awards": ["-"], "standards": ["-"]}  # fmt: skip


def fill(page: Page, lang: Lang) -> None:
    """The form of a small technology company, filled in by hand."""
    words = WORDS[lang]
    for label, text in (("name", "Cloudpeak"), ("city", "Shenzhen"), ("founded", "2019-03"), ("heads", "60")):
        called(page, words[label]).fill(text)
    called(page, words["as_of"]).fill("2026-06-30")
    page.locator("#detail-policies > summary").click()
    for name, text in ACCOUNTS.items():
        page.locator(f"[name={name}]").fill(text)
    for name, text in FACTS.items():
        page.locator(f"[name=answers-{name}]").fill(text)
    for name, choices in TICKED.items():
        for choice in choices:
            page.locator(f"[name=answers-{name}][value='{choice}']").check()


def programme(page: Page, name: str) -> Locator:
    """The part of the result on one programme."""
    return page.locator(f"article[aria-labelledby=programme-{name}]")


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_accounts_and_titles_lead_to_verdicts(visit: Visit, expect, lang, scripts) -> None:
    words, page = WORDS[lang], visit(lang, scripts=scripts).page
    fill(page, lang)
    press_assess(page, lang)
    found = programme(page, "kexiao")
    expect(found.locator(".verdict")).to_contain_text(words["qualifies"])
    expect(programme(page, "xiaojuren").locator(".verdict")).to_contain_text(words["not"])
    expect(found.locator("table").first).to_be_hidden()
    found.locator("summary").click()
    expect(found.locator("table").first).to_be_visible()
    expect(found).to_contain_text("国科发政〔2017〕115号")
    page.get_by_role("button", name=words["other"]).click()
    other = "zh" if lang == "en" else "en"
    expect(programme(page, "kexiao").locator(".verdict")).to_contain_text(WORDS[other]["qualifies"])


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_from_the_result_back_to_the_form_everything_stands_there(visit: Visit, expect, lang) -> None:
    page = visit(lang).page
    fill(page, lang)
    typed = dict(entries(page))
    press_assess(page, lang)
    page.locator("#programmes").wait_for()
    page.locator(".tools button").first.click()
    expect(page.get_by_label(WORDS[lang]["revenue"], exact=True)).to_have_value("30,000,000")
    expect(page.get_by_label(WORDS[lang]["revenue"], exact=True)).to_be_visible()
    again = dict(entries(page))
    assert again.keys() >= typed.keys() - {name for name in typed if name.endswith("-year")}
    assert again["answers-titles"] == "kexiao"
    assert again["accounts-1-revenue"] == "24,000,000"


def test_a_wrong_figure_is_told_in_its_cell_and_reached_from_the_summary(visit: Visit, expect) -> None:
    page = visit("en", refusals=(422,)).page
    called(page, "Company").fill("A")
    page.locator("#detail-policies > summary").click()
    field = page.get_by_label(re.compile("^Total assets at year end")).nth(1)
    field.fill("2-3 million")
    press_assess(page, "en")
    page.get_by_role("alert").get_by_role("link").click()
    expect(field).to_be_focused()
    expect(field).to_have_value("2-3 million")
    expect(field).to_have_attribute("aria-invalid", "true")


def test_years_follow_the_as_of_date_until_figures_are_typed(visit: Visit) -> None:
    page = visit("en").page

    def years_before(as_of: str) -> list[str]:
        called(page, "As of").fill(as_of)
        page.keyboard.press("Tab")
        return [box.input_value() for box in page.locator(".accounts-table thead input").all()]

    page.locator("#detail-policies > summary").click()
    assert years_before("2021-06-30") == ["2020", "2019", "2018"]
    assert years_before("soon") == ["2020", "2019", "2018"]
    page.get_by_label("Revenue, 2019", exact=True).fill("3000万")
    assert years_before("2023-06-30") == ["2020", "2019", "2018"]


def test_where_nothing_is_told_the_result_leads_to_the_accounts(visit: Visit, expect) -> None:
    page = visit("en").page
    called(page, "Company").fill("A")
    press_assess(page, "en")
    page.locator("#programmes").get_by_role("button").click()
    expect(page.locator("#f-accounts")).to_be_in_viewport()
    expect(page.locator("#f-accounts")).to_be_visible()


def test_progress_of_the_section_counts_along(visit: Visit, expect) -> None:
    page, asked = visit("en").page, programme_questions(shipped_book())
    count = len(asked.questions) + len(asked.figures)
    meter = page.locator(".contents [data-progress=policies]")
    expect(meter).to_have_text(f"0 of {count}")
    page.locator("#detail-policies > summary").click()
    page.locator("[name=accounts-0-revenue]").fill("3000万")
    page.locator("[name=accounts-1-revenue]").fill("2000万")
    page.locator("[name=answers-sme]").first.check()
    expect(meter).to_have_text(f"2 of {count}")


@pytest.mark.usefixtures("pdf_reader")
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_pdf_and_the_printed_page_tell_the_verdicts(visit: Visit, tmp_path: Path, lang) -> None:
    words, page = WORDS[lang], visit(lang).page
    fill(page, lang)
    press_assess(page, lang)
    page.locator("#programmes").wait_for()
    printed = tmp_path / "printed.pdf"
    page.pdf(path=printed, prefer_css_page_size=True)
    text = "".join("".join(text_of(printed)).split())
    clauses = page.locator("#programmes tbody th").all_text_contents()
    assert clauses
    assert [each for each in clauses if "".join(each.split()) not in text] == []
    if missing():
        pytest.skip(f"no PDF can be made here: {missing()} is missing")
    pages = text_of(download(page, SAYS[lang]["pdf"], tmp_path / "result.pdf"))
    told = "".join("".join(pages).split())
    assert len(pages) <= MOST_PAGES
    for word in (words["section"], words["qualifies"], words["not"], "国科发政〔2017〕115号", "工信部企业〔2026〕2号"):
        assert "".join(word.split()) in told
