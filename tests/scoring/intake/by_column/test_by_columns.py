"""A table read by columns gives what reading it row by row gives: the same companies, rejected rows and notes."""

import csv
import io
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from scoring import rank
from scoring.columns.build import columns_of as columns_of_table
from scoring.errors import InputError
from scoring.intake import Intake, RejectedRow, read_table
from scoring.intake.below import Below, columns_of
from scoring.intake.by_column.sorting import _read
from scoring.intake.by_row.reader import RowReader
from scoring.intake.files.tables import Table, load_table
from scoring.intake.headings.columns import find_header
from scoring.intake.notes import Notes, RowNotes
from scoring.intake.reading import below_rows, read_rows
from scoring.profile import profile_model
from scoring.rulesets.book import RuleBook
from scoring.table import Coded, CompanyTable, RoundTable
from scoring.table.below import AccountTable
from scoring.table.from_profiles import table_of

from ..conftest import AS_OF, Read, dumped

TOMORROW = (date.today() + timedelta(days=1)).isoformat()
CELLS: dict[str, Sequence[str]] = {
    "公司名称": [
        "甲科技", "乙科技", "Total", "合 计", "公司名称", "", "-", "=A1", "#REF!", "a\tb", "名" * 201, "丙 AI",
        "Ａ公司",
    ],
    "注册名": ["", "甲科技有限公司", "丁科技", "总计"],
    "国家": ["", "中国", "USA", "Atlantis"],
    "省份": ["", "江苏", "CA", "浙江"],
    "城市": ["", "北京", "苏州", "Gotham", "城市", "深圳", "朝阳区"],
    "区县": ["", "朝阳区", "某区"],
    "成立时间": ["", "2017", "2017-05", "2030", TOMORROW, "2022年Q1", "x", "成立时间"],
    "赛道": ["", "医疗健康", "医疗/教育", "不存在的标签", "应用层、技术层", "AR/VR;怪", "-"],
    "产业链层级": ["", "应用层", "没有这层"],
    "员工人数": ["", "51-100人", "500+", "少于15人", "约 30", "100-51", "0"],
    "rounds": [
        "", "A轮 2019-03 2000万人民币; B轮 2020-06 1.2亿", "未融资", ";", "无", "A轮 2019-03 2000万美元",
        "天使轮 甲资本、乙创投", f"A轮 {TOMORROW}", "A轮 2010", "Series A 2019 5 million; 未融资", "=A轮;B轮",
        "2019-03 2000万", "A轮 2019 怪 3x", "A轮 2021; A轮 2021; B轮 2022-02-01 数千万", "-;", ";".join(["A轮"] * 201),
    ],
    "当前轮次": ["", "A轮", "未融资", "none", "怪轮"],
    "融资时间": ["", "2019-03", "2021", "2009", TOMORROW, "x"],
    "融资额": ["", "2000万人民币", "数千万美元", "500", "0", "未透露", "1-2亿", "-5", "其他"],
    "币种": ["", "USD", "人民币", "怪币"],
    "投资机构": [
        "", "甲资本/乙创投", "老股东", "丙（财务顾问）", "基" * 201, "、".join(f"基金{at}" for at in range(101)),
        "North Light Venture Capital, Some Other Fund (lead), North Light Venture Capital",
    ],
    "A轮时间": ["", "2018", "2019-01", TOMORROW],
    "A轮金额": ["", "1000万", "1亿美元", "300"],
    "战略投资时间": ["", "2018", "2020-02"],
    "过桥轮时间": ["", "2020-01"],
    "第一轮": ["", "天使轮", "未融资"],
    "第一轮金额": ["", "100万"],
    "第二轮时间": ["", "2019-07"],
    "截至日期": ["", "2022-12-31", "2022", TOMORROW, "2016-01-01"],
    "证据等级": ["", "own_statement", "怪"],
    "有付费客户": ["", "是", "否", "-", "?!"],
    "毛利率": ["", "35", "0.5", "1", "120", "七成"],
    "patents": ["", "12件", "3", "3.5", "1001", "约 5"],
    "grants": ["", "5万", "5", "50000元", "0.001", "约 30"],
    "数据来源梳理": ["", "尚未梳理", "full", "none", "怪"],
    "职能负责人": ["", "研发；finance", "无", "sales", "怪"],
    "毛利率 证据": ["", "第三方文件", "怪"],
    "2022年营业收入（万元）": ["", "500", "400", "0", "5000元", "约 30", "-5", "数百万", "100-200", "300万美元", "-"],
    "上年营业收入": ["", "5000000", "4,000,000", "500万", "3000000.5", "怪", "1e9"],
    "前年研发费用（万元）": ["", "50", "60万元", "其他"],
    "rd_cost_2021": ["", "500000", "600000.0"],
    "总资产（2021年末，万元）": ["", "900", "￥9,000,000"],
    "科技人员数": ["", "12人", "约 5", "3.5", "1001"],
    "全国市场占有率": ["", "12%", "0.5", "三成", "101"],
    "技术先进程度": ["", "高", "无", "none", "怪"],
    "已有资质": ["", "高新技术企业；科技型中小企业", "无", "高企", "kexiao", "怪"],
    "限制类产品": ["", "否", "有", "?"],
    "身份证号": ["", "1"],
    "": ["", "x"],
    "怪列": ["", "y"],
}  # fmt: skip
NAMED = ("公司名称", "注册名")
VALUES: Sequence[Any] = [
    None, "", "甲", 1, 1.0, True, False, 0, 35, 0.35, 44000, 2019, -1, 1e20, float("nan"), date(2019, 3, 5),
    datetime(2020, 1, 2, 3), time(3), "2019-03", "A轮", "北京",
]  # fmt: skip
"""What cells of a workbook may hold."""


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    """A header, and rows of which most cells are sound: the first entries of each list are drawn most often."""
    names = draw(st.sampled_from([["公司名称"], ["公司名称", "注册名"], ["注册名"]]))
    others = draw(st.lists(st.sampled_from([key for key in CELLS if key not in NAMED]), unique=True, max_size=9))
    header = [*names, *others]
    cells = {key: st.sampled_from(values[:3]) | st.sampled_from(values) for key, values in CELLS.items()}
    rows = [[*("某科技" for _ in names), *("" for _ in others)]]
    for _ in range(draw(st.integers(1, 12))):
        row = [draw(cells[key]) for key in header]
        if draw(st.integers(0, 9)) == 0:
            row = (
                row[: draw(st.integers(0, 3))]
                if draw(st.booleans())
                else [*row, draw(st.sampled_from(["", "zu viel"]))]
            )
        rows.append(row)
    return [header, *rows]


