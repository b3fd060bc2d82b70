"""A company keeps its result: only when asked, behind a link that is the only way in, until it says otherwise."""

import json
import re
from datetime import date, timedelta

import pytest
from flask import Flask
from keeping_steps import COMPANY, hidden, keep, kept, log_of, profile, secret_of, words_of
from sending import Browser, settings, token_of
from sqlalchemy import Engine

from scoring import assess
from scoring.errors import refuse
from store import keeping
from store.canonical import hash_of
from store.companies.consents import Consent, consent_of
from store.companies.listing import companies
from store.engine import writing
from store.people.links import link_of
from store.schema import links
from web import create_app

PARTS = ("", "/1", "/delete", "/export.json")


def test_nothing_is_kept_unless_it_is_asked_for(app: Flask, company: Browser, engine: Engine) -> None:
    before = len(companies(engine, shared_only=False))
    page = company.send("/result", {"profile": json.dumps(profile())}).text
    assert 'id="keep"' in page
    boxes = re.findall(r'<input type="checkbox" name="(\w+)"([^>]*)>', page)
    assert [name for name, _ in boxes] == ["shared", "peers"]
    assert all("checked" not in rest for _, rest in boxes)
    assert len(companies(engine, shared_only=False)) == before


@pytest.mark.parametrize(
    ("ticks", "consent"),
    [
        ({}, Consent(shared=False, peers=False)),
        ({"shared": "yes"}, Consent(shared=True, peers=False)),
        ({"peers": "yes"}, Consent(shared=False, peers=True)),
    ],
)
def test_it_is_kept_with_what_was_ticked_in_both_languages(
    company: Browser, engine: Engine, ticks: dict[str, str], consent: Consent
) -> None:
    path = kept(company, **ticks)
    link = link_of(engine, secret_of(path))
    assert link is not None
    assert consent_of(engine, link.company) == consent
    (version,) = keeping.versions_of_company(engine, link.company)
    assert [each.lang for each in keeping.assessments_of(engine, version.id)] == ["en", "zh"]
    assert link.expires_at[:10] == (date.today() + timedelta(days=365)).isoformat()


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_page_shows_the_whole_link_the_versions_and_the_choice(company: Browser, lang: str) -> None:
    path = kept(company, shared="yes")
    response = company.client.get(f"{path}?done=new&lang={lang}")
    page, seen = response.text, words_of(response.text)
    assert f"http://localhost{path}" in page
    assert COMPANY in seen
    score = assess(profile(), lang="en").composite.score
    assert f"{score:.1f}" in seen
    assert re.search(r'name="shared"[^>]* checked', page)
    assert not re.search(r'name="peers"[^>]* checked', page)
    assert {"en": "the only way back", "zh": "唯一途径"}[lang] in seen


def test_a_version_is_shown_as_it_was_made_in_the_language_of_the_reader(company: Browser) -> None:
    path = kept(company)
    english, chinese = (company.client.get(f"{path}/1?lang={lang}").text for lang in ("en", "zh"))
    for page, lang in ((english, "en"), (chinese, "zh")):
        found = assess(profile(), lang=lang)
        assert all(reason in words_of(page).replace("\xa0", " ") for reason in found.strengths[:2])
    assert "shown exactly as it was made" in english
    assert hidden(english, "kept") == secret_of(path)
    assert 'id="keep"' not in english


