"""Cohorts over the API: the engine's own ranking, from a table or from JSON, in every format."""

import io
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from cohorting import AS_OF, MARKS, MARKS_TABLE, PROFILES, RANK, RULES, TABLE, order, send
from flask.testing import FlaskClient

from scoring import Ranking, rank
from scoring.cohort.assumptions import Assumptions


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "table.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_table_gets_the_ranking_of_the_engine(client: FlaskClient, table: Path, lang: Any) -> None:
    response = send(client, RANK, f"{AS_OF}&lang={lang}&draws=500&seed=7&seats=2", table=TABLE)
    own = rank(table, as_of=date(2021, 6, 30), lang=lang, assumptions=Assumptions(draws=500, seed=7), seats=2)
    assert response.json == own.model_dump(mode="json")
    assert response.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in response.headers
    rejected = response.json["rejected"]
    assert [(row["row"], row["company"], row["problems"][0]["path"]) for row in rejected] == [(5, "Lost", "city")]
    assert rejected[0]["problems"][0]["where"] == "table.csv"


def test_profiles_get_the_places_and_numbers_of_the_same_table(client: FlaskClient) -> None:
    by_table = send(client, RANK, f"{AS_OF}&lang=en", table=TABLE).json
    by_json = client.post(f"{RANK}?{AS_OF}&lang=en", json={"profiles": PROFILES}).json
    assert [one["company"] for one in by_json["ranking"]] == ["Strong", "Middling", "Weak"]
    for ours, theirs in zip(by_json["ranking"], by_table["ranking"], strict=True):
        assert ours | {"row": None} == theirs | {"row": None}
    assert by_json["uncertainty"] == by_table["uncertainty"]


def test_a_bad_profile_is_rejected_for_itself_by_its_place(client: FlaskClient) -> None:
    body = {"profiles": [PROFILES[0], {"name": "Lost", "city": "Atlantis", "cty": 1}, 7, PROFILES[2]]}
    answer = client.post(f"{RANK}?lang=en", json=body).json
    assert [(one["company"], one["row"]) for one in answer["ranking"]] == [("Strong", 1), ("Weak", 4)]
    lost, number = answer["rejected"]
    assert (lost["row"], lost["company"]) == (2, "Lost")
    assert [problem["path"] for problem in lost["problems"]] == ["city", "cty"]
    assert all(problem["where"] == "profiles" and problem["row"] == 2 for problem in lost["problems"])
    assert lost["problems"][1]["expected"].endswith("city")
    assert (number["row"], number["company"]) == (3, "")


def test_a_cohort_of_which_nothing_can_be_used_is_explained_row_by_row(client: FlaskClient) -> None:
    assert client.post(RANK, json={"profiles": [{"name": 7}]}).json["ranking"] == []
    for name in ("json", "csv", "xlsx", "parquet"):
        query = f"format={name}&seats=2&lang=zh"
        response = send(client, RANK, query, table="name,city\nLost,Atlantis\n", marks=MARKS_TABLE, before=TABLE)
        assert response.status_code == 200, name


@pytest.mark.parametrize("by_json", [True, False])
def test_rules_marks_and_an_earlier_cohort_are_heard_either_way(client: FlaskClient, by_json: bool) -> None:
    query = f"{AS_OF}&before_as_of=2020-06-30&lang=en"
    if by_json:
        rules = {"seats": 1, "gates": ["cash_runway >= 6"]}
        beside: dict[str, Any] = {"marks": MARKS, "rules": rules, "before": PROFILES[:2]}
        answer = client.post(f"{RANK}?{query}", json={"profiles": PROFILES, **beside}).json
    else:
        before = TABLE.replace("Weak", "Gone")
        answer = send(client, RANK, query, table=TABLE, marks=MARKS_TABLE, rules=RULES, before=before).json
    selected = {one["company"]: one["shortlisted"]["selected"] for one in answer["ranking"]}
    assert selected == {"Strong": True, "Middling": False, "Weak": False}
    assert answer["shortlist"]["gates"][0]["written"] == "cash_runway >= 6"
    assert [judge["name"] for judge in answer["judges"]["judges"]] == ["Li", "Wang"]
    by_judges = {one["company"]: one["judged"]["rank"] for one in answer["ranking"]}
    assert by_judges == {"Strong": 3, "Middling": 2, "Weak": 1}
    assert answer["changes"]["matched"] == 2
    assert answer["changes"]["before_as_of"] == "2020-06-30"
    assert answer["fairness"]["selected"] == 1