def row_by_row(below: Below, book: RuleBook) -> tuple[list[Any], list[int], list[RejectedRow], Notes]:
    """The same reading, one row after the other, by the reader of single rows."""
    source, uses = below.source, below.uses
    reader = RowReader(source, columns_of(below, book), len(uses), profile_model(book), AS_OF, RowNotes())
    profiles, rows, rejected, notes = [], [], [], Notes(source)
    for at, number in enumerate(below.grid.numbers.tolist()):
        found = _read(below.grid, at, uses, False, reader)
        if isinstance(found, RejectedRow):
            rejected.append(found)
        else:
            profiles.append(found)
            rows.append(number)
        for case in reader.notes.cases:
            notes.add(case.header, case.remark, case.row, case.value)
        for each in reader.notes.tags:
            notes.take_over(RowNotes([], [each]))
        reader.notes = RowNotes()
    return profiles, rows, rejected, notes


def same_table(one: CompanyTable, other: CompanyTable) -> None:
    _same(vars(one), vars(other))


def _same(one: Any, other: Any) -> None:
    assert set(one) == set(other)
    for name, part in one.items():
        theirs = other[name]
        if isinstance(part, RoundTable | AccountTable):
            _same(vars(part), vars(theirs))
        elif isinstance(part, Coded):
            assert part.texts().tolist() == theirs.texts().tolist(), name
            assert len(set(part.values)) == len(part.values), name
        elif isinstance(part, dict):
            _same(part, theirs)
        else:
            assert part.dtype == theirs.dtype, name
            np.testing.assert_array_equal(part, theirs, err_msg=name)


