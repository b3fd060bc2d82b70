"""What tests of the API share: a profile, requests, and the one shape of a problem."""

from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

ONE = "/api/v1/assessments"
MANY = "/api/v1/assessments:batch"
PROFILE: dict[str, Any] = {
    "name": "Seaward Vision",
    "city": "Shenzhen",
    "sectors": ["healthcare"],
    "founded": "2017-03",
    "as_of": "2021-06-30",
    "rounds": [{"round": "A", "date": "2019-05", "amount": 30_000_000, "investors": ["Fund 1"]}],
    "answers": {"cash_runway": {"value": 14, "evidence": "internal_record"}, "revenue_focus": 80},
}


def post(client: FlaskClient, body: bytes, path: str = ONE, kind: str = "application/json") -> TestResponse:
    """Send a body as it is."""
    return client.post(path, data=body, content_type=kind)


def problem_of(response: TestResponse, status: int) -> dict[str, Any]:
    """The problem in an answer, whose shape is always the same."""
    assert response.status_code == status
    assert response.content_type == "application/problem+json"
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Content-Language"] in ("en", "zh-Hans")
    assert "Set-Cookie" not in response.headers
    problem = response.json
    assert list(problem) == ["type", "title", "status", "detail", "instance", "errors"]
    assert problem["status"] == status
    assert all(problem[key] for key in ("type", "title", "detail", "instance"))
    for error in problem["errors"]:
        assert list(error) == ["pointer", "parameter", "detail", "expected"]
        assert (error["pointer"] is None) != (error["parameter"] is None)
        assert error["detail"]
    return problem


def pointers(problem: dict[str, Any]) -> list[str]:
    """Where in the body a problem points."""
    return [error["pointer"] for error in problem["errors"]]
