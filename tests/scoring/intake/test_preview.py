"""A table looked at before it is read: columns, samples, problems, and that it foretells what reading gives."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from scoring.errors import InputError
from scoring.intake import read_table
from scoring.intake.headings.labels import field_groups
from scoring.intake.headings.mapping import read_mapping
from scoring.intake.preview import ROWS_READ, Preview, preview
from scoring.rulesets.book import RuleBook

from .conftest import AS_OF, dumped

Look = Callable[..., Preview]
TABLE = (
    "2023 年申报企业,,,,\n企业,城市,融资额（万元）,联系人,备注\n"
    "甲科技,深圳,500,王某,好\n乙科技,火星,300,李某,好\n,上海,1,,\n"
)


@pytest.fixture
def look(tmp_path: Path, book: RuleBook) -> Look:
    """Write a table as UTF-8 CSV and look at it."""

    def write_and_look(content: str, **options: Any) -> Preview:
        path = tmp_path / "table.csv"
        path.write_text(content, encoding="utf-8")
        return preview(path, book=book, as_of=AS_OF, **options)

    return write_and_look


def test_columns_are_told_with_their_first_values(look: Look) -> None:
    seen = look(TABLE)
    assert (seen.header_row, seen.rows, seen.problems) == (2, 3, ())
    assert [(each.use.letter, each.use.field, each.use.how) for each in seen.columns] == [
        ("A", "name", "alias"), ("B", "city", "alias"), ("C", "amount", "alias"),
        ("D", None, "personal"), ("E", None, "unknown"),
    ]  # fmt: skip
    assert seen.columns[1].samples == ("深圳", "火星", "上海")
    assert seen.columns[4].samples == ("好",)
    unit = seen.columns[2].use.unit
    assert unit
    assert (unit.scale, unit.currency) == (10_000, "CNY")


def test_values_of_persons_are_not_shown_and_their_column_can_t_be_mapped(look: Look) -> None:
    person = look(TABLE).columns[3]
    assert person.samples == ()
    assert not person.may_be_mapped


def test_it_foretells_what_reading_gives(look: Look, book: RuleBook, tmp_path: Path) -> None:
    mapping = {"备注": "legal_name", "城市": None}
    seen = look(TABLE, mapping=mapping).intake
    intake = read_table(tmp_path / "table.csv", book=book, as_of=AS_OF, mapping=mapping)
    assert seen
    assert [dumped(each) for each in seen.profiles] == [dumped(each) for each in intake.profiles]
    assert [row.row for row in seen.rejected] == [row.row for row in intake.rejected]
    assert seen.columns == intake.columns


def test_rows_that_would_be_left_out_say_why(look: Look) -> None:
    seen = look(TABLE).intake
    assert seen
    assert [row.row for row in seen.rejected] == [4, 5]
    assert "火星" in str(seen.rejected[0].problems[0])


def test_two_columns_for_one_field_are_a_problem_and_can_be_told_apart(look: Look) -> None:
    table = "公司名称,企业名称\n甲,乙\n"
    seen = look(table)
    assert "both mean name of the company" in str(seen.problems[0])
    assert seen.intake is None
    assert [each.use.field for each in seen.columns] == ["name", "name"]
    assert look(table, mapping={"企业名称": None}).problems == ()


def test_a_table_without_company_names_shows_its_columns_all_the_same(look: Look) -> None:
    table = "一览,\n谁,在哪里\n甲,深圳\n"
    seen = look(table)
    assert "no column of company names" in str(seen.problems[0])
    assert seen.header_row == 2
    assert [each.samples for each in seen.columns] == [("甲",), ("深圳",)]
    mended = look(table, mapping={"谁": "name"})
    assert mended.intake
    assert [each.name for each in mended.intake.profiles] == ["甲"]
    assert [each.by_itself for each in mended.columns] == [None, None]


def test_a_header_without_companies_is_a_problem(look: Look) -> None:
    assert "no company" in str(look("name,city\n").problems[0])


def test_a_header_that_stands_twice_can_be_mapped_once(look: Look) -> None:
    seen = look("name,note,Note \nA,1,2\n")
    assert [each.may_be_mapped for each in seen.columns] == [True, True, False]


def test_of_a_large_table_the_first_rows_are_read(look: Look) -> None:
    seen = look("name\n" + "A\n" * (ROWS_READ + 5))
    assert seen.is_cut
    assert seen.rows == ROWS_READ + 5
    assert seen.intake
    assert len(seen.intake.profiles) == ROWS_READ


def test_sheets_are_named_and_chosen(tmp_path: Path, book: RuleBook) -> None:
    workbook = openpyxl.Workbook()
    workbook.active.append(["notes"])
    workbook.create_sheet("Applicants").append(["name"])
    workbook["Applicants"].append(["A"])
    workbook.create_sheet("Others").append(["name"])
    workbook["Others"].append(["B"])
    workbook.save(tmp_path / "book.xlsx")
    seen = preview(tmp_path / "book.xlsx", book=book, as_of=AS_OF)
    assert (seen.sheet, seen.sheets) == ("Applicants", ("Sheet", "Applicants", "Others"))
    chosen = preview(tmp_path / "book.xlsx", book=book, as_of=AS_OF, sheet="Others")
    assert chosen.intake
    assert chosen.intake.profiles[0].name == "B"


def test_what_is_no_table_is_refused(look: Look) -> None:
    with pytest.raises(InputError, match="looks like a PDF"):
        look("%PDF-1.7")
    with pytest.raises(InputError, match="there is no field 'nmae'"):
        look(TABLE, mapping={"企业": "nmae"})


def test_every_field_to_choose_from_may_stand_in_a_mapping(book: RuleBook) -> None:
    fields = [field for group in field_groups(book) for field, _ in group.fields]
    assert len(fields) == len(set(fields))
    assert "answers.grants.evidence" in fields
    mapped = read_mapping({f"column {number}": field for number, field in enumerate(fields)}, book)
    assert list(mapped.values()) == fields
