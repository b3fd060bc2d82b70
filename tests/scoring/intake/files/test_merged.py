"""Merged cells: what stands in them holds for every row below, and a merged company name is one company."""

import shutil
import subprocess
from datetime import date

import openpyxl
import pytest

from scoring.intake import read_table
from scoring.intake.files.merged import fill_down
from scoring.rulesets.book import shipped_book


def workbook(path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["申报企业", None, None])
    sheet.append(["公司名称", "城市", "轮次"])
    for name, city, stage in (
        ("甲", "北京", "A轮"),
        ("乙", None, "B轮"),
        ("丙", "深圳", "A轮"),
        (None, None, "天使轮"),
    ):
        sheet.append([name, city, stage])
    for cells in ("A1:C1", "B3:B4", "A5:A6", "B5:B6"):
        sheet.merge_cells(cells)
    book.save(path)


@pytest.mark.parametrize("ending", ["xlsx", "ods", "xls"])
def test_a_merged_city_holds_for_every_row(tmp_path, ending):
    workbook(tmp_path / "t.xlsx")
    if ending != "xlsx":
        if shutil.which("soffice") is None:
            pytest.skip("LibreOffice (soffice) is not installed")
        command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/office", "--headless", "--convert-to", ending]
        subprocess.run([*command, "t.xlsx"], cwd=tmp_path, check=True, capture_output=True, timeout=120)
    found = read_table(tmp_path / f"t.{ending}", book=shipped_book(), as_of=date(2021, 6, 30))
    assert [(profile.name, profile.city) for profile in found.profiles] == [
        ("甲", "beijing"), ("乙", "beijing"), ("丙", "shenzhen"),
    ]  # fmt: skip
    assert [(row.row, row.problems[0].message.zh) for row in found.rejected] == [
        (6, "公司名称与上一行合并，只读取上一行")
    ]
    assert any("合并单元格" in note.message.zh for note in found.notes)


def test_what_is_merged_over_nothing_fills_nothing():
    rows = [["甲", "北京"], ["", ""], ["乙", "上海"], ["", "深圳"]]
    assert fill_down(rows, [((0, 0), (1_000_000, 0)), ((5, 5), (9, 9))]) == {(3, 0)}
    assert rows == [["甲", "北京"], ["", ""], ["乙", "上海"], ["甲", "深圳"]]


def test_a_formula_for_a_name_is_a_rejected_row(tmp_path):
    table = tmp_path / "t.csv"
    table.write_text("name,city,stage\nGood Co,Beijing,angel\n=A2,Beijing,angel\n#REF!,,\n", "utf-8")
    found = read_table(table, book=shipped_book(), as_of=date(2021, 6, 30))
    assert [profile.name for profile in found.profiles] == ["Good Co"]
    assert [row.row for row in found.rejected] == [3, 4]
