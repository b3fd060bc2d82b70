"""Tables of judges' marks as committees keep them: long and wide, any scale, Chinese and English."""

import random
from collections.abc import Callable
from pathlib import Path

import numpy as np
import openpyxl
import pytest

from scoring.errors import InputError
from scoring.judges.headers import declared_scale, roles_of
from scoring.judges.marks import Marks
from scoring.judges.reading import read_marks

Read = Callable[..., Marks]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def write_and_read(content: str, encoding: str = "utf-8") -> Marks:
        path = tmp_path / "marks.csv"
        path.write_bytes(content.encode(encoding))
        return read_marks(path)

    return write_and_read


def said(marks: Marks) -> str:
    return "\n".join(f"{note.en} | {note.zh}" for note in marks.notes)


def test_a_wide_table_has_a_judge_in_each_column(read: Read) -> None:
    marks = read("公司,张老师,李老师\n甲科技,85,80\n乙科技,70,\n")
    assert marks.companies == ("甲科技", "乙科技")
    assert marks.judges == ("张老师", "李老师")
    np.testing.assert_array_equal(marks.matrix, [[85, 80], [70, np.nan]])
    assert (marks.scale_low, marks.scale_high) == (0, 100)


def test_a_long_table_has_a_mark_in_each_row(read: Read) -> None:
    marks = read("Company,Reviewer,Rating\nA,X,7\nA,Y,6.5\nB,X,9\n")
    np.testing.assert_array_equal(marks.matrix, [[7, 6.5], [9, np.nan]])
    assert (marks.scale_low, marks.scale_high) == (0, 10)


@pytest.mark.parametrize(
    "header", ["企业名称,评审专家,得分", "项目名称,评委姓名,打分（满分100）", "startup,assessor,score"]
)
def test_headers_of_long_tables_in_both_languages(read: Read, header: str) -> None:
    assert read(f"{header}\nA,X,85\nA,Y,70\n").judges == ("X", "Y")


@pytest.mark.parametrize(
    ("cells", "expected", "scale"),
    [
        (["85分", "８０", "62.5", "0"], [85, 80, 62.5, 0], (0, 100)),
        (["4/5", "3 / 5", "5/5", "1/5"], [4, 3, 5, 1], (0, 5)),
        (["80%", "65 %", "100％", "7%"], [80, 65, 100, 7], (0, 100)),
        (["0.8", "0.65", "1", "0.07"], [80, 65, 100, 7], (0, 100)),
        (["★★★☆☆", "★★", "⭐⭐⭐⭐⭐", "☆☆☆☆☆"], [3, 2, 5, 0], (0, 5)),
        (["A", "B", "C", "E"], [5, 4, 3, 1], (1, 5)),
        (["A-", "Ｂ＋", "C", "D"], [14 / 3, 13 / 3, 3, 2], (1, 5)),
        (["优", "良", "中", "差"], [4, 3, 2, 1], (1, 4)),
        (["优秀", "良好", "合格", "不合格"], [4, 3, 2, 1], (1, 4)),
        (["优秀", "良好", "中等", "不及格"], [5, 4, 3, 1], (1, 5)),
        (["excellent", "Good", "fair", "poor"], [4, 3, 2, 1], (1, 4)),
        (["1", "5", "3", "2"], [1, 5, 3, 2], (1, 5)),
    ],
)
def test_any_scale(read: Read, cells: list[str], expected: list[float], scale: tuple[float, float]) -> None:
    marks = read(f"公司,甲评委,乙评委\nA,{cells[0]},{cells[1]}\nB,{cells[2]},{cells[3]}\n")
    np.testing.assert_allclose(marks.matrix.ravel(), expected)
    assert (marks.scale_low, marks.scale_high) == scale


@pytest.mark.parametrize("blank", ["", "-", "弃权", "N/A", "回避", "abstained", "　"])
def test_no_mark_is_not_zero(read: Read, blank: str) -> None:
    assert np.isnan(read(f"公司,张,李\nA,{blank},80\nB,60,70\n").matrix[0, 0])


def test_zero_is_a_mark(read: Read) -> None:
    assert read("公司,张,李\nA,0,80\nB,60,70\n").matrix[0, 0] == 0


def test_columns_that_hold_no_marks_are_left_out_and_named(read: Read) -> None:
    marks = read(
        "序号,公司,城市,张,李,平均分,总分,排名,评语\n1,A,深圳,80,70,75,150,1,好\n2,B,杭州,60,50,55,110,2,一般\n"
    )
    assert marks.judges == ("张", "李")
    for header in ("序号", "城市", "平均分", "总分", "排名", "评语"):
        assert f"“{header}”" in said(marks)


def test_max_is_a_judge_unless_min_stands_beside() -> None:
    assert roles_of(["company", "Max", "Anna"]) == ["company", "other", "other"]
    assert roles_of(["company", "Anna", "Max", "Min"]) == ["company", "other", "left out", "left out"]


