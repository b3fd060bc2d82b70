"""A gallery of bad bodies: each is a 4xx problem that says where and why, never a fault."""

import json
from typing import Any

import pytest
from asking import MANY, ONE, PROFILE, pointers, post, problem_of
from flask.testing import FlaskClient

UNREADABLE = {
    "empty": (b"", "is empty"),
    "blank": (b" \n\t", "is empty"),
    "cut short": (b'{\n  "name": "A"', "line 2, column 14"),
    "comma too many": (b'{"name": "A",}', "line 1, column 1"),
    "single quotes": (b"{'name': 'A'}", "line 1, column 2"),
    "not a number": (b'{"name": "A", "head_count": NaN}', "line 1, column 29"),
    "infinite": (b'{"name": "A", "head_count": -Infinity}', "line 1, column 30"),
    "beyond any number": (b'{"name": "A", "head_count": 1e999}', "line 1"),
    "four hundred digits": (b'{"name": "A", "head_count": ' + b"1" * 400 + b"}", "line 1"),
    "two documents": (b'{"name": "A"} {"name": "B"}', "line 1, column 15"),
    "byte order mark": (b'\xef\xbb\xbf{"name": "A"}', "byte order mark"),
    "UTF-16": ('{"name": "登峰"}'.encode("utf-16"), "is no UTF-8"),
    "GBK": ('{"name": "登峰"}'.encode("gbk"), "byte 11 is no UTF-8"),
    "half a character": (b'{"name": "\\ud800"}', "line 1"),
    "a name twice": (b'{"name": "A", "answers": {"cash_runway": 3, "cash_runway": 9}}', "'cash_runway' stands twice"),
    "forty deep": (b'{"name": ' + b"[" * 40 + b"]" * 40 + b"}", "more than 32 levels"),
    "a thousand deep": (b'{"a":' * 1000 + b"1" + b"}" * 1000, "more than 32 levels"),
    "a hundred thousand deep": (b"[" * 100_000, "line 1"),
}


@pytest.mark.parametrize(("body", "detail"), UNREADABLE.values(), ids=UNREADABLE)
@pytest.mark.parametrize("path", [ONE, MANY])
def test_what_is_no_json(client: FlaskClient, path: str, body: bytes, detail: str) -> None:
    problem = problem_of(post(client, body, path), 400)
    assert pointers(problem) == ["#"]
    assert detail in problem["errors"][0]["detail"]
    assert problem["errors"][0]["expected"]


UNUSABLE: dict[str, tuple[Any, str]] = {
    "a list": ([], "#"),
    "null": (None, "#"),
    "a text": ("profile", "#"),
    "a number": (10**15, "#"),
    "no name": ({}, "#/name"),
    "a number for a name": ({"name": 7}, "#/name"),
    "control characters": ({"name": "A\u202eB"}, "#/name"),
    "a huge whole number": ({"name": "A", "head_count": 10**30}, "#/head_count"),
    "a huge count": ({"name": "A", "answers": {"vertical_customers": 2**70}}, "#/answers/vertical_customers"),
    "true for a number": ({"name": "A", "answers": {"cash_runway": True}}, "#/answers/cash_runway"),
    "yes for true": ({"name": "A", "latest_round_only": "yes"}, "#/latest_round_only"),
    "inside an answer": ({"name": "A", "answers": {"cash_runway": {"value": "x"}}}, "#/answers/cash_runway/value"),
    "evidence of no grade": (
        {"name": "A", "answers": {"cash_runway": {"value": 1, "evidence": "rumour"}}},
        "#/answers/cash_runway/evidence",
    ),
    "an item that is not offered": ({"name": "A", "answers": {"model_lead": "best"}}, "#/answers/model_lead"),
    "a place nobody knows": ({"name": "A", "city": "Atlantis"}, "#/city"),
    "a place without end": ({"name": "A", "city": "北京" * 20_000}, "#/city"),
    "a kind of investor": (
        {"name": "A", "rounds": [{"round": "A", "investors": ["X", {"name": "Y", "kind": "?"}]}]},
        "#/rounds/0/investors/1/kind",
    ),
    "a band upside down": ({"name": "A", "head_count": {"low": 5, "high": 1}}, "#/head_count"),
    "seconds for a date": ({"name": "A", "as_of": 1_600_000_000}, "#/as_of"),
    "a day to come": ({"name": "A", "as_of": "2199-01-01"}, "#/as_of"),
    "founded after the as-of date": ({"name": "A", "as_of": "2020-01-01", "founded": "2021"}, "#/founded"),
    "a round to come": (
        {"name": "A", "rounds": [{"round": "seed"}, {"round": "A", "date": "2199"}]},
        "#/rounds/1/date",
    ),
    "a round before founding": (
        {"name": "A", "founded": "2019", "rounds": [{"round": "A", "date": "2018-05"}]},
        "#/rounds/0/date",
    ),
    "an unknown field": ({"name": "A", "cty": "Shenzhen"}, "#/cty"),
    "an unknown answer": ({"name": "A", "answers": {"cash_runwy": 3}}, "#/answers/cash_runwy"),
    "a field with signs": ({"name": "A", "a/b~c d": 1}, "#/a~1b~0c%20d"),
    "a personal field": ({"name": "A", "founder_age": 30}, "#/founder_age"),
}  # fmt: skip


