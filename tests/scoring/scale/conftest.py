"""Fixtures: made-up companies as an Arrow table, and folders of them."""

import csv
from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from scoring.resources import resource

AS_OF = date(2021, 6, 30)


@pytest.fixture(scope="session")
def companies():
    """The made-up example companies; the fifth was founded in the future, the ninth row is empty."""
    with resource("data", "examples", "fictional-24.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    rows[4]["founded"] = "2099"
    rows.insert(8, dict.fromkeys(rows[0]))
    return pa.table({header: [row[header] for row in rows] for header in rows[0]})


@pytest.fixture
def folder(companies, tmp_path):
    """A folder `companies` of several Parquet files, of different sizes."""

    def made(files=3, copies=1):
        (tmp_path / "companies").mkdir(exist_ok=True)
        table = pa.concat_tables([companies] * copies)
        for number in range(files):
            part = table.slice(number, len(table) - number)
            pq.write_table(part, tmp_path / "companies" / f"c{number:02}.parquet", row_group_size=7)
        return tmp_path / "companies"

    return made
