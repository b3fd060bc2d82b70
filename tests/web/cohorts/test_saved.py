"""Saved cohorts: kept beyond the desk in both languages, seen by all staff, deleted by administrators."""

import io
import re
from types import SimpleNamespace

import pytest
from cohorts_at_work import TABLE, columns_of, ranked
from cohorts_saved import NAME, row_of, saved
from flask import Flask
from flask.testing import FlaskClient
from sending import Browser

from scoring import CompanyProfile, shipped_book
from scoring.errors import refuse
from scoring.ranking import Ranking
from scoring.text import both
from scoring.versions import versions_of
from store import audit
from store.cohorts.keeping import members_of, saved_cohort, saved_ranking
from store.companies.deleting import delete_company
from store.engine import reading
from store.place import shown
from web.access.store import store
from web.cohorts import saved as saved_module
from web.cohorts.worker import Worker
from web.pages.cohorts import saving


@pytest.fixture(scope="module")
def home(app: Flask) -> str:
    """Address of a saved cohort."""
    return saved(Browser(app.test_client()))


def last_line(app: Flask) -> audit.Line:
    with app.app_context(), reading(store()) as connection:
        *_, line = audit.lines(connection)
    return line


def test_its_address_is_no_secret_and_stays_when_the_desk_is_cleared(app: Flask, browser: Browser) -> None:
    desk = ranked(browser)
    response = browser.send(f"{desk}/save", {"name": "Kept"})
    address = response.headers["Location"]
    assert re.fullmatch(r"/cohorts/[0-9a-f]{32}", address)
    assert last_line(app).action == "cohort.kept"
    assert last_line(app).actor == "user:reviewer"
    assert browser.send(f"{desk}/delete", {}).status_code == 200
    assert browser.client.get(desk).status_code == 404
    assert "Alder" in browser.client.get(address).text


def test_a_cohort_sent_twice_is_saved_once(browser: Browser, administrator: Browser) -> None:
    desk = ranked(browser)
    addresses = [
        browser.send(f"{desk}/save", {"name": name}).headers["Location"] for name in ("Twice", "Twice", "Other")
    ]
    assert addresses[0] == addresses[1] != addresses[2]
    administrator.send(f"{addresses[0]}/forget", {})
    again = browser.send(f"{desk}/save", {"name": "Twice"}).headers["Location"]
    assert again != addresses[0]
    assert "Alder" in browser.client.get(again).text


def test_the_page_is_that_of_the_ranking_with_name_and_who_saved_it(browser: Browser, home: str) -> None:
    page = browser.client.get(home).text
    assert f"<h1>{NAME}</h1>" in page
    assert re.search(r"saved \d+ \w+ \d{4}, by reviewer", page)
    assert "stays on this installation until" in page
    assert "is deleted after" not in page
    assert "5 companies ranked as of 30 June 2023, 2 of them selected" in page
    assert "Put to the test 200 times" in page
    assert "/columns" not in page
    assert "mapping.yaml" not in page
    assert f"{home}/save" not in page


def test_it_is_kept_in_both_languages(chinese: Browser, home: str) -> None:
    page = chinese.client.get(home).text
    assert "综合得分" in page
    assert "入围 2 家" in page
    assert "名单备注" in page


def test_it_is_listed_below_the_upload_for_all_staff(administrator: Browser, home: str) -> None:
    page = administrator.client.get("/cohorts").text
    assert f'<a href="{home}">{NAME}</a>' in page
    assert '<td class="num">5</td>' in page
    assert "by reviewer" in page
    assert "已保存的名单" in administrator.client.get("/cohorts?lang=zh").text


def test_the_list_is_sorted_and_filtered_as_at_the_desk(browser: Browser, home: str) -> None:
    page = browser.client.get(f"{home}?sector=finance&sort=-company").text
    names = re.findall(r"/company/\d+\">([^<]+)</a>", page)
    assert names == ["Dogwood", "Birch"]


