"""Problems: every error of the API in one shape, in the language asked for, whatever went wrong."""

import time
from collections.abc import Callable

import pytest
from asking import MANY, ONE, PROFILE, pointers, post, problem_of
from flask.testing import FlaskClient
from sending import made, with_token
from werkzeug.test import TestResponse

from web.api import assessments
from web.api.problems import KINDS

Ask = Callable[[FlaskClient, str], TestResponse]
ASKED: dict[int, Ask] = {
    400: lambda client, query: post(client, b"{", ONE + query),
    404: lambda client, query: client.get("/api/v1/nothing" + query),
    405: lambda client, query: client.get(ONE + query),
    413: lambda client, query: post(client, b" " * 1_100_000, ONE + query),
    415: lambda client, query: post(client, b"name=A", ONE + query, "application/x-www-form-urlencoded"),
    422: lambda client, query: client.post(ONE + query, json={"name": ""}),
}


@pytest.mark.parametrize(("status", "ask"), ASKED.items())
def test_every_refusal_has_the_one_shape_in_both_languages(client: FlaskClient, status: int, ask: Ask) -> None:
    english, chinese = problem_of(ask(client, "?lang=en"), status), problem_of(ask(client, "?lang=zh"), status)
    assert english["type"] == chinese["type"] == f"/api#{KINDS[status]}"
    for key in ("title", "detail"):
        assert english[key].isascii()
        assert any("一" <= sign <= "鿿" for sign in chinese[key])
    if status in (400, 413, 415):
        assert pointers(english) == ["#"]


def test_the_whole_of_a_problem(client: FlaskClient) -> None:
    body = {"name": "A", "as_of": "2021-06-30", "rounds": [{"round": "A", "date": "20191"}]}
    assert problem_of(client.post(ONE, json=body), 422) == {
        "type": "/api#unusable",
        "title": "Something in the request can't be used",
        "status": 422,
        "detail": "Mend what is listed under errors and send it again.",
        "instance": ONE,
        "errors": [
            {
                "pointer": "#/rounds/0/date",
                "parameter": None,
                "detail": "'20191' is no date",
                "expected": "YYYY, YYYY-MM or YYYY-MM-DD",
            }
        ],
    }


def test_a_wrong_method_is_told_the_right_ones(client: FlaskClient) -> None:
    for path in (ONE, MANY):
        response = client.delete(path)
        problem_of(response, 405)
        assert "POST" in response.headers["Allow"]


def test_every_kind_of_problem_is_explained_on_the_page(client: FlaskClient) -> None:
    page = client.get("/api").text
    assert all(f'id="{kind}"' in page for kind in KINDS.values())


def test_too_many_requests() -> None:
    client = with_token(made(rate="2/minute").test_client())
    answers = [client.get("/api/v1/taxonomies/stages") for _ in range(3)]
    assert [answer.status_code for answer in answers[:2]] == [200, 200]
    problem_of(answers[2], 429)
    assert 0 < int(answers[2].headers["Retry-After"]) <= 60


def test_batches_have_a_limit_of_their_own() -> None:
    client = with_token(made(costly_rate="1/minute").test_client())
    assert client.post(MANY, json={"profiles": [{"name": "A"}]}).status_code == 200
    problem_of(client.post(MANY, json={"profiles": [{"name": "A"}]}), 429)
    assert client.post(ONE, json={"name": "A"}).status_code == 200


def test_what_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    client = with_token(made(time_limit="1").test_client())
    monkeypatch.setattr(assessments, "assess", lambda *_, **__: time.sleep(2))
    problem_of(client.post(ONE, json=PROFILE), 503)


def test_a_fault_of_our_own_tells_nothing_of_what_was_sent(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(profile: object, **_: object) -> None:
        raise RuntimeError(str(profile))

    monkeypatch.setattr(assessments, "assess", broken)
    response = with_token(made().test_client()).post(ONE, json=PROFILE)
    problem = problem_of(response, 500)
    reference = problem["instance"].partition("#")[2]
    assert reference in problem["detail"]
    assert reference in caplog.text
    assert PROFILE["name"] not in response.text + caplog.text


def test_a_strange_host_is_refused_with_a_problem() -> None:
    client = with_token(made(hosts="upslope.example").test_client())
    problem_of(client.get("/health", headers={"Host": "evil.example"}), 400)


def test_pages_keep_their_own_errors(client: FlaskClient) -> None:
    for path in ("/nothing", "/apiary", "/health/nothing"):
        assert client.get(path).mimetype == "text/html"


def test_the_api_asks_for_no_token_and_knows_no_cookie(client: FlaskClient) -> None:
    client.get("/?lang=zh")
    response = client.post(ONE + "?lang=en", json=PROFILE, headers={"Origin": "https://elsewhere.example"})
    assert response.status_code == 200
    assert "Set-Cookie" not in response.headers
    assert client.post(ONE, json=PROFILE).json["lang"] == "en"
