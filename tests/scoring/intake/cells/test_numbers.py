"""Head counts, percentages and plain numbers."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.errors import Wrong
from scoring.intake.cells.numbers import parse_heads, parse_number, parse_percent
from scoring.text import Text, both


@pytest.mark.parametrize(
    ("cell", "band"),
    [
        ("150-500人", (150, 500)),
        ("51～100", (51, 100)),
        ("51 至 100 人", (51, 100)),
        ("少于15人", (None, 14)),
        ("15人以下", (None, 15)),
        ("2000人以上", (2000, None)),
        ("500+", (500, None)),
        (">500", (501, None)),
        ("超过500人", (501, None)),
        ("不少于20人", (20, None)),
        ("1,000-5,000 employees", (1000, 5000)),
        (87, (87, 87)),
        (87.0, (87, 87)),
        ("87人", (87, 87)),
        ("约120人", (120, 120)),
        ("1,200", (1200, 1200)),
        ("fewer than 10", (None, 9)),
        ("up to 10", (None, 10)),
        ("1k+", (1000, None)),
        ("1.5k", (1500, 1500)),
        ("1千人以上", (1000, None)),
        ("500-1k", (500, 1000)),
    ],
)
def test_head_count(cell: str | float, band: tuple[float | None, float | None]) -> None:
    assert parse_heads(cell).value == band


@pytest.mark.parametrize(
    "cell", ["许多", "0", "-5", "12.5", 12.5, float("nan"), "500-150", True, "少于1人", "10 20", "99999999999", "1-5k"]
)
def test_head_count_refused(cell: str | float) -> None:
    with pytest.raises(Wrong):
        parse_heads(cell)


@pytest.mark.parametrize(
    ("cell", "share", "value"),
    [
        ("35%", None, 35),
        ("35%", True, 35),
        ("0.5%", True, 0.5),
        ("35", False, 35),
        (35, False, 35),
        (0.35, True, 35),
        ("0.35", True, 35),
        (1, True, 100),
        (0, True, 0),
        (0.35, False, 0.35),
        ("100％", False, 100),
        ("百分之35", False, 35),
        (0.29, True, 29),
        (1, False, 1),
        (40, None, 40),
        ("七成", None, 70),
        ("三成五", True, 35),
        ("7成", False, 70),
        ("十成", False, 100),
    ],
)
def test_percent(cell: str | float, share: bool | None, value: float) -> None:
    assert parse_percent(cell, share=share).value == value


@pytest.mark.parametrize("cell", ["101%", "-1%", "many", "%", None, True, "3 5%", float("nan"), "1e3", "十一成", "成"])
def test_percent_refused(cell: str | float) -> None:
    with pytest.raises(Wrong):
        parse_percent(cell)


def test_unclear_percent_names_both_readings() -> None:
    with pytest.raises(Wrong, match=r"0\.35% or 35%"):
        parse_percent(0.35, share=None)
    with pytest.raises(Wrong, match=r"1% or 100%"):
        parse_percent(1.0, share=None)


@pytest.mark.parametrize(
    ("cell", "unit", "value"),
    [
        ("12", None, 12),
        (12, None, 12),
        ("3,000", None, 3000),
        ("12件", both("patents", "件"), 12),
        ("12 patents", both("patents", "件"), 12),
        ("1.2万", None, 12000),
        ("5k", None, 5000),
        ("-3", None, -3),
        ("约 30 天", both("days", "天"), 30),
        (".5", None, 0.5),
        ("1.5年", both("months", "个月"), 18),
        ("一年半", both("months", "个月"), 18),
        ("半年", both("months", "个月"), 6),
        ("1 年 3 个月", both("months", "个月"), 15),
        ("十八个月", both("months", "个月"), 18),
        ("2 years", both("months", "个月"), 24),
    ],
)
def test_number(cell: str | float, unit: Text | None, value: float) -> None:
    assert parse_number(cell, unit).value == value


@pytest.mark.parametrize("cell", ["ten", None, "10-20", "1,00", float("inf"), "nan", True, "12件", "9" * 400, "一年半"])
def test_number_refused(cell: str | float) -> None:
    with pytest.raises(Wrong):
        parse_number(cell)


@given(st.text(max_size=30) | st.text("0123456789.,%-+～<>人以上下约万k ", max_size=12))
def test_any_text_is_read_or_refused(text: str) -> None:
    for parse in (parse_heads, parse_percent, parse_number):
        try:
            value = parse(text).value
        except ValueError:
            continue
        ends = value if isinstance(value, tuple) else (value,)
        assert all(math.isfinite(end) for end in ends if end is not None)


@pytest.mark.parametrize(("cell", "value"), [("12件", 12), ("12 项", 12), ("12个", 12), ("12 rights", 12)])
def test_measure_words_of_things_stand_for_each_other(cell: str, value: float) -> None:
    assert parse_number(cell, both("rights", "项")).value == value


@pytest.mark.parametrize(("cell", "unit"), [("12人", both("rights", "项")), ("12件", both("people", "人"))])
def test_people_are_no_things(cell: str, unit: Text) -> None:
    with pytest.raises(Wrong, match="is no number"):
        parse_number(cell, unit)
