"""What if: the score moves, changes pile up and can be undone, and the original is never lost."""

import json
import re
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from sending import Browser
from werkzeug.test import TestResponse

from scoring import assess
from scoring.resources import resource


def example() -> dict[str, Any]:
    return json.loads(resource("data", "examples", "profile-growth.json").read_text(encoding="utf-8"))


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, f"the page carries no {name}"
    return unescape(found[1])


def cells(page: str, name: str) -> list[Decimal]:
    found = re.findall(rf"<td[^>]* data-{name}>([^<]*)<", page)
    return [Decimal(cell.replace("−", "-").replace("+", "")) for cell in found]


def begin(browser: Browser, **fields: Any) -> TestResponse:
    return browser.send("/what-if", {"profile": json.dumps(example()), **fields})


def go_on(browser: Browser, page: str, **fields: Any) -> TestResponse:
    """Send what the page carries, as any of its buttons does."""
    return browser.send("/what-if", {name: hidden(page, name) for name in ("profile", "original")} | fields)


def change(browser: Browser, page: str, name: str, value: Any, **more: str) -> TestResponse:
    return go_on(browser, page, do="change", question=name, **{f"answers-{name}": value}, **more)


def test_a_question_opens_with_the_present_answer(browser: Browser) -> None:
    page = begin(browser, question="cash_runway").text
    assert re.search(r'id="f-answers-cash_runway" name="answers-cash_runway" value="14"', page)
    assert "No answer differs" in page


def test_a_question_can_be_picked_from_the_list(browser: Browser) -> None:
    assert 'id="f-answers-cash_runway"' in begin(browser, pick="cash_runway", do="pick").text


@pytest.mark.parametrize("fields", [{}, {"question": "no_such"}, {"pick": ""}, {"do": "undo-no_such"}])
def test_without_a_question_the_page_asks_for_one(browser: Browser, fields) -> None:
    response = begin(browser, **fields)
    assert response.status_code == 200
    assert "Choose a question first" in response.text


def test_the_score_moves_and_the_original_stays(browser: Browser) -> None:
    page = change(browser, begin(browser).text, "public_projects", "3").text
    changed = example()
    changed["answers"]["public_projects"] = 3
    before, after = assess(example()).composite.score, assess(changed).composite.score
    assert after > before
    assert cells(page, "total") == [Decimal(f"{before:.2f}"), Decimal(f"{after:.2f}")]
    assert json.loads(hidden(page, "original"))["answers"] == example()["answers"]
    assert json.loads(hidden(page, "profile"))["answers"]["public_projects"]["value"] == 3


def test_changes_by_factor_add_up_to_the_change_of_the_score(browser: Browser) -> None:
    page = change(browser, begin(browser).text, "public_projects", "3").text
    page = change(browser, page, "cash_runway", "3").text
    *factors, total = cells(page, "change")
    assert sum(factors) == total != 0
    assert re.findall(r'<tr class="moved-line"><th scope="row">([^<]*)<', page) == [
        "Varied financing", "Market insight and partners", "Composite",
    ]  # fmt: skip


def test_changes_pile_up_and_can_be_undone_one_by_one(browser: Browser) -> None:
    page = change(browser, begin(browser).text, "public_projects", "3").text
    page = change(browser, page, "cash_runway", "20").text
    assert "14 months (Third-party document) → 20 months" in page
    page = go_on(browser, page, do="undo-public_projects").text
    answers = json.loads(hidden(page, "profile"))["answers"]
    assert answers["public_projects"] == example()["answers"]["public_projects"]
    assert answers["cash_runway"]["value"] == 20
    page = go_on(browser, page, do="undo-cash_runway").text
    assert "No answer differs" in page
    assert json.loads(hidden(page, "profile"))["answers"] == example()["answers"]


def test_an_answer_can_be_taken_away_and_brought_back(browser: Browser) -> None:
    page = change(browser, begin(browser).text, "cash_runway", "").text
    assert "cash_runway" not in json.loads(hidden(page, "profile"))["answers"]
    assert "→ not answered" in page
    page = go_on(browser, page, do="undo-cash_runway").text
    assert json.loads(hidden(page, "profile"))["answers"]["cash_runway"] == example()["answers"]["cash_runway"]