@pytest.mark.parametrize(("body", "pointer"), UNUSABLE.values(), ids=UNUSABLE)
def test_what_is_no_profile(client: FlaskClient, body: object, pointer: str) -> None:
    problem = problem_of(post(client, json.dumps(body).encode()), 422)
    assert pointers(problem) == [pointer]
    item = problem_of_item(client, body)
    assert pointers(item) == ["#/profiles/1" + pointer.removeprefix("#")]
    assert item["errors"][0]["detail"] == problem["errors"][0]["detail"]


def problem_of_item(client: FlaskClient, body: object) -> dict[str, Any]:
    result = client.post(MANY, json={"profiles": [{"name": "A"}, body]}).json
    assert (result["assessed"], result["refused"]) == (1, 1)
    problem: dict[str, Any] = result["results"][1]["problem"]
    return problem


@pytest.mark.parametrize(
    ("field", "near"), [("cty", "city"), ("sector", "sectors"), ("headcount", "head_count"), ("found", "founded")]
)
def test_an_unknown_field_is_told_the_nearest_one(client: FlaskClient, field: str, near: str) -> None:
    problem = problem_of(client.post(ONE, json={"name": "A", field: 1}), 422)
    assert near in problem["errors"][0]["expected"]


def test_several_faults_are_told_at_once_and_very_many_are_counted(client: FlaskClient) -> None:
    body = {"city": 1, "rounds": [{"round": "A", "amount": -4}]}
    assert pointers(problem_of(client.post(ONE, json=body), 422)) == ["#/name", "#/city", "#/rounds/0/amount"]
    many = {"name": "A"} | {f"field_{number}": 1 for number in range(5000)}
    errors = problem_of(client.post(ONE, json=many), 422)["errors"]
    assert len(errors) == 101
    assert errors[-1]["detail"] == "4,900 more things are wrong"


def test_a_large_body_is_refused_where_a_batch_of_that_size_is_not(client: FlaskClient) -> None:
    large = json.dumps({"profiles": [PROFILE | {"name": "A" * 200}] * 3000}).encode()
    assert 1_000_000 < len(large) < 8_000_000
    problem_of(post(client, large), 413)
    assert pointers(problem_of(post(client, large, MANY), 422)) == ["#/profiles"]
    for path in (ONE, MANY):
        assert pointers(problem_of(post(client, b'"' + b"x" * 10_000_000 + b'"', path), 413)) == ["#"]


@pytest.mark.parametrize("kind", ["", "text/plain", "application/xml", "application/json; charset=gbk", "/"])
def test_another_kind_of_content_is_refused(client: FlaskClient, kind: str) -> None:
    assert pointers(problem_of(post(client, b'{"name": "A"}', kind=kind), 415)) == ["#"]


def test_json_with_a_charset_is_json(client: FlaskClient) -> None:
    assert post(client, b'{"name": "A"}', kind="application/json; charset=UTF-8").status_code == 200


def test_a_compressed_body_is_refused(client: FlaskClient) -> None:
    response = client.post(ONE, data=b"\x1f\x8b", content_type="application/json", headers={"Content-Encoding": "gzip"})
    assert "compressed" in problem_of(response, 415)["errors"][0]["detail"]


def test_markup_comes_back_as_text_in_json(client: FlaskClient) -> None:
    response = client.post(ONE, json={"name": "<script>alert(1)</script>", "as_of": "2021-06-30"})
    assert response.json["company"] == "<script>alert(1)</script>"
    assert response.content_type == "application/json"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
