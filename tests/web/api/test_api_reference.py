"""What results rest on, by API: benchmarks, rule sets, the model, taxonomies, health."""

import re
from typing import Any

import pytest
from asking import problem_of
from flask.testing import FlaskClient

from scoring import assess, shipped_book, taxonomy
from scoring.model_facts import model_facts
from scoring.peers.comparison import peer_picture
from web.api.reference import TAXONOMIES

PUBLISHED = (
    "/api/v1/benchmarks?city=beijing",
    "/api/v1/rule-sets",
    "/api/v1/model",
    "/api/v1/taxonomies/rounds",
    "/openapi.json",
)


@pytest.mark.parametrize("query", ["city=Shenzhen&sector=healthcare&stage=A", "city=深圳市&sector=医疗&stage=A%20轮"])
def test_benchmarks_in_any_spelling(client: FlaskClient, query: str) -> None:
    response = client.get(f"/api/v1/benchmarks?{query}&lang=zh")
    assert response.data.decode() == peer_picture("shenzhen", "medical", "a", "zh").model_dump_json()


def test_benchmarks_of_everything(client: FlaskClient) -> None:
    assert client.get("/api/v1/benchmarks").json == peer_picture(None, None, None).model_dump(mode="json")


def test_every_wrong_part_of_a_query_is_told(client: FlaskClient) -> None:
    problem = problem_of(client.get("/api/v1/benchmarks?city=Atlantis&sector=medcal&stage=Z"), 422)
    assert [error["parameter"] for error in problem["errors"]] == ["city", "sector", "stage"]
    assert "Medicine" in problem["errors"][1]["expected"]


def test_a_slip_in_the_name_of_a_parameter_is_no_query_for_everything(client: FlaskClient) -> None:
    (error,) = problem_of(client.get("/api/v1/benchmarks?citty=beijing"), 422)["errors"]
    assert (error["parameter"], error["expected"]) == ("citty", "city")


def test_rule_sets_hold_every_characteristic_in_the_language_asked_for(client: FlaskClient) -> None:
    book = shipped_book()
    for lang in ("en", "zh"):
        shown = client.get(f"/api/v1/rule-sets?lang={lang}").json
        assert shown["version"] == book.version
        assert shown["weights"]["default"] == book.weights.default
        for rules, told in zip(book.rule_sets, shown["rule_sets"], strict=True):
            items = [item for sub in told["sub_factors"] for item in sub["characteristics"]]
            assert [item["name"] for item in items] == [each.name.in_(lang) for each in rules.characteristics]
            assert [item["remedy"]["action"] for item in items] == [
                each.remedy.action.in_(lang) for each in rules.characteristics
            ]
            assert [item["source"]["section"] for item in items] == [
                each.source.section for each in rules.characteristics
            ]
            assert all("points" in band for item in items for band in item["scale"])


def test_the_model_is_shown_with_its_figures_and_those_of_its_baselines(client: FlaskClient) -> None:
    shown = client.get("/api/v1/model").json
    assert shown == model_facts().model_dump(mode="json")
    assert shown["horizons"] == [12, 24]
    assert {market["market"] for market in shown["markets"]} == {"cn", "us"}
    for window in shown["windows"]:
        for population in window["populations"]:
            scorers = {scorer["scorer"]: scorer["figures"]["auc"] for scorer in population["scorers"]}
            assert {"model", "stage_rate", "recency", "logistic_regression"} <= scorers.keys()
            assert all(figure["low"] <= figure["value"] <= figure["high"] for figure in scorers.values())


@pytest.mark.parametrize("name", TAXONOMIES)
def test_a_taxonomy_lists_all_entries_with_labels(client: FlaskClient, name: str) -> None:
    entries = list(getattr(taxonomy, name)())
    for lang in ("en", "zh"):
        shown = client.get(f"/api/v1/taxonomies/{name}?lang={lang}").json
        assert shown["name"] == name
        assert [(each["slug"], each["label"]) for each in shown["entries"]] == [
            (entry.slug, entry.in_(lang)) for entry in entries
        ]


def test_every_taxonomy_that_a_field_names_can_be_had(client: FlaskClient) -> None:
    document = client.get("/openapi.json").text
    named = set(re.findall(r'"taxonomy":"(\w+)"', document))
    assert len(named) > 5
    assert named <= set(TAXONOMIES)


def test_an_unknown_taxonomy_is_told_the_known_ones(client: FlaskClient) -> None:
    (error,) = problem_of(client.get("/api/v1/taxonomies/planets"), 404)["errors"]
    assert error["parameter"] == "name"
    assert error["expected"] == ", ".join(TAXONOMIES)


def test_health_tells_the_versions_of_a_result_and_nothing_else(client: FlaskClient) -> None:
    response = client.get("/health")
    versions: Any = assess({"name": "A"}).versions.model_dump()
    assert response.json == {"status": "ok", "versions": versions}
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", PUBLISHED)
def test_what_is_the_same_for_all_is_sent_once(client: FlaskClient, path: str) -> None:
    first = client.get(path)
    assert "public" in first.headers["Cache-Control"]
    assert "Accept-Language" in first.headers["Vary"]
    assert "Cookie" not in first.headers["Vary"]
    again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    chinese = client.get(path, headers={"If-None-Match": first.headers["ETag"], "Accept-Language": "zh"})
    assert chinese.status_code == (304 if path.endswith("/model") else 200)


@pytest.mark.parametrize("path", [*(path.partition("?")[0] for path in PUBLISHED), "/health"])
def test_unknown_parameters_are_refused_everywhere(client: FlaskClient, path: str) -> None:
    (error,) = problem_of(client.get(path + "?page=2"), 422)["errors"]
    assert error["parameter"] == "page"
