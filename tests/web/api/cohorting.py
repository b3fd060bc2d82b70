"""What tests of cohorts share: a small made-up table, the same as profiles, and requests with files."""

from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

RANK = "/api/v1/cohorts"
COMPARE = "/api/v1/cohorts:compare"
COLUMNS = "/api/v1/cohorts:columns"
AS_OF = "as_of=2021-06-30"

TABLE = """name,city,head_count,cash_runway,revenue_focus,burn_multiple
Strong,Shenzhen,120,24,90,0.8
Middling,Beijing,80,12,60,2
Weak,Shanghai,20,2,20,6
Lost,Atlantis,5,,,
"""
PROFILES: list[dict[str, Any]] = [
    {"name": name, "city": city, "head_count": heads,
     "answers": {"cash_runway": runway, "revenue_focus": focus, "burn_multiple": burn}}
    for name, city, heads, runway, focus, burn in (
        ("Strong", "Shenzhen", 120, 24, 90, 0.8), ("Middling", "Beijing", 80, 12, 60, 2),
        ("Weak", "Shanghai", 20, 2, 20, 6),
    )
]  # fmt: skip
MARKS = [
    {"company": company, "judge": judge, "mark": mark}
    for company, marks in {"Strong": (60, 70), "Middling": (80, 85), "Weak": (90, 95)}.items()
    for judge, mark in zip(("Li", "Wang"), marks, strict=True)
]
MARKS_TABLE = "company,judge,mark\n" + "".join(f"{one['company']},{one['judge']},{one['mark']}\n" for one in MARKS)
RULES = "seats: 1\ngates:\n  - cash_runway >= 6\n"


def send(
    client: FlaskClient, path: str, query: str = "", headers: dict[str, str] | None = None, **files: Any
) -> TestResponse:
    """POST files, each a text, bytes, or a pair of file name and bytes; several of a name as a list."""
    values: list[tuple[str, Any]] = []
    for part, given in files.items():
        for one in given if isinstance(given, list) else [given]:
            values.append((part, one))
    body, kind = multipart(values)
    return client.post(f"{path}?{query}", data=body, content_type=kind, headers=headers or {})


def multipart(parts: list[tuple[str, Any]]) -> tuple[bytes, str]:
    """A form as bytes, and its content type. The client's own would leave a temporary file behind."""
    boundary, lines = "upslope-boundary", []
    for part, given in parts:
        name, content = given if isinstance(given, tuple) else (f"{part}.csv", given)
        raw = content.encode() if isinstance(content, str) else content
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="{part}"; filename="{name}"\r\n'
        lines.append(head.encode() + b"Content-Type: application/octet-stream\r\n\r\n" + raw + b"\r\n")
    return b"".join(lines) + f"--{boundary}--\r\n".encode(), f"multipart/form-data; boundary={boundary}"


def order(response: TestResponse) -> list[str]:
    """Names of the companies, best first."""
    assert response.status_code == 200, response.text
    return [company["company"] for company in response.json["ranking"]]


def where(problem: dict[str, Any]) -> list[str]:
    """Parameters or parts that a problem names."""
    return [error["parameter"] for error in problem["errors"]]
