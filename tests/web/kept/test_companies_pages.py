"""What staff see of companies: those that share, notes and overrides beside the score, and nothing of the others."""

import json
import re

import pytest
from flask import Flask
from keeping_steps import COMPANY, kept, log_of, profile, secret_of, words_of
from sending import Browser
from sqlalchemy import Engine

from scoring import assess, profile_model, shipped_book
from store.cohorts.keeping import save_cohort
from store.companies.listing import companies, company_of
from store.keeping import versions_of_company
from store.people.links import link_of
from store.remarks import remarks_of

NOBODY = "0" * 32
READING = ("", "/1")
ADMINISTRATION = ("/export.json", "/delete")


def kept_by(browser: Browser, engine: Engine, name: str = COMPANY, **ticks: str) -> str:
    """Keep a result as a company does; its id."""
    link = link_of(engine, secret_of(kept(browser, profile(name=name), **ticks)))
    assert link is not None
    return link.company


@pytest.fixture
def shared(company: Browser, engine: Engine) -> str:
    """A company that lets staff see it."""
    return kept_by(company, engine, shared="yes")


@pytest.fixture
def hidden(company: Browser, engine: Engine) -> str:
    """A company that does not."""
    return kept_by(company, engine, "Unseen Ltd")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_list_shows_those_that_share(
    reviewer: Browser, company: Browser, engine: Engine, hidden: str, lang: str
) -> None:
    name = f"Listed in {lang}"
    listed = kept_by(company, engine, name, shared="yes")
    page = reviewer.client.get(f"/companies?lang={lang}&q={name.upper()}").text
    score = company_of(engine, listed).composite
    assert re.findall(r'<a href="/companies/(\w+)">', page) == [listed]
    assert f"{score:.1f}" in words_of(page)
    assert "Unseen" not in reviewer.client.get("/companies?q=unseen&all=1").text


def test_the_list_comes_in_pages(reviewer: Browser, company: Browser, engine: Engine, shared: str, monkeypatch) -> None:
    kept_by(company, engine, "Second of two", shared="yes")
    monkeypatch.setattr("web.pages.companies.listing.A_PAGE", 1)
    found, page = [], "/companies?page=1"
    while page:
        text = reviewer.client.get(page).text
        found += re.findall(r'<a href="/companies/(\w+)">', text)
        after = re.search(r'href="([^"]+)" rel="next"', text)
        page = after[1].replace("&amp;", "&") if after else ""
    assert found == [each.id for each in companies(engine, shared_only=True) if each.composite is not None]
    assert len(found) >= 2
    assert reviewer.client.get("/companies?page=999999").status_code == 200


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_company_is_shown_with_its_stored_results(reviewer: Browser, shared: str, lang: str) -> None:
    page = reviewer.client.get(f"/companies/{shared}?lang={lang}").text
    assert COMPANY in page
    assert f'href="/companies/{shared}/1"' in page
    result = reviewer.client.get(f"/companies/{shared}/1?lang={lang}").text
    assert assess(profile(), lang=lang).strengths[0] in words_of(result).replace("\xa0", " ")
    assert f'href="/companies/{shared}"' in result
    assert 'id="keep"' not in result


@pytest.mark.parametrize("role", ["reviewer", "administrator"])
def test_a_company_that_does_not_share_is_not_there_for_anybody(
    request: pytest.FixtureRequest, engine: Engine, hidden: str, role: str
) -> None:
    staff: Browser = request.getfixturevalue(role)
    answers = []
    for name in (hidden, NOBODY, "nonsense", "%00"):
        paths = READING if role == "reviewer" else (*READING, *ADMINISTRATION)
        answers += [staff.client.get(f"/companies/{name}{path}") for path in paths]
        answers.append(staff.send(f"/companies/{name}/remarks", {"do": "note", "reason": "x"}))
        if role == "administrator":
            answers.append(staff.send(f"/companies/{name}/delete", {}))
    assert {each.status_code for each in answers} == {404}
    assert all("Unseen" not in each.text for each in answers)
    assert len(versions_of_company(engine, hidden)) == 1


def test_sharing_taken_back_closes_the_door(reviewer: Browser, company: Browser, engine: Engine) -> None:
    path = kept(company, shared="yes")
    link = link_of(engine, secret_of(path))
    assert link is not None
    assert reviewer.client.get(f"/companies/{link.company}").status_code == 200
    company.send(f"{path}/consents", {})
    assert reviewer.client.get(f"/companies/{link.company}").status_code == 404


def test_a_note_and_an_override_stand_beside_the_score(reviewer: Browser, engine: Engine, shared: str) -> None:
    before = company_of(engine, shared).composite
    where = f"/companies/{shared}/remarks"
    assert reviewer.send(where, {"do": "note", "reason": "Visited; the plant runs."}).status_code == 303
    sent = {"do": "override", "subject": "market", "value": "71.5", "reason": "Contracts seen on site."}
    assert reviewer.send(where, sent).status_code == 303
    seen = words_of(reviewer.client.get(f"/companies/{shared}").text)
    assert "Visited; the plant runs." in seen
    assert "Market insight and partners: 71.5 by judgement" in seen
    assert "Contracts seen on site." in seen
    assert "reviewer" in seen
    assert f"(computed: {next(each.score for each in assess(profile()).factors if each.id == 'market'):.1f}" in seen
    assert company_of(engine, shared).composite == before


