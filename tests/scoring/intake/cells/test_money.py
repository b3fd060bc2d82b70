"""Amounts: each spelling gives the figure or band that a reader would take it for, or a clear refusal."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.errors import Wrong
from scoring.intake.cells.money import parse_money


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("2000万人民币", 2e7, "CNY"),
        ("2000万", 2e7, None),
        ("２０００万", 2e7, None),
        ("1.2 亿元", 1.2e8, "CNY"),
        ("35.6亿", 3.56e9, None),
        ("1.35亿美元", 1.35e8, "USD"),
        ("297.71亿港元", 29_771_000_000, "HKD"),
        ("$3.5M", 3.5e6, "USD"),
        ("US$ 12 million", 1.2e7, "USD"),
        ("€2m", 2e6, "EUR"),
        ("USD 500K", 5e5, "USD"),
        ("1.5bn USD", 1.5e9, "USD"),
        ("HK$3m", 3e6, "HKD"),
        ("RMB 20 million", 2e7, "CNY"),
        ("¥3000万", 3e7, "CNY"),
        ("人民币2000万元", 2e7, "CNY"),
        ("2000万元人民币", 2e7, "CNY"),
        ("300万新台币", 3e6, "TWD"),
        ("500w", 5e6, None),
        ("五百万元", 5e6, "CNY"),
        ("2,000,000", 2e6, None),
        (5_000_000, 5e6, None),
        (2.5e6, 2.5e6, None),
        ("£1,250,000.50", 1_250_000.5, "GBP"),
        ("1万亿", 1e12, None),
        ("3 thousand", 3000, None),
    ],
)
def test_figure(text: str | float, value: float, currency: str | None) -> None:
    amount = parse_money(text)
    assert (amount.low, amount.high, amount.currency, amount.banded) == (value, value, currency, False)


@pytest.mark.parametrize(
    ("text", "low", "high", "currency"),
    [
        ("数千万人民币", 2e7, 1e8, "CNY"),
        ("数百万美元", 2e6, 1e7, "USD"),
        ("数十万", 2e5, 1e6, None),
        ("数亿人民币", 2e8, 1e9, "CNY"),
        ("数十亿美元", 2e9, 1e10, "USD"),
        ("几百万", 2e6, 1e7, None),
        ("千万级美元", 1e7, 1e8, "USD"),
        ("千万级人民币", 1e7, 1e8, "CNY"),
        ("百万级", 1e6, 1e7, None),
        ("近千万人民币", 8e6, 1e7, "CNY"),
        ("近亿", 8e7, 1e8, None),
        ("近2000万元", 1.6e7, 2e7, "CNY"),
        ("超1亿", 1e8, None, None),
        ("逾2亿元", 2e8, None, "CNY"),
        ("过亿", 1e8, None, None),
        ("3亿以上", 3e8, None, None),
        ("亿元及以上美元", 1e8, None, "USD"),
        ("亿元及以上人民币", 1e8, None, "CNY"),
        ("2000余万元", 2e7, None, "CNY"),
        ("数千万元及以上", 2e7, None, "CNY"),
        ("$10M+", 1e7, None, "USD"),
        ("over $5 million", 5e6, None, "USD"),
        ("不超过500万元", None, 5e6, "CNY"),
        ("up to $5M", None, 5e6, "USD"),
        ("1000-2000万人民币", 1e7, 2e7, "CNY"),
        ("1000万～2000万", 1e7, 2e7, None),
        ("100万至500万", 1e6, 5e6, None),
        ("$1M - $2M", 1e6, 2e6, "USD"),
        ("1亿—2亿元", 1e8, 2e8, "CNY"),
    ],
)
def test_band_stays_a_band(text: str, low: float | None, high: float | None, currency: str | None) -> None:
    amount = parse_money(text)
    assert (amount.low, amount.high, amount.currency, amount.banded) == (low, high, currency, True)


def test_about_is_said() -> None:
    amount = parse_money("约5000万元")
    assert (amount.low, amount.high) == (5e7, 5e7)
    assert "approximate" in amount.remark.en


def test_amount_in_a_currency_called_other_stays_unknown() -> None:
    amount = parse_money("200万其他")
    assert (amount.low, amount.high) == (None, None)
    assert "currency" in amount.remark.en


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        (float("nan"), "no number"),
        (math.inf, "no number"),
        (-math.inf, "no number"),
        ("nan", "no number"),
        ("inf", "no number"),
        ("-5", "negative"),
        ("-500万元", "negative"),
        ("$-3M", "negative"),
        (-3, "negative"),
        ("(500)", "negative"),
        ("abc", "no amount"),
        ("1,00", "no amount"),
        ("1.2.3", "no amount"),
        (True, "no amount"),
        ("5美元人民币", "several currencies"),
        ("2000-1000万", "backwards"),
        ("99999999万亿", "too large"),
        ("2019-03 2000万", "two numbers"),
        ("2018$1500000", "two numbers"),
        ("1" * 400, "too large"),
        ("万元人", "no amount"),
    ],
)
def test_refused_with_what_was_found(cell: str | float, says: str) -> None:
    with pytest.raises(Wrong, match=says) as refusal:
        parse_money(cell)
    assert refusal.value.expected


@given(st.text(max_size=40) | st.text("0123456789.,-万亿千百数近超约元美$mkb+~ ", max_size=14))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        amount = parse_money(text)
    except ValueError:
        return
    ends = [end for end in (amount.low, amount.high) if end is not None]
    assert all(math.isfinite(end) and 0 <= end <= 1e15 for end in ends)
    assert ends == sorted(ends)


@given(
    st.integers(1, 10**9),
    st.sampled_from([("万", 10**4), ("亿", 10**8), ("", 1)]),
    st.sampled_from(["元", "美元", "港元"]),
)
def test_a_printed_amount_reads_back(number: int, scale: tuple[str, int], currency: str) -> None:
    if number * scale[1] <= 10**15:
        amount = parse_money(f"{number:,}{scale[0]}{currency}")
        assert amount.low == amount.high == number * scale[1]
        assert amount.currency == {"元": "CNY", "美元": "USD", "港元": "HKD"}[currency]
