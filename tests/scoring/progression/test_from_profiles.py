"""Profiles into Events: the same rows as a table of events gives, or a reason in words."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from scoring.profile import CompanyProfile, profile_model
from scoring.progression.from_profiles import events_of
from scoring.progression.months import day_of
from scoring.progression.reading import read_events
from scoring.rulesets.book import shipped_book

Make = Callable[..., CompanyProfile[Any]]
A_ROUND = {"round": "A", "date": "2019-03-21", "amount": 2e7, "investors": ["甲基金"]}


@pytest.fixture(scope="module")
def make() -> Make:
    model = profile_model(shipped_book())

    def profile(**fields: Any) -> CompanyProfile[Any]:
        given = {"name": "甲", "city": "深圳", "as_of": "2020-12-31", "rounds": [A_ROUND], **fields}
        return model.model_validate(given)

    return profile


def test_profiles_of_both_markets_and_the_way_back(make: Make) -> None:
    profiles = [
        make(),
        make(city="London"),
        make(name="Elm", city="US", sectors=["fintech"]),
        make(name="乙", city="香港"),
    ]
    found = events_of(profiles)
    assert found.profile["cn"].tolist() == [0, 3]
    assert found.profile["us"].tolist() == [2]
    assert found.markets["cn"].companies.name.tolist() == ["甲", "乙"]
    assert found.markets["us"].companies.sector.tolist() == ["finance"]
    assert [reason.en if reason else None for reason in found.left_out] == [
        None, "lies outside the US and China, the markets that the model knows", None, None,
    ]  # fmt: skip


def test_profile_and_table_give_the_same_arrays(make: Make, tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    path.write_text(
        "company,date,round,amount,currency,sector,region,investors,founded\n"
        "甲,2021-05,B,3000万-5000万,USD,金融,深圳,乙基金;甲基金,2017\n甲,2019-03-21,A,2000万,CNY,金融,深圳,甲基金,2017\n",
        encoding="utf-8",
    )
    later = {"round": "B", "date": "2021-05", "amount": {"low": 3e7, "high": 5e7}, "currency": "USD",
             "investors": ["乙基金", "甲基金"]}  # fmt: skip
    profile = make(sectors=["finance"], founded="2017", rounds=[later, A_ROUND])
    ours, theirs = events_of([profile]).markets["cn"], read_events(path).markets["cn"]
    for part in ("companies", "rounds"):
        for name, values in vars(getattr(ours, part)).items():
            if name != "id":
                np.testing.assert_array_equal(values, getattr(getattr(theirs, part), name), err_msg=name)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"rounds": None}, "its funding history is not given"),
        ({"rounds": []}, "it was never funded"),
        ({"city": None}, "no place is given, so the market is not known"),
        ({"latest_round_only": True}, "only its latest round is given; the model also reads"),
        ({"rounds": [A_ROUND, {"round": "B"}]}, "round 2 (Series B) has no date"),
        ({"rounds": [{**A_ROUND, "date": "2019"}]}, "round 1 (Series A): '2019': only the year is given"),
        ({"rounds": [{**A_ROUND, "amount": 1e15}]}, "round 1 (Series A): 1e+15 is too large"),
        ({"rounds": [A_ROUND, {"round": "IPO"}]}, "it is listed or acquired"),
        ({"rounds": [{"round": "IPO", "date": "2020-01-01"}]}, "it is listed or acquired"),
    ],
)
def test_profile_that_gives_no_events_is_left_out_with_a_reason(make: Make, fields: dict[str, Any], told: str) -> None:
    found = events_of([make(**fields), make()])
    reason = found.left_out[0]
    assert reason is not None and told in reason.en
    assert found.profile["cn"].tolist() == [1]
    assert found.left_out[1] is None


def test_dated_exit_and_unknown_amount(make: Make) -> None:
    rounds = [{"round": "A", "date": "2019-03"}, {"round": "IPO", "date": "2020-05-06"}]
    events = events_of([make(rounds=rounds)]).markets["cn"]
    assert events.companies.exit_day.tolist() == [day_of(date(2020, 5, 6))]
    assert np.isnan(events.rounds.usd).all()
    assert events.rounds.month_only.tolist() == [True, False]
    assert events.companies.sector.tolist() == ["其他"]


def test_no_profiles_give_no_market() -> None:
    found = events_of([])
    assert (found.markets, found.profile, found.left_out) == ({}, {}, [])
