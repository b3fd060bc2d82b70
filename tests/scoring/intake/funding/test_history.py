"""A whole funding history in one cell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.errors import Wrong
from scoring.intake.cells.quantities import Amount
from scoring.intake.cells.units import Unit
from scoring.intake.funding.history import RoundCells, parse_history


def test_rounds_dates_and_amounts() -> None:
    assert parse_history("A轮 2019-03 2000万人民币; B轮 2020-06 1.2亿").value == [
        RoundCells("a", "2019-03", Amount(2e7, 2e7, "CNY")),
        RoundCells("b", "2020-06", Amount(1.2e8, 1.2e8)),
    ]


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("Series A May 2017 US$ 12 million", RoundCells("a", "2017-05", Amount(1.2e7, 1.2e7, "USD"))),
        (
            "A轮，2019年3月，红杉资本领投，2000万人民币",
            RoundCells("a", "2019-03", Amount(2e7, 2e7, "CNY"), None, ["红杉资本"]),
        ),
        ("天使轮（2016）", RoundCells("angel", "2016")),
        ("种子轮", RoundCells("seed")),
        ("Seed 2018 $1,500,000", RoundCells("seed", "2018", Amount(1.5e6, 1.5e6, "USD"))),
        ("Series B 2020-09 CNY 200 million", RoundCells("b", "2020-09", Amount(2e8, 2e8, "CNY"))),
        ("A 2019 CNY 4000 million", RoundCells("a", "2019", Amount(4e9, 4e9, "CNY"))),
        ("Angel 2016 CNY 1000-2000万", RoundCells("angel", "2016", Amount(1e7, 2e7, "CNY", True))),
        ("B 2020-09 5-10 million USD", RoundCells("b", "2020-09", Amount(5e6, 1e7, "USD", True))),
        ("A轮 2000 万人民币", RoundCells("a", None, Amount(2e7, 2e7, "CNY"))),
        ("A 2000 million USD 2019", RoundCells("a", "2019", Amount(2e9, 2e9, "USD"))),
        ("A May 5, 2017 2000万（美元）", RoundCells("a", "2017-05-05", Amount(2e7, 2e7, "USD"))),
    ],
)
def test_one_round_as_people_write_it(cell: str, found: RoundCells) -> None:
    assert parse_history(cell).value == [found]


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("A 2019-03 Qingheng Capital", ["Qingheng Capital"]),
        ("A 2019-03 Qingheng Capital, Beta Fund II", ["Qingheng Capital", "Beta Fund II"]),
        ("A 2019-03 $3m Qingheng Capital (lead)", ["Qingheng Capital"]),
        ("A 2019-03 led by Qingheng Capital", ["Qingheng Capital"]),
        ("A轮 2019-03 IDG 资本 甲创投", ["IDG 资本", "甲创投"]),
        ("A轮 2019-03 甲创投（领投）、乙资本（跟投）", ["甲创投", "乙资本"]),
        ("A轮 2019-03 甲创投 领投", ["甲创投"]),
        ("A轮 2019-03 领投：甲创投", ["甲创投"]),
        ("A轮（2019年3月，2000万，甲资本领投）", ["甲资本"]),
        ("A轮（甲资本）", ["甲资本"]),
        ("A轮 2019-03 丁基金(母公司)，丙顾问（财务顾问）", ["丁基金(母公司)"]),
        ("A轮 2019-03 领投", None),
    ],
)
def test_investors_keep_their_whole_names_and_lose_their_role(cell: str, names: list[str] | None) -> None:
    assert [item.investors for item in parse_history(cell).value] == [names]


def test_unit_of_the_header_applies() -> None:
    assert parse_history("A轮 2019-03 2000", Unit(1e4, "CNY")).value[0].amount == Amount(2e7, 2e7, "CNY")


def test_never_funded_and_unknown() -> None:
    assert parse_history("尚未获投").value == []
    assert parse_history("").value is None


@pytest.mark.parametrize(
    "cell",
    ["foo", "2019-03 2000万", "A轮 2019-13 100万", "A轮 2018 2019-2020", "A轮; 2019-03", "A 2019 2020-09 CNY 2m"],
)
def test_a_piece_not_understood_is_refused(cell: str) -> None:
    with pytest.raises(Wrong) as refusal:
        parse_history(cell)
    assert "A轮" in refusal.value.expected.en


@given(st.text("A轮B天使2019-03万亿元;；, $M投资", max_size=24))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        rounds = parse_history(text).value
    except ValueError:
        return
    assert all(item.round for item in rounds or ())
