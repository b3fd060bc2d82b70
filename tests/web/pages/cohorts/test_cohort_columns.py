"""The columns: shown as they are understood, corrected, kept as a mapping file that reads the table the same way."""

import io
import re
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import yaml
from cohorts_at_work import as_csv, columns_of, waited
from sending import Browser

from scoring import shipped_book
from scoring.intake import read_table

STRANGE = as_csv([
    ["谁", "在哪里", "融资额", "轮次", "联系人", "备注"],
    ["甲科技", "深圳", "500", "A轮", "王某", "好"],
    ["乙科技", "火星", "300", "种子轮", "李某", "很好"],
])  # fmt: skip


def row_of(page: str, letter: str) -> str:
    """The row of a column."""
    return next(row for row in re.findall(r"<tr class=\"line-.*?</tr>", page, re.DOTALL) if f">{letter}</td>" in row)


def chosen(page: str, letter: str) -> str:
    """What stands in the list of a column."""
    found = re.search(r'<option value="([^"]+)" selected>', row_of(page, letter))
    return found[1] if found else ""


def test_columns_are_told_in_words(chinese: Browser) -> None:
    page = chinese.client.get(columns_of(chinese, STRANGE, "申报.csv")).text
    assert "目前还无法排名" in page
    assert "找不到公司名称这一列" in page
    assert "申报.csv" in page
    assert chosen(page, "C") == "amount"
    assert "甲科技" in row_of(page, "A")
    assert "一律不读取" in row_of(page, "E")
    assert "王某" not in page
    assert "<select" not in row_of(page, "E")
    assert "无法识别" in row_of(page, "F")


def test_a_correction_is_kept_and_its_effect_shown(chinese: Browser) -> None:
    columns = columns_of(chinese, STRANGE, "申报.csv")
    sent = {"field-0": "name", "field-1": "city", "field-2": "amount", "field-3": "round", "field-5": "", "do": "look"}
    assert chinese.send(columns, sent).headers["Location"] == columns
    page = chinese.client.get(columns).text
    assert [chosen(page, letter) for letter in "ABCD"] == ["name", "city", "amount", "round"]
    assert "由您指定" in row_of(page, "A")
    assert "可参加排名的企业：1 家" in page
    assert "将被排除的行：1" in page
    assert "火星" in page[page.index("将被排除的行") :]
    assert "目前还无法排名" not in page


def test_a_unit_is_chosen_and_read(browser: Browser) -> None:
    columns = columns_of(browser, STRANGE)
    sent = {"field-0": "name", "field-2": "amount", "unit-2": "万元", "do": "look"}
    browser.send(columns, sent)
    page = browser.client.get(columns).text
    assert "<option selected>万元</option>" in row_of(page, "C")
    assert (
        yaml.safe_load(browser.client.get(columns.replace("columns", "mapping.yaml")).text)["融资额"]
        == "amount（万元）"
    )


def test_a_table_that_can_t_be_ranked_goes_nowhere(browser: Browser) -> None:
    columns = columns_of(browser, STRANGE)
    assert browser.send(columns, {"do": "rank"}).headers["Location"] == columns
    assert browser.client.get(columns.removesuffix("/columns")).headers["Location"] == columns


def test_two_columns_for_one_field_are_told(browser: Browser) -> None:
    columns = columns_of(browser, STRANGE)
    browser.send(columns, {"field-0": "name", "field-5": "name", "do": "rank"})
    page = browser.client.get(columns).text
    assert "both mean name of the company" in page
    assert [chosen(page, letter) for letter in "AF"] == ["name", "name"]


@pytest.mark.parametrize("field", ["name", "legal_name"])
def test_a_column_of_persons_stays_unread_whatever_is_sent(browser: Browser, field: str) -> None:
    columns = columns_of(browser, STRANGE)
    browser.send(columns, {"field-0": "name", "field-4": field, "do": "look"})
    assert "never read" in row_of(browser.client.get(columns).text, "E")
    assert "联系人" not in yaml.safe_load(browser.client.get(columns.replace("columns", "mapping.yaml")).text)


def test_fields_that_no_page_offers_are_passed_over(browser: Browser) -> None:
    columns = columns_of(browser)
    browser.send(columns, {"field-0": "no_such_field", "field-99": "name", "sheet": "Sheet 7", "do": "look"})
    assert chosen(browser.client.get(columns).text, "A") == "name"


