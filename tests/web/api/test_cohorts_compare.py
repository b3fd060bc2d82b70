"""Two companies of a cohort compared, and a table looked at, over the API."""

import pytest
from asking import pointers, post, problem_of
from cohorting import AS_OF, COLUMNS, COMPARE, PROFILES, TABLE, send, where
from flask.testing import FlaskClient


@pytest.mark.parametrize(("first", "second"), [("2", "4"), ("Strong", "Weak"), ("Strong", "4")])
def test_two_companies_by_row_or_name(client: FlaskClient, first: str, second: str) -> None:
    answer = send(client, COMPARE, f"{AS_OF}&lang=en&draws=400&first={first}&second={second}", table=TABLE).json
    assert [answer[side]["company"] for side in ("first", "second")] == ["Strong", "Weak"]
    assert answer["difference"] > 0
    assert sum(line["difference"] for line in answer["lines"]) == pytest.approx(answer["difference"], abs=0.005)
    assert answer["draws"] == 400
    assert answer["in_words"].startswith("Strong is ")


def test_profiles_are_named_by_their_place(client: FlaskClient) -> None:
    answer = client.post(f"{COMPARE}?first=3&second=1&lang=zh", json={"profiles": PROFILES}).json
    assert (answer["first"]["company"], answer["second"]["company"]) == ("Weak", "Strong")
    assert answer["difference"] < 0
    assert "次模拟" in answer["in_words"]


@pytest.mark.parametrize(
    ("query", "parts", "says"),
    [
        ("first=2", ["second"], "missing"),
        ("", ["first", "second"], "missing"),
        ("first=2&second=2", ["second"], "same company"),
        ("first=Stron&second=Weak", ["first"], "no company 'Stron'"),
        ("first=Weak&second=5", ["second"], "row 5 was rejected"),
        ("first=Bare&second=Weak", ["first"], "no score"),
        ("first=Weak&second=Twin", ["second"], "rows 7, 8"),
        (f"first={'9' * 299}&second=2", ["first"], "no company"),
        (f"first={'9' * 5000}&second=2", ["first"], "found"),
        ("first=²&second=Weak", ["first"], "no company"),
        ("first=Strong&second=Weak&seats=3", ["seats"], "no such parameter"),
    ],
)
def test_companies_that_can_not_be_compared(client: FlaskClient, query: str, parts: list[str], says: str) -> None:
    table = TABLE + "Bare,,,,,\nTwin,,10,3,10,1\nTwin,,10,4,10,1\n"
    problem = problem_of(send(client, COMPARE, f"lang=en&{query}", table=table), 422)
    assert where(problem) == parts
    assert says in problem["errors"][0]["detail"]


def test_a_cohort_without_a_sound_company_has_nobody_to_compare(client: FlaskClient) -> None:
    problem = problem_of(send(client, COMPARE, "first=A&second=B", table="name,city\nA,Atlantis\n"), 422)
    assert where(problem) == ["first"]
    assert problem["errors"][0]["expected"]


def test_how_a_table_would_be_read(client: FlaskClient) -> None:
    table = "Applicants of the year,,\nname,runway in months,founder age\nA,12,31\nB,x,32\n"
    answer = send(client, COLUMNS, "lang=en", table=table, mapping=("m.yaml", "runway in months: cash_runway\n")).json
    assert (answer["header_row"], answer["rows"], answer["read"]) == (2, 2, 2)
    name, runway, age = answer["columns"]
    assert (name["letter"], name["field"], name["samples"]) == ("A", "name", ["A", "B"])
    assert (runway["field"], runway["how"], runway["by_itself"]) == ("answers.cash_runway", "mapping", None)
    assert (age["how"], age["samples"]) == ("personal", [])
    assert [row["row"] for row in answer["rejected"]] == [4]
    assert answer["problems"] == []


def test_a_table_without_companies_is_still_shown(client: FlaskClient) -> None:
    answer = send(client, COLUMNS, "lang=zh", table="产品,数量\n甲,3\n").json
    assert [column["header"] for column in answer["columns"]] == ["产品", "数量"]
    assert answer["problems"]
    assert answer["read"] == 0


def test_what_is_no_table(client: FlaskClient) -> None:
    assert where(problem_of(send(client, COLUMNS, "", table=("a.xlsx", b"PK\x03\x04junk")), 422)) == ["table"]
    assert where(problem_of(send(client, COLUMNS, "", table=TABLE, marks=TABLE), 422)) == ["marks"]
    assert where(problem_of(send(client, COLUMNS, "sheet=x", table=TABLE), 422)) == ["table"]
    assert pointers(problem_of(post(client, b"{}", COLUMNS), 415)) == ["#"]
