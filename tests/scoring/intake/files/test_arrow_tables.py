"""Parquet and Arrow files as tables of companies, and parts of a bigger table."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.feather
import pyarrow.parquet as pq
import pytest

from scoring.errors import InputError
from scoring.intake import Intake, read_batch, read_table
from scoring.rulesets.book import RuleBook
from scoring.table.from_profiles import table_of
from scoring.table.stacking import stacked

from ..by_column.test_by_columns import same_table
from ..conftest import AS_OF, dumped, in_chinese, noted

Arrow = Callable[..., Intake]
ROUNDS = pa.list_(
    pa.struct(
        [
            ("round", pa.string()), ("date", pa.string()), ("amount", pa.float64()), ("amount_low", pa.float64()),
            ("amount_high", pa.float64()), ("currency", pa.string()), ("investors", pa.list_(pa.string())),
            ("evidence", pa.string()),
        ]
    )
)  # fmt: skip


@pytest.fixture
def arrow(tmp_path: Path, book: RuleBook) -> Arrow:
    """Write columns as a Parquet or Arrow file and read it; its table and its profiles always tell the same."""

    def write_and_read(columns: dict[str, Any], name: str = "t.parquet", **options: Any) -> Intake:
        table = pa.table(columns)
        if name.endswith(".parquet"):
            pq.write_table(table, tmp_path / name, row_group_size=2)
        else:
            pyarrow.feather.write_feather(table, str(tmp_path / name))
        intake = read_table(tmp_path / name, book=book, as_of=AS_OF, **options)
        same_table(intake.table(book), table_of(intake.profiles, book))
        return intake

    return write_and_read


@pytest.mark.parametrize("name", ["t.parquet", "t.arrow", "t.feather", "T.PARQUET".lower()])
def test_columns_of_text(name: str, arrow: Arrow) -> None:
    intake = arrow(
        {"公司名称": ["甲科技", "乙科技", None], "城市": ["北京", None, None], "怪列": ["x", "y", None]}, name
    )
    assert [(each.name, each.city) for each in intake.profiles] == [("甲科技", "beijing"), ("乙科技", None)]
    assert (intake.rows, intake.rejected) == ([1, 2], [])
    assert "column C is not known" in noted(intake)
    assert "row 3: 1 row: has no content" in noted(intake)


@pytest.mark.parametrize(
    ("header", "cells", "found"),
    [
        ("员工人数", pa.array([118], pa.int64()), {"head_count": {"low": 118, "high": 118}}),
        ("员工人数", pa.array([118.0], pa.float32()), {"head_count": {"low": 118, "high": 118}}),
        ("员工人数", pa.array([Decimal("118")], pa.decimal128(9, 0)), {"head_count": {"low": 118, "high": 118}}),
        ("成立时间", pa.array([date(2019, 3, 5)], pa.date32()), {"founded": "2019-03-05"}),
        ("成立时间", pa.array([datetime(2019, 3, 5, 11)], pa.timestamp("ns")), {"founded": "2019-03-05"}),
        ("成立时间", pa.array([2019], pa.int16()), {"founded": "2019"}),
        ("城市", pa.array(["苏州"]).dictionary_encode(), {"city": "suzhou"}),
        ("城市", pa.array(["苏州"], pa.large_string()), {"city": "suzhou"}),
        ("城市", pa.nulls(1), {}),
        ("赛道", pa.array([["医疗健康", None, "教育"]]), {"sectors": ["medical", "education"]}),
        ("rounds", pa.array([["A轮 2019", "B轮"]]), {"rounds": [{"round": "a", "date": "2019"}, {"round": "b"}]}),
        ("rounds", pa.array([[]], pa.list_(pa.string())), {"rounds": []}),
    ],
)  # fmt: skip
def test_types_of_columns(header: str, cells: pa.Array, found: dict[str, Any], arrow: Arrow) -> None:
    intake = arrow({"公司名称": ["甲"], header: cells})
    profile = dumped(intake.profiles[0])
    assert {key: value for key, value in profile.items() if key not in ("name", "as_of", "answers")} == found


def test_answers_of_every_kind(arrow: Arrow) -> None:
    intake = arrow(
        {
            "公司名称": ["甲", "乙"],
            "pays": [True, None],
            "gross_margin": [0.5, 40.0],
            "patents": pa.array([12, None], pa.int8()),
            "数据来源梳理": ["full", None],
            "职能负责人": [["research", "finance"], []],
            "毛利率 证据": [None, "own_statement"],
        }
    )
    assert [dumped(each)["answers"] for each in intake.profiles] == [
        {
            "pays": {"value": True}, "gross_margin": {"value": 0.5}, "patents": {"value": 12},
            "source_map": {"value": "full"}, "functions": {"value": ["research", "finance"]},
        },
        {"gross_margin": {"value": 40, "evidence": "own_statement"}, "functions": {"value": []}},
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("header", "cells", "figures"),
    [
        ("2022年营业收入", pa.array([38_500_000, None], pa.int64()), [3.85e7]),
        ("revenue_2022", pa.array([0.5, float("nan")], pa.float64()), [0.5]),
        ("上年营业收入（万元）", pa.array([Decimal("3850.5"), None], pa.decimal128(9, 1)), [3.8505e7]),
        ("Revenue last year (CNY 10k)", pa.array(["3,850", "-"]), [3.85e7]),
    ],
)
def test_annual_accounts(header: str, cells: pa.Array, figures: list[float], arrow: Arrow, book: RuleBook) -> None:
    intake = arrow({"公司名称": ["甲", "乙"], header: cells})
    accounts = intake.table(book).accounts
    assert (accounts.company.tolist(), accounts.year.tolist()) == ([0], [2022])
    assert accounts.figures["revenue"].tolist() == figures
    assert [profile.accounts is None for profile in intake.profiles] == [False, True]


def test_facts_from_lists_and_flags(arrow: Arrow, book: RuleBook) -> None:
    titles = pa.array([["gaoqi", "kexiao"], [], None])
    intake = arrow({"公司名称": ["甲", "乙", "丙"], "titles": titles, "restricted_products": [False, None, True]})
    answers = intake.table(book).answers
    assert answers["titles.gaoqi"].tolist() == [1, 0, -1]
    assert answers["restricted_products"].tolist() == [0, -1, 1]


@pytest.mark.parametrize("kind", [pa.float32(), pa.float64()])
def test_nan_is_a_missing_number_and_infinity_is_none(kind: pa.DataType, arrow: Arrow) -> None:
    numbers = pa.array([float("nan"), 118, None, float("inf")], kind)
    intake = arrow({"公司名称": ["甲", "乙", "丙", "丁"], "员工人数": numbers})
    assert [dumped(each).get("head_count") for each in intake.profiles] == [None, {"low": 118, "high": 118}, None]
    assert [row.row for row in intake.rejected] == [4]


@pytest.mark.parametrize("kind", [pa.timestamp("s"), pa.timestamp("ms", "Asia/Shanghai")])
def test_a_date_that_no_calendar_has_rejects_its_row(kind: pa.DataType, arrow: Arrow) -> None:
    intake = arrow({"公司名称": ["甲", "乙", "丙"], "成立时间": pa.array([2**50, None, 1_500_000_000], kind)})
    assert [each.name for each in intake.profiles] == ["乙", "丙"]
    assert [row.row for row in intake.rejected] == [1]
    assert "is no date" in intake.rejected[0].problems[0].message.en


@pytest.mark.parametrize(
    ("part", "cells", "says"),
    [
        ("date", pa.array([2**50, 1_500_000_000], pa.timestamp("s")), "is no date"),
        ("amount", pa.array([2**62, 5_000_000]), "1e+15 or less"),
    ],
)
def test_parts_of_rounds_beyond_all_bounds_reject_their_row(
    part: str, cells: pa.Array, says: str, arrow: Arrow
) -> None:
    parts = pa.StructArray.from_arrays([pa.array(["A轮", "B轮"]), cells], ["round", part])
    intake = arrow({"公司名称": ["甲", "乙"], "rounds": pa.ListArray.from_arrays(pa.array([0, 1, 2]), parts)})
    assert [each.name for each in intake.profiles] == ["乙"]
    assert says in str(intake.rejected[0].problems[0])


def rounds(*listed: Any) -> pa.Array:
    return pa.array(listed, ROUNDS)


def test_rounds_in_parts(arrow: Arrow) -> None:
    intake = arrow(
        {
            "公司名称": ["甲", "乙", "丙", "丁"],
            "rounds": rounds(
                [
                    {"round": "A轮", "date": "2019-03", "amount": 2e7, "currency": "CNY",
                     "investors": ["甲资本", "乙创投"]},
                    {"round": "Series B", "amount_low": 1e6, "amount_high": 5e6, "currency": "美元",
                     "evidence": "own_statement"},
                ],
                [],
                None,
                [{"amount": 0.0, "investors": []}, {"round": "a", "amount": 5.0}],
            ),
        }
    )  # fmt: skip
    assert [dumped(each).get("rounds") for each in intake.profiles] == [
        [
            {"round": "a", "date": "2019-03", "amount": {"low": 2e7, "high": 2e7},
             "investors": [{"name": "甲资本"}, {"name": "乙创投"}]},
            {"round": "b", "amount": {"low": 1e6, "high": 5e6}, "currency": "USD", "evidence": "own_statement"},
        ],
        [],
        None,
        [{"round": "undisclosed"}, {"round": "a", "amount": {"low": 5, "high": 5}}],
    ]  # fmt: skip
    assert "row 4: round: 1 row: an amount, date or investor without a round" in noted(intake)
    assert "row 4: amount: 1 row: no currency is written" in noted(intake)


@pytest.mark.parametrize(
    ("listed", "says"),
    [
        ([{"round": "怪轮"}], "round 1: '怪轮' is not a known round"),
        ([{"round": "A轮"}, {"round": "B轮", "date": "x"}], "round 2: 'x' is no date"),
        ([{"round": "A轮"}, None], "round 2 is empty"),
        ([{"round": "未融资"}], "round 1: '未融资' is no round"),
        ([{"amount": float("inf")}], "no number that can be used"),
        ([{"amount": float("nan")}], "no number that can be used"),
        ([{"amount": -5.0}], "found -5.0"),
        ([{"amount_low": 5.0, "amount_high": 1.0}], "low (5) is above high (1)"),
        ([{"round": "A轮", "date": "2999"}], "2999"),
        ([{"investors": ["基" * 201]}], "found"),
        ([{"round": "A轮"}] * 201, "found"),
    ],
)
def test_a_round_that_is_wrong_rejects_its_row(listed: list[Any], says: str, arrow: Arrow) -> None:
    intake = arrow({"公司名称": ["甲", "乙"], "rounds": rounds(listed, [{"round": "A轮"}])})
    assert (intake.rows, [row.row for row in intake.rejected]) == ([2], [1])
    problem = intake.rejected[0].problems[0]
    assert says in problem.message.en
    assert problem.path == "rounds"


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("城市", pa.array([b"x"])),
        ("城市", pa.array([["北京"]])),
        ("毛利率", pa.array([["35"]])),
        ("rounds", pa.array([[1]])),
        ("rounds", pa.array([[{"date": True, "investors": [1]}]])),
        ("rounds", pa.array([[{"amount": True}]])),
        ("成立时间", pa.array([{"year": 2019}])),
    ],
)
def test_a_type_that_cant_be_read_is_refused(header: str, cells: pa.Array, arrow: Arrow) -> None:
    with pytest.raises(InputError) as refusal:
        arrow({"公司名称": ["甲"], header: cells})
    problem = refusal.value.problems[0]
    assert "can't be read here" in problem.message.en
    assert problem.expected
    assert "null in a mapping file" in problem.expected.en
    assert problem.path.startswith(header)
    assert in_chinese(problem)


@pytest.mark.parametrize("name", ["t.parquet", "t.arrow"])
@pytest.mark.parametrize("content", [b"", b"PAR1 and no more", b"name,city\n"])
def test_a_damaged_file_is_refused(name: str, content: bytes, tmp_path: Path, book: RuleBook) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError, match="can't be read") as refusal:
        read_table(tmp_path / name, book=book, as_of=AS_OF)
    assert in_chinese(refusal.value.problems[0])


def test_what_a_whole_file_must_have(arrow: Arrow, tmp_path: Path, book: RuleBook) -> None:
    with pytest.raises(InputError, match="holds a header but no company"):
        arrow({"公司名称": pa.array([], pa.string())})
    with pytest.raises(InputError, match="no column of company names"):
        arrow({"城市": ["北京"]})
    with pytest.raises(InputError, match="more than 2 rows"):
        arrow({"公司名称": ["甲", "乙", "丙"]}, max_rows=2)
    with pytest.raises(InputError, match="can't be read"):
        read_table(tmp_path / "absent.parquet", book=book, as_of=AS_OF)


PARTED = pa.table(
    {
        "公司名称": ["甲", "乙", "甲", "", "戊", "合计"],
        "城市": ["北京", "怪城", None, "上海", "苏州", None],
        "毛利率": ["0.5", "1", "0.7", "3", "120", None],
        "融资额": ["500", "300", None, None, "数千万美元", None],
        "rounds": rounds([{"round": "A轮"}], None, [], [], [{"round": "B轮", "date": "2015"}], None),
    }
)


@pytest.mark.parametrize("size", [1, 2, 4, 6])
def test_parts_give_what_the_whole_gives(size: int, book: RuleBook) -> None:
    whole = read_batch("t", PARTED, book=book, as_of=AS_OF)
    parts = [
        read_batch("t", PARTED.slice(at, size), book=book, as_of=AS_OF, first_row=at + 1)
        for at in range(0, len(PARTED), size)
    ]
    same_table(stacked([part.table(book) for part in parts]), whole.table(book))
    assert [row for part in parts for row in part.rows] == whole.rows == [1, 3]
    assert [row for part in parts for row in part.rejected] == whole.rejected
    assert "0.35 is 35%" not in noted(whole)
    assert "stands further up" not in noted(whole)
    assert "seems to end" not in noted(whole)
    margins = [each.answers.gross_margin.value for each in whole.profiles]  # type: ignore[attr-defined]
    assert margins == [0.5, 0.7]


def test_a_part_may_be_empty_and_a_record_batch(book: RuleBook) -> None:
    empty = read_batch("t", PARTED.slice(0, 0), book=book, as_of=AS_OF)
    assert (len(empty.profiles), empty.rows, empty.rejected, len(empty.table(book))) == (0, [], [], 0)
    batch = PARTED.to_batches()[0]
    assert read_batch("t", batch, book=book, as_of=AS_OF, first_row=7).rows == [7, 9]
