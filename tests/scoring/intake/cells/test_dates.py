"""Dates: never more exact than the text, never a guess about day and month."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.errors import Wrong
from scoring.intake.cells.dates import parse_date


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("2019年3月", "2019-03"),
        ("2019年3月5日", "2019-03-05"),
        ("2019 年 3 月", "2019-03"),
        ("2017-05", "2017-05"),
        ("2017/5/3", "2017-05-03"),
        ("2017.05", "2017-05"),
        ("2017.5.3", "2017-05-03"),
        ("２０１７－０５", "2017-05"),
        ("May 2017", "2017-05"),
        ("3 May 2017", "2017-05-03"),
        ("May 3, 2017", "2017-05-03"),
        ("Sept. 2017", "2017-09"),
        ("1st January 2020", "2020-01-01"),
        ("20170503", "2017-05-03"),
        ("201705", "2017-05"),
        (20170503, "2017-05-03"),
        (201705.0, "2017-05"),
        ("2017-05-03 00:00:00", "2017-05-03"),
        ("2017-05-03T08:30:00Z", "2017-05-03"),
        ("01/2020", "2020-01"),
        ("3-2020", "2020-03"),
        ("25/12/2019", "2019-12-25"),
        ("12/25/2019", "2019-12-25"),
        ("05.05.2019", "2019-05-05"),
        (date(2019, 3, 5), "2019-03-05"),
        (datetime(2019, 3, 5, 12, 0), "2019-03-05"),
    ],
)
def test_date_keeps_its_precision(cell: str | int | float | date, value: str) -> None:
    assert parse_date(cell) == (value, None)


@pytest.mark.parametrize(
    ("cell", "value", "remark"),
    [
        ("2017", "2017", "year"),
        ("2017年", "2017", "year"),
        (2017, "2017", "year"),
        (2017.0, "2017", "year"),
        ("2020Q3", "2020", "quarter"),
        ("2020年第三季度", "2020", "quarter"),
        ("Q1 2020", "2020", "quarter"),
        ("2020年上半年", "2020", "part of a year"),
        ("2020 H2", "2020", "part of a year"),
        ("2020年底", "2020", "part of a year"),
        ("Jan-20", "2020-01", "two digits"),
        ("Mar-99", "1999-03", "two digits"),
        (43529, "2019-03-05", "day number"),
        ("43529", "2019-03-05", "day number"),
        (43529.75, "2019-03-05", "day number"),
    ],
)
def test_coarse_date_is_said(cell: str | float, value: str, remark: str) -> None:
    read = parse_date(cell)
    assert read.value == value
    assert remark in read.remark.en


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ("2019-13", "calendar"),
        ("2019-02-30", "calendar"),
        ("03/04/2019", "unclear"),
        ("soon", "no date"),
        ("1817", "years"),
        ("99", "no date"),
        ("Jan 20", "no date"),
        ("13/2020", "calendar"),
        (True, "no date"),
        (-5, "no date"),
        ("2019-03-05-07", "no date"),
        ("刚刚", "no date"),
        (float("inf"), "number"),
    ],
)
def test_refused_with_what_was_found(cell: str | float, says: str) -> None:
    with pytest.raises(Wrong, match=says) as refusal:
        parse_date(cell)
    assert refusal.value.expected


@given(st.text(max_size=30) | st.text("0123456789年月日-/. qT:", max_size=14))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        value = parse_date(text).value
    except ValueError:
        return
    year, *rest = value.split("-")
    date(int(year), *(int(part) for part in (*rest, "1", "1")[:2]))


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_a_printed_date_reads_back(day: date) -> None:
    spellings = [day.isoformat(), f"{day.year}年{day.month}月{day.day}日", day.strftime("%d %B %Y"), f"{day:%Y%m%d}"]
    assert {parse_date(text).value for text in spellings} == {day.isoformat()}