def test_two_are_compared(browser: Browser, home: str) -> None:
    page = browser.client.get(home).text
    rows = row_of(page, "Alder"), row_of(page, "Elm")
    compared = browser.client.get(f"{home}/compare?first={rows[0]}&second={rows[1]}")
    assert compared.status_code == 200
    assert "Alder and Elm" in compared.text
    assert "points above" in compared.text


def test_a_company_has_its_whole_result(browser: Browser, home: str) -> None:
    page = browser.client.get(f"{home}/company/{row_of(browser.client.get(home).text, 'Alder')}").text
    assert "<h1>Alder</h1>" in page
    assert 'href="' + home + '"' in page
    assert browser.client.get(f"{home}/company/999").status_code == 404


@pytest.mark.parametrize("file", ["ranking.xlsx", "ranking.csv", "findings.parquet", "selection.csv?row=2"])
def test_files_are_made_of_it(browser: Browser, home: str, file: str) -> None:
    response = browser.client.get(f"{home}/{file}")
    assert response.status_code == 200
    assert "applicants-" in response.headers["Content-Disposition"]
    assert len(response.data) > 100


def test_the_json_is_the_ranking_as_it_was_made(app: Flask, browser: Browser, home: str) -> None:
    told = Ranking.model_validate_json(browser.client.get(f"{home}/ranking.json").data)
    with app.app_context():
        assert told == saved_ranking(store(), home.removeprefix("/cohorts/"), "en")


@pytest.mark.parametrize("path", ["columns", "mapping.yaml", "progress"])
def test_pages_of_the_desk_are_not_there(browser: Browser, home: str, path: str) -> None:
    assert browser.client.get(f"{home}/{path}").status_code == 404


@pytest.mark.parametrize("path", ["columns", "run", "delete", "save"])
def test_work_of_the_desk_is_not_done(browser: Browser, home: str, path: str) -> None:
    assert browser.send(f"{home}/{path}", {"name": "x"}).status_code == 404
    assert browser.client.get(home).status_code == 200


def test_what_is_not_there_and_what_never_was_look_alike(browser: Browser, home: str) -> None:
    made_up = browser.client.get("/cohorts/" + "0" * 32)
    at_desk = browser.client.get("/cohorts/" + "A" * 43)
    assert (made_up.status_code, at_desk.status_code) == (404, 404)
    assert re.sub("0{32}|A{43}", "", made_up.text) == re.sub("0{32}|A{43}", "", at_desk.text)
    for path in ("forget", "remarks", "company/2/remarks"):
        assert browser.send(f"/cohorts/{'A' * 43}/{path}", {"do": "note"}).status_code in (403, 404)


def test_nothing_is_saved_without_a_name(browser: Browser) -> None:
    desk = ranked(browser)
    response = browser.send(f"{desk}/save", {"name": "x" * 121})
    assert response.status_code == 422
    assert "1 to 120 characters" in response.text
    assert "x" * 121 in response.text
    assert browser.send(f"{desk}/save", {"name": " "}).status_code == 422


def test_what_is_not_ranked_yet_is_not_saved(browser: Browser) -> None:
    desk = columns_of(browser, TABLE).removesuffix("/columns")
    assert browser.send(f"{desk}/save", {"name": "Too soon"}).headers["Location"] == desk
    assert "Too soon" not in browser.client.get("/cohorts").text


def test_only_an_administrator_deletes_it_and_its_companies_go(
    app: Flask, browser: Browser, administrator: Browser
) -> None:
    address = saved(browser, "To be deleted")
    assert "/forget" not in browser.client.get(address).text
    assert browser.send(f"{address}/forget", {}).status_code == 403
    assert f"{address}/forget" in administrator.client.get(address).text
    assert "has been deleted" in administrator.send(f"{address}/forget", {}).text
    assert last_line(app).action == "cohort.deleted"
    assert browser.client.get(address).status_code == 404
    with app.app_context():
        assert members_of(store(), address.removeprefix("/cohorts/")) == []


