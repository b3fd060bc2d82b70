"""Official programmes on the page of a result: verdicts, what is behind them, what is said without them."""

import json
import re
from html import unescape
from typing import Any

import pytest
from sending import Browser, made

from scoring import assess, profile_model, shipped_book
from scoring.assessment import Assessment
from store.keeping import keep
from web.access.store import store
from web.api.policies import EXAMPLE
from web.pages.result_programmes import MARKS, ProgrammesView

WORDS = {
    "en": {"nothing": "Nothing of it has been filled in yet", "met": "conditions met"},
    "zh": {"nothing": "这部分目前没有填写", "met": "已满足条件"},
}


def told(**answers: Any) -> dict[str, Any]:
    """The example with these answers beside its own."""
    return {**EXAMPLE, "answers": {**EXAMPLE["answers"], **answers}}


def section(browser: Browser, profile: dict[str, Any]) -> str:
    """The section of a result's page, as the reader sees it."""
    response = browser.send("/result", {"profile": json.dumps(profile)})
    assert response.status_code == 200
    return unescape(response.text[response.text.index('<section id="programmes"') :].partition("</section>")[0])


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_programme_is_shown_with_its_verdict_and_all_behind_it(client, lang) -> None:
    shown = section(Browser(client, lang), told(titles=["kexiao"], class2=2))
    policies = assess(told(titles=["kexiao"], class2=2), lang=lang).policies
    assert len(policies) == len({pack.programme for pack in shipped_book().packs})
    for policy in policies:
        part = shown[shown.index(f'id="programme-{policy.programme}"') :].partition("</article>")[0]
        assert f"{MARKS[policy.verdict]}</span>{policy.in_words}" in part
        for each in (*policy.gates, *policy.routes):
            assert each.name in part
            assert each.clause in part
            assert each.wanted in part
            assert each.found in part
            assert not each.caution or each.caution in part
        for document in policy.documents:
            assert document.number in part
        for group in policy.score.groups if policy.score else ():
            for item in group.items:
                assert item.name in part
                assert all(way.found in part for way in item.calculations)
        assert all(text in part for text in (*policy.papers, *policy.missing, *policy.cautions[:1], policy.check))
        if policy.near_miss:
            assert policy.near_miss.in_words in part
            assert all(change.wanted in part for change in policy.near_miss.changes)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_state_of_a_condition_is_told_in_words(client, lang) -> None:
    shown = section(Browser(client, lang), told(titles=[], restricted_products=True, sme=True))
    for state in {"en": ("met", "not met", "open"), "zh": ("满足", "不满足", "待定")}[lang]:
        assert f"</span> {state}</span>" in shown
    assert WORDS[lang]["met"] in shown


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_where_nothing_is_told_a_paragraph_leads_to_the_form(client, lang) -> None:
    shown = section(Browser(client, lang), {"name": "A", "city": "shenzhen", "head_count": 60})
    assert WORDS[lang]["nothing"] in shown
    assert 'formaction="/resume#f-accounts"' in shown
    assert "<article" not in shown


@pytest.mark.parametrize("given", [{"accounts": [{"year": 2025, "revenue": 1e7}]}, {"answers": {"standards": []}}])
def test_a_single_figure_or_fact_is_enough_for_verdicts(browser: Browser, given) -> None:
    assert "<article" in section(browser, {"name": "A", "as_of": "2026-06-30", **given})


def test_a_day_before_all_rules_is_told_for_each_programme(browser: Browser) -> None:
    shown = section(
        browser, told() | {"as_of": "2015-06-30", "accounts": [{"year": 2014, "revenue": 1e6}], "founded": "2012"}
    )
    assert shown.count("verdict-not_in_force") == len({pack.programme for pack in shipped_book().packs})
    assert "<details" not in shown
    assert "国科发政〔2017〕115号" in shown


def test_points_stand_on_a_bar_with_the_pass_mark(browser: Browser) -> None:
    shown = section(browser, told())
    scored = [pack for pack in shipped_book().packs if pack.score]
    bars = re.findall(r"<svg[^>]*chart-of-points.*?</svg>", shown)
    assert len(bars) == len(scored)
    for pack, bar in zip(scored, bars, strict=True):
        needed = pack.score.total.at_least or pack.score.total.above
        assert f">{needed:g}</text>" in bar
        assert 'role="img"' in bar
        assert re.search(r"<desc[^>]*>[\d–]+ of 100 points; wanted: ", bar)


def test_what_to_do_stands_beside_what_failed_and_not_beside_what_nobody_said(browser: Browser) -> None:
    def to_do(**answers: Any) -> bool:
        shown = section(browser, told(**answers))
        part = shown[shown.index('id="programme-kexiao"') :].partition("</article>")[0]
        (change,) = {
            gate.change.en
            for pack in shipped_book().packs
            for gate in pack.gates
            if pack.programme == "kexiao" and gate.change and "restricted_products" in str(gate.any)
        }
        return f"</b>{change}" in part

    assert to_do(restricted_products=True)
    assert not to_do()
    assert not to_do(restricted_products=False)


def test_what_is_odd_about_the_figures_is_told_beside_the_verdict(browser: Browser) -> None:
    """Revenue in yuan beside R&D cost in ten thousands of them."""
    odd = told() | {"accounts": [{"year": 2025, "revenue": 30_000_000, "rd_cost": 240}]}
    remarks = {remark for policy in assess(odd).policies for remark in policy.remarks}
    shown = section(browser, odd)
    assert remarks
    assert all(remark in shown for remark in remarks)


def test_markup_in_a_profile_does_not_reach_the_section(browser: Browser) -> None:
    page = browser.send("/result", {"profile": json.dumps(told() | {"name": "<img src=x onerror=alert(1)>"})}).text
    assert "<img src=x" not in page


def test_the_language_of_the_page_changes_all_of_it(client) -> None:
    """Names of documents and programmes stay Chinese; no sentence of the other language is left."""
    shown = re.sub(r"<[^>]+>", "\n", section(Browser(client, "zh"), told()))
    assert re.findall(r"(?:[A-Za-z]{2,},? +){3,}[A-Za-z]{2,}", shown) == []


def test_a_result_kept_before_there_were_programmes_opens_and_says_so(tmp_path) -> None:
    app = made(tmp_path)
    profile = profile_model(shipped_book()).model_validate(told())
    content = assess(profile, lang="en").model_dump(mode="json")
    del content["policies"]
    earlier = Assessment.model_validate(content)
    with app.app_context():
        kept = keep(store(), profile, [earlier], actor="command:tests", link_days=9)
    page = app.test_client().get(f"/kept/{kept.secret}/1?lang=en")
    assert page.status_code == 200
    assert "before official programmes were part of it" in page.text
    assert "verdict-" not in page.text


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_kept_result_shows_the_programmes_as_they_were_told(tmp_path, lang) -> None:
    app = made(tmp_path)
    profile = profile_model(shipped_book()).model_validate(told())
    found = assess(profile, lang=lang)
    with app.app_context():
        kept = keep(store(), profile, [found], actor="command:tests", link_days=9)
    page = unescape(app.test_client().get(f"/kept/{kept.secret}/1?lang={lang}").text)
    assert all(policy.in_words in page for policy in found.policies)


def test_cautions_of_a_line_are_not_told_once_more_below() -> None:
    view = ProgrammesView(assess(told()).policies, "en")
    for policy in view.policies:
        of_lines = [line.caution for line in (*policy.gates, *policy.routes) if line.caution]
        assert not any(each.endswith(tuple(of_lines)) for each in view.at_large(policy)) or not of_lines
        assert set(view.at_large(policy)) <= set(policy.cautions)
