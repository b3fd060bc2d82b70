"""The annual accounts of a row: entries by year, years counted back from the row's own date, contradictions."""

import pytest

from ..conftest import Read, in_chinese, noted


def accounts(read: Read, table: str, **options: object) -> list[list[dict[str, float]]]:
    """Entries of each company of a table."""
    found = read(table, **options).profiles
    return [[each.model_dump(exclude_none=True) for each in profile.accounts or ()] for profile in found]


def test_figures_are_gathered_by_year(read: Read) -> None:
    table = "公司名称,2022年营业收入（万元）,2021年研发费用（万元）,营业收入2021\n甲,500,60,3000000\n乙,,,\n丙,0,-,\n"
    assert accounts(read, table) == [
        [{"year": 2021, "rd_cost": 6e5, "revenue": 3e6}, {"year": 2022, "revenue": 5e6}],
        [],
        [{"year": 2022, "revenue": 0}],
    ]


def test_nothing_told_is_unknown_and_no_empty_list(read: Read) -> None:
    assert read("公司名称,2022年营业收入\n甲,\n").profiles[0].accounts is None


def test_years_are_counted_back_from_the_date_of_the_row(read: Read) -> None:
    table = "公司名称,截至日期,上年营业收入（万元）,前年营业收入（万元）\n甲,2020-06-30,5,4\n乙,,5,4\n"
    assert [[each["year"] for each in entries] for entries in accounts(read, table)] == [[2018, 2019], [2021, 2022]]


def test_a_calendar_year_and_a_year_counted_back_may_agree(read: Read) -> None:
    table = "公司名称,2022年营业收入（万元）,上年营业收入\n甲,500,5000000\n"
    assert accounts(read, table) == [[{"year": 2022, "revenue": 5e6}]]


def test_where_they_differ_the_row_is_refused_with_both_figures(read: Read) -> None:
    intake = read("公司名称,2022年营业收入（万元）,上年营业收入\n甲,500,4000000\n乙,500,\n丙,,4000000\n")
    assert [profile.name for profile in intake.profiles] == ["乙", "丙"]
    (problem,) = intake.rejected[0].problems
    assert (problem.path, problem.value, problem.row) == ("上年营业收入", "4000000", 2)
    assert "2022, of which another column has 5,000,000 yuan; this one has 4,000,000" in problem.message.en
    assert in_chinese(problem)


@pytest.mark.parametrize(("years", "rejected"), [(10, 0), (11, 1)])
def test_more_years_than_a_profile_takes_refuse_the_row(years: int, rejected: int, read: Read) -> None:
    header = ",".join(f"{2010 + year}年营业收入（万元）" for year in range(years))
    intake = read(f"公司名称,{header}\n甲,{','.join('5' * years)}\n乙,5{',' * (years - 1)}\n")
    assert len(intake.rejected) == rejected
    for row in intake.rejected:
        assert row.problems[0].path == "2010年营业收入（万元）"
        assert row.problems[0].expected and row.problems[0].expected.en == "at most 10 entries"


def test_a_year_before_all_accounts_refuses_the_row(read: Read) -> None:
    intake = read("公司名称,截至日期,前年营业收入（万元）\n甲,1991-06-30,5\n乙,1992-06-30,5\n")
    assert [profile.name for profile in intake.profiles] == ["乙"]
    (problem,) = intake.rejected[0].problems
    assert problem.path == "前年营业收入（万元）"
    assert problem.expected and "from 1990" in problem.expected.en


@pytest.mark.parametrize("cell", ["100-200", "数百万", "300万美元", "-5", "好"])
def test_a_cell_that_is_no_figure_refuses_its_row_by_column_and_value(cell: str, read: Read) -> None:
    intake = read(f"公司名称,2022年营业收入（万元）\n甲,{cell}\n乙,500\n")
    assert [profile.name for profile in intake.profiles] == ["乙"]
    (problem,) = intake.rejected[0].problems
    assert (problem.path, problem.value, problem.row) == ("2022年营业收入（万元）", cell, 2)
    assert in_chinese(problem)


@pytest.mark.parametrize(
    ("header", "cells", "said"),
    [
        ("2022年营业收入", "3850,28000", True),
        ("2022年营业收入", '"3,850",28000', True),
        ("2022年营业收入", "3850,38500000", False),
        ("2022年营业收入", "0,-", False),
        ("2022年营业收入（元）", "3850,28000", False),
        ("2022年营业收入", "3850万,28000", False),
    ],
)
def test_figures_that_look_like_ten_thousands_are_asked_about(header: str, cells: str, said: bool, read: Read) -> None:
    first, second = cells.rsplit(",", 1)
    intake = read(f"公司名称,{header}\n甲,{first}\n乙,{second}\n")
    assert ("every figure here is below 100,000" in noted(intake)) == said
    assert all(map(in_chinese, intake.notes))
