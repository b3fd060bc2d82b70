"""The result as a browser sees it: all of it in both languages, sums that hold as shown, nothing stored or lost."""

import json
import re
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from sending import Browser

from scoring import assess, shipped_book
from scoring.resources import resource
from web.forms import form_questions
from web.pages.result_view import ResultView
from web.pages.unbroken import unbroken

SECTIONS = [
    "score", "factors", "progression", "peers", "programmes", "why", "next", "unknown", "ledger", "versions", "keep",
]  # fmt: skip
XSS = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"


def example(name: str = "growth") -> dict[str, Any]:
    return json.loads(resource("data", "examples", f"profile-{name}.json").read_text(encoding="utf-8"))


def partly() -> dict[str, Any]:
    """The example with 20 of its answers."""
    whole = example()
    return whole | {"answers": dict(list(whole["answers"].items())[:20])}


def result(browser: Browser, profile: dict[str, Any]) -> str:
    response = browser.send("/result", {"profile": json.dumps(profile)})
    assert response.status_code == 200
    return response.text


def hidden(page: str, name: str = "profile") -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, f"the page carries no {name}"
    return unescape(found[1])


def numbers(part: str, name: str) -> list[Decimal]:
    cells = re.findall(rf"<td[^>]* data-{name}>([^<]*)<", part)
    return [Decimal(cell.replace("−", "-")) for cell in cells if cell != "–"]


def section(page: str, id_: str) -> str:
    start = page.index(f'<section id="{id_}"')
    return page[start : page.index("</section>", start)]


def words_of(part: str) -> str:
    """What is read, without tags."""
    part = re.sub(r'<span class="whole">(.*?)</span>', r"\1", part)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", part)))


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("profile", [example(), example("early"), partly(), {"name": "Empty"}])
def test_every_section_is_there_in_order_in_both_languages(client, lang, profile) -> None:
    page = result(Browser(client, lang), profile)
    assert re.findall(r'<section id="(\w+)"', page) == SECTIONS
    for id_ in SECTIONS[1:]:
        assert f'href="#{id_}"' in page
    other = (
        re.search(r"[a-z]{4,}", words_of(section(page, "score")))
        if lang == "zh"
        else re.search("[\u4e00-\u9fff]", words_of(section(page, "score") + section(page, "factors")))
    )
    assert other is None


def test_the_form_leads_to_the_result(browser: Browser) -> None:
    page = browser.send("/assess", {"name": "A Robotics", "answers-revenue_focus": "70"}).text
    assert "<h1>A Robotics</h1>" in page
    assert json.loads(hidden(page))["answers"]["revenue_focus"]["value"] == 70


def test_the_composite_stands_with_interval_coverage_and_evidenced_score(browser: Browser) -> None:
    total = assess(partly()).composite
    said = words_of(section(result(browser, partly()), "score"))
    assert f"{total.score:.1f}" in said
    assert f"could lie between {total.low:.1f} and {total.high:.1f}" in said
    assert f"cover {total.coverage:.0%} of what counts" in said
    assert f"the score is {total.evidenced_score:.1f}" in said


def test_nothing_answered_is_said_to_be_no_score(browser: Browser) -> None:
    said = words_of(section(result(browser, {"name": "A"}), "score"))
    assert "there is no score" in said
    assert "between 0.0 and 100.0" in said


def test_a_score_that_rests_on_next_to_nothing_says_so(browser: Browser) -> None:
    said = "next to nothing"
    assert said in section(result(browser, {"name": "A", "city": "shenzhen"}), "score")
    assert said not in section(result(browser, partly()), "score")


@pytest.mark.parametrize("profile", [example(), example("early"), partly(), example() | {"as_of": "2018-01-01"}])
def test_points_add_up_as_shown(browser: Browser, profile) -> None:
    page = result(browser, profile)
    factors = section(page, "factors")
    assert sum(numbers(factors, "points")) == numbers(factors, "total")[0]
    ledgers = section(page, "ledger").split("<details")[1:]
    assert len(ledgers) == 6
    for ledger in ledgers:
        assert sum(numbers(ledger, "points")) == sum(numbers(ledger, "total"))


