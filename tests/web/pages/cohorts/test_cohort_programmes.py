"""Official programmes of a company in a cohort, at the desk and saved: those that its accounts in the table tell."""

import re
from html import unescape

import pytest
from cohorts_at_work import as_csv, ranked
from cohorts_saved import saved
from sending import Browser

from scoring.resources import resource

TABLES = {"en": "fictional-programmes.csv", "zh": "fictional-programmes.zh.csv"}


def company(browser: Browser, home: str) -> str:
    """The page of the first company of a ranking."""
    row = re.search(rf"{home}/company/(\d+)", browser.client.get(home).text)
    assert row
    response = browser.client.get(f"{home}/company/{row[1]}")
    assert response.status_code == 200
    return unescape(response.text)


@pytest.mark.parametrize("keep", [ranked, saved])
def test_a_company_shows_the_verdicts_of_its_accounts(browser: Browser, keep) -> None:
    table = resource("data", "examples", TABLES["en"]).read_bytes()
    page = company(browser, keep(browser, table=table, draws="200"))
    part = page[page.index('<section id="programmes"') :].partition("</section>")[0]
    assert part.count('class="verdict verdict-') == 5
    assert "verdict-qualifies" in part
    assert "国科发政〔2017〕115号" in part


def test_a_chinese_table_leads_to_verdicts_in_chinese(chinese: Browser) -> None:
    table = resource("data", "examples", TABLES["zh"]).read_bytes()
    page = company(chinese, ranked(chinese, table=table, draws="200"))
    assert "按所填信息符合条件" in page


def panel(page: str) -> str:
    """The panel of official programmes on the page of a ranking."""
    return unescape(page[page.index('<section id="programmes"') :].partition("</section>")[0])


@pytest.mark.parametrize("keep", [ranked, saved])
def test_the_ranking_counts_verdicts_and_names_who_may_apply(browser: Browser, keep) -> None:
    home = keep(browser, table=resource("data", "examples", TABLES["en"]).read_bytes(), draws="200")
    part = panel(browser.client.get(home).text)
    verdicts = [each["policies"]["kexiao"] for each in browser.client.get(f"{home}/ranking.json").json["ranking"]]
    counted = re.search(r'scope="row">Technology SME.*?</tr>', part, re.DOTALL)
    assert counted
    said = [each["verdict"] for each in verdicts]
    expected = [said.count(name) for name in ("qualifies", "may", "does_not", "cannot_say")]
    assert [int(count) for count in re.findall(r'class="num">(\d+)<', counted[0])] == expected
    assert "Jilan Vision" in part
    assert f"{home}/company/" in part
    assert "100 points" in part


def test_companies_that_may_apply_for_nothing_are_not_listed(browser: Browser) -> None:
    table = as_csv([["name", "revenue 2025", "staff"], ["Alder", "3000万", "900"], ["Birch", "3000万", "40"]])
    part = panel(browser.client.get(ranked(browser, table, as_of="2026-06-30", draws="200")).text)
    assert "no company qualifies or may qualify" in part
    assert "Alder" not in part


def test_a_ranking_without_accounts_has_no_panel_of_programmes(browser: Browser) -> None:
    assert '<section id="programmes"' not in browser.client.get(ranked(browser, draws="200")).text
