"""Two companies compared: a ledger that adds up, and what is said when there are not two."""

import re

import pytest
from cohorts_at_work import ranked
from sending import Browser


def rows(browser: Browser, home: str) -> list[str]:
    return re.findall(r'name="row" value="(\d+)"', browser.client.get(home).text)


def number(text: str) -> float:
    return float(text.replace("−", "-"))


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_ledger_adds_up_to_the_difference(browser: Browser, complete: str, lang: str) -> None:
    first, second = rows(browser, complete)[0], rows(browser, complete)[10]
    page = browser.client.get(f"{complete}/compare?first={first}&second={second}&lang={lang}").text
    lines = [number(each) for each in re.findall(r'<td class="num"><strong>([^<]+)</strong></td></tr>', page)]
    parts = [number(each) for each in re.findall(r'colspan="3">[^<]+</th><td class="num">([^<]+)</td>', page)]
    total = re.search(r'<tfoot>.*?<td class="num">([^<]+)</td>', page, re.DOTALL)
    assert total
    assert len(lines) > 40
    assert sum(lines) == pytest.approx(number(total[1]), abs=1e-6)
    assert sum(parts) == pytest.approx(number(total[1]), abs=1e-6)
    assert f"first={second}&amp;second={first}" in page


def test_two_ticked_in_the_list_are_compared(browser: Browser, complete: str) -> None:
    first, second = rows(browser, complete)[:2]
    assert browser.client.get(f"{complete}/compare?row={first}&row={second}").status_code == 200


def test_a_table_that_can_no_longer_be_read_says_so(browser: Browser) -> None:
    home = ranked(browser)
    browser.send(f"{home}/columns", {"field-0": "", "do": "look"})
    for part in ("compare?row=2&row=3", "company/2"):
        response = browser.client.get(f"{home}/{part}")
        assert response.status_code == 422
        assert "applicants.csv: no column of company names" in response.text
        assert f'href="{home}/columns"' in response.text


@pytest.mark.parametrize(
    "asked", ["", "row=2", "row=2&row=3&row=4", "row=2&row=2", "first=2", "first=2&second=x", "row=2&row=999"]
)
def test_anything_but_two_companies_is_explained(browser: Browser, complete: str, asked: str) -> None:
    response = browser.client.get(f"{complete}/compare?{asked}")
    assert response.status_code == 422
    assert f'href="{complete}"' in response.text
