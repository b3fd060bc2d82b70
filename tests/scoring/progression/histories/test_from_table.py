"""A table of companies into Events: the same rows as a table of events gives, or a reason in words."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from scoring.profile import CompanyProfile, profile_model
from scoring.progression.histories.from_table import events_of
from scoring.progression.histories.months import day_of
from scoring.progression.histories.reading import read_events
from scoring.rulesets.book import shipped_book
from scoring.table import Coded, CompanyTable
from scoring.table.from_profiles import table_of

Make = Callable[..., CompanyProfile[Any]]
A_ROUND = {"round": "A", "date": "2019-03-21", "amount": 2e7, "investors": ["甲基金"]}


@pytest.fixture(scope="module")
def make() -> Make:
    model = profile_model(shipped_book())

    def profile(**fields: Any) -> CompanyProfile[Any]:
        given = {"name": "甲", "city": "深圳", "as_of": "2020-12-31", "rounds": [A_ROUND], **fields}
        return model.model_validate(given)

    return profile


def table(*profiles: CompanyProfile[Any]) -> CompanyTable:
    return table_of(profiles, shipped_book())


def plain(column: Any) -> Any:
    return column.texts() if isinstance(column, Coded) else column


def test_profiles_of_both_markets_and_the_way_back(make: Make) -> None:
    profiles = [
        make(),
        make(city="London"),
        make(name="Elm", city="US", sectors=["fintech"]),
        make(name="乙", city="香港"),
    ]
    found = events_of(table(*profiles))
    assert found.company["cn"].tolist() == [0, 3]
    assert found.company["us"].tolist() == [2]
    assert found.markets["cn"].companies.name.tolist() == ["甲", "乙"]
    assert found.markets["us"].companies.sector.texts().tolist() == ["finance"]
    assert [reason.en if reason else None for reason in found.left_out.texts()] == [
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
    ours, theirs = events_of(table(profile)).markets["cn"], read_events(path).markets["cn"]
    for part in ("companies", "rounds"):
        for name, values in vars(getattr(ours, part)).items():
            if name != "id":
                np.testing.assert_array_equal(plain(values), plain(getattr(getattr(theirs, part), name)), err_msg=name)


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
    found = events_of(table(make(**fields), make()))
    reason = found.left_out[0]
    assert reason is not None and told in reason.en
    assert found.company["cn"].tolist() == [1]
    assert found.left_out[1] is None


def test_dated_exit_and_unknown_amount(make: Make) -> None:
    rounds = [{"round": "A", "date": "2019-03"}, {"round": "IPO", "date": "2020-05-06"}]
    events = events_of(table(make(rounds=rounds))).markets["cn"]
    assert events.companies.exit_day.tolist() == [day_of(date(2020, 5, 6))]
    assert np.isnan(events.rounds.usd).all()
    assert events.rounds.month_only.tolist() == [True, False]
    assert events.companies.sector.texts().tolist() == ["其他"]


def test_no_profiles_give_no_market() -> None:
    found = events_of(table())
    assert (found.markets, found.company, len(found.left_out)) == ({}, {}, 0)


def test_a_company_gives_the_same_events_alone_and_in_a_table(make: Make) -> None:
    same_day = [
        {"round": slug, "date": "2019-03-21", "investors": ["甲基金", "乙基金", "甲基金"]} for slug in ("B", "A")
    ]
    late_first = [{"round": "C", "date": "2020-01"}, {**A_ROUND, "amount": {"low": 0, "high": 8e6}}]
    cases = [{}, {"rounds": []}, {"rounds": same_day}, {"city": "US"}, {"rounds": late_first}, {"sectors": ["fintech"]}]
    profiles = [make(name=str(number), **fields) for number, fields in enumerate(cases)]
    whole = events_of(table(*profiles))
    for market, events in whole.markets.items():
        for at, company in enumerate(whole.company[market].tolist()):
            one, other = events_of(table(profiles[company])).markets[market], events.take(np.array([at]))
            for part in ("companies", "rounds"):
                for name, values in vars(getattr(one, part)).items():
                    np.testing.assert_array_equal(plain(values), plain(getattr(getattr(other, part), name)))
    rounds = whole.markets["cn"].rounds
    assert rounds.round.texts()[rounds.company == 1].tolist() == ["a", "b"]
    assert rounds.investors.texts()[rounds.first_investor[1] : rounds.first_investor[2]].tolist() == [
        "甲基金",
        "乙基金",
    ]
    assert rounds.usd[rounds.company == 2][0] == pytest.approx(rounds.usd[0] / 5)


def test_reasons_are_told_with_the_number_of_the_round_and_once_for_all_alike(make: Make) -> None:
    undated = [A_ROUND, {"round": "B"}]
    large = [A_ROUND, A_ROUND, {**A_ROUND, "amount": 1e15}, {"round": "B"}]
    found = events_of(table(make(rounds=undated), make(rounds=large), make(), make(rounds=undated))).left_out
    told = [why.zh if why else "" for why in found.texts()]
    assert told[0] == told[3] == "第 2 轮（B 轮）没有日期，无法计算距最近一轮的时间" and not told[2]
    assert told[1] == "第 3 轮（A 轮）：1e+15 过大"
