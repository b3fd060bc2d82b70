"""Results that are not kept show the peers of this installation, as of its latest release."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sending import Browser, made, with_token

from scoring import assess
from scoring.assessor import assess_many
from scoring.peers.installation.releases import Release

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
