"""Event tables into Events: Crunchbase, IT桔子 and own headings, and what becomes of rows that are wrong."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from scoring.errors import InputError
from scoring.progression.histories.months import day_of
from scoring.progression.histories.reading import EventTable, read_events

CRUNCHBASE = (
    "company_permalink,company_name,company_category_code,company_country_code,company_state_code,company_region,"
    "company_city,funding_round_type,funded_at,funded_month,funded_quarter,funded_year,raised_amount_usd"
)
COMPANIES = (
    "permalink,name,category_code,funding_total_usd,status,country_code,state_code,region,city,funding_rounds,"
    "founded_at,founded_month,founded_quarter,founded_year,first_funding_at,last_funding_at,last_milestone_at"
)
OWN = "company_id,company,date,round,amount,currency,sector,region,investors,founded"
OWN_ZH = "公司编号,公司,日期,轮次,金额,币种,行业,地区,投资方,成立时间"
ITJUZI = "date,company,field,place,round,amount,investor"

Read = Callable[..., EventTable]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Write tables as CSV and read them."""

    def write(name: str, text: str) -> Path:
        (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path / name

    def write_and_read(events: str, **beside: str) -> EventTable:
        return read_events(
            write("events.csv", events), **{name: write(f"{name}.csv", text) for name, text in beside.items()}
        )

    return write_and_read


def day(text: str) -> int:
    return day_of(date.fromisoformat(text))


def own(*rows: str) -> str:
    return "\n".join([OWN, *rows])


def said(table: EventTable) -> str:
    return "\n".join(str(note) for note in table.notes)


def only_problem(table: EventTable) -> str:
    (row,) = table.rejected
    (problem,) = row.problems
    return str(problem)


def test_crunchbase_headings_give_us_events(read: Read) -> None:
    table = read(
        f"{CRUNCHBASE}\n"
        "/company/nut,#NAME?,software,USA,CA,SF Bay,Palo Alto,series-b,2012-05-06,2012-05,2012-Q2,2012,7000000\n"
        "/company/nut,#NAME?,software,USA,CA,SF Bay,Palo Alto,angel,2010-01-02,2010-01,2010-Q1,2010,\n"
        "/company/oak,Oak,,USA,,unknown,,venture,2011-03-04,2011-03,2011-Q1,2011,500000.0\n"
    )
    events = table.markets["us"]
    assert list(table.markets) == ["us"]
    assert events.companies.id.tolist() == ["/company/nut", "/company/oak"]
    assert events.companies.sector.texts().tolist() == ["software", "other"]
    assert events.companies.region.texts().tolist() == ["SF Bay", ""]
    assert events.companies.state.texts().tolist() == ["CA", ""]
    assert events.companies.city.texts().tolist() == ["Palo Alto, SF Bay", ""]
    assert events.rounds.round.texts().tolist() == ["angel", "b", "venture"]
    assert events.rounds.company.tolist() == [0, 0, 1]
    assert events.rounds.day.tolist() == [day("2010-01-02"), day("2012-05-06"), day("2011-03-04")]
    np.testing.assert_array_equal(events.rounds.usd, [np.nan, 7e6, 5e5])
    assert not table.rejected and not table.left_out


def test_it_juzi_headings_give_chinese_events(read: Read) -> None:
    table = read(
        f"{ITJUZI}\n"
        '2015-09-10,甲,文化娱乐,上海,A轮,数千万人民币,"达晨创投,联众游戏"\n'
        "2014-02-01,乙,硬件,广东,F轮-上市前,280万美元,投资方未透露\n"
        "2014-03-01,丙,硬件,香港,不明确,未透露,真格基金\n"
    )
    events = table.markets["cn"]
    assert events.companies.name.tolist() == ["甲", "乙", "丙"]
    assert events.companies.state.texts().tolist() == ["上海", "广东", "香港"]
    assert events.companies.sector.texts().tolist() == ["文化娱乐", "硬件", "硬件"]
    assert events.rounds.round.texts().tolist() == ["a", "pre_ipo", "undisclosed"]
    assert events.rounds.in_usd.tolist() == [False, True, False]
    assert events.rounds.usd[0] == pytest.approx((2e7 * 1e8) ** 0.5 / 6.9)
    assert events.rounds.usd[1] == 2.8e6
    assert np.isnan(events.rounds.usd[2])
    assert events.rounds.first_investor.tolist() == [0, 2, 2, 3]
    assert events.rounds.investors.texts().tolist() == ["达晨创投", "联众游戏", "真格基金"]
    assert "geometric middle" in said(table)


@pytest.mark.parametrize("header", [OWN, OWN_ZH])
def test_own_headings_in_both_languages(read: Read, header: str) -> None:
    table = read(
        f"{header}\n7,Ash,2019-03,A,500万,CNY,金融科技,广东 · 深圳,甲基金,2017\n"
        "8,Elm,2020-01-05,Seed,2m,USD,fintech,US,,\n"
    )
    china, america = table.markets["cn"], table.markets["us"]
    assert (china.companies.id[0], china.companies.name[0]) == ("7", "Ash")
    assert (china.companies.state[0], china.companies.city[0]) == ("广东", "深圳")
    assert china.companies.founded_day[0] == day("2017-01-01")
    assert china.rounds.day[0] == day("2019-03-01")
    assert china.rounds.month_only.tolist() == [True]
    assert america.rounds.month_only.tolist() == [False]
    assert america.rounds.usd[0] == 2e6
    assert (china.companies.sector[0], america.companies.sector[0]) == ("金融", "finance")


def test_market_comes_from_the_place(read: Read) -> None:
    places = ["California", "Austin, TX", "SF Bay", "台湾", "Beijing", "London", "国外", ""]
    table = read(own(*(f"{at},C{at},2019-03-01,A,,,,{place!r},,".replace("'", '"') for at, place in enumerate(places))))
    assert table.markets["us"].companies.id.tolist() == ["0", "1", "2"]
    assert table.markets["us"].companies.state.texts().tolist() == ["CA", "TX", ""]
    assert table.markets["cn"].companies.state.texts().tolist() == ["台湾", "北京"]
    assert {each.id: each.reason.en for each in table.left_out} == {
        "5": "lies outside the US and China, the markets that the model knows",
        "6": "lies outside the US and China, the markets that the model knows",
        "7": "no place is given, so the market is not known",
    }
    assert "2 companies get no prediction: lies outside" in said(table)


def test_a_country_settles_the_market_whatever_the_town_is_called(read: Read) -> None:
    head = "company,date,round,country,city\n"
    table = read(head + "Ash,2019-03-01,A,USA,Beijing\nElm,2019-03-01,A,CN,Springfield\nFir,2019-03-01,A,GBR,Texas\n")
    assert table.markets["us"].companies.name.tolist() == ["Ash"]
    assert table.markets["cn"].companies.name.tolist() == ["Elm"]
    assert [each.name for each in table.left_out] == ["Fir"]


def test_companies_table_gives_the_founding_date_and_nothing_of_the_snapshot(read: Read) -> None:
    events = f"{CRUNCHBASE}\n/company/nut,Nut,,USA,CA,SF Bay,Palo Alto,angel,2010-01-02,,,,100\n"
    row = "/company/nut,Nut,web,{total},{status},USA,CA,SF Bay,Palo Alto,{n},2009-06-07,,,,2010-01-02,{last},{last}\n"
    idle = "/company/idle,Idle,web,,operating,USA,CA,SF Bay,Palo Alto,0,,,,,,,\n"
    one = read(
        events, companies=f"{COMPANIES}\n{row.format(total=100, status='operating', n=1, last='2010-01-02')}{idle}"
    )
    two = read(
        events, companies=f"{COMPANIES}\n{row.format(total=9e9, status='acquired', n=9, last='2013-09-09')}{idle}"
    )
    for name in ("sector", "founded_day", "exit_day", "region"):
        np.testing.assert_array_equal(
            getattr(one.markets["us"].companies, name), getattr(two.markets["us"].companies, name)
        )
    assert one.markets["us"].companies.founded_day.tolist() == [day("2009-06-07")]
    assert one.markets["us"].companies.sector.texts().tolist() == ["web"]
    assert np.isnan(one.markets["us"].companies.exit_day[0])
    assert [(each.id, each.reason.en) for each in one.left_out] == [
        ("/company/idle", "it has no funding round in the event table")
    ]
    for column in ("status", "funding_rounds", "funding_total_usd", "last_funding_at", "last_milestone_at"):
        assert f"companies.csv: {column}: is as of the day the table was made" in said(one)


def test_acquisitions_are_read_only_when_named(read: Read, tmp_path: Path) -> None:
    events = f"{CRUNCHBASE}\n/company/nut,Nut,web,USA,CA,SF Bay,Palo Alto,angel,2010-01-02,,,,100\n"
    bought = (
        "company_permalink,company_name,company_category_code,company_country_code,acquirer_permalink,acquired_at\n"
        "/company/nut,Nut,web,USA,/company/big,2012-03-04\n/company/other,Other,games_video,USA,/company/big,2011-01-01\n"
    )
    (tmp_path / "acquisitions.csv").write_text(bought)
    silent = read(events).markets["us"]
    assert silent.acquisitions is None and np.isnan(silent.companies.exit_day[0])
    told = read(events, acquisitions=bought).markets["us"]
    assert told.companies.exit_day.tolist() == [day("2012-03-04")]
    assert told.acquisitions is not None
    assert told.acquisitions.sector.tolist() == ["web", "games_video"]
    assert told.acquisitions.day.tolist() == [day("2012-03-04"), day("2011-01-01")]


def test_a_listing_is_an_exit(read: Read) -> None:
    table = read(
        f"{ITJUZI}\n2012-01-01,甲,游戏,北京,A轮,,\n2014-05-06,甲,游戏,北京,新三板,,\n2015-05-06,甲,游戏,北京,IPO上市,,\n"
    )
    assert table.markets["cn"].companies.exit_day.tolist() == [day("2014-05-06")]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (
            "1,Ash,2019-03-01,A,1000000000000000,CNY,,北京,,",
            "row 3: amount: 1e+15 is too large (expected an amount below 1e15)",
        ),
        ("1,Ash,2019-03-01,A,9e99,CNY,,北京,,", "row 3: amount: '9e99'"),
        ("1,Ash,2019-03-01,A,-5,CNY,,北京,,", "row 3: amount: '-5' is negative"),
        ("1,Ash,2019-03-01,A,5m,XYZ,,北京,,", "row 3: currency: 'XYZ' is not a known currency"),
        (
            "1,Ash,2019-03-01,A,5m美元,CNY,,北京,,",
            "row 3: amount: the amount is in USD, the currency column says 'CNY'",
        ),
        ("1,Ash,2019-03-01,红杉资本,5m,CNY,,北京,,", "row 3: round: '红杉资本' is not a known round"),
        ("1,Ash,2019-02-30,A,5m,CNY,,北京,,", "row 3: date: '2019-02-30' is not in the calendar"),
        ("1,Ash,2019,A,5m,CNY,,北京,,", "row 3: date: '2019': only the year is given"),
        ("1,Ash,,A,5m,CNY,,北京,,", "row 3: date: the round has no date"),
        ("1,Ash,2019-03-01,A,5m,CNY,,Atlantis,,", "row 3: region: 'Atlantis' is no known place"),
        (",,2019-03-01,A,5m,CNY,,北京,,", "row 3: company: no company"),
        ("1,Ash,2019-03-01,A,5m,CNY,,北京,,,,overflow", "row 3: holds 12 cells, the header only 10"),
        ("1," + "A" * 201 + ",2019-03-01,A,5m,CNY,,北京,,", "row 3: company: 201 characters are too many"),
    ],
)
def test_a_wrong_row_is_rejected_with_its_place_and_its_company_left_out(read: Read, row: str, told: str) -> None:
    table = read(own("1,Ash,2018-01-01,Angel,1m,CNY,,北京,,\n".strip(), row, "2,Elm,2018-01-01,Angel,1m,CNY,,北京,,"))
    assert told in only_problem(table)
    problem = table.rejected[0].problems[0]
    assert problem.where == "events.csv" and problem.row == 3
    names = table.markets["cn"].companies.name.tolist()
    # Without its faulty round, the company's history would give a wrong number.
    assert names == (["Ash", "Elm"] if row.startswith(",") else ["Elm"])
    assert [each.reason.en for each in table.left_out if each.row] == (
        [] if row.startswith(",") else ["its row 3 can't be used, so its history is incomplete: correct the row"]
    )