def test_a_stored_result_is_read_from_the_store_and_not_made_again(
    company: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = kept(company)

    def never(*_: object, **__: object) -> None:
        raise AssertionError("made again")

    monkeypatch.setattr("web.pages.result_page.assess", never)
    monkeypatch.setattr("scoring.assessor.score_profiles", never)
    assert company.client.get(f"{path}/1").status_code == 200


def test_editing_leads_through_form_and_what_if_to_the_next_version(company: Browser, engine: Engine) -> None:
    path = kept(company)
    secret, page = secret_of(path), company.client.get(path).text
    assert hidden(page, "kept") == secret
    form = company.send("/resume", {"profile": hidden(page, "profile"), "kept": secret}).text
    assert hidden(form, "kept") == secret
    tried = company.send("/what-if", {"profile": json.dumps(profile()), "kept": secret}).text
    assert hidden(tried, "kept") == secret
    result = company.send("/result", {"profile": json.dumps(profile()), "kept": secret}).text
    assert "Save as the next version" in result
    assert 'name="shared"' not in result

    changed = profile(answers=dict(list(profile()["answers"].items())[:5]))
    response = keep(company, changed, kept=secret)
    assert (response.status_code, response.location) == (303, f"{path}?done=version")
    link = link_of(engine, secret)
    assert link is not None
    first, second = keeping.versions_of_company(engine, link.company)
    assert (first.number, second.number) == (1, 2)
    assert first.fields()["answers"] != second.fields()["answers"]
    assert words_of(company.client.get(path).text).index("Version 2") < words_of(
        company.client.get(path).text
    ).index("Version 1")  # fmt: skip


def test_a_version_whose_link_died_meanwhile_loses_nothing(company: Browser) -> None:
    response = keep(company, kept="x" * 43)
    assert response.status_code == 404
    assert "nothing was saved" in response.text
    assert json.loads(hidden(response.text, "profile"))["name"] == COMPANY
    assert 'name="shared"' in response.text


def test_a_store_that_can_not_write_loses_nothing(company: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise refuse("store", "is full", "已满")

    monkeypatch.setattr("web.pages.kept.keeping.keep", full)
    response = keep(company)
    assert response.status_code == 503
    assert json.loads(hidden(response.text, "profile"))["name"] == COMPANY
    assert "could not be kept" in response.text


def test_consents_are_changed(company: Browser, engine: Engine) -> None:
    path = kept(company, shared="yes")
    link = link_of(engine, secret_of(path))
    assert link is not None
    assert company.send(f"{path}/consents", {"peers": "yes"}).location == f"{path}?done=consents"
    assert consent_of(engine, link.company) == Consent(shared=False, peers=True)


def test_a_new_link_ends_the_old_one(company: Browser) -> None:
    path = kept(company)
    response = company.send(f"{path}/link", {})
    new = response.location.partition("?")[0]
    assert new != path
    assert company.client.get(new).status_code == 200
    assert company.client.get(path).status_code == 404


def test_everything_is_taken_out_as_a_file(company: Browser) -> None:
    response = company.client.get(f"{kept(company)}/export.json")
    assert "attachment" in response.headers["Content-Disposition"]
    found = json.loads(response.data)
    assert found["profiles"][0]["content"]["name"] == COMPANY
    assert {each["lang"] for each in found["assessments"]} == {"en", "zh"}
    assert "hash" not in found["link"][0]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_deleting_asks_first_and_says_what_stays(company: Browser, engine: Engine, app: Flask, lang: str) -> None:
    path = kept(company)
    link = link_of(engine, secret_of(path))
    assert link is not None
    asked = words_of(company.client.get(f"{path}/delete?lang={lang}").text)
    for part in {"en": ("log", "backups", "next release"), "zh": ("日志", "备份", "下一次发布")}[lang]:
        assert part in asked
    assert company.client.get(path).status_code == 200
    assert company.send(f"{path}/delete", {}).status_code == 200
    assert company.client.get(path).status_code == 404
    assert keeping.versions_of_company(engine, link.company) == []
    last = [line for line in log_of(app) if line.subject == link.company][-1]
    assert (last.actor, last.action) == ("link", "company.deleted")
    assert COMPANY not in str(last.as_dict())


@pytest.mark.parametrize("part", PARTS)
def test_links_that_open_nothing_look_alike(company: Browser, engine: Engine, part: str) -> None:
    revoked, expired = kept(company), kept(company)
    company.send(f"{revoked}/link", {})
    with writing(engine) as connection:
        held = links.c.hash == hash_of(secret_of(expired).encode())
        connection.execute(links.update().where(held).values(expires_at="2020-01-01T00:00:00.000000Z"))
    wrong = ("/kept/" + "A" * 43, "/kept/short", "/kept/%00", "/kept/ünïcode", revoked, expired)
    answers = [company.client.get(each + part) for each in wrong]
    assert {each.status_code for each in answers} == {404}
    pages = {re.sub(r'href="[^"]*lang=', "", each.text) for each in answers}
    assert len(pages) == 1
    assert {each.status_code for each in (company.send(path + "/delete", {}) for path in wrong)} == {404}


def test_a_version_that_is_not_there_is_no_page_either(company: Browser) -> None:
    path = kept(company)
    assert [company.client.get(f"{path}/{number}").status_code for number in (0, 2, 10**30)] == [404] * 3


def test_no_browser_and_no_engine_keeps_the_pages(company: Browser, engine: Engine) -> None:
    path = kept(company)
    for part in (*PARTS, "?lang=zh"):
        headers = company.client.get(path + part).headers
        assert headers["Cache-Control"] == "no-store"
        assert "noindex" in headers["X-Robots-Tag"]
        assert headers["Referrer-Policy"] == "same-origin"
    assert company.client.get("/kept/gone").headers["Cache-Control"] == "no-store"


def test_forms_hold_over_https(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The CSRF check wants to see our own page as the referrer, which `no-referrer` would hide."""
    app = create_app(settings(instance=str(tmp_path_factory.mktemp("https")), https="yes"))
    client = app.test_client()
    ours = {"base_url": "https://localhost", "headers": {"Referer": "https://localhost/"}}
    token = token_of(client.get("/", **ours).text)
    sent = {"csrf_token": token, "profile": json.dumps(profile())}
    path = client.post("/keep", data=sent, **ours).location.partition("?")[0]
    assert client.post(f"{path}/consents", data={"csrf_token": token}, **ours).status_code == 303


def test_a_forged_or_stale_form_changes_nothing(company: Browser) -> None:
    path = kept(company)
    for part in ("/delete", "/link", "/consents"):
        response = company.client.post(path + part, data={"csrf_token": "stale"})
        assert response.location == f"{path}?done=expired"
    page = company.client.get(f"{path}?done=expired").text
    assert "nothing was done yet" in page
    refused = company.client.post("/keep", data={"csrf_token": "stale", "profile": json.dumps(profile())})
    assert refused.status_code == 400
    assert json.loads(hidden(refused.text, "profile"))["name"] == COMPANY


def test_the_log_tells_of_the_link_and_never_its_secret(company: Browser, engine: Engine, app: Flask) -> None:
    path = kept(company)
    link = link_of(engine, secret_of(path))
    assert link is not None
    company.client.get(path)
    company.client.get(f"{path}/export.json")
    lines = log_of(app)
    told = [(line.actor, line.action) for line in lines if link.company in (line.subject, line.detail.get("company"))]
    assert ("link", "assessment.kept") in told
    assert ("link", "company.seen") in told
    assert ("link", "company.exported") in told
    everything = json.dumps([line.as_dict() for line in lines])
    assert secret_of(path) not in everything
    assert COMPANY not in everything


def test_a_name_that_is_markup_stays_text(company: Browser) -> None:
    page = company.client.get(kept(company, profile(name="<script>alert(1)</script>"))).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page
