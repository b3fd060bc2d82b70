"""A gallery of bad cohorts: each is a 4xx problem that names the part or the place, never a fault."""

import io
import zipfile
from typing import Any

import pytest
from asking import pointers, post, problem_of
from cohorting import COLUMNS, COMPARE, MARKS, PROFILES, RANK, RULES, TABLE, multipart, send, where
from flask.testing import FlaskClient


def bomb() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<workbook/>")
        archive.writestr("xl/media/x.bin", b"\0" * 40_000_000)
    return stream.getvalue()


FILES: dict[str, tuple[dict[str, Any], str, str]] = {
    "empty": ({"table": b""}, "table", "is empty"),
    "NUL": ({"table": b"name,city\nA\0,B\n"}, "table", "NUL bytes"),
    "a PDF named .xlsx": ({"table": ("a.xlsx", b"%PDF-1.7\n")}, "table", "looks like a PDF"),
    "a workbook named .csv": ({"table": ("a.csv", b"PK\x03\x04")}, "table", "looks like a ZIP archive"),
    "a bomb": ({"table": ("a.xlsx", bomb())}, "table", "not safe to open"),
    "no company": ({"table": "name,city\n"}, "table", "row 1: holds a header but no company"),
    "no column of names": ({"table": "x,y\n1,2\n"}, "table", "no column of company names"),
    "quotes": ({"table": 'name\n"A\n'}, "table", "row 2: the quotation marks"),
    "too many rows": ({"table": "name\n" + "A\n" * 5001}, "table", "more than 5,000 rows"),
    "marks of nothing": ({"table": TABLE, "marks": "hello"}, "marks", "no column of companies"),
    "no mark": ({"table": TABLE, "marks": "company,judge,mark\nStrong,Li,x\n"}, "marks", "row 2, mark: "),
    "one judge": ({"table": TABLE, "marks": "company,judge,mark\nStrong,Li,5\n"}, "marks", "one judge"),
    "no YAML": ({"table": TABLE, "rules": "{["}, "rules", "line 2: not readable"),
    "an unknown key": ({"table": TABLE, "rules": f"{RULES}seets: 3\n"}, "rules", "line 4, seets: unknown field"),
    "an unknown field": ({"table": TABLE, "rules": "gates: [covrage > 1]"}, "rules", "'covrage'"),
    "rules in bytes": ({"table": TABLE, "rules": b"\xff\xfe\0"}, "rules", "not UTF-8"),
    "a mapping of nothing": ({"table": TABLE, "mapping": "name: nonsense\n"}, "mapping", "line 1, name: "),
    "an earlier table of nothing": ({"table": TABLE, "before": "x,y\n1,2\n"}, "before", "no column of company"),
    "no table": ({"marks": TABLE}, "table", "missing"),
    "another part": ({"table": TABLE, "tabel": TABLE}, "tabel", "no such part"),
    "a part twice": ({"table": [TABLE, TABLE]}, "table", "given twice"),
}  # fmt: skip


@pytest.mark.parametrize(("files", "part", "says"), FILES.values(), ids=FILES)
def test_files_that_can_not_be_used(client: FlaskClient, files: dict[str, Any], part: str, says: str) -> None:
    english = problem_of(send(client, RANK, "lang=en&draws=0", **files), 422)
    chinese = problem_of(send(client, RANK, "lang=zh&draws=0", **files), 422)
    assert where(english) == where(chinese) == [part]
    assert says in english["errors"][0]["detail"]
    assert any("一" <= sign <= "鿿" for sign in chinese["errors"][0]["detail"])


@pytest.mark.parametrize("name", ["", "..", "../../etc/passwd", "a\\b\\t.csv", "t\x07\u202e.csv", "名" * 400 + ".csv"])
def test_no_file_name_leads_out_of_its_folder_or_too_far(client: FlaskClient, name: str) -> None:
    body, kind = multipart([("table", (name or "x", TABLE))])
    answer = client.post(f"{RANK}?draws=0", data=body, content_type=kind).json
    assert len(answer["ranking"]) == 3
    told = answer["rejected"][0]["problems"][0]["where"]
    assert "/" not in told and "\\" not in told and told.isprintable() and 0 < len(told) <= 60


