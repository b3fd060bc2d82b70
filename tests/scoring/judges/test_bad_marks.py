"""Tables of marks that can't be used: refused in both languages, with place, finding and remedy."""

import re
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from scoring.errors import InputError
from scoring.judges.reading import read_marks

LONG_COLUMN = "".join(f"C{at},{50 + at},{60 + at}\n" for at in range(12))
CASES = {
    "no company": ("a,b,c\n1,2,3\n", "no column of companies; the first row reads 'a', 'b', 'c'"),
    "one judge": ("公司,张\nA,80\nB,70\n", "all marks are by one judge, '张'"),
    "one judge, long": ("公司,评委,打分\nA,张,80\nB,张,70\n", "all marks are by one judge"),
    "marks without judges": ("公司,打分\nA,80\nB,70\n", "all marks are by one judge, '打分'"),
    "no marks": ("公司,张,李\nA,,\nB,-,弃权\n", "no marks"),
    "header only": ("公司,张,李\n", "holds a header but no marks"),
    "empty": ("", "is empty"),
    "huge": ("公司,张,李\nA,1e9,5\nB,5,4\n", "row 2: 张: the mark 1e+09 can't be on the scale"),
    "a slip": (f"公司,张,李\n{LONG_COLUMN}Z,850,70\n", "row 14: 张: the mark 850 can't be on the scale"),
    "beyond its header": ("公司,张（0-10）,李（0-10）\nA,8,7\nB,11,9\n", "row 3: 张（0-10）: the mark 11"),
    "two scales": ("公司,张,李\nA,8,80\nB,7,75\nC,9,60\n", "no mark of '张' is above 9"),
    "two scales of criteria": (
        "公司,评委,技术,市场\nA,张,4,80\nA,李,5,75\nB,张,3,60\n",
        "no mark of '技术' is above 5, where others go up to 80",
    ),
    "merged header": ("公司,评委打分,,\n,张,李,王\nA,1,2,3\n", "no header over column C, D, which has content"),
    "merged company": ("公司,评委,打分\nA,张,80\n,李,70\n", "row 3: 公司: a mark stands here, but the name is missing"),
    "merged judge": ("公司,评委,打分\nA,张,80\nB,,70\n", "row 3: 评委: a mark stands here"),
    "headers alike": ("公司,评委,评委\nA,8,80\n", "column B '评委' and column C '评委' have the same header"),
    "words unknown": ("公司,张,李\nA,很不错,80\nB,还行,70\n", "nothing in column B '张' is a mark: '很不错'"),
    "profiles": ("公司名称,城市,轮次,成立时间\nA,深圳,A轮,2015\n", "is this a table of companies?"),
    "profiles with figures": (
        "公司名称,城市,轮次,行业,代码甲,代码乙\nA,深圳,A轮,医疗,3,4\n",
        "is this a table of companies?",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_refused_with_place_and_remedy_in_both_languages(tmp_path: Path, case: str) -> None:
    content, expected = CASES[case]
    path = tmp_path / "打分.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError) as error:
        read_marks(path)
    assert expected in str(error.value)
    for problem in error.value.problems:
        assert problem.where == "打分.csv"
        assert problem.expected is not None
        for text in (problem.message, problem.expected):
            assert re.search(r"[一-鿿]", text.zh)
            assert text.zh != text.en


def test_a_workbook_that_turned_four_fifths_into_dates(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (["公司", "张", "李"], ["A", datetime(2021, 4, 5), 4], ["B", datetime(2021, 3, 5), 3]):
        book.active.append(row)
    book.save(tmp_path / "marks.xlsx")
    with pytest.raises(InputError, match="a spreadsheet turns 4/5 into a date"):
        read_marks(tmp_path / "marks.xlsx")


def test_a_sheet_that_is_not_there(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["公司", "张", "李"])
    book.save(tmp_path / "marks.xlsx")
    with pytest.raises(InputError, match="has no sheet '打分'"):
        read_marks(tmp_path / "marks.xlsx", sheet="打分")


def test_the_shipped_tables_of_companies_are_not_taken_for_marks() -> None:
    examples = sorted((Path(__file__).parents[3] / "data" / "examples").glob("*.csv"))
    companies = [path for path in examples if "marks" not in path.name]
    assert companies
    for path in companies:
        with pytest.raises(InputError, match="is this a table of companies"):
            read_marks(path)
