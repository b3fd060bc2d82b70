"""A company keeps its result: only when asked, behind a link that is the only way in, until it says otherwise."""

import json
import re
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from flask import Flask
from keeping_steps import COMPANY, hidden, keep, kept, log_of, profile, secret_of, words_of
from sending import Browser, settings, token_of
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from scoring import assess
from scoring.errors import refuse
from store import keeping
from store.canonical import canonical, hash_of
from store.companies.consents import Consent, consent_of
from store.companies.listing import companies
from store.engine import writing
from store.people.links import link_of
from store.place import shown
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
    def full(engine: Engine, *_: object, **__: object) -> None:
        raise refuse(shown(engine.url), "the disk is full", "磁盘已满")

    monkeypatch.setattr("web.pages.kept.keeping.keep", full)
    response = keep(company)
    assert response.status_code == 503
    assert int(response.headers["Retry-After"]) > 0
    assert json.loads(hidden(response.text, "profile"))["name"] == COMPANY
    assert "could not be kept" in response.text
    assert "The disk is full." in response.text
    company.client.get("/?lang=zh")
    assert "磁盘已满。" in keep(company).text
    company.client.get("/?lang=en")


def test_a_page_sent_twice_is_kept_once(company: Browser, app: Flask, engine: Engine) -> None:
    name = "Clicked twice"
    page = company.send("/result", {"profile": json.dumps(profile(name=name))}).text
    once = hidden(page, "once")
    with ThreadPoolExecutor(2) as pool:
        clicks = [pool.submit(_clicked, app, company, name, once) for _ in range(2)]
        first, second = (each.result() for each in clicks)
    assert first == second
    assert first.startswith("/kept/")
    assert [each.versions for each in companies(engine, shared_only=False) if each.name == name] == [1]
    assert company.client.get(first).status_code == 200
    assert once not in first
    another = hidden(company.send("/result", {"profile": json.dumps(profile(name=name))}).text, "once")
    assert keep(company, profile(name=name), once=another).location != first


def _clicked(app: Flask, reader: Browser, name: str, once: str) -> str:
    """Keep it by a client with the cookie of that reader; where that leads."""
    client, cookie = app.test_client(), reader.client.get_cookie("upslope")
    assert cookie is not None
    client.set_cookie("upslope", cookie.value)
    sent = {"csrf_token": reader.token, "profile": json.dumps(profile(name=name)), "once": once}
    return str(client.post("/keep", data=sent).location)


def test_a_page_passed_on_does_not_open_what_was_kept_from_it(company: Browser, app: Flask) -> None:
    once = hidden(company.send("/result", {"profile": json.dumps(profile())}).text, "once")
    path = kept(company, once=once)
    other = Browser(app.test_client(), role="")
    assert kept(other, once=once) != path


def test_a_version_sent_twice_is_saved_once(company: Browser, engine: Engine) -> None:
    path = kept(company)
    changed = profile(as_of="2021-05-31")
    for _ in range(2):
        assert keep(company, changed, kept=secret_of(path)).location == f"{path}?done=version"
    link = link_of(engine, secret_of(path))
    assert link is not None
    assert [each.number for each in keeping.versions_of_company(engine, link.company)] == [1, 2]
    keep(company, profile(), kept=secret_of(path))
    assert len(keeping.versions_of_company(engine, link.company)) == 3


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_reading_where_the_log_can_not_be_written_is_told_as_reading(
    company: Browser, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    path = kept(company)

    def full(*_: object, **__: object) -> None:
        raise DBAPIError("INSERT", (), _full())

    monkeypatch.setattr("store.audit.append", full)
    for part in ("", "/1", "/export.json"):
        response = company.client.get(f"{path}{part}?lang={lang}")
        assert response.status_code == 503
        assert int(response.headers["Retry-After"]) > 0
        assert {"en": "The disk is full; nothing is shown", "zh": "磁盘已满，查看须先记入日志"}[lang] in response.text
        assert {"en": "nothing of this was saved", "zh": "没有保存"}[lang] not in response.text
    response = company.send(f"{path}/consents?lang={lang}", {"shared": "yes"})
    assert response.status_code == 503
    assert {"en": "nothing of this was saved", "zh": "本次内容没有保存"}[lang] in response.text


def _full() -> sqlite3.Error:
    error = sqlite3.OperationalError("database or disk is full")
    error.sqlite_errorcode = sqlite3.SQLITE_FULL
    return error


def reshape(engine: Engine, found: list[keeping.StoredAssessment]) -> None:
    """Write assessments as another version of the program would have written them, past the guard of the table."""
    raw = engine.raw_connection()
    run = raw.driver_connection.execute
    ((guard, made),) = run("SELECT name, sql FROM sqlite_master WHERE name = 'assessments_not_changed'").fetchall()
    run(f"DROP TRIGGER {guard}")
    for each in found:
        content = canonical(json.loads(each.content) | {"composite": 71, "outcome": "of another time"})
        run("UPDATE assessments SET content = ?, hash = ? WHERE id = ?", (content, hash_of(content), each.id))
    run(made)
    raw.close()


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_result_of_another_shape_is_told_of(
    company: Browser, administrator: Browser, engine: Engine, lang: str
) -> None:
    path = kept(company, shared="yes")
    link = link_of(engine, secret_of(path))
    assert link is not None
    (version,) = keeping.versions_of_company(engine, link.company)
    reshape(engine, keeping.assessments_of(engine, version.id))
    response = company.client.get(f"{path}/1?lang={lang}")
    assert response.status_code == 503
    assert "Retry-After" not in response.headers
    assert {"en": "in a shape that this one does not read", "zh": "当前程序无法识别其格式"}[lang] in response.text
    assert company.client.get(path).status_code == 200
    assert b"of another time" in company.client.get(f"{path}/export.json").data
    for page in ("/companies", f"/companies/{link.company}", f"/companies/{link.company}/export.json"):
        assert administrator.client.get(page).status_code == 200
    company.send(f"{path}/delete", {})


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
