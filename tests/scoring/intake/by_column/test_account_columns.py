"""Annual accounts read by columns are those read row by row, whatever columns stand side by side; so are facts."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.intake.files.tables import Table
from scoring.rulesets.book import RuleBook
from scoring.table.from_profiles import table_of

from ..conftest import Read
from .test_by_columns import same_as_row_by_row, same_table

CELLS: dict[str, Sequence[str]] = {
    "截至日期": ["", "2022-12-31", "2023-03-31", "1991-01-31"],
    "2022年营业收入（万元）": ["", "500", "400", "0", "数百万"],
    "2021年营业收入（万元）": ["", "500", "300"],
    "上年营业收入（万元）": ["", "500", "400"],
    "前年营业收入（万元）": ["", "500", "300"],
    "大前年营业收入": ["", "5000000", "约 3000000"],
    "上年研发费用": ["", "5000000", "5000000.5"],
    "2022年末总资产": ["", "9000000", "-5"],
}


@settings(deadline=None, max_examples=200)
@given(st.lists(st.tuples(*map(st.sampled_from, CELLS.values())), min_size=1, max_size=20))
def test_ways_of_telling_of_years_side_by_side(book: RuleBook, rows: list[tuple[str, ...]]) -> None:
    table = Table([["公司名称", *CELLS], *([f"公司{at}", *row] for at, row in enumerate(rows))])
    same_as_row_by_row(table, book)


def test_many_years(book: RuleBook) -> None:
    years = [f"{2010 + year}年营业收入（万元）" for year in range(12)]
    rows = [["多", *["5"] * 12], ["少", *["5"] * 10, "", ""], ["无", *[""] * 12]]
    same_as_row_by_row(Table([["公司名称", *years], *rows]), book)


def test_the_table_holds_entries_by_company_and_year(read: Read, book: RuleBook) -> None:
    intake = read(
        "公司名称,截至日期,上年营业收入（万元）,2020年研发费用（万元）\n甲,,5,\n乙,x,5,5\n丙,2021-06-30,5,6\n丁,,,\n"
    )
    accounts = intake.table(book).accounts
    assert accounts.company.tolist() == [0, 1]
    assert accounts.year.tolist() == [2022, 2020]
    assert accounts.figures["revenue"].tolist() == [5e4, 5e4]
    assert np.isnan(accounts.figures["rd_cost"][0]) and accounts.figures["rd_cost"][1] == 6e4


def test_some_companies_keep_their_own_accounts(read: Read, book: RuleBook) -> None:
    part = read("公司名称,2021年营业收入,2022年营业收入\n甲,1,2\n乙,,\n丙,3,4\n").take([2, 0])
    assert part.table(book).accounts.figures["revenue"].tolist() == [3, 4, 1, 2]
    same_table(part.table(book), table_of([*part.profiles], book))


@pytest.mark.parametrize(
    ("cell", "ticked"),
    [
        ("高新技术企业；科技型中小企业", ["gaoqi", "kexiao"]),
        ("高新技术企业、科技型中小企业", ["gaoqi", "kexiao"]),
        ("高企", ["gaoqi"]),
        ("国家高新技术企业 | kexiao", ["gaoqi", "kexiao"]),
        ("high-tech enterprise; technology SME, registered", ["gaoqi", "kexiao"]),
        ("无", []),
        ("none", []),
        ("", None),
        ("不详", None),
    ],
)
def test_titles_in_a_cell(cell: str, ticked: list[str] | None, read: Read, book: RuleBook) -> None:
    intake = read(f'公司名称,已有资质\n甲,"{cell}"\n')
    answer = intake.profiles[0].answers.titles  # type: ignore[attr-defined]
    assert (answer.value if answer else None) == ticked
    answers = intake.table(book).answers
    columns = {name: column.tolist() for name, column in answers.items() if name.startswith("titles.")}
    expected = {f"titles.{name}": [int(name in ticked)] for name in ("kexiao", "gaoqi")} if ticked is not None else {}
    assert columns == expected


def test_facts_of_every_kind(read: Read) -> None:
    intake = read(
        "公司名称,科技人员数,What of market_share?,技术先进程度,restricted_products,已有资质 证据\n"
        "甲,52人,12%,高,否,第三方文件\n乙,0,0,无：谈不上先进性,是,\n丙,-,,,,\n"
    )
    assert intake.rejected == []
    found = [profile.answers.model_dump(exclude_none=True) for profile in intake.profiles]
    values = [{name: answer["value"] for name, answer in each.items()} for each in found]
    assert values == [
        {"science_staff": 52, "market_share": 12, "tech_level": "high", "restricted_products": False},
        {"science_staff": 0, "market_share": 0, "tech_level": "none", "restricted_products": True},
        {},
    ]


def test_a_fact_that_is_none_of_the_choices_is_refused_with_them(read: Read) -> None:
    intake = read("公司名称,已有资质\n甲,小企业\n")
    assert "'小企业' is no choice here" in str(intake.rejected[0].problems[0])
    assert "高新技术企业" in intake.rejected[0].problems[0].in_("zh")