def test_amount_of_zero_counts_as_undisclosed(read: Read) -> None:
    table = read(own("1,Ash,2019-03-01,A,0,CNY,,北京,,"))
    assert np.isnan(table.markets["cn"].rounds.usd[0])
    assert "an amount of 0 is read as unknown" in said(table)


def test_currency_left_out_is_that_of_the_market_and_noted(read: Read) -> None:
    table = read(own("1,Ash,2019-03-01,A,6900000,,,北京,,", "2,Elm,2019-03-01,A,6900000,,,US,,"))
    assert table.markets["cn"].rounds.usd[0] == pytest.approx(1e6)
    assert table.markets["us"].rounds.usd[0] == pytest.approx(6.9e6)
    assert "no currency is written: read as US dollars for a US company and as yuan" in said(table)


def test_unit_in_the_heading_applies(read: Read) -> None:
    table = read("公司,日期,轮次,融资金额（万美元）,地区\n甲,2019-03-01,A轮,200,北京\n")
    assert table.markets["cn"].rounds.usd.tolist() == [2e6]


def test_two_rounds_on_one_day_are_kept_in_the_order_of_the_ladder(read: Read) -> None:
    table = read(own(*(f"1,Ash,2019-03-01,{name},1m,CNY,,北京,," for name in ("战略投资", "B", "A", "A"))))
    assert table.markets["cn"].rounds.round.texts().tolist() == ["a", "a", "b", "strategic"]
    assert "both are kept" in said(table)