def test_a_company_deleted_meanwhile_is_shown_nowhere(app: Flask, browser: Browser) -> None:
    address = saved(browser, "One less")
    page = browser.client.get(address).text
    row, cohort = row_of(page, "Birch"), address.removeprefix("/cohorts/")
    other = row_of(page, "Alder")
    browser.client.get(f"{address}/compare?first={row}&second={other}")  # so that all of it is remembered
    with app.app_context():
        company = next(each.company for each in members_of(store(), cohort) if each.row == row)
        delete_company(store(), company, actor="test")
        assert saved_cohort(store(), cohort).companies == 4
    for path in ("", "/ranking.json", "/ranking.csv", f"/company/{other}"):
        assert "Birch" not in browser.client.get(address + path).text
    assert browser.client.get(f"{address}/company/{row}").status_code == 404
    assert browser.client.get(f"{address}/compare?first={row}&second={other}").status_code == 422


def test_views_and_downloads_are_told_to_the_log_by_its_id(app: Flask, browser: Browser, home: str) -> None:
    for path, action in (("", "cohort.seen"), ("/ranking.csv", "cohort.exported"), ("/company/2", "company.seen")):
        assert browser.client.get(home + path).status_code == 200
        line = last_line(app)
        assert (line.action, line.subject) == (action, home.removeprefix("/cohorts/"))


def test_strangers_and_tokens_see_nothing_of_it(app: Flask, stranger: FlaskClient, home: str) -> None:
    for path in ("", "/ranking.csv", "/company/2", "/compare?first=2&second=3"):
        assert stranger.get(home + path).status_code == 303
    assert stranger.post(f"{home}/forget").status_code in (400, 403)


def test_a_table_in_which_rows_were_left_out_is_saved(browser: Browser) -> None:
    table = io.BytesIO(TABLE + b"Fir,Beijing,A,medical,not a number,80\n").getvalue()
    address = ranked(browser, table)
    response = browser.send(f"{address}/save", {"name": "With a rejected row"})
    assert "Fir" in browser.client.get(response.headers["Location"]).text


def test_it_waits_for_the_ranking_in_the_other_language(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = ranked(browser)
    with monkeypatch.context() as patched:
        patched.setattr(Worker, "start", lambda *_: None)
        patched.setattr(saving, "_PATIENCE", 0.0)
        page = browser.send(f"{desk}/save", {"name": "Waits & sees"}).text
    assert "still being ranked" in page
    assert 'value="Waits &amp; sees"' in page
    assert "Waits &amp; sees" not in browser.client.get("/cohorts").text
    assert browser.send(f"{desk}/save", {"name": "Waits & sees"}).status_code == 303


def test_what_was_made_with_other_rule_sets_is_told(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    address = saved(browser, "Of then")
    row = row_of(browser.client.get(address).text, "Alder")
    assert "made anew" not in browser.client.get(f"{address}/company/{row}").text
    found = versions_of(shipped_book()).model_copy(update={"rules": "another"})
    monkeypatch.setattr(saved_module, "versions_of", lambda _book: found)
    page = browser.client.get(f"{address}/company/{row}").text
    assert "made anew with the rule sets, data and model of today" in page
    assert re.search(r"the company has \d+\.\d points and rank \d", page)


def test_profiles_that_can_no_longer_be_scored_leave_the_ranking(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = saved(browser, "Of other questions")

    def refuse(_content: bytes) -> None:
        CompanyProfile.model_validate({})

    monkeypatch.setattr(saved_module, "profile_model", lambda _book: SimpleNamespace(model_validate_json=refuse))
    response = browser.client.get(f"{address}/company/2")
    assert response.status_code == 422
    assert "saved with other questions than are asked now" in response.text
    assert f'href="{address}"' in response.text
    assert "/columns" not in response.text
    assert browser.client.get(address).status_code == 200
    assert browser.client.get(f"{address}/ranking.csv").status_code == 200


def test_a_store_that_fails_is_told_with_what_to_do(
    app: Flask, browser: Browser, home: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with app.app_context():
        where = shown(store().url)

    def failing(*_: object) -> None:
        raise refuse(where, "is full", "已满", expected=both("room on the disk", "磁盘空间"))

    monkeypatch.setattr(saved_module, "saved_cohort", failing)
    response = browser.client.get(home)
    assert response.status_code == 503
    assert "room on the disk" in response.text
    assert where not in response.text