def test_the_ledger_shows_every_characteristic(browser: Browser) -> None:
    ledger = words_of(section(result(browser, partly()), "ledger"))
    for rules in shipped_book().rule_sets:
        for item in rules.characteristics:
            assert item.name.en in ledger


def test_peers_are_named_and_each_reason_for_a_wider_group_is_given_once(browser: Browser) -> None:
    found = assess(example()).peers
    part = section(result(browser, example()), "peers")
    said = words_of(part)
    placed = [each for each in found.benchmarks if each.peers]
    assert part.count('class="peer-picture"') == len(placed) + len(found.rates) + 1
    for each in placed:
        assert each.name in said
        assert each.peers.dataset in said
        assert said.lower().count((each.peers.widened or "-").lower()) >= 1
    assert any(each.peers.widened for each in placed)
    for reason in {each.peers.widened for each in placed if each.peers.widened}:
        assert said.count(reason[1:]) == 1


def test_the_reports_figures_come_with_their_cautions(browser: Browser) -> None:
    said = words_of(section(result(browser, example()), "peers"))
    figures = assess(example()).peers.report
    assert any(figure.caution for figure in figures)
    for figure in figures:
        assert figure.value in said
        assert not figure.caution or figure.caution in said


def test_what_is_unknown_leads_to_its_field_of_the_form(browser: Browser) -> None:
    page = result(browser, {"name": "A"})
    places = re.findall(r'formaction="/resume#([^"]+)"', page)
    assert places.count("f-accounts") == 1  # of the official programmes
    assert len(places) == len(assess({"name": "A"}).gaps) + 1
    form = browser.client.get("/").text
    for place in places:
        assert f'id="{place}"' in form


def test_a_step_can_be_tried_out(browser: Browser) -> None:
    asked = {question.name for factor in form_questions(shipped_book()) for question in factor.questions}
    tried = re.findall(r'name="question" value="([^"]+)"', section(result(browser, example()), "next"))
    assert len(tried) == len(assess(example()).next_steps) > 0
    assert set(tried) <= asked


def test_the_result_changes_its_language_and_keeps_the_profile(browser: Browser) -> None:
    page = result(browser, example())
    assert re.search(r'formaction="/result\?lang=zh"', page)
    chinese = browser.send("/result?lang=zh", {"profile": hidden(page)}).text
    assert "综合得分" in chinese
    assert hidden(chinese) == hidden(page)


def test_the_profile_comes_back_as_it_was(browser: Browser) -> None:
    response = browser.send("/result/profile.json", {"profile": json.dumps(example())})
    assert response.headers["Content-Disposition"] == "attachment; filename=upslope-profile.json"
    assert json.loads(response.data)["answers"] == example()["answers"]
    assert assess(json.loads(response.data)) == assess(example())


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_assessment_can_be_downloaded(client, lang) -> None:
    response = Browser(client, lang).send("/result/assessment.json", {"profile": json.dumps(example())})
    assert response.headers["Content-Disposition"] == "attachment; filename=upslope-assessment.json"
    assert json.loads(response.data) == json.loads(assess(example(), lang=lang).model_dump_json())


def test_a_hostile_name_is_shown_as_text(browser: Browser) -> None:
    profile = example() | {"name": XSS}
    profile["rounds"][0]["investors"] = [{"name": XSS}]
    page = result(browser, profile)
    assert "<script>alert" not in page
    assert "<img" not in page
    assert json.loads(hidden(page))["name"] == XSS


