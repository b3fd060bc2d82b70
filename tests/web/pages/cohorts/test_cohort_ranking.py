"""The page of a ranking: its list, its panels, the way there and what stands in the way."""

import os
import re
import time
from pathlib import Path

import pytest
from cohorts_at_work import TABLE, as_csv, columns_of, ranked, waited
from flask import Flask
from flask.testing import FlaskClient
from sending import Browser

from web.cohorts.case import SILENT
from web.cohorts.desk import Desk


def shown(page: str) -> list[str]:
    """Names in the list, from the top."""
    return re.findall(r'<th scope="row"><a href="/cohorts/[\w-]+/company/\d+">([^<]+)</a></th>', page)


def test_the_list_shows_ranks_intervals_bands_and_what_was_decided(browser: Browser, complete: str) -> None:
    page = browser.client.get(complete).text
    assert "fictional.csv: 24 companies ranked as of 30 June 2021, 6 of them selected; rows left out: 0." in page
    assert len(shown(page)) == 24
    assert page.count('<svg xmlns="http://www.w3.org/2000/svg" class="chart chart-of-strip"') == 24
    assert "Put to the test 400 times" in page
    assert page.count('class="yes">selected') == 6
    assert "fails gate 1" in page
    assert 'scope="rowgroup"' in page
    assert "Tie band 1 ·" in page
    assert " style=" not in page


@pytest.mark.parametrize(
    ("panel", "words"),
    [
        ("shortlist", "Spring intake"), ("judges", "Judge B"), ("changes", "3 are new"),
        ("influences", "Weights of the factors"),
        ("fairness", "6 of 24 companies"), ("rejected", "No row was left out."), ("reading", "known header"),
        ("downloads", "ranking.xlsx"), ("versions", "400"),
    ],
)  # fmt: skip
def test_every_panel_is_there_and_named_at_the_top(browser: Browser, complete: str, panel: str, words: str) -> None:
    page = browser.client.get(complete).text
    assert f'href="#{panel}"' in page
    section = page[page.index(f'<section id="{panel}"') :]
    assert words in section[: section.index("</section>")]


def test_the_address_sorts_filters_and_is_kept_by_its_links(browser: Browser, complete: str) -> None:
    page = browser.client.get(f"{complete}?sort=-coverage&city=shenzhen&q=fictional").text
    assert 0 < len(shown(page)) < 24
    assert 'aria-sort="descending"' in page
    assert "city=shenzhen" in page.replace("&amp;", "&")
    other = re.search(r'class="language-link" href="([^"]+)"', page)
    assert other
    for part in ("sort=-coverage", "city=shenzhen", "q=fictional", "lang=zh"):
        assert part in other[1]
    assert "Loosen the filter" in browser.client.get(f"{complete}?q=nobody").text


def test_switching_the_language_makes_the_ranking_in_it_and_loses_nothing(browser: Browser, complete: str) -> None:
    browser.client.get(f"{complete}?lang=zh")
    page = waited(browser, complete).text
    assert "“fictional.csv”：24 家企业参加排名，基准日 2021 年 6 月 30 日，入围 6 家，排除 0 行。" in page
    assert "春季入营" in page
    assert shown(page) == shown(browser.client.get(f"{complete}?lang=en").text)


def test_a_company_leads_to_its_whole_result_and_back(browser: Browser, complete: str) -> None:
    row = re.search(rf"{complete}/company/(\d+)", browser.client.get(complete).text)
    assert row
    page = browser.client.get(f"{complete}/company/{row[1]}")
    assert shown(browser.client.get(complete).text)[0] in page.text
    assert f'href="{complete}"' in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert browser.client.get(f"{complete}/company/999").status_code == 404


def test_no_ranking_before_the_columns_were_looked_at(browser: Browser) -> None:
    columns = columns_of(browser)
    response = browser.client.get(columns.removesuffix("/columns"))
    assert (response.status_code, response.headers["Location"]) == (303, columns)


def test_changed_columns_are_ranked_anew(browser: Browser) -> None:
    home = ranked(browser)
    coverage = [each["coverage"] for each in browser.client.get(f"{home}/ranking.json").json["ranking"]]
    browser.send(f"{home}/columns", {"field-4": "", "field-5": "", "do": "look"})
    assert browser.client.get(home).headers["Location"] == f"{home}/columns"
    assert browser.client.get(f"{home}/ranking.json").status_code == 404
    browser.send(f"{home}/columns", {"do": "rank"})
    assert len(shown(waited(browser, home).text)) == 5
    less = [each["coverage"] for each in browser.client.get(f"{home}/ranking.json").json["ranking"]]
    assert max(less) < max(coverage)


