"""Notes and overrides on saved cohorts: beside the score, with author and reason, to be seen when withdrawn."""

import re

import pytest
from cohorts_at_work import ranked
from cohorts_saved import row_of, saved
from flask import Flask
from sending import Browser

from scoring.ranking import Ranking


@pytest.fixture(scope="module")
def home(app: Flask) -> str:
    """Address of a saved cohort."""
    return saved(Browser(app.test_client()), "With remarks")


def company_of(browser: Browser, home: str, name: str) -> str:
    """Address of a company."""
    return f"{home}/company/{row_of(browser.client.get(home).text, name)}"


def ids(page: str) -> list[str]:
    """Remarks that can be withdrawn."""
    return re.findall(r'name="remark" value="([0-9a-f]{32})"', page)


def test_an_override_stands_beside_the_score_and_changes_nothing(browser: Browser, home: str) -> None:
    before = browser.client.get(f"{home}/ranking.json").data
    address = company_of(browser, home, "Alder")
    sent = {"do": "override", "subject": "composite", "value": "88.5", "reason": "Audited revenue <seen>"}
    response = browser.send(f"{address}/remarks", sent)
    assert response.headers["Location"] == f"{address}#remarks"
    page = browser.client.get(address).text
    computed = next(
        each.composite for each in Ranking.model_validate_json(before).ranking if each.company == "Alder"
    )  # fmt: skip
    assert "Composite: 88.5" in page
    assert f"computed: {computed:.1f}" in page
    assert "Audited revenue &lt;seen&gt;" in page
    assert re.search(r"reviewer, \d+ \w+ \d{4}, \d\d:\d\d UTC", page)
    assert browser.client.get(f"{home}/ranking.json").data == before
    assert "overrides: 1" in browser.client.get(home).text


def test_a_selection_is_overridden_by_choice(browser: Browser, home: str) -> None:
    address = company_of(browser, home, "Birch")
    sent = {"do": "override", "subject": "selection", "chosen": "out", "value": "", "reason": "conflict of interest"}
    assert browser.send(f"{address}/remarks", sent).status_code == 303
    assert "Selection: out" in browser.client.get(address).text
    assert "是否入选：人工判断为" in browser.client.get(f"{address}?lang=zh").text
    assert "人工判断 1" in browser.client.get(home).text


def test_without_a_shortlist_there_is_no_selection_to_override(browser: Browser) -> None:
    desk = ranked(browser)
    address = browser.send(f"{desk}/save", {"name": "No seats"}).headers["Location"]
    assert 'value="selection"' not in browser.client.get(company_of(browser, address, "Elm")).text


def test_a_withdrawal_leaves_it_struck_through(browser: Browser, home: str) -> None:
    address = company_of(browser, home, "Cedar")
    browser.send(f"{address}/remarks", {"do": "note", "reason": "Call them again"})
    assert "notes: 1" in browser.client.get(home).text
    (remark,) = ids(browser.client.get(address).text)
    sent = {"do": "withdraw", "remark": remark, "reason": "They called"}
    assert browser.send(f"{address}/remarks", sent).status_code == 303
    page = browser.client.get(address).text
    assert '<p class="withdrawn">Call them again</p>' in page
    assert re.search(r"Withdrawn by reviewer, .*: They called", page)
    assert not ids(page)
    assert "notes: 1" not in browser.client.get(home).text
    assert browser.send(f"{address}/remarks", sent).status_code == 422


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"do": "note", "reason": ""}, "say why"),
        (
            {"do": "override", "subject": "composite", "value": "101", "reason": "my own words"},
            "The value: is no score",
        ),
        ({"do": "override", "subject": "composite", "value": "50", "reason": " "}, "say why"),
        ({"do": "override", "subject": "rank", "value": "50", "reason": "my own words"}, "can be overridden"),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_stays(browser: Browser, home: str, fields: dict, fault: str) -> None:
    address = company_of(browser, home, "Dogwood")
    response = browser.send(f"{address}/remarks", fields)
    assert response.status_code == 422
    assert fault in response.text
    assert fields["reason"].strip() in response.text
    assert not ids(browser.client.get(address).text)


@pytest.mark.parametrize("fields", [{}, {"do": "else"}, {"do": "withdraw", "remark": "0" * 32, "reason": "x"}])
def test_what_no_page_sends_is_not_there(browser: Browser, home: str, fields: dict) -> None:
    assert browser.send(f"{company_of(browser, home, 'Elm')}/remarks", fields).status_code == 404
    assert browser.send(f"{home}/remarks", fields).status_code == 404


def test_a_remark_is_withdrawn_where_it_stands_alone(browser: Browser, home: str) -> None:
    address, other = company_of(browser, home, "Elm"), company_of(browser, home, "Dogwood")
    browser.send(f"{address}/remarks", {"do": "note", "reason": "on Elm"})
    (remark,) = ids(browser.client.get(address).text)
    for place in (other, home):
        sent = {"do": "withdraw", "remark": remark, "reason": "x"}
        assert browser.send(f"{place}/remarks", sent).status_code == 404
    assert "on Elm" not in browser.client.get(other).text


def test_a_cohort_has_notes_of_its_own(browser: Browser, administrator: Browser, home: str) -> None:
    response = browser.send(f"{home}/remarks", {"do": "note", "reason": "Committee meets on Monday"})
    assert response.headers["Location"] == f"{home}#notes"
    page = administrator.client.get(home).text
    assert "Committee meets on Monday" in page
    assert "Committee meets on Monday" not in browser.client.get(company_of(browser, home, "Elm")).text
    (remark,) = ids(page)
    administrator.send(f"{home}/remarks", {"do": "withdraw", "remark": remark, "reason": "On Tuesday"})
    assert re.search(r"Withdrawn by administrator, .*: On Tuesday", browser.client.get(home).text)
    assert browser.send(f"{home}/remarks", {"do": "note", "reason": " "}).status_code == 422


def test_a_page_that_lay_open_too_long_keeps_what_was_typed(browser: Browser, home: str) -> None:
    address = company_of(browser, home, "Elm")
    response = browser.client.post(f"{address}/remarks", data={"do": "note", "reason": "long thoughts"})
    assert response.status_code == 400
    assert "long thoughts" in response.text
    assert "had lain open too long" in response.text


def test_at_the_desk_there_are_none(browser: Browser) -> None:
    desk = ranked(browser)
    row = row_of(browser.client.get(desk).text, "Alder")
    assert "/remarks" not in browser.client.get(f"{desk}/company/{row}").text
    assert browser.send(f"{desk}/company/{row}/remarks", {"do": "note", "reason": "x"}).status_code == 404
    assert browser.send(f"{desk}/remarks", {"do": "note", "reason": "x"}).status_code == 404