@pytest.mark.parametrize("path", ["/result", "/what-if"])
def test_nothing_on_the_page_needs_a_looser_policy(browser: Browser, path) -> None:
    page = browser.send(path, {"profile": json.dumps(example()), "question": "cash_runway"}).text
    assert not re.search(r"<style|\sstyle=|\son\w+=", page)
    assert not re.search(r"<script(?![^>]* src=)", page)
    assert not re.search(r'(?:src|href|action|formaction)="(?:https?:)?//', page)
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    for pointed in re.findall(r'(?:aria-labelledby|aria-describedby|\sfor|\sform)="([^"]+)"', page):
        assert set(pointed.split()) <= set(ids)


@pytest.mark.parametrize(
    "path", ["/result", "/result/pdf", "/result/profile.json", "/result/assessment.json", "/what-if"]
)
@pytest.mark.parametrize(
    ("carried", "told"),
    [
        ("", "is empty"),
        ("{1", "is no JSON"),
        ("[1]", "holds no object"),
        ('{"name": "A", "city": "深训"}', "Nearest: Shenzhen"),
        ('{"name": "A", "wealth": 3}', "wealth"),
        ('{"a":' * 5000, "JSON"),
    ],
)
def test_a_spoilt_profile_is_explained(browser: Browser, path, carried, told) -> None:
    response = browser.send(path, {"profile": carried})
    assert response.status_code == 422
    assert told in unescape(response.text)
    assert 'role="alert"' in response.text


@pytest.mark.parametrize("path", ["/result", "/result/pdf", "/result/profile.json", "/what-if"])
def test_an_expired_page_loses_nothing(browser: Browser, path) -> None:
    response = browser.client.post(path, data={"profile": json.dumps(example())})
    assert response.status_code == 400
    assert "had lain open too long" in response.text
    assert json.loads(hidden(response.text))["answers"] == example()["answers"]


@pytest.mark.parametrize(
    "path", ["/result", "/result/pdf", "/result/profile.json", "/result/assessment.json", "/what-if"]
)
@pytest.mark.parametrize("carried", ["{}", "", "{1", '{"name": "Kept", "city": "深训"}'])
def test_an_expired_page_that_is_spoilt_too_is_explained(browser: Browser, path, carried) -> None:
    for fields in ({"profile": carried}, {"profile": "{}", "original": carried}):
        response = browser.client.post(path, data=fields)
        assert response.status_code == 400
        assert "had lain open too long" in response.text
        assert 'id="faults"' in response.text
        assert ('value="Kept"' in response.text) is ("Kept" in carried)


@pytest.mark.parametrize(
    ("standing", "en", "zh"),
    [
        (0.4, "Among the least likely", "属于最低的一批"),
        (1.0, "More likely to raise again than 1% of", "高于同阶段 1% 的"),
        (64.28, "More likely to raise again than 64% of", "高于同阶段 64% 的"),
        (99.0, "More likely to raise again than 99% of", "高于同阶段 99% 的"),
        (99.6, "Among the most likely", "属于最高的一批"),
    ],
)
def test_a_standing_at_either_end_is_told_in_words(standing, en, zh) -> None:
    for lang, told in (("en", en), ("zh", zh)):
        found = assess(example(), lang=lang)
        progression = found.progression.model_copy(update={"standing": standing})
        assert told in ResultView(found.model_copy(update={"progression": progression})).standing()


def test_dates_and_intervals_stay_in_one_piece() -> None:
    assert unbroken("as of 2021-06-30, 14–21%") == (
        'as of <span class="whole">2021-06-30</span>, <span class="whole">14–21%</span>'
    )
    assert unbroken("<b>well-known</b> – 3") == "&lt;b&gt;well-known&lt;/b&gt; – 3"


@pytest.mark.parametrize(
    "path", ["/result", "/result/pdf", "/result/profile.json", "/result/assessment.json", "/what-if"]
)
def test_an_address_typed_by_hand_leads_to_the_form(client, path) -> None:
    response = client.get(path)
    assert response.status_code == 302
    assert response.headers["Location"] == "/"


def test_a_result_is_kept_by_nobody(browser: Browser) -> None:
    response = browser.send("/result", {"profile": json.dumps(example())})
    assert response.headers["Cache-Control"] == "no-store"