def test_the_way_to_the_ranking_is_told_while_it_is_made(tmp_path: Path, browser: Browser, app: Flask) -> None:
    columns = columns_of(browser)
    home = columns.removesuffix("/columns")
    browser.send(columns, {"do": "rank"})
    waited(browser, home)
    case = app.extensions["upslope-cohorts"].desk.find(home.rsplit("/", 1)[1])
    ranking, status = case.folder / "ranking-1.en.json", case.folder / "status-1.en.json"
    ranking.unlink()
    status.write_text('{"state": "working", "step": "drawing", "share": 0.42}')
    page = browser.client.get(home).text
    assert "Putting the ranking to the test" in page
    assert '<noscript><meta http-equiv="refresh" content="2"></noscript>' in page
    assert 'value="42"' in page
    told = browser.client.get(f"{home}/progress").json
    assert told == {"state": "working", "step": "Putting the ranking to the test", "percent": 42}

    os.utime(status, (time.time() - SILENT - 1,) * 2)
    stopped = browser.client.get(home)
    assert (stopped.status_code, "was interrupted" in stopped.text) == (200, True)
    assert browser.client.get(f"{home}/progress").json["state"] == "over"
    browser.send(f"{home}/run", {})
    assert len(shown(waited(browser, home).text)) == 5


def test_last_years_table_that_can_t_be_read_is_told_with_its_name(browser: Browser) -> None:
    home = ranked(browser, before=(as_csv([["nothing"], ["1"]]), "last.csv"), before_as_of="2022-06-30")
    page = browser.client.get(home)
    assert page.status_code == 422
    assert "last.csv: no column of company names" in page.text
    assert f'href="{home}/columns"' in page.text


def test_deleting_is_at_once_and_for_good(tmp_path: Path, browser: Browser, app: Flask) -> None:
    home = ranked(browser)
    desk: Desk = app.extensions["upslope-cohorts"].desk
    folder = desk.find(home.rsplit("/", 1)[1]).folder
    page = browser.send(f"{home}/delete", {})
    assert "has been deleted" in page.text
    assert not folder.exists()
    for part in ("", "/columns", "/ranking.csv", "/company/2"):
        assert browser.client.get(f"{home}{part}").status_code == 404


def test_nothing_is_deleted_or_run_without_a_token(browser: Browser) -> None:
    home = ranked(browser)
    for part in ("/delete", "/run"):
        assert browser.client.post(f"{home}{part}").status_code == 303
    assert browser.client.get(home).status_code == 200


def test_rows_left_out_are_told(browser: Browser) -> None:
    home = ranked(browser, TABLE + b"Fir,Atlantis,A,medical,1,2\n")
    page = browser.client.get(home).text
    assert "Row 7 · Fir" in page
    assert "Atlantis" in page


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_example_is_ranked_in_a_few_clicks_and_shows_everything(client: FlaskClient, lang: str) -> None:
    browser = Browser(client, lang)
    columns = browser.send("/cohorts/example", {}).headers["Location"]
    assert {"en": "fictional-24.csv", "zh": "fictional-24.zh.csv"}[lang] in client.get(columns).text
    browser.send(columns, {"do": "rank"})
    page = waited(browser, columns.removesuffix("/columns")).text
    assert len(shown(page)) == 24
    assert {"en": "gate 6 not known", "zh": "条件 6 未知"}[lang] in page
    for panel in ("shortlist", "judges", "changes", "influences", "fairness"):
        assert f'<section id="{panel}"' in page


def test_the_real_table_in_the_browser(chinese: Browser, shared: Path) -> None:
    table = (shared / "data" / "itjuzi-companies-2023" / "companies.csv").read_bytes()
    home = ranked(chinese, table, "companies.csv", as_of="2023-06-30", draws="500")
    page = chinese.client.get(home).text
    assert "1,225 家企业参加排名，基准日 2023 年 6 月 30 日，排除 1 行" in page
    assert "第 1 页，共 25 页" in page
    assert len(shown(page)) == 50
    tagged = chinese.client.get(f"{home}?sector=medical").text
    assert "1,225 家中的" in tagged
    assert "1,225 家中的 1,225 家" not in tagged
