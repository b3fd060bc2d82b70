"""Results that are not kept show the peers of this installation, as of its latest release."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sending import Browser, made, with_token
from sqlalchemy import Engine

from scoring import assess
from scoring.assessor import assess_many
from scoring.errors import refuse
from scoring.peers.installation.releases import Release
from store.place import shown

RELEASE = Release(date(2021, 6, 30), ())
PROFILE = '{"name": "A Robotics", "as_of": "2021-06-30"}'


def test_every_way_to_a_result_takes_the_latest_release_and_asks_for_it_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[Release | None] = []
    asked: list[int] = []

    def latest(_engine: object) -> tuple[int, Release]:
        asked.append(1)
        return 7, RELEASE

    def noted(real: Any) -> Any:
        def found(*given: Any, release: Release | None = None, **more: Any) -> Any:
            taken.append(release)
            return real(*given, release=release, **more)

        return found

    monkeypatch.setattr("web.access.release.latest_release", latest)
    for module in ("pages.result_page", "pages.result", "pages.pdf", "pages.whatif_view", "api.assessments"):
        monkeypatch.setattr(f"web.{module}.assess", noted(assess))
    monkeypatch.setattr("web.api.batches.assess_many", noted(assess_many))
    browser = Browser(with_token(made(tmp_path).test_client()))
    for path in ("/result", "/result/assessment.json", "/result/pdf", "/what-if"):
        assert browser.send(path, {"profile": PROFILE}).status_code in (200, 503)  # 503: no PDF can be made here
    body, kind = PROFILE, "application/json"
    assert browser.client.post("/api/v1/assessments", data=body, content_type=kind).status_code == 200
    many = browser.client.post("/api/v1/assessments:batch", data=f'{{"profiles": [{body}]}}', content_type=kind)
    assert many.json["assessed"] == 1
    assert taken == [RELEASE] * 7  # the what-if makes two results
    assert len(asked) == 1


def test_a_new_release_is_seen_after_a_while(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [(1, RELEASE), (2, RELEASE)]
    monkeypatch.setattr("web.access.release.latest_release", lambda _engine: answers.pop(0))
    client = made(tmp_path).test_client()
    for _ in range(2):
        assert client.post("/api/v1/assessments", data=PROFILE, content_type="application/json").status_code == 200
    assert len(answers) == 1
    monkeypatch.setattr("web.access.release._SECONDS", -1)
    client.post("/api/v1/assessments", data=PROFILE, content_type="application/json")
    assert answers == []


@pytest.mark.parametrize(("lang", "told"), [("en", "Companies of this installation"), ("zh", "暂时无法读取本系统")])
def test_without_the_store_a_result_is_shown_and_says_whom_it_leaves_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str, told: str
) -> None:
    def gone(engine: Engine) -> None:
        raise refuse(shown(engine.url), "the server can't be reached", "无法连接数据库服务器")

    browser = Browser(made(tmp_path).test_client(), lang, role="")
    sound = browser.send("/result", {"profile": PROFILE}).text
    assert told not in sound
    monkeypatch.setattr("web.access.release.latest_release", gone)
    monkeypatch.setattr("web.access.release._SECONDS", -1)
    for path in ("/result", "/what-if", "/result/assessment.json"):
        assert browser.send(path, {"profile": PROFILE}).status_code == 200
    shown_page = browser.send("/result", {"profile": PROFILE}).text
    assert told in shown_page
    assert browser.send("/keep", {"profile": PROFILE}).status_code == 503
    answer = browser.client.post("/api/v1/assessments", data=PROFILE, content_type="application/json")
    assert answer.status_code == 503