def test_a_withdrawn_remark_stays_to_be_read(reviewer: Browser, engine: Engine, shared: str) -> None:
    where = f"/companies/{shared}/remarks"
    reviewer.send(where, {"do": "note", "reason": "Hasty words."})
    (remark,) = remarks_of(engine, company=shared)
    reviewer.send(where, {"do": "withdraw", "remark": remark.id, "reason": "Was a mistake."})
    page = reviewer.client.get(f"/companies/{shared}").text
    assert re.search(r'class="withdrawn">Hasty words', page)
    assert "Was a mistake." in page
    assert f'value="{remark.id}"' not in page


@pytest.mark.parametrize(
    ("sent", "wrong"),
    [
        ({"do": "note", "reason": "  "}, "The text: is missing"),
        ({"do": "override", "subject": "market", "value": "200", "reason": "Because."}, "The value: is no score"),
        ({"do": "override", "subject": "luck", "value": "20", "reason": "Because."}, "is nothing that can be"),
    ],
)
def test_a_remark_that_is_refused_keeps_what_was_typed(
    reviewer: Browser, engine: Engine, shared: str, sent: dict[str, str], wrong: str
) -> None:
    response = reviewer.send(f"/companies/{shared}/remarks", sent)
    assert response.status_code == 422
    assert wrong in words_of(response.text)
    assert sent["reason"].strip() in response.text
    assert remarks_of(engine, company=shared) == []


def test_remarks_of_another_company_can_not_be_withdrawn_here(
    reviewer: Browser, company: Browser, engine: Engine, shared: str
) -> None:
    other = kept_by(company, engine, "Another", shared="yes")
    reviewer.send(f"/companies/{other}/remarks", {"do": "note", "reason": "Theirs."})
    (remark,) = remarks_of(engine, company=other)
    sent = {"do": "withdraw", "remark": remark.id, "reason": "x"}
    assert reviewer.send(f"/companies/{shared}/remarks", sent).status_code == 404
    assert reviewer.send(f"/companies/{shared}/remarks", {"do": "burn"}).status_code == 404


def test_administrators_alone_export_and_delete(
    reviewer: Browser, administrator: Browser, engine: Engine, app: Flask, shared: str
) -> None:
    page = reviewer.client.get(f"/companies/{shared}").text
    assert "For administrators" not in page
    for path in ADMINISTRATION:
        assert reviewer.client.get(f"/companies/{shared}{path}").status_code == 403
    assert reviewer.send(f"/companies/{shared}/delete", {}).status_code == 403
    assert "For administrators" in administrator.client.get(f"/companies/{shared}").text
    found = json.loads(administrator.client.get(f"/companies/{shared}/export.json").data)
    assert found["company"] == shared
    asked = words_of(administrator.client.get(f"/companies/{shared}/delete").text)
    assert "upslope company delete --as-in" in asked
    assert administrator.send(f"/companies/{shared}/delete", {}).location == "/companies?deleted=1"
    assert administrator.client.get(f"/companies/{shared}").status_code == 404
    told = [(line.actor, line.action) for line in log_of(app) if line.subject == shared]
    assert told[-3:] == [
        ("user:administrator", "company.exported"),
        ("user:administrator", "company.seen"),
        ("user:administrator", "company.deleted"),
    ]


def test_whoever_looks_is_in_the_log(reviewer: Browser, app: Flask, shared: str) -> None:
    reviewer.client.get(f"/companies/{shared}/1")
    last = log_of(app)[-1]
    assert (last.actor, last.action, last.subject) == ("user:reviewer", "company.seen", shared)


def test_nobody_else_gets_in(company: Browser, shared: str) -> None:
    for path in ("/companies", *(f"/companies/{shared}{part}" for part in (*READING, *ADMINISTRATION))):
        response = company.client.get(path)
        assert response.status_code == 303
        assert response.location.startswith("/sign-in")
    for path in ("remarks", "delete"):
        assert company.send(f"/companies/{shared}/{path}", {"do": "note", "reason": "x"}).status_code == 403


def test_staff_pages_are_kept_by_no_browser(reviewer: Browser, shared: str) -> None:
    for path in ("/companies", f"/companies/{shared}", f"/companies/{shared}/1"):
        assert reviewer.client.get(path).headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_company_of_a_saved_cohort_is_found_where_it_is_asked_for(
    reviewer: Browser, administrator: Browser, engine: Engine, lang: str
) -> None:
    name = f"From a table, {lang}"
    read = profile_model(shipped_book()).model_validate(profile(name=name))
    cohort = save_cohort(engine, f"Spring {lang}", b"{}", [(2, read)], {}, actor="user:reviewer")
    (company,) = (each.id for each in companies(engine, shared_only=True) if each.name == name)
    assert company not in reviewer.client.get(f"/companies?q={name}").text
    assert company in reviewer.client.get(f"/companies?q={name}&all=1").text
    page = reviewer.client.get(f"/companies/{company}?lang={lang}").text
    assert f'<a href="/cohorts/{cohort}">Spring {lang}</a>' in page
    assert {"en": "no result of its own yet", "zh": "尚无单独的评估结果"}[lang] in page
    assert reviewer.client.get(f"/companies/{company}/1").status_code == 404
    sent = {"do": "override", "subject": "composite", "value": "50", "reason": "Seen on site."}
    assert reviewer.send(f"/companies/{company}/remarks", sent).status_code == 303
    assert "Seen on site." in reviewer.client.get(f"/companies/{company}").text
    assert administrator.send(f"/companies/{company}/delete", {}).status_code == 303
    assert company not in [each.id for each in companies(engine, shared_only=False)]
