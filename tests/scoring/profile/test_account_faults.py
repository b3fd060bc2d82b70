"""Annual accounts in a JSON profile: what is accepted, and how a fault names place, finding and expectation."""

import re
from typing import Any

import pytest
from making import bare
from pydantic import ValidationError

from scoring.errors import Problem
from scoring.profile import profile_model
from scoring.profile.faults import problem_of
from scoring.rulesets.book import shipped_book

MODEL = profile_model(shipped_book())


def fault(accounts: Any) -> Problem:
    """The one problem of a profile with these accounts."""
    with pytest.raises(ValidationError) as caught:
        MODEL.model_validate({"name": "X", "as_of": "2020-12-31", "accounts": accounts})
    (error,) = caught.value.errors()
    return problem_of(error, "x.json", MODEL)


def test_figures_that_are_not_known_may_be_left_out_and_zero_is_a_figure() -> None:
    (entry,) = bare(accounts=[{"year": 2019, "revenue": 0, "assets": 1.5e7}]).accounts
    assert (entry.revenue, entry.assets, entry.rd_cost) == (0, 1.5e7, None)


def test_no_accounts_and_none_known_are_kept_apart() -> None:
    assert bare().accounts is None
    assert bare(accounts=[]).accounts == []


@pytest.mark.parametrize(
    ("accounts", "path", "expected"),
    [
        ([{"year": 2019, "revenue": -5}], "accounts.0.revenue", "a number in yuan, 0 or more"),
        ([{"year": 2019, "revenue": "3850万"}], "accounts.0.revenue", "a number in yuan, 0 or more"),
        ([{"year": 2019, "revenue": float("nan")}], "accounts.0.revenue", "a number in yuan, 0 or more"),
        ([{"year": 2019}, {"year": 2018, "costs": True}], "accounts.1.costs", "a number in yuan, 0 or more"),
        ([{"year": 2150}], "accounts.0.year", "a calendar year from 1990 to 2100"),
        ([{"year": 1989}], "accounts.0.year", "a calendar year from 1990 to 2100"),
        ([{"year": "2019"}], "accounts.0.year", "a calendar year from 1990 to 2100"),
        ([{"year": 2019, "revenu": 5}], "accounts.0.revenu", "a known field, such as revenue"),
        ([5], "accounts.0", "an object with named fields"),
        ({"year": 2019}, "accounts", "a list"),
        ([{"year": year} for year in range(2005, 2016)], "accounts", "at most 10 entries"),
    ],
)
def test_faults_name_the_entry_and_what_belongs_there(accounts: Any, path: str, expected: str) -> None:
    problem = fault(accounts)
    assert problem.path == path
    assert problem.expected and problem.expected.en.startswith(expected)
    assert re.search(r"[\u4e00-\u9fff]", problem.expected.zh)


def test_a_year_that_stands_twice_is_pointed_at() -> None:
    problem = fault([{"year": 2019}, {"year": 2018}, {"year": 2019}])
    assert problem.path == "accounts.2.year"
    assert "2019 stands twice" in problem.message.en and "2019 年出现两次" in problem.message.zh


def test_an_entry_without_its_year() -> None:
    problem = fault([{"revenue": 5}])
    assert (problem.path, problem.message.en) == ("accounts.0.year", "is missing; add it")
