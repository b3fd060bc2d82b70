"""Funding columns of one row put together: histories, columns for each round, and the latest round alone."""

import math
from datetime import date
from pathlib import Path

import pytest

from scoring.columns.build import columns_of
from scoring.intake import read_table
from scoring.resources import resource
from scoring.rulesets.book import RuleBook
from scoring.table.from_profiles import table_of

from ..conftest import Read, dumped, noted


def test_round_columns_make_a_history(read: Read) -> None:
    intake = read("公司名称,B轮时间,B轮金额,A轮时间,A轮金额（万美元）\n甲,2020-06,1.2亿,2019,300\n乙,,,,\n")
    assert dumped(intake.profiles[0])["rounds"] == [
        {"round": "a", "date": "2019", "amount": {"low": 3e6, "high": 3e6}, "currency": "USD"},
        {"round": "b", "date": "2020-06", "amount": {"low": 1.2e8, "high": 1.2e8}},
    ]
    assert intake.profiles[1].rounds is None
    assert "no currency is written" in noted(intake)


def test_numbered_round_columns(read: Read) -> None:
    intake = read("company,Round 1,Round 1 date,Round 2,Round 2 amount\nA,Seed,2018,Series A,$3.5M\n")
    assert dumped(intake.profiles[0])["rounds"] == [
        {"round": "seed", "date": "2018"},
        {"round": "a", "amount": {"low": 3.5e6, "high": 3.5e6}, "currency": "USD"},
    ]


def test_history_cell_and_latest_round_agree(read: Read) -> None:
    intake = read(
        "公司名称,融资经历,当前轮次,投资机构\n"
        "甲,天使轮 2018; A轮 2019-03 2000万人民币,A轮,甲资本\n乙,天使轮 2018,A轮,\n"
    )
    first, second = (
        [(item.round, item.date, [i.name for i in item.investors]) for item in profile.rounds or []]
        for profile in intake.profiles
    )
    assert first == [("angel", "2018", []), ("a", "2019-03", ["甲资本"])]
    assert second == [("angel", "2018", []), ("a", None, [])]


def test_never_funded_differs_from_unknown_and_contradiction_is_refused(read: Read) -> None:
    intake = read("公司名称,轮次,融资额\n甲,未融资,\n乙,,\n丙,未融资,500万\n")
    assert [profile.rounds for profile in intake.profiles] == [[], None]
    assert "says never funded" in intake.rejected[0].problems[0].message.en


def test_currency_column_and_its_contradiction(read: Read) -> None:
    intake = read("公司名称,轮次,融资额,币种\n甲,A轮,500万,美元\n乙,A轮,500万人民币,美元\n")
    assert (intake.profiles[0].rounds or [])[0].currency == "USD"
    assert "in CNY, the currency column says 'USD'" in intake.rejected[0].problems[0].message.en


@pytest.mark.parametrize(
    ("table", "only"),
    [
        ("公司名称,轮次,融资额\n甲,B轮,500万", True),
        ("公司名称,投资方\n甲,甲资本", True),
        ("公司名称,轮次\n甲,未融资", False),
        ("公司名称,轮次\n甲,", False),
        ("公司名称,轮次,融资经历\n甲,B轮,A轮 2019; B轮 2020", False),
        ("公司名称,A轮时间,B轮时间\n甲,2019,2020", False),
    ],
)
def test_a_latest_round_alone_tells_nothing_of_those_before(table: str, only: bool, read: Read) -> None:
    assert [profile.latest_round_only for profile in read(table).profiles] == [only]


def test_the_financings_of_2020_are_the_latest_rounds_only(book: RuleBook) -> None:
    path = Path(str(resource("data", "examples", "financings-2020.csv")))
    intake = read_table(path, book=book, as_of=date(2020, 12, 31))
    assert len(intake.profiles) == 10
    assert all(profile.latest_round_only for profile in intake.profiles)
    columns = columns_of(table_of(intake.profiles, book), book)
    assert all(math.isnan(value) for value in columns["rounds_count"])


def test_total_raised_is_not_taken_for_a_round(read: Read) -> None:
    intake = read("公司名称,总融资额,轮次\n甲,5亿,A轮\n")
    assert dumped(intake.profiles[0])["rounds"] == [{"round": "a"}]
    assert intake.columns[1].how == "unused" and "totals" in noted(intake)
