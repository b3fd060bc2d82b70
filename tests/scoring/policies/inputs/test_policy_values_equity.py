"""Equity from institutions: which rounds count for sure, which perhaps, and what an unknown leaves open."""

from math import inf

import pytest
from readings import missing, read

FUND = {"name": "Hill Capital", "kind": "venture_capital"}
ROUND = {"round": "a", "date": "2020-03-10", "amount": 2e7, "investors": [FUND]}


def two_years(*changes, **fields):
    return read("equity_two_years", rounds=[ROUND | change for change in changes], **fields)


def test_rounds_are_added_up_in_yuan():
    assert two_years({}, {"round": "b", "amount": 1e6, "currency": "USD"}) == 2e7 + 6.9e6


def test_unknown_history_and_none_at_all():
    assert read("equity_two_years") is None
    assert missing("equity_two_years") == ["Funding rounds"]
    assert two_years() == 0
    assert missing("equity_two_years", rounds=[]) == []


@pytest.mark.parametrize(
    ("day", "two", "three"),
    [
        ("2018-12-31", 2e7, 2e7),
        ("2018-12-30", 0, 2e7),
        ("2018-12", (0, 2e7), 2e7),
        ("2018", (0, 2e7), 2e7),
        ("2017-12-30", 0, 0),
        ("2017", 0, (0, 2e7)),
        ("2020-12-31", 2e7, 2e7),
        ("2020", 2e7, 2e7),
        ("2021-01-01", 0, 0),
        (None, (0, 2e7), (0, 2e7)),
    ],
)
def test_the_years_run_back_from_the_as_of_date(day, two, three):
    assert two_years({"date": day}) == two
    assert read("equity_three_years", rounds=[ROUND | {"date": day}]) == three


def test_a_round_that_may_lie_after_the_as_of_date_is_not_sure():
    assert two_years({"date": "2020-12"}, as_of="2020-12-10") == (0, 2e7)
    assert two_years({"date": "2018-02-28"}, as_of="2020-02-29") == 2e7
    assert two_years({"date": "2018-02-27"}, as_of="2020-02-29") == 0


@pytest.mark.parametrize("slug", ["debt", "grant", "equity_transfer", "acquired", "ipo"])
def test_only_new_equity_counts(slug):
    assert two_years({"round": slug}) == 0


@pytest.mark.parametrize(
    ("amount", "bounds"),
    [({"low": 1e7, "high": 3e7}, (1e7, 3e7)), ({"low": 1e7, "high": None}, (1e7, inf)),
     ({"low": None, "high": 3e7}, (0, 3e7)), (None, (0, inf)), (0, 0)],
)  # fmt: skip
def test_amounts_known_roughly(amount, bounds):
    assert two_years({"amount": amount}) == bounds


@pytest.mark.parametrize(
    ("investors", "sure"),
    [
        ([FUND], True),
        (["腾讯"], True),
        (["某某创投"], True),
        ([{"name": "One", "kind": "angel_individual"}], False),
        ([{"name": "One", "kind": "angel_individual"}, FUND], True),
        ([{"name": "某某创投", "kind": "other"}], False),
        (["Nobody knows this name"], False),
        ([], False),
    ],
)
def test_at_least_one_institution_has_to_be_named(investors, sure):
    assert two_years({"investors": investors}) == (2e7 if sure else (0, 2e7))


def test_the_latest_round_alone_leaves_the_sum_open():
    assert two_years({}, latest_round_only=True) == (2e7, inf)


def test_what_lacks_of_a_history_that_is_given():
    for change in ({"amount": None}, {"investors": []}, {"date": None}):
        assert missing("equity_two_years", rounds=[ROUND | change])
    assert missing("equity_two_years", rounds=[ROUND]) == []
