"""The OpenAPI document and the page that shows it: whole, in both languages, with nothing inline."""

import json
import re
import shlex
from html import unescape
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from scoring import Assessment, Ranking, profile_model, shipped_book
from scoring.ranking import Characteristic
from web.api.addresses import of_api

BINARY = ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "application/vnd.apache.parquet")


@pytest.fixture
def document(client: FlaskClient) -> dict[str, Any]:
    answer: dict[str, Any] = client.get("/openapi.json").json
    return answer


def test_every_route_of_the_api_is_in_the_document(app: Flask, document: dict[str, Any]) -> None:
    assert document["openapi"] == "3.1.0"
    routes = {re.sub(r"<(\w+)>", r"{\1}", rule.rule) for rule in app.url_map.iter_rules() if of_api(rule.rule)}
    assert set(document["paths"]) == routes - {"/openapi.json"}


def test_every_operation_tells_its_problems(document: dict[str, Any]) -> None:
    for path, item in document["paths"].items():
        for method, operation in item.items():
            wanted = {"400", "422", "429", "500", "503"} | ({"413", "415"} if method == "post" else set())
            assert wanted <= set(operation["responses"]), path
            well = [status for status in operation["responses"] if status < "300"]
            assert well == (["201"] if operation["operationId"] == "keep_company" else ["200"])
            for status, answer in operation["responses"].items():
                kind = "application/json" if status in well else "application/problem+json"
                others = ["text/csv", *BINARY] if (path, status) == ("/api/v1/cohorts", "200") else []
                assert list(answer["content"]) == [kind, *others], path


def test_an_operation_tells_its_scope_as_the_guard_asks_for_it(stranger: FlaskClient, document: dict[str, Any]) -> None:
    assert document["components"]["securitySchemes"] == {"bearer": {"type": "http", "scheme": "bearer"}}
    for path, item in document["paths"].items():
        for method, operation in item.items():
            refused = stranger.open(re.sub(r"{\w+}", "0" * 32, path), method=method).status_code == 401
            assert refused == bool(operation.get("security")), path
            assert {"401", "403"} & set(operation["responses"]) == ({"401", "403"} if refused else set())
    paths = document["paths"]
    assert paths["/api/v1/cohorts"]["post"]["security"] == [{"bearer": ["rank"]}]
    assert paths["/api/v1/companies/{company}"]["delete"]["security"] == [{"bearer": ["delete"]}]
    assert "security" not in paths["/api/v1/assessments"]["post"]


def test_references_lead_somewhere_and_names_are_plain(document: dict[str, Any]) -> None:
    shapes = document["components"]["schemas"]
    assert set(re.findall(r'"#/components/schemas/([^"]+)"', json.dumps(document))) <= set(shapes)
    assert all(re.fullmatch(r"[A-Z][A-Za-z]+", name) for name in shapes)
    assert "$defs" not in json.dumps(document)


def test_the_profile_is_the_engines_with_labels_in_both_languages(document: dict[str, Any]) -> None:
    shapes, model = document["components"]["schemas"], profile_model(shipped_book())
    assert list(shapes["CompanyProfile"]["properties"]) == list(model.model_fields)
    own = model.model_json_schema()["$defs"]["Answers"]["properties"]
    shown = shapes["Answers"]["properties"]
    assert [field["x-upslope"] for field in shown.values()] == [field["x-upslope"] for field in own.values()]
    assert all(field["x-upslope"]["question"]["zh"] for field in shown.values())


def test_the_assessment_is_the_engines(document: dict[str, Any]) -> None:
    assert list(document["components"]["schemas"]["Assessment"]["properties"]) == list(Assessment.model_fields)


def test_no_two_shapes_share_a_name(document: dict[str, Any]) -> None:
    """The characteristic of a ranking is in words, that of a rule set has scale and weight."""
    shapes = document["components"]["schemas"]
    assert list(shapes["RankedCharacteristic"]["properties"]) == list(Characteristic.model_fields)
    assert "weight" in shapes["Characteristic"]["properties"]
    assert "changes" in shapes["PolicyNearMiss"]["properties"]
    assert "gates" in shapes["NearMiss"]["properties"]
    assert shapes["Ranking"]["properties"]["characteristics"]["items"]["$ref"].endswith("/RankedCharacteristic")
    assert list(shapes["Ranking"]["properties"]) == list(Ranking.model_fields)


