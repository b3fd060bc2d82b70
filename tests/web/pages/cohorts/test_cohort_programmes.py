"""Official programmes of a company in a cohort, at the desk and saved: those that its accounts in the table tell."""

import re
from html import unescape

import pytest
from cohorts_at_work import ranked
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
