"""Answers in a unit of money: never silently a factor of 10,000 off."""

import pytest

from scoring.errors import Wrong
from scoring.intake.cells.answers import answer_parser
from scoring.intake.headings.headers import understand
from scoring.rulesets.book import RuleBook

from ..conftest import Read

BARE = "grants"
IN_YUAN = "grants（元）"
IN_TEN_THOUSANDS = "扶持资金（万元）"


def value(header: str, cell: str | float, book: RuleBook) -> float:
    use = understand(header, "A", book)
    assert use.field == "answers.grants"
    return float(answer_parser("grants", use, book, [])(cell).value)


@pytest.mark.parametrize("header", [BARE, IN_TEN_THOUSANDS])
@pytest.mark.parametrize(
    ("cell", "found"),
    [
        (5, 5), ("5", 5), ("5万", 5), ("50 万", 50), ("50万元", 50), ("500000元", 50), ("CNY 500,000", 50),
        ("50 × CNY 10,000", 50), ("0.5亿", 5000), ("500k", 50), ("人民币 50 万元", 50), ("12000万元", 12000), ("0", 0),
    ],
)  # fmt: skip
def test_money_in_any_spelling_becomes_the_unit_asked_for(
    header: str, cell: str | float, found: float, book: RuleBook
) -> None:
    assert value(header, cell, book) == found


def test_the_unit_of_the_header_holds_for_bare_numbers(book: RuleBook) -> None:
    assert value(IN_YUAN, "500000", book) == 50
    assert value(IN_YUAN, 9000, book) == 0.9
    assert value(IN_YUAN, "50万", book) == 50
    assert value(IN_TEN_THOUSANDS, 12000, book) == 12000


@pytest.mark.parametrize(
    ("header", "cell", "readings"),
    [
        (BARE, 500000, "500,000 or 5,000,000,000 CNY"),
        (BARE, "12000", "12,000 or 120,000,000 CNY"),
        (BARE, "50元", "50 or 500,000 CNY"),
        (IN_TEN_THOUSANDS, "50元", "50 or 500,000 CNY"),
        (IN_YUAN, "50", "50 or 500,000 CNY"),
    ],
)
def test_an_amount_that_may_be_a_factor_off_is_refused(
    header: str, cell: str | float, readings: str, book: RuleBook
) -> None:
    with pytest.raises(Wrong, match=readings) as refusal:
        value(header, cell, book)
    assert refusal.value.expected and "500万元" in refusal.value.expected.zh


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ("20亿", "out of range"),
        ("$5m", "in USD"),
        ("10-20", "no single amount"),
        ("数百万", "no single amount"),
        (True, "no amount"),
        ("many", "no amount"),
    ],
)
def test_no_amount_of_the_kind_asked_for(cell: str | bool, says: str, book: RuleBook) -> None:
    with pytest.raises(Wrong, match=says):
        value(BARE, cell, book)


def test_a_percentage_column_of_ones_alone_is_not_guessed(read: Read) -> None:
    intake = read("company,gross_margin\nA,1\nB,0\n")
    assert [profile.name for profile in intake.profiles] == ["B"]
    assert "1% or 100%" in str(intake.rejected[0].problems[0])
    assert read("company,gross_margin\nA,1\nB,40\n").rejected == []
    assert read("company,gross_margin (%)\nA,1\n").rejected == []