def test_every_parameter_is_told_with_its_kind_in_both_languages(client: FlaskClient) -> None:
    for lang in ("en", "zh"):
        for item in client.get(f"/openapi.json?lang={lang}").json["paths"].values():
            for operation in item.values():
                for parameter in operation["parameters"]:
                    assert parameter["schema"]["type"] in ("string", "integer", "number")
                    assert any("一" <= sign <= "鿿" for sign in parameter["description"]) == (lang == "zh")


def test_operations_are_told_in_the_language_asked_for(client: FlaskClient) -> None:
    chinese = client.get("/openapi.json", headers={"Accept-Language": "zh"}).json
    for item in chinese["paths"].values():
        for operation in item.values():
            assert any("一" <= sign <= "鿿" for sign in operation["summary"])
            assert any("一" <= sign <= "鿿" for sign in operation["description"])


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_page_shows_every_operation_and_shape(client: FlaskClient, document: dict[str, Any], lang: str) -> None:
    page = client.get(f"/api?lang={lang}").text
    for path, item in document["paths"].items():
        assert path in page
        assert all(f'id="{operation["operationId"]}"' in page for operation in item.values())
    assert page.count("<code>curl ") == sum(len(item) for item in document["paths"].values())
    for item in document["paths"].values():
        for operation in item.values():
            told = page[page.index(f'<section id="{operation["operationId"]}"') :].partition("</section>")[0]
            assert ("Authorization: Bearer" in told) == bool(operation.get("security"))
    assert f'id="shape-{"CompanyProfile"}"' in page
    assert set(re.findall(r'href="#([\w-]+)"', page)) <= set(re.findall(r'id="([\w-]+)"', page))


def test_the_page_in_chinese_has_no_english_sentences(client: FlaskClient) -> None:
    """Names of fields, types, examples and terms stay; no run of English words is left beside them."""
    page = re.sub(r"<(pre|code)\b.*?</\1>|<[^>]+>", "\n", client.get("/api?lang=zh").text, flags=re.DOTALL)
    main = page[page.index("JSON 接口") :]
    assert re.findall(r"(?:[A-Za-z]{2,},? +){3,}[A-Za-z]{2,}", main) == []
    english = client.get("/api?lang=en").text
    assert "What went wrong, as RFC 9457 has it" in english


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_shell_takes_every_address_of_the_examples_as_one_word(client: FlaskClient, lang: str) -> None:
    commands = re.findall(r"<code>(curl .*?)</code>", client.get(f"/api?lang={lang}").text, re.DOTALL)
    for command in map(unescape, commands):
        assert not re.search(r"(?<!')http\S*[?&]", command)
        assert shlex.split(command)[-1].startswith("http://localhost/")


def test_the_page_has_nothing_inline(client: FlaskClient) -> None:
    response = client.get("/api")
    assert "unsafe" not in response.headers["Content-Security-Policy"]
    for inline in ("<style", " style=", "<script", "onclick=", "http://cdn", "https://cdn"):
        assert inline not in response.text


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_examples_of_the_page_work(client: FlaskClient, lang: str) -> None:
    """Every address in an example answers to its method."""
    page = client.get(f"/api?lang={lang}").text
    for command in re.findall(r"<code>curl (.*?)</code>", page, re.DOTALL):
        path = re.search(r"http://localhost(/\S+?)'?$", unescape(command))
        assert path, command
        if "-d @" in command or "profiles" in command or "-F " in command:
            assert client.options(path[1]).headers["Allow"].find("POST") >= 0
        elif "0123456789abcdef" in path[1]:  # the id of nothing
            assert client.options(path[1]).headers["Allow"].find("DELETE" if "-X DELETE" in command else "GET") >= 0
        else:
            assert client.get(path[1]).status_code == 200, command