PROFILE = {"name": "A"}
BODIES: dict[str, tuple[Any, list[str]]] = {
    "a list": ([], ["#"]),
    "no profiles": ({}, ["#/profiles"]),
    "0 profiles": ({"profiles": []}, ["#/profiles"]),
    "too many": ({"profiles": [PROFILE] * 5001}, ["#/profiles"]),
    "0 earlier ones": ({"profiles": [PROFILE], "before": []}, ["#/before"]),
    "a bad earlier one": ({"profiles": [PROFILE], "before": [PROFILE, {"name": 7}]}, ["#/before/1/name"]),
    "another name": ({"profiles": [PROFILE], "rule": {}}, ["#/rule"]),
    "rules of nothing": ({"profiles": [PROFILE], "rules": {}}, ["#/rules"]),
    "rules in a list": ({"profiles": [PROFILE], "rules": []}, ["#/rules"]),
    "a gate": (
        {"profiles": [PROFILE], "rules": {"gates": ["coverage >= 1%", {"when": "x > 3"}]}}, ["#/rules/gates/1/when"],
    ),
    "a key with signs": ({"profiles": [PROFILE], "rules": {"seats": 1, "a.b/c": 2}}, ["#/rules/a.b~1c"]),
    "seats without end": ({"profiles": [PROFILE], "rules": {"seats": 10**18}}, ["#/rules/seats"]),
    "a key without end": ({"profiles": [PROFILE], "rules": {"k" * 3000: 1}}, ["#/rules"]),
    "control characters": ({"profiles": [PROFILE], "rules": {"title": "\0\x7f", "seats": 1}}, ["#/rules"]),
    "a merge": ({"profiles": [PROFILE], "rules": {"<<": {"seats": 1}}}, ["#/rules"]),
    "no marks": ({"profiles": [PROFILE], "marks": []}, ["#/marks"]),
    "marks of no kind": (
        {"profiles": [PROFILE], "marks": [{"company": "A", "judge": "B", "mark": mark} for mark in (True, None, [])]},
        ["#/marks/0/mark", "#/marks/1/mark", "#/marks/2/mark"],
    ),
    "text that is no mark": (
        {"profiles": [PROFILE], "marks": [*MARKS, {"company": "A", "judge": "B", "mark": "soso"}]}, ["#/marks/6/mark"],
    ),
    "a mark beyond any scale": (
        {"profiles": [PROFILE], "marks": [*MARKS, {"company": "A", "judge": "B", "mark": 5000}]}, ["#/marks/6/mark"],
    ),
    "a mark of 300 digits": (
        {"profiles": [PROFILE], "marks": [*MARKS, {"company": "A", "judge": "B", "mark": 1e300}]}, ["#/marks/6/mark"],
    ),
    "one judge": ({"profiles": [PROFILE], "marks": MARKS[:1]}, ["#/marks"]),
    "nobody's mark": (
        {"profiles": [PROFILE], "marks": [{"company": " ", "judge": "B", "mark": 1}]}, ["#/marks/0/company"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("body", "places"), BODIES.values(), ids=BODIES)
def test_bodies_that_can_not_be_used(client: FlaskClient, body: Any, places: list[str]) -> None:
    for lang in ("en", "zh"):
        problem = problem_of(client.post(f"{RANK}?draws=0&lang={lang}", json=body), 422)
        assert pointers(problem) == places
        assert all(
            any("一" <= sign <= "鿿" for sign in error["detail"]) == (lang == "zh") for error in problem["errors"]
        )


OPTIONS = {
    "seats=0": "1,000,000", "seats=99999999999999999999": "1,000,000", "seats=": "1,000,000", "draws=-1": "100,000",
    "draws=1e3": "100,000", "seed=4294967296": "4,294,967,295", "spread=2": "0 to 1", "spread=nan": "0 to 1",
    "spread=1e999": "0 to 1", "aggregation=median": "geometric", "hold=luck": "weights", "hold=": "weights",
    "findings=maybe": "yes, no", "format=pdf": "parquet",
    "as_of=2199-01-01": "2021-06-30", "as_of=20210630": "2021-06-30",
    "before_as_of=yesterday": "2021-06-30", "seat=3": "seats", "drawz=3": "draws", "asof=2020-01-01": "as_of",
    "seed=1&seed=2": "one value", "seed=３": "4,294,967,295", "sheet=": "a sheet", "lang=fr": "zh",
}  # fmt: skip


@pytest.mark.parametrize(("query", "expected"), OPTIONS.items())
def test_options_that_can_not_be_used(client: FlaskClient, query: str, expected: str) -> None:
    problem = problem_of(client.post(f"{RANK}?{query}", json={"profiles": PROFILES}), 422)
    assert where(problem) == [query.partition("=")[0]]
    assert expected in problem["errors"][0]["expected"]


def test_all_options_that_are_wrong_are_told_at_once(client: FlaskClient) -> None:
    problem = problem_of(client.post(f"{RANK}?seats=0&draws=x&sheet=", json={"profiles": PROFILES}), 422)
    assert where(problem) == ["seats", "draws", "sheet"]


def test_json_has_no_sheets(client: FlaskClient) -> None:
    assert where(problem_of(client.post(f"{RANK}?sheet=x", json={"profiles": PROFILES}), 422)) == ["sheet"]


@pytest.mark.parametrize("path", [RANK, f"{COMPARE}?first=1&second=2", COLUMNS])
def test_other_content_is_refused(client: FlaskClient, path: str) -> None:
    for kind in ("", "text/csv", "application/x-www-form-urlencoded"):
        problem = problem_of(post(client, b"name\nA\n", path, kind), 415)
        assert pointers(problem) == ["#"]
        assert "multipart/form-data" in problem["errors"][0]["expected"]
    body, kind = multipart([("table", TABLE)])
    squeezed = client.post(path, data=body, content_type=kind, headers={"Content-Encoding": "gzip"})
    assert "compressed" in problem_of(squeezed, 415)["errors"][0]["detail"]


@pytest.mark.parametrize(
    ("body", "kind"),
    [(b"", "multipart/form-data"), (b"--x\r\njunk", "multipart/form-data; boundary=x"),
     (b"--x--", "multipart/form-data; boundary=x"), (b"\0" * 500, "multipart/form-data; boundary=" + "b" * 300),
     (b"--x", "multipart/form-data; boundary=\xe9")],
)  # fmt: skip
def test_forms_that_are_none(client: FlaskClient, body: bytes, kind: str) -> None:
    assert where(problem_of(post(client, body, RANK, kind), 422)) == ["table"]


def test_text_fields_and_too_many_parts(client: FlaskClient) -> None:
    fields = client.post(f"{RANK}?lang=en", data={"table": TABLE, "seats": "3"}, content_type="multipart/form-data")
    problem = problem_of(fields, 422)
    assert where(problem) == ["table", "seats"]
    assert problem["errors"][0]["detail"] == "is no file"
    assert "options go into the address" in problem["errors"][1]["expected"]
    many = client.post(RANK, data=dict.fromkeys(map(str, range(1200)), "x"), content_type="multipart/form-data")
    problem_of(many, 413)
