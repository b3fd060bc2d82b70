"""Units in headers: they multiply the bare numbers below, and never those with a unit of their own."""

import pytest

from scoring.errors import Wrong
from scoring.intake.cells.money import parse_money
from scoring.intake.cells.units import Unit, parse_unit, unit_among


@pytest.mark.parametrize(
    ("header", "scale", "currency"),
    [
        ("万元", 1e4, "CNY"),
        ("亿元", 1e8, "CNY"),
        ("万美元", 1e4, "USD"),
        ("thousand", 1e3, None),
        ("USD million", 1e6, "USD"),
        ("k", 1e3, None),
        ("RMB mn", 1e6, "CNY"),
        ("USD", 1, "USD"),
        ("单位：万元", 1e4, "CNY"),
        ("CNY 10k", 1e4, "CNY"),
        ("× CNY 10,000", 1e4, "CNY"),
        ("RMB'000", 1e3, "CNY"),
        ("10k", 1e4, None),
    ],
)
def test_unit_of_a_header_multiplies_bare_numbers(header: str, scale: float, currency: str | None) -> None:
    unit = parse_unit(header)
    assert unit == Unit(scale, currency)
    assert parse_money("1,500", unit).low == 1500 * scale
    assert parse_money("20-30", unit).high == 30 * scale


@pytest.mark.parametrize("text", ["100", "10,000", "20k", "25 CNY", "2025", "000"])
def test_a_number_in_a_header_is_no_unit(text: str) -> None:
    assert parse_unit(text) is None


@pytest.mark.parametrize(
    ("texts", "unit"),
    [
        (["2025年，万元"], Unit(1e4, "CNY")),
        (["人民币，万元"], Unit(1e4, "CNY")),
        (["美元, 万"], Unit(1e4, "USD")),
        (["2025年", "万元"], Unit(1e4, "CNY")),
        (["2025, CNY 10,000"], Unit(1e4, "CNY")),
        (["不含税；%"], Unit(percent=True)),
        (["万元，亿元"], None),
        (["万元，美元"], None),
        (["万元，%"], None),
        (["最近一轮"], None),
        ([], None),
    ],
)
def test_the_unit_among_what_stands_in_brackets(texts: list[str], unit: Unit | None) -> None:
    assert unit_among(texts) == unit


def test_unit_in_the_cell_wins_over_the_header() -> None:
    amount = parse_money("2亿美元", Unit(1e4, "CNY"))
    assert (amount.low, amount.currency) == (2e8, "USD")


@pytest.mark.parametrize(
    ("text", "value"),
    [("500000元", 5e5), ("500万元", 5e6), ("¥500", 5e6), ("$3,500,000", 3.5e6), ("5000000000元", 5e9), ("20", 2e5)],
)
def test_whole_units_written_out_below_a_header_of_ten_thousands(text: str, value: float) -> None:
    assert parse_money(text, Unit(1e4)).high == value


@pytest.mark.parametrize(
    ("text", "readings"), [("500元", "500 or 5,000,000 CNY"), ("¥20,000", "20,000 or 200,000,000 CNY")]
)
def test_an_amount_that_may_be_a_factor_off_is_refused_with_both_readings(text: str, readings: str) -> None:
    with pytest.raises(Wrong, match=readings) as refusal:
        parse_money(text, Unit(1e4, "CNY"))
    assert " 元，也可能是 " in refusal.value.text.zh


@pytest.mark.parametrize("text", ["人", "城市", "", "x"])
def test_no_unit(text: str) -> None:
    assert parse_unit(text) is None
