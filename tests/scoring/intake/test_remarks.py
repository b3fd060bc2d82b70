"""What is said of a table that was read: what was assumed, how often, and where the table seems to end."""

import io

import openpyxl
import pytest

from .conftest import Read, in_chinese, noted


def test_header_word_in_a_cell_is_missing_and_said(read: Read) -> None:
    intake = read("项目名称,创业者城市\n甲科技,创业者\n")
    assert intake.profiles[0].city is None
    assert "header word" in noted(intake) and "'创业者'" in noted(intake)


def test_unknown_tags_are_gathered_in_one_note(read: Read) -> None:
    intake = read("公司名称,赛道\n甲,医疗健康/Kuchen\n乙,Kuchen\n丙,Kuchen/Torte\n")
    assert [profile.sectors for profile in intake.profiles] == [["medical"], [], []]
    assert "2 different tags match no sector" in noted(intake) and "Kuchen (3), Torte (1)" in noted(intake)
    assert "2 rows: no tag is known" in noted(intake)


def test_same_company_twice_is_kept_and_said(read: Read) -> None:
    intake = read("公司名称,轮次\n甲,A轮\n乙,A轮\n甲,B轮\n")
    assert len(intake.profiles) == 3
    note = next(note for note in intake.notes if "stands further up" in note.message.en)
    assert (note.row, note.value, note.path) == (4, "甲", "公司名称")


def test_year_only_and_default_currency_are_said_once_with_a_count(read: Read) -> None:
    intake = read("公司名称,成立时间,轮次,融资额\n甲,2019,A轮,500万\n乙,2020,A轮,600万\n")
    assert "2 rows: only the year is given, first '2019'" in noted(intake)
    assert "2 rows: no currency is written, so yuan is assumed" in noted(intake)


def test_notes_are_in_both_languages(read: Read) -> None:
    intake = read(
        "公司名称,创始人,总融资额,备注,成立时间,轮次,融资额,赛道,城市\n"
        "甲,某,1亿,好,2019,A轮,500万,Kuchen,城市\n甲,某,1亿,好,2020,A轮,数千万,Torte,北京\n"
    )
    assert len(intake.notes) > 8 and all(map(in_chinese, intake.notes))
    chinese = "\n".join(note.in_("zh") for note in intake.notes)
    assert "2 行：只写了年份，如“2019”" in chinese
    assert "有 2 个标签对不上任何行业、层级或细分领域，已略去；最常见的是：Kuchen（1 次）、Torte（1 次）" in chinese


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("公司名称,成立时间,轮次,融资时间\n甲,2015,A轮,2020-12-28\n乙,2016,,", True),
        ("公司名称,成立时间,轮次\n甲,2019-05,A轮", False),
        ("公司名称,成立时间,轮次,融资时间\n甲,2015,A轮,2021-06", False),
        ("公司名称,成立时间,轮次,融资时间,基准日\n甲,2015,A轮,2020-12-28,2021-01-31", False),
        ("公司名称,成立时间\n甲,2015", False),
        ("公司名称,轮次\n甲,A轮", False),
    ],
)
def test_a_table_that_ends_long_before_the_as_of_date_is_said(table: str, said: bool, read: Read) -> None:
    notes = [note for note in read(table).notes if "seems to end" in note.message.en]
    assert len(notes) == said
    assert all(in_chinese(note) for note in notes)


def test_the_end_of_the_table_is_named_with_the_remedy(read: Read) -> None:
    intake = read("公司名称,轮次,融资时间\n甲,A轮,2020-11\n乙,B轮,2019")
    note = next(note for note in intake.notes if "seems to end" in note.message.en)
    assert "end in 2020-11, 31 months before the as-of date 2023-06-30" in note.message.en
    assert "--as-of 2020-11-30" in note.message.en
    assert "似乎截至 2020-11" in note.message.zh and "--as-of 2020-11-30" in note.message.zh


def test_a_column_with_content_but_no_header_is_told(read: Read) -> None:
    intake = read("公司名称,地区,,轮次,\n甲科技,广东,深圳,A轮,\n")
    assert "column C has content but no header" in noted(intake)
    assert "column E" not in noted(intake)


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("公司名称,轮次,融资额\n甲,A轮,500\n乙,B轮,\n丙,B轮,未透露", True),
        ("公司名称,A轮金额\n甲,500", True),
        ("公司名称,轮次,融资额\n甲,A轮,500\n乙,B轮,20000", False),
        ("公司名称,轮次,融资额\n甲,A轮,500\n乙,B轮,600万", False),
        ("公司名称,轮次,融资额（万元）\n甲,A轮,500", False),
        ("公司名称,轮次,融资额\n甲,A轮,未透露", False),
    ],
)
def test_small_bare_amounts_are_questioned_first_of_all(table: str, said: bool, read: Read) -> None:
    intake = read(table)
    assert [at for at, note in enumerate(intake.notes) if "read as single yuan" in note.message.en] == [0] * said
    assert all(map(in_chinese, intake.notes))


def test_a_mapping_file_may_say_the_unit(read: Read) -> None:
    intake = read("公司名称,轮次,融资额\n甲,A轮,500", mapping="融资额: amount（万元）")
    amount = (intake.profiles[0].rounds or [])[0].amount
    assert amount is not None and amount.low == 5_000_000
    assert "single yuan" not in noted(intake)


def test_whole_numbers_of_a_workbook_are_quoted_without_decimals(read: Read) -> None:
    book = openpyxl.Workbook()
    for row in (["公司名称", "成立时间"], ["甲", 2019]):
        book.worksheets[0].append(row)
    stream = io.BytesIO()
    book.save(stream)
    note = next(note for note in read(stream.getvalue(), "t.xlsx").notes if "year" in note.message.en)
    assert (note.value, "2019.0" in note.message.en) == ("2019", False)


def test_a_line_break_in_a_name_is_a_blank_and_a_control_character_is_refused(read: Read) -> None:
    intake = read('公司名称,城市\n"甲科技\n有限公司",北京\n乙\u202e科技,北京\n')
    assert [profile.name for profile in intake.profiles] == ["甲科技 有限公司"]
    (rejected,) = intake.rejected
    assert rejected.problems[0].expected is not None
    assert "control characters" in rejected.problems[0].expected.en
