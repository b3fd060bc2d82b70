"""Cells of annual accounts: exact amounts in yuan, everything else refused with words."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.errors import Wrong
from scoring.intake.cells.figures import parse_figure
from scoring.intake.cells.money import parse_money
from scoring.intake.cells.units import Unit

TEN_THOUSAND = Unit(1e4, "CNY")


@pytest.mark.parametrize(
    ("cell", "unit", "yuan"),
    [
        ("3850", TEN_THOUSAND, 3.85e7),
        ("3,850.5", TEN_THOUSAND, 3.8505e7),
        (3850, TEN_THOUSAND, 3.85e7),
        (3850.25, TEN_THOUSAND, 3.85025e7),
        ("3850万元", None, 3.85e7),
        ("1.2亿", TEN_THOUSAND, 1.2e8),
        ("￥38,500,000", None, 3.85e7),
        ("0", TEN_THOUSAND, 0),
        (38500000.55, None, 38500000.55),
        ("RMB 38.5 million", None, 3.85e7),
        ("38500000元", TEN_THOUSAND, 3.85e7),
    ],
)
def test_figures_in_yuan(cell: Any, unit: Unit | None, yuan: float) -> None:
    assert parse_figure(cell, unit).value == yuan


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("3000-5000万", "is no single figure"),
        ("5000万以上", "is no single figure"),
        ("近亿元", "is no single figure"),
        ("数百万", "is no single figure"),
        ("其他", "is no single figure"),
        ("several million", "is no amount"),
        ("300万美元", "is in USD, not in yuan"),
        ("$3.5M", "is in USD, not in yuan"),
        ("-5", "is negative"),
        ("(500)", "is negative"),
        ("盈利", "is no amount"),
        (True, "is no amount"),
        (float("nan"), "no number that can be used"),
        ("1e3", "is no amount"),
        ("9999999999999万", "is too large"),
        ("500元", "may mean 500 or 5,000,000 CNY"),
    ],
)
def test_what_is_no_figure_in_yuan_is_refused(cell: Any, message: str) -> None:
    with pytest.raises(Wrong, match=message) as refusal:
        parse_figure(cell, TEN_THOUSAND)
    assert refusal.value.expected
    assert refusal.value.text.zh != refusal.value.text.en


@given(
    st.decimals(0, 10**10, places=3).map(str) | st.integers(0, 10**11), st.sampled_from([None, TEN_THOUSAND, Unit(1e8)])
)
def test_plain_digits_are_read_as_any_amount_is(cell: Any, unit: Unit | None) -> None:
    try:
        amount = parse_money(cell, unit).low
    except Wrong:
        with pytest.raises(Wrong):
            parse_figure(cell, unit)
    else:
        assert parse_figure(cell, unit).value == amount


@pytest.mark.parametrize("cell", ["500", 500, 500.5])
def test_plain_digits_below_a_header_in_another_currency_are_refused(cell: Any) -> None:
    with pytest.raises(Wrong, match="is in USD, not in yuan"):
        parse_figure(cell, Unit(1e4, "USD"))


@pytest.mark.parametrize(("cell", "said"), [("38500000", True), ("38,500,000", True), (5e7, True), ("3850万", False)])
def test_a_number_without_any_unit_is_said_to_be_yuan(cell: Any, said: bool) -> None:
    remark = parse_figure(cell, None).remark
    assert bool(remark) == said
    assert remark is None or "no unit is written" in remark.en


def test_an_approximate_figure_is_read_and_said() -> None:
    read = parse_figure("约500万", None)
    assert read.value == 5e6
    assert read.remark and "approximate" in read.remark.en