def test_a_mapping_says_what_headers_mean(client: FlaskClient) -> None:
    odd = TABLE.replace("cash_runway", "how long")
    read = send(client, RANK, "lang=en", table=odd, mapping=("m.yaml", "how long: cash_runway\n")).json
    column = next(one for one in read["columns"] if one["header"] == "how long")
    assert (column["field"], column["how"]) == ("answers.cash_runway", "mapping")


def test_marks_of_a_company_that_is_not_there_are_told(client: FlaskClient) -> None:
    marks = [*MARKS, {"company": "Nobody", "judge": "Li", "mark": 50}]
    answer = client.post(f"{RANK}?lang=en", json={"profiles": PROFILES, "marks": marks}).json
    assert answer["judges"]["unmatched"] == ["Nobody"]


def test_options_reach_the_engine(client: FlaskClient) -> None:
    def asked(query: str) -> Any:
        return client.post(f"{RANK}?lang=en&{query}", json={"profiles": PROFILES}).json

    assert asked("draws=0")["uncertainty"] is None
    tested = asked("draws=300&seed=9&spread=0.5&seats=2")["uncertainty"]
    assert [tested[name] for name in ("draws", "seed", "spread", "top")] == [300, 9, 0.5, 2]
    fixed = asked("spread=0&aggregation=arithmetic&hold=treatment,unknowns,progression,evidence")["uncertainty"]
    assert (fixed["shift"], fixed["influences"]) == (0, [])
    for edge in ("seed=0", "seed=4294967295", "spread=0", "spread=1", "spread=1e-3", "hold=weights"):
        assert asked(f"draws=10&{edge}")["uncertainty"]["draws"] == 10
    assert asked("as_of=2019-12-31")["as_of"] == "2019-12-31"


def test_a_real_table_of_more_than_a_thousand_companies(client: FlaskClient, shared: Path) -> None:
    raw = (shared / "data" / "itjuzi-companies-2023" / "companies.csv").read_bytes()
    answer = send(client, RANK, "as_of=2023-06-30&draws=500&findings=no&lang=zh", table=("公司.csv", raw)).json
    assert (len(answer["ranking"]), [row["row"] for row in answer["rejected"]]) == (1225, [866])


def test_a_sheet_of_a_workbook_is_read_by_name(client: FlaskClient) -> None:
    book = openpyxl.Workbook()
    book.active.append(["公司名称"])  # type: ignore[union-attr]
    book.active.append(["甲"])  # type: ignore[union-attr]
    other = book.create_sheet("另一张")
    for row in (["公司名称", "城市"], ["乙", "北京"]):
        other.append(row)
    raw = io.BytesIO()
    book.save(raw)
    assert order(send(client, RANK, "", table=("名单.xlsx", raw.getvalue()))) == ["甲"]
    assert order(send(client, RANK, "sheet=另一张", table=("名单.xlsx", raw.getvalue()))) == ["乙"]


def test_the_example_of_the_document_works(client: FlaskClient) -> None:
    bodies = client.get("/openapi.json").json["paths"][RANK]["post"]["requestBody"]["content"]
    answer = client.post(RANK, json=bodies["application/json"]["example"]).json
    selected = [one["company"] for one in answer["ranking"] if one["shortlisted"]["selected"]]
    assert (answer["rejected"], selected) == ([], ["A"])
    assert answer["judges"]["judged"] == 2


def test_the_answer_is_read_back_as_the_engines_type(client: FlaskClient) -> None:
    response = send(client, RANK, AS_OF, table=TABLE, marks=MARKS_TABLE, rules=RULES, before=TABLE)
    assert Ranking.model_validate_json(response.data).model_dump(mode="json") == response.json


def test_a_part_is_ranked_without_the_others(client: FlaskClient) -> None:
    response = send(client, RANK, f"{AS_OF}&only=cash_runway >= 6", table=TABLE)
    assert order(response) == ["Strong", "Middling"]
    assert response.json["notes"][0]["message"].endswith("or don't say: 1")


@pytest.mark.parametrize("condition", ["cash_runwy >= 6", "cash_runway >= 600", ">="])
def test_a_condition_that_cannot_be_used_names_its_parameter(client: FlaskClient, condition: str) -> None:
    response = send(client, RANK, f"{AS_OF}&only={condition}", table=TABLE)
    assert response.status_code == 422
    assert [fault["parameter"] for fault in response.json["errors"]] == ["only"]