def test_a_checklist_and_its_evidence_can_be_changed(browser: Browser) -> None:
    page = change(
        browser, begin(browser).text, "owned_functions", ["research", "sales"],
        **{"answers-owned_functions-evidence": "public_register"},
    ).text  # fmt: skip
    answer = json.loads(hidden(page, "profile"))["answers"]["owned_functions"]
    assert answer == {"value": ["research", "sales"], "evidence": "public_register"}


@pytest.mark.parametrize("value", ["viele", "-3", "1e999"])
def test_a_faulty_answer_is_explained_and_changes_nothing(browser: Browser, value) -> None:
    response = change(browser, begin(browser).text, "cash_runway", value)
    assert response.status_code == 422
    assert 'id="f-answers-cash_runway-fault"' in response.text
    assert f'value="{value}"' in response.text
    assert json.loads(hidden(response.text, "profile"))["answers"] == example()["answers"]


def test_a_question_that_does_not_concern_the_company_says_so(browser: Browser) -> None:
    page = change(browser, begin(browser).text, "scenario_breadth", "3").text
    assert "does not count for the company" in page
    assert cells(page, "change")[-1] == 0


def test_only_the_question_asked_is_changed(browser: Browser) -> None:
    page = change(browser, begin(browser).text, "cash_runway", "20", **{"answers-public_projects": "9"}).text
    assert json.loads(hidden(page, "profile"))["answers"]["public_projects"]["value"] == 0


def test_the_page_leads_back_to_the_original_and_on_to_the_form(browser: Browser) -> None:
    page = change(browser, begin(browser).text, "cash_runway", "20").text
    back = re.search(r'<form id="original".*?</form>', page, re.DOTALL)[0]
    assert 'action="/result"' in back
    assert json.loads(hidden(back, "profile"))["answers"] == example()["answers"]
    taken = browser.send("/resume", {"profile": hidden(page, "profile")}).text
    assert re.search(r'name="answers-cash_runway" value="20"', taken)


def test_the_language_can_be_changed_in_between(browser: Browser) -> None:
    page = change(browser, begin(browser).text, "cash_runway", "20").text
    carried = {name: hidden(page, name) for name in ("profile", "original")}
    chinese = browser.send("/what-if?lang=zh", carried | {"question": "cash_runway"}).text
    assert "14 个月（第三方文件） → 20 个月" in chinese
    assert 'id="f-answers-cash_runway"' in chinese


def test_a_hostile_name_and_question_are_shown_as_text(browser: Browser) -> None:
    profile = json.dumps(example() | {"name": "<script>alert(1)</script>"})
    page = browser.send("/what-if", {"profile": profile, "question": "<script>x", "do": "change"}).text
    assert "<script>alert" not in page
    assert "<script>x" not in page


def test_an_expired_what_if_shows_the_original_again(browser: Browser) -> None:
    changed = example()
    changed["answers"]["cash_runway"] = 3
    fields = {"profile": json.dumps(changed), "original": json.dumps(example())}
    response = browser.client.post("/what-if", data=fields)
    assert response.status_code == 400
    assert json.loads(hidden(response.text, "profile"))["answers"] == example()["answers"]


def test_a_fact_of_official_programmes_moves_their_verdicts(browser: Browser) -> None:
    answers = {"titles": [], "class2": 0, "class1_other": 0, "invention_patents": 0}
    profile = {"name": "Alder", "head_count": 40, "as_of": "2026-06-30", "answers": answers}
    page = browser.send("/what-if", {"profile": json.dumps(profile), "pick": "class2"}).text
    assert "answers-class2" in page
    assert '<option value="science_staff">' in page
    sent = {"question": "class2", "answers-class2": "4", "do": "change"}
    page = unescape(go_on(browser, page, **sent).text)
    before, after = (
        next(each.in_words for each in assess(one).policies if each.programme == "kexiao")
        for one in (profile, profile | {"answers": answers | {"class2": 4}})
    )
    assert before != after
    assert f"{before} → {after}" in page
    assert "does not count for the company" not in page


def test_a_fact_that_moves_no_verdict_says_so(browser: Browser) -> None:
    page = browser.send("/what-if", {"profile": json.dumps(example()), "pick": "market_share"}).text
    page = go_on(browser, page, question="market_share", do="change", **{"answers-market_share": "1"}).text
    assert "No verdict on an official programme changes" in page