def check(path: Path, book: RuleBook) -> None:
    intake = read_table(path, book=book, as_of=AS_OF)
    table = load_table(path)
    top, uses = find_header(path.name, table.rows, book, {})
    _compare(intake, below_rows(path.name, table, top, uses), book)


def same_as_row_by_row(table: Table, book: RuleBook) -> None:
    top, uses = find_header("t", table.rows, book, {})
    _compare(read_rows("t", table, top, uses, {}, book=book, as_of=AS_OF), below_rows("t", table, top, uses), book)


def _compare(intake: Intake, below: Below, book: RuleBook) -> None:
    profiles, rows, rejected, notes = row_by_row(below, book)
    assert intake.rows == rows
    assert intake.rejected == rejected
    same_table(intake.table(book), table_of(profiles, book))
    _same(columns_of_table(intake.table(book), book), columns_of_table(table_of(profiles, book), book))
    assert [dumped(each) for each in intake.profiles] == [dumped(each) for each in profiles]
    expected = notes.problems()
    assert [note for note in intake.notes if note in expected] == expected


@settings(deadline=None, max_examples=200)
@given(tables())
def test_a_messy_table(book: RuleBook, rows: list[list[str]]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "t.csv"
        stream = io.StringIO()
        csv.writer(stream, lineterminator="\n").writerows(rows)
        path.write_text(stream.getvalue(), encoding="utf-8")
        try:
            check(path, book)
        except InputError as error:
            # Semicolons in the cells now and then pass for the delimiter.
            assume("no column of company names" not in str(error))
            raise


@settings(deadline=None, max_examples=200)
@given(
    st.lists(st.sampled_from([key for key in CELLS if key not in ("公司名称", "")]), unique=True, max_size=8),
    st.lists(st.lists(st.sampled_from(VALUES), min_size=9, max_size=9), max_size=8),
)
def test_cells_of_every_class(book: RuleBook, others: list[str], cells: list[list[Any]]) -> None:
    width = 1 + len(others)
    table = Table([["公司名称", *others], ["某科技", *[None] * len(others)], *(row[:width] for row in cells)])
    same_as_row_by_row(table, book)


FUNDING: dict[str, Sequence[str]] = {
    "rounds": [
        "",
        "A轮 2019-03 2000万人民币; B轮 2020-06",
        "A轮 2019 约2000万人民币",
        "天使轮 2018; A轮; 天使轮",
        "未融资",
    ],
    "当前轮次": ["", "A轮", "B轮", "天使轮", "未融资"],
    "融资时间": ["", "2019", "2019-03"],
    "融资额": ["", "2000万人民币", "约2000万人民币", "2000万", "300万美元"],
    "币种": ["", "USD", "CNY"],
    "投资机构": ["", "甲资本", "乙创投"],
    "A轮时间": ["", "2019-03"],
    "第一轮金额": ["", "2000万", "100万"],
}


@settings(deadline=None, max_examples=200)
@given(st.lists(st.tuples(*map(st.sampled_from, FUNDING.values())), min_size=1, max_size=20))
def test_ways_of_telling_of_rounds_side_by_side(book: RuleBook, rows: list[tuple[str, ...]]) -> None:
    table = Table([["公司名称", *FUNDING], *([f"公司{at}", *row] for at, row in enumerate(rows))])
    same_as_row_by_row(table, book)


USUAL = [
    "公司名称,rounds\n甲,A轮 2019-03 2000万人民币; B轮 2020-06 1.2亿\n乙,\n丙,未融资\n丁,天使轮 2018 甲资本\n",
    "公司名称,当前轮次,融资时间,融资额,币种,投资机构\n甲,A轮,2019-03,数千万,,甲资本\n乙,未融资,,,,\n丙,,,,,\n丁,,2019,,USD,\n",
    "公司名称,A轮时间,A轮金额,B轮时间,第一轮,第一轮金额\n甲,2019-03,2000万,2021,,\n乙,,,,天使轮,100万\n",
    "name,rounds,investors\nOne,Series A 2019-03 CNY 5 million,Fund One; Fund Two\nTwo,,Fund\nThree,unfunded,\n",
    "公司名称,rounds,当前轮次,融资时间,融资额\n甲,A轮 2019-03 2000万人民币; B轮 2020-06,B轮,,1.2亿\n"
    "乙,A轮 2019,B轮,2021-02,\n丙,A轮 2019; 天使轮 2018,A轮,2020,\n丁,A轮 2019,,,500万\n",
    "公司名称,rounds,A轮时间,A轮金额\n甲,天使轮 2019-03,2020,2000万\n",
    "公司名称,截至日期,上年营业收入（万元）,2021年研发费用（元）,2021年营业收入,已有资质,技术先进程度,科技人员数\n"
    "甲,2022-12-31,500,60000.5,5000000,高新技术企业；科技型中小企业,高,12\n乙,,,0,,无,,\n丙,,,,,,无,\n",
    "公司名称,注册名,省份,城市,赛道,成立时间,员工人数,证据等级,截至日期,pays,毛利率,毛利率 证据,职能负责人\n"
    "甲,,广东,深圳,医疗/怪,2017年3月,51-100,own_statement,2022-12-31,是,35%,own_statement,研发\n,乙公司,,,,,,,,,,,\n",
]


@pytest.mark.parametrize("content", USUAL)
def test_the_usual_tables_need_no_reading_row_by_row(content: str, read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = [dumped(each) for each in read(content).profiles]
    with monkeypatch.context() as patched:
        patched.setattr(RowReader, "read", lambda *_: pytest.fail("a plain row was read by itself"))
        intake = read(content)
    assert len(intake.rows) == content.count("\n") - 1
    assert [dumped(each) for each in intake.profiles] == expected


def test_some_of_the_profiles_may_be_taken(read: Read, book: RuleBook) -> None:
    intake = read(USUAL[0])
    in_a_list = replace(intake, profiles=[*intake.profiles])
    for whole in (intake, in_a_list):
        part = whole.take([3, 0])
        assert [each.name for each in part.profiles] == ["丁", "甲"] == part.table(book).name.tolist()
        assert (part.rows, part.notes) == ([5, 2], intake.notes)
        same_table(part.table(book), table_of(part.profiles, book))
    assert len(intake.take([]).profiles) == 0


def test_threads_may_ask_for_profiles_at_the_same_time(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """Many turns with few profiles kept, since what threads do to each other they seldom do."""
    monkeypatch.setattr("scoring.intake.by_column.profiles._KEPT", 2)
    profiles = read("公司名称\n甲\n乙\n丙\n丁\n戊\n己\n").profiles
    monkeypatch.setattr(profiles, "_profile", [*profiles].__getitem__)
    places = [at % len(profiles) for at in range(40_000)]
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as pool:
            found = list(pool.map(lambda start: [profiles[at].name for at in places[start:]], range(8)))
    finally:
        sys.setswitchinterval(usual)
    names = [each.name for each in profiles]
    assert found == [[names[at] for at in places[start:]] for start in range(8)]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("当前轮次", {"甲": "a", "乙": "unfunded", "丙": None}),
        ("rounds", {"甲": "a", "乙": "unfunded", "丙": None}),
        ("第一轮", {"甲": "a", "丙": None}),
    ],
)
def test_never_funded_companies_are_ranked_beside_others(header: str, expected: dict[str, str], read: Read) -> None:
    ranking = rank(read(f"公司名称,{header}\n甲,A轮\n乙,未融资\n丙,\n")).ranking
    assert {each.company: each.stage for each in ranking} == expected


def test_profiles_in_a_list_are_laid_out(read: Read, book: RuleBook) -> None:
    profiles = [*read(USUAL[0]).profiles]
    same_table(Intake("", [], profiles).table(book), read(USUAL[0]).table(book))