@pytest.mark.parametrize(
    ("header", "scale"),
    [
        ("评分（0-10）", (0, 10)), ("打分（满分100分）", (0, 100)), ("张（10分制）", (0, 10)),
        ("mark (1 to 5)", (1, 5)), ("score (/10)", (0, 10)), ("mark (out of 5)", (0, 5)), ("百分制", (0, 100)),
        ("评委（2021）", None), ("技术（权重30%）", None), ("张", None),
    ],
)  # fmt: skip
def test_a_header_may_name_its_scale(header: str, scale: tuple[float, float] | None) -> None:
    assert declared_scale(header) == scale


def test_any_table_is_read_or_refused(tmp_path: Path) -> None:
    cells = [
        "",
        "-",
        "85",
        "4/5",
        "A",
        "优",
        "abc",
        "1e999",
        "nan",
        "=1+1",
        "★★",
        "公司",
        "评委",
        "打分",
        "张",
        "９",
        "-5",
    ]
    heads = [
        ["公司", "评委", "打分"],
        ["公司", "张", "李"],
        ["公司", "评委", "指标", "打分"],
        ["company", "a", "b", "c"],
    ]
    chance, path, read = random.Random(1), tmp_path / "marks.csv", 0
    for _ in range(400):
        rows = [[chance.choice(cells) for _ in range(4)] for _ in range(chance.randint(1, 5))]
        path.write_text("\n".join(map(",".join, [chance.choice(heads), *rows])), encoding="utf-8")
        try:
            marks = read_marks(path)
        except InputError:
            continue
        read += 1
        assert ((marks.scale_low <= marks.values) & (marks.values <= marks.scale_high)).all()
    assert read > 20


def test_a_row_of_averages_is_no_company(read: Read) -> None:
    marks = read("公司,张,李\nA,80,70\nB,60,50\n平均分,70,60\n")
    assert marks.companies == ("A", "B")
    assert "row 4, '平均分', sums up the table" in said(marks)


def test_a_cell_that_is_no_mark_is_left_out_with_its_place_and_value(read: Read) -> None:
    marks = read("公司,张,李\nA,80,7o\nB,60,50\n")
    assert np.isnan(marks.matrix[0, 1])
    assert "row 2, column '李': '7o' is no mark" in said(marks)
    assert "第 2 行“李”列：“7o”不是分数" in said(marks)


def test_a_judge_who_marks_a_company_twice_counts_by_the_mean(read: Read) -> None:
    marks = read("公司,评委,打分\nA,张,80\nA,张,70\nA,李,60\n")
    np.testing.assert_array_equal(marks.matrix, [[75, 60]])
    assert "'张' marks 'A' 2 times (rows 2, 3)" in said(marks)


def test_spellings_of_one_company_and_of_one_judge_are_one(read: Read) -> None:
    marks = read(
        "公司,评委,打分\n云帆（深圳）科技有限公司,Li Wei,80\n云帆(深圳)科技,LI WEI,70\n云帆(深圳)科技,Zhao,60\n"
    )
    assert marks.companies == ("云帆（深圳）科技有限公司",)
    assert marks.judges == ("Li Wei", "Zhao")


def test_criteria_in_rows_are_averaged(read: Read) -> None:
    marks = read("公司,评委,指标,打分\nA,张,技术,90\nA,张,市场,70\nA,李,技术,80\nA,李,市场,60\n")
    np.testing.assert_array_equal(marks.matrix, [[80, 70]])
    assert "2 criteria" in said(marks)


def test_criteria_in_columns_come_to_one_scale_first(read: Read) -> None:
    marks = read("公司,评委,技术（0-10）,市场（0-10）,团队（0-100）\nA,张,9,7,80\nA,李,5,6,10\n")
    np.testing.assert_allclose(marks.matrix, [[8, 4]])
    assert marks.scale_high == 10


def test_an_easy_criterion_left_out_is_no_loss(read: Read) -> None:
    # 市场 is marked 20 points below 技术: who was marked on 技术 alone must not gain by it.
    rows = "".join(f"{name},{judge},技术,80\n{name},{judge},市场,60\n" for name in "AB" for judge in ("张", "李"))
    marks = read(f"公司,评委,指标,打分\n{rows}C,张,技术,80\nC,李,技术,80\n")
    np.testing.assert_allclose(marks.matrix, 70)


def test_judges_with_scales_of_their_own_in_the_header(read: Read) -> None:
    marks = read("公司,张（0-10）,李（0-100）,王\nA,8,80,70\nB,7.5,60,50\n")
    np.testing.assert_allclose(marks.matrix[:, 0], [80, 75])
    assert "2 marks from 0 to 10 stretched onto 0 to 100" in said(marks)


def test_a_title_above_the_header_and_gb18030(read: Read) -> None:
    marks = read("2021 年度评审打分汇总,,\n公司名称,张,李\n甲,80,70\n乙,60,50\n", encoding="gb18030")
    assert marks.companies == ("甲", "乙")


def test_of_a_workbook_the_sheet_with_marks_is_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["说明"])
    sheet = book.create_sheet("打分")
    for row in (["公司", "张", "李"], ["A", 85, None], ["B", 70.5, "弃权"], ["C", 60, 50]):
        sheet.append(row)
    book.save(tmp_path / "marks.xlsx")
    marks = read_marks(tmp_path / "marks.xlsx")
    np.testing.assert_array_equal(marks.matrix, [[85, np.nan], [70.5, np.nan], [60, 50]])
