"""Which sheet of a workbook is read, what is said of the others, and how one is named."""

import io

import openpyxl
import pytest

from scoring.errors import InputError

from ..conftest import Read, in_chinese, noted

COMPANIES = [["公司名称", "城市"], ["甲科技", "北京"]]
OTHERS = [["公司名称", "城市"], ["乙科技", "上海"]]


def workbook(**sheets: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_the_first_sheet_with_company_names_is_read(read: Read) -> None:
    content = workbook(说明=[["填报说明"], ["请勿改动表头"]], 空白=[], 企业=COMPANIES, 旧表=OTHERS)
    intake = read(content, "t.xlsx")
    assert [profile.name for profile in intake.profiles] == ["甲科技"]
    assert "sheet '企业' is read; not read: '说明', '空白', '旧表'" in noted(intake)
    assert all(map(in_chinese, intake.notes))


def test_a_header_with_nothing_below_gives_way_to_a_filled_sheet(read: Read) -> None:
    intake = read(workbook(模板=COMPANIES[:1], 企业=OTHERS), "t.xlsx")
    assert [profile.name for profile in intake.profiles] == ["乙科技"]


def test_a_single_sheet_is_named_alone(read: Read) -> None:
    assert "sheet '企业' is read" in noted(intake := read(workbook(企业=COMPANIES), "t.xlsx"))
    assert "not read" not in noted(intake)


def test_the_sheet_named_is_read(read: Read) -> None:
    content = workbook(企业=COMPANIES, 旧表=OTHERS)
    assert [profile.name for profile in read(content, "t.xlsx", sheet="旧表").profiles] == ["乙科技"]


def test_without_any_header_the_sheets_looked_at_are_named(read: Read) -> None:
    with pytest.raises(InputError, match="sheets looked at: 'One', 'Two'") as refusal:
        read(workbook(One=[["a"], [1]], Two=[["b"], [2]]), "t.xlsx")
    assert "查看过的工作表：“One”、“Two”" in refusal.value.in_("zh")


def test_a_text_file_has_no_sheets(read: Read) -> None:
    with pytest.raises(InputError, match="is a text file and has no sheet '企业'"):
        read("公司名称\n甲\n", sheet="企业")