def test_sixty_rounds_and_rounds_of_the_future_are_kept(read: Read) -> None:
    rows = [f"1,Ash,{1990 + at // 2}-{1 + 6 * (at % 2):02}-01,A,1m,CNY,,北京,," for at in range(60)]
    table = read(own(*reversed(rows), "1,Ash,2199-01-01,B,1m,CNY,,北京,,"))
    days = table.markets["cn"].rounds.day
    assert len(days) == 61 and (np.diff(days) > 0).all()
    assert days[-1] == day("2199-01-01")


def test_never_funded_company_is_told_apart(read: Read) -> None:
    table = read(own("1,Ash,2019-03-01,未融资,,,,北京,,", "2,Elm,2018-01-01,Angel,1m,CNY,,北京,,"))
    assert [(each.name, each.reason.zh) for each in table.left_out] == [("Ash", "从未融资")]
    assert not table.rejected


def test_round_without_a_name_is_kept_as_undisclosed(read: Read) -> None:
    table = read(own("1,Ash,2019-03-01,,1m,CNY,,北京,,"))
    assert table.markets["cn"].rounds.round.texts().tolist() == ["undisclosed"]
    assert "is kept as an undisclosed round" in said(table)


def test_repeated_header_is_no_company(read: Read) -> None:
    table = read(own("1,Ash,2019-03-01,A,1m,CNY,,北京,,", OWN))
    assert "the header row once more" in only_problem(table)
    assert not table.left_out


