"""Official programmes by API: what they want as of a day, and what they come to for one company."""

from datetime import date

import pytest
from asking import pointers, problem_of
from flask.testing import FlaskClient

from scoring import assess, shipped_book
from scoring.policies.lister import listed
from web.api.policies import EXAMPLE

PATH = "/api/v1/policies"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_listing_is_the_engines_as_of_the_day_asked_for(client: FlaskClient, lang: str) -> None:
    shown = client.get(f"{PATH}?as_of=2026-06-30&lang={lang}").json
    assert shown == listed(date(2026, 6, 30), lang).model_dump(mode="json")
    assert [each["in_force"] for each in shown["programmes"]] == [True] * 5
    assert shown["version"] == shipped_book().version


def test_a_programme_without_a_version_on_that_day_says_so(client: FlaskClient) -> None:
    shown = {each["programme"]: each for each in client.get(f"{PATH}?as_of=2024-06-30").json["programmes"]}
    assert (shown["kexiao"]["in_force"], shown["xiaojuren"]["in_force"]) == (True, False)
    assert shown["xiaojuren"]["versions"]
    assert shown["xiaojuren"]["gates"] == []


def test_without_a_day_it_is_today(client: FlaskClient) -> None:
    assert client.get(PATH).json["as_of"] == date.today().isoformat()


@pytest.mark.parametrize("day", ["2026-02-30", "2026", "20260630", "tomorrow", "2026-W10-1", ""])
def test_a_day_that_is_none_is_refused_with_an_example(client: FlaskClient, day: str) -> None:
    (error,) = problem_of(client.get(f"{PATH}?as_of={day}"), 422)["errors"]
    assert error["parameter"] == "as_of"
    assert "2026-06-30" in error["expected"]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_company_gets_the_verdicts_of_its_assessment(client: FlaskClient, lang: str) -> None:
    shown = client.post(f"{PATH}?lang={lang}", json=EXAMPLE)
    assert shown.headers["Cache-Control"] == "no-store"
    assessment = client.post(f"/api/v1/assessments?lang={lang}", json=EXAMPLE).json
    assert shown.json == {"as_of": "2026-06-30", "policies": assessment["policies"]}
    assert assessment["policies"] == [each.model_dump(mode="json") for each in assess(EXAMPLE, lang=lang).policies]


def test_whatever_is_wrong_with_a_profile_is_pointed_at(client: FlaskClient) -> None:
    accounts = [{"year": 2025, "revenue": -5}, {"year": 2025.5}, {"year": 2024, "turnover": 3}]
    problem = problem_of(client.post(PATH, json={**EXAMPLE, "accounts": accounts}), 422)
    assert set(pointers(problem)) == {"#/accounts/0/revenue", "#/accounts/1/year", "#/accounts/2/turnover"}


def test_a_year_that_stands_twice_is_pointed_at(client: FlaskClient) -> None:
    accounts = [{"year": 2025, "revenue": 5}, {"year": 2025, "revenue": 6}]
    problem = problem_of(client.post(PATH, json={**EXAMPLE, "accounts": accounts}), 422)
    assert pointers(problem) == ["#/accounts/1/year"]


def test_a_parameter_that_a_company_brings_itself_is_refused(client: FlaskClient) -> None:
    (error,) = problem_of(client.post(f"{PATH}?as_of=2026-06-30", json=EXAMPLE), 422)["errors"]
    assert error["parameter"] == "as_of"


def test_the_document_brings_a_body_to_try(client: FlaskClient) -> None:
    operation = client.get("/openapi.json").json["paths"][PATH]["post"]
    body = operation["requestBody"]["content"]["application/json"]["example"]
    found = client.post(PATH, json=body).json["policies"]
    assert {each["verdict"] for each in found} - {"not_in_force"}
    assert any(each["points_low"] for each in found)


def test_everybody_may_ask(stranger: FlaskClient) -> None:
    assert stranger.get(PATH).status_code == 200
    assert stranger.post(PATH, json={"name": "A"}).status_code == 200
