"""One cohort as people keep it: GB18030, a title above the header, merged cells, workbooks out of LibreOffice."""

import csv
import io
import shutil
import subprocess
from datetime import date

import openpyxl
import pytest

from scoring import rank
from scoring.cohort.assumptions import Assumptions
from scoring.resources import resource

FEW = Assumptions(draws=50)


@pytest.fixture(scope="module", params=["made up", "real"])
def original(request):
    """The table as text, and the date to assess it at."""
    if request.param == "real":
        shared = request.getfixturevalue("shared")
        path = shared / "data" / "itjuzi-companies-2023" / "companies.csv"
        return path.read_text(encoding="utf-8-sig"), date(2023, 12, 31)
    return resource("data", "examples", "fictional-24.zh.csv").read_text(encoding="utf-8-sig"), date(2021, 6, 30)


@pytest.fixture(scope="module")
def expected(original, tmp_path_factory):
    path = tmp_path_factory.mktemp("plain") / "table.csv"
    path.write_text(original[0], encoding="utf-8")
    return rank(path, as_of=original[1], lang="zh", assumptions=FEW)


def without_rows(result):
    """What was ranked, apart from where it stood in the file."""
    return [each.model_copy(update={"row": None}) for each in result.ranking]


def rows_of(text):
    return list(csv.reader(io.StringIO(text)))


def titled_workbook(path, rows):
    """A title merged over the table, a merged line under it, the header, the rows."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "申报汇总"
    sheet["A1"] = "申报企业汇总表"
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(rows[0]))
    sheet["A2"] = "（内部使用）"
    sheet.merge_cells(start_row=2, end_row=2, start_column=1, end_column=3)
    for row in rows:
        sheet.append(row)
    book.save(path)


def ranked_alike(path, original, expected, shift=0):
    result = rank(path, as_of=original[1], lang="zh", assumptions=FEW)
    assert without_rows(result) == without_rows(expected)
    assert [row.row for row in result.rejected] == [row.row + shift for row in expected.rejected]
    assert [each.row for each in result.ranking] == [each.row + shift for each in expected.ranking]


def test_every_row_is_ranked_or_explained(original, expected):
    filled = sum(any(cell.strip() for cell in row) for row in rows_of(original[0])[1:])
    assert len(expected.ranking) + len(expected.rejected) == filled
    assert all(each.uncertain or each.rank is None for each in expected.ranking)


def test_gb18030(original, expected, tmp_path):
    path = tmp_path / "表.csv"
    path.write_bytes(original[0].encode("gb18030"))
    ranked_alike(path, original, expected)


def test_a_title_above_the_header_and_merged_cells(original, expected, tmp_path):
    path = tmp_path / "表.xlsx"
    titled_workbook(path, rows_of(original[0]))
    ranked_alike(path, original, expected, shift=2)


@pytest.mark.parametrize("ending", ["ods", "xls"])
def test_what_libreoffice_exports(original, expected, tmp_path, ending):
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    titled_workbook(tmp_path / "table.xlsx", rows_of(original[0]))
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/office", "--headless", "--convert-to", ending]
    subprocess.run([*command, "table.xlsx"], cwd=tmp_path, check=True, capture_output=True, timeout=120)
    ranked_alike(tmp_path / f"table.{ending}", original, expected, shift=2)