def test_mapping_file_names_the_columns(read: Read) -> None:
    mapping = "字号: company\n何时: date\n哪一轮: round\n何处: region\n投资方: null\n"
    table = read("字号,何时,哪一轮,何处,投资方\n甲,2019-03-01,A轮,北京,乙基金\n", mapping=mapping)
    assert table.markets["cn"].companies.name.tolist() == ["甲"]
    assert table.markets["cn"].rounds.investors.texts().tolist() == []


def test_mapping_to_an_unknown_field_is_refused(read: Read) -> None:
    with pytest.raises(InputError, match=r"mapping\.csv:2: 何处: there is no field 'valuation'"):
        read("字号,何处\n甲,1\n", mapping="字号: company\n何处: valuation\n")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            f"{COMPANIES}\n/company/nut,Nut,web,1,operating,USA,CA,SF,SF,1,,,,,,2010-01-02,\n",
            "no column of round dates",
        ),
        ("company,date\nAsh,2019-01-01\n", "no column of rounds"),
        (OWN, "holds a header but no row below it"),
        ("a,b\n1,2\n", "no column of company names"),
        ("company,company_name,date,round\nA,B,2019,A\n", "both mean name"),
    ],
)
def test_table_that_is_none_of_events_is_refused(read: Read, text: str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        read(text)


def test_problems_are_told_in_chinese_as_well(read: Read) -> None:
    table = read(own("1,Ash,2019-03-01,A,5m,XYZ,,北京,,"))
    assert table.rejected[0].problems[0].in_("zh").startswith("events.csv，第 2 行：currency：没有收录“XYZ”这个币种")
    assert table.left_out[0].reason.zh == "第 2 行无法使用，融资经历不完整；请更正该行"


def test_real_crunchbase_tables(shared: Path) -> None:
    folder = shared / "data" / "crunchbase-2013"
    table = read_events(folder / "rounds.csv", companies=folder / "companies.csv")
    events = table.markets["us"]
    assert list(table.markets) == ["us"]
    assert (len(events.companies.id), len(events.rounds.day)) == (17_622, 31_679)
    assert not table.rejected and len(table.left_out) == 105
    assert np.isfinite(events.companies.founded_day).sum() == 13_587


def test_real_chinese_events(shared: Path) -> None:
    table = read_events(shared / "data" / "itjuzi-events-2015" / "events.csv")
    events = table.markets["cn"]
    assert list(table.markets) == ["cn"]
    assert (len(events.companies.id), len(events.rounds.day)) == (7_823, 10_894)
    # One row has no company, one has a stray name in place of the round, one company is abroad.
    assert len(table.rejected) == 2 and len(table.left_out) == 2
    assert np.isfinite(events.companies.exit_day).sum() == 132


def test_every_array_has_one_entry_a_company_or_round(read: Read) -> None:
    events: Any = read(own("1,Ash,2019-03-01,A,1m,CNY,,北京,甲;乙,", "2,Elm,2019-03-01,A,1m,CNY,,北京,,")).markets["cn"]
    assert {len(value) for value in vars(events.companies).values()} == {2}
    rounds = dict(vars(events.rounds))
    assert len(rounds.pop("investors")) == 2 and rounds.pop("first_investor").tolist() == [0, 2, 2]
    assert {len(value) for value in rounds.values()} == {2}
