"""The example cohort can be looked at in both languages, and each company leads to its result."""

import re

import pytest


@pytest.mark.parametrize(("lang", "mark"), [("en", "(fictional)"), ("zh", "（虚构）")])
def test_the_cohort_is_ranked_and_marked_as_invented(client, lang, mark):
    page = client.get(f"/examples?lang={lang}").get_data(as_text=True)
    assert page.count('scope="row"') == 24
    assert page.count(mark) >= 24
    scores = [float(text) for text in re.findall(r"<strong>([\d.]+)</strong>", page)]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_company_leads_to_its_own_result(client, lang):
    page = client.get(f"/examples?lang={lang}").get_data(as_text=True)
    links = re.findall(r'<a href="(/examples/\d+)">([^<]+)</a>', page)
    assert len({link for link, _ in links}) == 24
    for link, name in links[:3]:
        assert name in client.get(f"{link}?lang={lang}").get_data(as_text=True)


@pytest.mark.parametrize(("lang", "day"), [("en", "as of 30 June 2021"), ("zh", "基准日 2021 年 6 月 30 日")])
def test_the_date_is_written_in_words(client, lang, day):
    assert day in client.get(f"/examples?lang={lang}").get_data(as_text=True)


def test_a_company_is_assessed_once_in_a_language(client, monkeypatch):
    page = client.get("/examples/5?lang=en").get_data(as_text=True)
    monkeypatch.setattr("web.pages.examples.assess", None)
    again = client.get("/examples/5?lang=en").get_data(as_text=True)
    title = re.compile("<h1>.*?</h1>")
    assert title.findall(again) == title.findall(page) != []


@pytest.mark.parametrize("number", ["0", "25", "x"])
def test_a_company_that_is_not_there(client, number):
    assert client.get(f"/examples/{number}").status_code == 404
