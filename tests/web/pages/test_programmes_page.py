"""The page of the official programmes: everything that they want, in both languages, as of any day."""

import re
from datetime import date
from html import unescape

import pytest
from flask.testing import FlaskClient

from scoring.policies.lister import listed

DAY = date(2026, 6, 30)


def text_of(page: str) -> str:
    """A page without its tags."""
    return unescape(re.sub(r"<[^>]+>", "\n", page))


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_all_conditions_points_and_sources_are_there(stranger: FlaskClient, lang) -> None:
    page = text_of(stranger.get(f"/programmes?as_of={DAY}&lang={lang}").text)
    for programme in listed(DAY, lang).programmes:
        texts = [programme.name, programme.status, programme.outcome, programme.check, *programme.papers]
        texts += [text for document in programme.documents for text in (document.name, document.number)]
        groups = programme.score.groups if programme.score else []
        for line in (*programme.gates, *programme.routes, *(item for group in groups for item in group.items)):
            texts += [line.name, line.clause, line.caution or ""]
        texts += [line.wanted for line in (*programme.gates, *programme.routes)]
        bands = [band for group in groups for item in group.items for way in item.calculations for band in way.bands]
        texts += [text for band in bands for text in (band.says, band.points)]
        texts += programme.cautions[:1]
        assert all(text in page for text in texts)


@pytest.mark.parametrize(("lang", "single"), [("en", "only one source"), ("zh", "仅一个来源")])
def test_figures_of_a_single_source_are_flagged(stranger: FlaskClient, lang, single) -> None:
    page = stranger.get(f"/programmes?as_of={DAY}&lang={lang}").text
    programmes = listed(DAY, lang).programmes
    lines = [line for each in programmes for line in (*each.gates, *each.routes, *each.documents)]
    lines += [item for each in programmes if each.score for group in each.score.groups for item in group.items]
    assert page.count(single) >= sum(line.sources == 1 for line in lines) > 0


@pytest.mark.parametrize(("lang", "said"), [("en", "No version that is included"), ("zh", "未收录该日期有效的版本")])
def test_a_day_before_the_rules_is_told(stranger: FlaskClient, lang, said) -> None:
    page = stranger.get(f"/programmes?as_of=2015-01-01&lang={lang}").text
    assert page.count(said) == len(listed(DAY).programmes)
    assert 'value="2015-01-01"' in page


@pytest.mark.parametrize("day", ["yesterday", "2026-02-30", "<img src=x>"])
def test_a_day_that_is_none_is_told_and_today_shown(stranger: FlaskClient, day) -> None:
    response = stranger.get("/programmes", query_string={"as_of": day, "lang": "en"})
    assert response.status_code == 422
    assert f"{day} is no day of the calendar" in unescape(response.text)
    assert "<img" not in response.text
    assert listed(date.today()).programmes[0].name in response.text


def test_the_other_language_keeps_the_day(stranger: FlaskClient) -> None:
    page = stranger.get(f"/programmes?as_of={DAY}&lang=en").text
    assert f'href="/programmes?as_of={DAY}&amp;lang=zh"' in page


def test_no_sentence_of_the_other_language_is_left(stranger: FlaskClient) -> None:
    page = text_of(stranger.get(f"/programmes?as_of={DAY}&lang=zh").text)
    assert re.findall(r"(?:[A-Za-z]{2,},? +){3,}[A-Za-z]{2,}", page) == []


@pytest.mark.parametrize("path", ["/", "/examples", "/privacy", "/api"])
def test_every_page_leads_there(stranger: FlaskClient, path) -> None:
    assert 'href="/programmes"' in stranger.get(path).text
