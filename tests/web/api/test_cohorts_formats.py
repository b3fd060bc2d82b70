"""A ranked cohort as JSON, CSV, Excel and Parquet, with its findings and without."""

import io
import warnings

import openpyxl
import pyarrow.parquet as pq
import pytest
from cohorting import AS_OF, RANK, TABLE, send
from flask.testing import FlaskClient

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PARQUET = "application/vnd.apache.parquet"


def test_findings_may_be_left_out_and_nothing_else_changes(client: FlaskClient) -> None:
    whole = send(client, RANK, AS_OF, table=TABLE).json
    short = send(client, RANK, f"{AS_OF}&findings=no", table=TABLE).json
    assert whole["ranking"][0]["findings"]
    assert all(company.pop("findings") for company in whole["ranking"])
    assert not any(company.pop("findings") for company in short["ranking"])
    assert short == whole


@pytest.mark.parametrize(
    ("query", "accept", "kind"),
    [
        ("", "*/*", "application/json"),
        ("", "text/html", "application/json"),
        ("", "text/csv", "text/csv; charset=utf-8"),
        ("", f"{EXCEL}, application/json;q=0.5", EXCEL),
        ("format=parquet", "text/csv", PARQUET),
        ("format=json", EXCEL, "application/json"),
    ],
)
def test_the_format_is_the_one_asked_for(client: FlaskClient, query: str, accept: str, kind: str) -> None:
    response = send(client, RANK, query, {"Accept": accept}, table=TABLE)
    assert response.status_code == 200
    assert response.content_type == kind
    assert "Accept" in response.headers["Vary"].split(", ")


def test_files_hold_the_ranking(client: FlaskClient) -> None:
    kinds = ("csv", "xlsx", "parquet")
    asked = {name: send(client, RANK, f"format={name}&lang=en&{AS_OF}", table=TABLE) for name in kinds}
    for name, response in asked.items():
        assert response.headers["Content-Disposition"] == f'attachment; filename="ranking.{name}"'
    lines = asked["csv"].data.decode("utf-8-sig").splitlines()
    assert [line.split(",")[1] for line in lines[1:4]] == ["Strong", "Middling", "Weak"]
    assert pq.read_table(io.BytesIO(asked["parquet"].data))["company"].to_pylist()[:3] == ["Strong", "Middling", "Weak"]
    with warnings.catch_warnings(action="ignore"):  # data bars are more than this reader knows
        book = openpyxl.load_workbook(io.BytesIO(asked["xlsx"].data))
    cells = [cell.value for row in book["Ranking"].iter_rows() for cell in row]
    assert {"Strong", "Middling", "Weak"} <= set(cells)
