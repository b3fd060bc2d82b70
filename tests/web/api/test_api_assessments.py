"""Assessments by API: what the engine says, one by one and in batches, in the language asked for."""

from typing import Any

import pytest
from asking import MANY, ONE, PROFILE, pointers, problem_of
from flask.testing import FlaskClient

from scoring import Assessment, assess

MORE: list[dict[str, Any]] = [PROFILE, {"name": 7}, {"name": "B", "as_of": "2020-01-01"}, PROFILE | {"rounds": []}, []]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_answer_is_what_the_engine_says(client: FlaskClient, lang: Any) -> None:
    response = client.post(f"{ONE}?lang={lang}", json=PROFILE)
    assert response.status_code == 200
    assert response.content_type == "application/json"
    assert response.data.decode() == assess(PROFILE, lang=lang).model_dump_json()
    assert Assessment.model_validate_json(response.data).peers.benchmarks


@pytest.mark.parametrize(
    ("query", "accepted", "lang"),
    [
        ("", None, "en"),
        ("", "zh-CN,zh;q=0.9", "zh"),
        ("", "de, en;q=0.5", "en"),
        ("?lang=zh", "en", "zh"),
        ("?lang=en", "zh", "en"),
    ],
)
def test_the_language_is_the_one_asked_for(client: FlaskClient, query: str, accepted: str, lang: str) -> None:
    response = client.post(ONE + query, json=PROFILE, headers={"Accept-Language": accepted} if accepted else {})
    assert response.json["lang"] == lang
    assert response.headers["Content-Language"] == {"en": "en", "zh": "zh-Hans"}[lang]
    assert "Accept-Language" in response.headers["Vary"]


def test_an_assessment_is_kept_nowhere(client: FlaskClient) -> None:
    for path, body in ((ONE, PROFILE), (MANY, {"profiles": [PROFILE]})):
        response = client.post(path, json=body)
        assert response.headers["Cache-Control"] == "no-store"
        assert "ETag" not in response.headers


def test_the_same_request_gives_the_same_bytes(client: FlaskClient) -> None:
    assert client.post(ONE, json=PROFILE).data == client.post(ONE, json=PROFILE).data


def test_each_profile_of_a_batch_is_assessed_or_explained_in_order(client: FlaskClient) -> None:
    response = client.post(MANY, json={"profiles": MORE})
    assert response.status_code == 200
    result = response.json
    assert (result["assessed"], result["refused"]) == (3, 2)
    assert [item["index"] for item in result["results"]] == list(range(5))
    for item, profile in zip(result["results"], MORE, strict=True):
        if item["problem"] is None:
            assert item["assessment"] == client.post(ONE, json=profile).json
        else:
            assert item["assessment"] is None
            assert item["problem"]["status"] == 422
    assert pointers(result["results"][1]["problem"]) == ["#/profiles/1/name"]
    assert pointers(result["results"][4]["problem"]) == ["#/profiles/4"]


def test_a_batch_speaks_the_language_asked_for(client: FlaskClient) -> None:
    result = client.post(MANY, json={"profiles": [PROFILE, {}]}, headers={"Accept-Language": "zh"}).json
    assert result["results"][0]["assessment"]["lang"] == "zh"
    assert result["results"][1]["problem"]["errors"][0]["detail"] == "缺少这一项，请补上"


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ([PROFILE], "#"),
        ({}, "#/profiles"),
        ({"profiles": []}, "#/profiles"),
        ({"profiles": PROFILE}, "#/profiles"),
        ({"profiles": [PROFILE], "profile": 1}, "#/profile"),
        ({"profiles": [{}] * 1001}, "#/profiles"),
    ],
    ids=["a list", "nothing", "no profile", "a profile", "one field more", "one profile more"],
)
def test_what_is_no_batch(client: FlaskClient, body: object, pointer: str) -> None:
    assert pointers(problem_of(client.post(MANY, json=body), 422)) == [pointer]


@pytest.mark.parametrize(
    ("count", "lang", "detail", "expected"),
    [
        (1001, "en", "found 1,001 profiles", "1 to 1,000 profiles"),
        (0, "en", "found 0 profiles", "1 to 1,000 profiles"),
        (1001, "zh", "实际有 1,001 份企业资料", "1 至 1,000 份企业资料"),
    ],
)
def test_too_many_or_too_few_profiles_are_counted(client, count: int, lang: str, detail: str, expected: str) -> None:
    response = client.post(f"{MANY}?lang={lang}", json={"profiles": [{"name": "A"}] * count})
    (error,) = problem_of(response, 422)["errors"]
    assert (error["detail"], error["expected"]) == (detail, expected)


def test_a_thousand_profiles_are_a_batch(client: FlaskClient) -> None:
    result = client.post(MANY, json={"profiles": [{"cty": "?"}] * 999 + [PROFILE]}).json
    assert (result["assessed"], result["refused"]) == (1, 999)


@pytest.mark.parametrize(
    ("query", "name"), [("lang=fr", "lang"), ("lang=zh&lang=en", "lang"), ("language=zh", "language")]
)
def test_a_parameter_that_says_nothing_is_refused(client: FlaskClient, query: str, name: str) -> None:
    problem = problem_of(client.post(f"{ONE}?{query}", json=PROFILE), 422)
    assert [error["parameter"] for error in problem["errors"]] == [name]