def test_the_mapping_file_reads_the_table_the_same_way(browser: Browser, tmp_path: Path) -> None:
    columns = columns_of(browser, STRANGE)
    browser.send(columns, {"field-0": "name", "field-1": "", "field-2": "amount", "unit-2": "万元", "do": "rank"})
    home = columns.removesuffix("/columns")
    waited(browser, home)
    (tmp_path / "mapping.yaml").write_text(browser.client.get(f"{home}/mapping.yaml").text, encoding="utf-8")
    (tmp_path / "table.csv").write_bytes(STRANGE)
    book, as_of = shipped_book(), date(2023, 6, 30)
    intake = read_table(tmp_path / "table.csv", book=book, as_of=as_of, mapping=tmp_path / "mapping.yaml")
    ranked = browser.client.get(f"{home}/ranking.json").json["ranking"]
    assert sorted(each["company"] for each in ranked) == sorted(profile.name for profile in intake.profiles)
    rounds = intake.profiles[0].rounds
    assert rounds
    assert rounds[0].amount
    assert rounds[0].amount.low == 5_000_000


def test_a_sheet_is_chosen_and_an_empty_one_refused(browser: Browser) -> None:
    workbook = openpyxl.Workbook()
    workbook.active.title = "First"
    workbook["First"].append(["name"])
    workbook["First"].append(["Alder"])
    workbook.create_sheet("Second").append(["name"])
    workbook["Second"].append(["Birch"])
    workbook.create_sheet("Empty")
    content = io.BytesIO()
    workbook.save(content)
    columns = columns_of(browser, content.getvalue(), "book.xlsx")
    assert "<option selected>First</option>" in browser.client.get(columns).text
    browser.send(columns, {"sheet": "Second", "do": "look"})
    page = browser.client.get(columns).text
    assert "<option selected>Second</option>" in page
    assert "Birch" in page
    refused = browser.send(columns, {"sheet": "Empty", "do": "rank"})
    assert refused.status_code == 422
    assert "is empty" in refused.text
    assert "<option selected>Second</option>" in browser.client.get(columns).text


def test_a_page_that_lay_open_too_long_keeps_what_was_chosen(browser: Browser) -> None:
    columns = columns_of(browser, STRANGE)
    response = browser.client.post(columns, data={"field-0": "name", "do": "rank"})
    assert response.status_code == 400
    assert chosen(response.text, "A") == "name"
    assert "lain open too long" in response.text
    assert chosen(browser.client.get(columns).text, "A") == ""


def test_what_a_cell_holds_is_text_and_never_markup(browser: Browser) -> None:
    page = browser.client.get(
        columns_of(browser, as_csv([["name", "<b>x</b>"], ["<script>1</script>", "<i>y</i>"]]))
    ).text
    assert "<script>1" not in page
    assert "&lt;script&gt;1" in page
    assert "<b>x" not in page


def workbook_with_a_title() -> bytes:
    """A title merged over the first row, a blank row, then Chinese headers."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.append(["2023 年申报企业一览"])
    sheet.merge_cells("A1:C1")
    sheet.append([])
    sheet.append(["公司名称", "所在城市", "轮次"])
    sheet.append(["甲科技", "深圳", "A轮"])
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


@pytest.mark.parametrize(
    ("table", "name", "header"),
    [
        ("公司名称,所在城市,轮次\n甲科技,深圳,A轮\n".encode("gb18030"), "申报.csv", 1),
        ("公司名称\t所在城市\t轮次\n甲科技\t深圳\tA轮\n".encode("utf-16"), "申报.txt", 1),
        (workbook_with_a_title(), "申报.xlsx", 3),
    ],
)
def test_tables_as_people_keep_them(chinese: Browser, table: bytes, name: str, header: int) -> None:
    page = chinese.client.get(columns_of(chinese, table, name)).text
    assert f"“{name}”：表头在第 {header} 行，下面有 1 行；共 3 列，读取 3 列。" in page
    assert [chosen(page, letter) for letter in "ABC"] == ["name", "city", "round"]
    assert "可参加排名的企业：1 家" in page
