"""A big CSV file read by columns holds the same cells as the csv module finds."""

import csv
import io
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scoring.intake import read_table
from scoring.intake.files import csvcolumns
from scoring.intake.files.csvcolumns import OddText, open_csv
from scoring.rulesets.book import RuleBook

from ..by_column.test_by_columns import same_table
from ..conftest import AS_OF, noted

ODD = [
    'a"b', '"', "a\rb", "a\n\nb", 'x "y" z', " 'q' ", "\x0b", "\x85", "\u2028", "ＡＢ",
    "NULL", "NaN", "\ufeff", "a;b", "a\tb",
    "#",
    "\\",
    "\\,", "",
]  # fmt: skip


@pytest.fixture(autouse=True)
def _small_files_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csvcolumns, "SMALLEST", 0)


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    """Rows of three cells, of which a few different ones are odd."""
    cell = st.sampled_from(["甲", "1", "a,b", " ", *draw(st.lists(st.sampled_from(ODD), max_size=2))])
    return draw(st.lists(st.lists(cell, min_size=3, max_size=3), min_size=22, max_size=40))


@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=tables(),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONE]),
    end=st.sampled_from(["\n", "\r\n"]),
    last=st.sampled_from(["", "\n", "\r\n\r\n"]),
)
def test_the_same_cells(rows: list[list[str]], quoting: int, end: str, last: str, tmp_path: Path) -> None:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator=end, quoting=quoting)
    try:
        writer.writerows(rows)
    except csv.Error:  # a comma that can't be quoted
        return
    text = stream.getvalue().removesuffix(end) + last
    path = tmp_path / "t.csv"
    path.write_bytes(text.encode())
    found = open_csv(path, 1000)
    if found is None:
        return
    whole = io.StringIO(text.removeprefix("\ufeff"), newline="")
    expected = [*csv.reader(whole, delimiter=found.delimiter)]
    assert found.head == expected[: len(found.head)]
    try:
        grid, blank = found.grid(0, range(len(found.head[0])), len(found.head[0]))
    except OddText:
        return
    below = [row for row in expected if row][1:]
    body = [row for row in below if any(cell.strip() for cell in row)]
    assert [grid.row(at) for at in range(len(grid))] == body
    assert len(blank) == len(below) - len(body)


HEADER = "公司名称,城市,成立时间,rounds"
ROWS = [
    "甲{at},北京,2017-05,A轮 2019-03 2000万人民币; B轮 2020-06 1.2亿", "乙{at},怪城,2017,",
    "丙{at},上海,,未融资", ",,,",
]  # fmt: skip


def table(rows: list[str]) -> str:
    return "\n".join([HEADER, *(rows[at % len(rows)].format(at=at) for at in range(60))]) + "\n"


@pytest.mark.parametrize(
    ("content", "fast"),
    [
        (table(ROWS).encode(), True),
        (table(ROWS).encode("utf-8-sig"), True),
        (table(ROWS).replace("\n", "\r\n").encode(), True),
        (table([*ROWS, '"丁,{at}","北""京",2018,']).encode(), True),
        (table(ROWS).replace(",", "\t").encode(), True),
        (table(ROWS).encode("gb18030"), False),
        (table([*ROWS, "丁{at},北京"]).encode(), False),
        (table([*ROWS, "丁{at},北京,,,"]).encode(), False),
        (table([*ROWS, '丁{at},"北\n京",,']).encode(), False),
        (table([*ROWS, '丁{at},北"京,,']).encode(), False),
        (table([*ROWS, ""]).encode(), False),
        ((table(ROWS) + "\n\n").encode(), True),
        (("某年一览,,,\n" + table(ROWS)).encode(), True),
    ],
)
def test_a_file_is_read_alike_whatever_reads_it(
    content: bytes, fast: bool, tmp_path: Path, book: RuleBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(content)
    opened = open_csv(path, 1000)
    try:
        columns = opened and opened.grid(1, [0], len(opened.head[0]))
    except OddText:
        columns = None
    assert (columns is not None) == fast
    one = read_table(path, book=book, as_of=AS_OF)
    monkeypatch.setattr(csvcolumns, "SMALLEST", 1 << 40)
    other = read_table(path, book=book, as_of=AS_OF)
    same_table(one.table(book), other.table(book))
    assert (one.rows, one.rejected, noted(one)) == (other.rows, other.rejected, noted(other))
    assert one.profiles[0] == other.profiles[0]
    assert one.rows and one.rejected


def test_profiles_are_made_when_asked_for(tmp_path: Path, book: RuleBook) -> None:
    path = tmp_path / "t.csv"
    path.write_text(table([ROWS[0]]), encoding="utf-8")
    profiles = read_table(path, book=book, as_of=AS_OF).profiles
    names = [f"甲{at}" for at in range(60)]
    assert [each.name for each in profiles] == names
    assert [each.name for each in profiles[3:7]] == names[3:7]
    assert profiles[-1].name == names[-1]
    assert profiles[5] is profiles[5]
    with pytest.raises(IndexError):
        profiles[60]


def test_profiles_may_be_taken_in_another_order(tmp_path: Path, book: RuleBook) -> None:
    path = tmp_path / "t.csv"
    path.write_text(table(ROWS[:3]), encoding="utf-8")
    profiles = read_table(path, book=book, as_of=AS_OF).profiles
    taken = profiles.take(np.array([7, 0]))  # type: ignore[attr-defined]
    assert [each.name for each in taken] == [profiles[7].name, profiles[0].name] == taken.table.name.tolist()
