"""Figures that can't all be right: 万元 typed for yuan, parts above their whole; ordinary companies are left alone."""

import random
from collections import Counter

import numpy as np
import pytest
from making import bare
from readings import books, missing, read, remark, values_of

from scoring.policies.inputs.names import INPUTS

OF_ACCOUNTS = [name for name, each in INPUTS.items() if each.reads[0].startswith("accounts.")]
WAN = 10_000
YEAR = {
    "revenue": 3e7, "main_revenue": 2.4e7, "costs": 2.5e7, "rd_cost": 6e6, "assets": 4e7, "liabilities": 1.6e7,
}  # fmt: skip
THREE = [{"year": year, **{name: value * size for name, value in YEAR.items()}}
         for year, size in ((2019, 1), (2018, 0.7), (2017, 0.4))]  # fmt: skip
FIELDS = {"founded": "2014", "head_count": 30}


def changed(year, **figures):
    return [entry | figures if entry["year"] == year else entry for entry in THREE]


def in_wan(*years, only=tuple(YEAR)):
    return [
        {name: value / WAN if entry["year"] in years and name in only else value for name, value in entry.items()}
        for entry in THREE
    ]


def test_nothing_is_odd_about_sound_accounts():
    for name in OF_ACCOUNTS:
        assert read(name, accounts=THREE, **FIELDS) is not None, name
        assert remark(name, accounts=THREE, **FIELDS) == "", name


class TestBetweenYears:
    @pytest.mark.parametrize(
        ("name", "figure"),
        [("revenue_growth", "revenue"), ("main_growth_1", "main_revenue"), ("net_assets_growth", "assets"),
         ("net_assets_growth", "liabilities"), ("rd_cost_two_years", "rd_cost"), ("rd_cost_share_1", "costs")],
    )  # fmt: skip
    @pytest.mark.parametrize("factor", [1 / WAN, WAN])
    def test_a_year_in_another_unit(self, name, figure, factor):
        accounts = books(**{figure: (YEAR[figure] * factor, YEAR[figure], YEAR[figure])})
        accounts[0] |= {"rd_cost": accounts[0].get("rd_cost", 1)} | ({"liabilities": 1.0} if figure == "assets" else {})
        assert read(name, accounts=accounts, founded="2014") is None
        said = remark(name, accounts=accounts, founded="2014")
        assert "10,000 times too small or too large" in said
        assert "30,000,000 (or 3000万元" in said

    @pytest.mark.parametrize(("factor", "doubtful"), [(1_999, False), (2_000, True), (50_000, True), (50_001, False)])
    def test_the_band_of_ratios(self, factor, doubtful):
        accounts = books(revenue=(1e5 * factor, 1e5))
        assert (read("revenue_1", accounts=accounts) is None) is doubtful
        assert (read("revenue_1", accounts=books(revenue=(1e5, 1e5 * factor))) is None) is doubtful

    def test_both_figures_are_named_and_unknown_and_the_third_year_is_not(self):
        accounts = books(rd_cost=(300, 3e6, 3e6), revenue=(3e7, 3e7, 3e7))
        said = remark("rd_cost_2", accounts=accounts)
        assert said.startswith("R&D cost 2019 (300 yuan) and R&D cost 2018 (3,000,000 yuan)")
        assert missing("rd_cost_2", accounts=accounts) == []
        assert read("rd_cost_1", accounts=accounts) is read("rd_cost_2", accounts=accounts) is None
        later = books(rd_cost=(3e6, 3e6, 300))
        assert read("rd_cost_1", accounts=later) == 3e6
        assert remark("rd_cost_1", accounts=later) == ""

    def test_years_apart_where_the_one_between_lacks(self):
        assert read("revenue_compound_growth", accounts=books(revenue=(3e7, None, 3e3))) is None
        assert read("revenue_compound_growth", accounts=books(revenue=(3e7, 3e5, 3e3))) == pytest.approx(9900)

    def test_the_founding_year_may_be_tiny(self):
        accounts = books(revenue=(3e7, 3e3), assets=(4e7, 5e3))
        assert read("revenue_growth", accounts=accounts, founded="2018-11") == pytest.approx(999_900)
        assert read("revenue_growth", accounts=accounts, founded="2017") is None
        assert read("assets_1", accounts=accounts, founded="2018-11") == 4e7

    def test_debts_come_and_go(self):
        accounts = books(assets=(4e7, 2e7), liabilities=(9e6, 4_100))
        assert read("debt_share_1", accounts=accounts) == 22.5
        assert read("debt_share_1", accounts=books(assets=(4e7, 2e7), liabilities=(9e6, 3_900))) is None
        assert read("debt_share_1", accounts=books(assets=(4e7,), liabilities=(9e6, 4_100))) is None

    def test_0_is_no_unit(self):
        assert read("revenue_1", accounts=books(revenue=(3e7, 0, 3e7))) == 3e7

    def test_parts_of_a_figure_in_doubt_are_in_doubt_with_it(self):
        accounts = [THREE[0], {"year": 2018, "revenue": 2100.0}]
        assert read("rd_cost_1", accounts=accounts, founded="2014") is None
        assert read("assets_1", accounts=accounts, founded="2014") == 4e7
        accounts = [THREE[0], {"year": 2018, "costs": 2100.0}]
        assert read("rd_cost_1", accounts=accounts, founded="2014") is None
        assert read("revenue_1", accounts=accounts, founded="2014") == 3e7

    def test_in_chinese(self):
        found = values_of(bare(accounts=books(revenue=(3e7, 3e3)))).remark("revenue_1", 0).zh
        assert found.startswith("2019 年营业收入（30,000,000 元）与 2018 年营业收入（3,000 元）对不上")
        assert "请按“元”填写完整金额" in found


class TestWithinAYear:
    @pytest.mark.parametrize("figure", ["revenue", "main_revenue", "costs", "rd_cost", "assets"])
    def test_one_figure_in_wan_throughout(self, figure):
        accounts = in_wan(2019, 2018, 2017, only=(figure,))
        shares = {"revenue": "rd_share_1", "main_revenue": "main_share_1", "costs": "rd_cost_share_1",
                  "rd_cost": "rd_cost_share_1", "assets": "assets_1"}  # fmt: skip
        assert read(shares[figure], accounts=accounts, founded="2014") is None
        assert remark(shares[figure], accounts=accounts, founded="2014")
        assert missing(shares[figure], accounts=accounts, founded="2014") == []

    def test_liabilities_in_wan(self):
        assert read("debt_share_1", accounts=in_wan(2019, 2018, 2017, only=("liabilities",))) is None
        assert read("debt_share_1", accounts=changed(2019, liabilities=0.0)) == 0

    @pytest.mark.parametrize(("part", "whole"), [("rd_cost", "costs"), ("main_revenue", "revenue")])
    def test_a_part_above_its_whole(self, part, whole):
        name = {"costs": "rd_cost_share_1", "revenue": "main_share_1"}[whole]
        assert read(name, accounts=changed(2019, **{part: YEAR[whole]}), **FIELDS) == 100
        accounts = changed(2019, **{part: YEAR[whole] + 1})
        assert read(name, accounts=accounts, **FIELDS) is None
        assert "of which it is a part" in remark(name, accounts=accounts, **FIELDS)

    @pytest.mark.parametrize(
        ("name", "figures", "founded", "doubtful"),
        [
            ("assets_1", {"revenue": 3e7, "assets": 5e4}, "2014", True),
            ("assets_1", {"revenue": 3e7, "assets": 7e4}, "2014", False),
            ("assets_1", {"costs": 3e7, "assets": 5e4}, "2014", True),
            ("assets_1", {"costs": 3e7, "assets": 7e4}, "2014", False),
            ("assets_1", {"assets": 6e7, "costs": 2e4}, "2014", True),
            ("assets_1", {"assets": 6e7, "costs": 2e4}, "2019", False),
            ("assets_1", {"assets": 6e7, "costs": 4e4}, "2014", False),
            ("assets_1", {"assets": 9e9, "revenue": 999_999}, "2014", True),
            ("assets_1", {"assets": 9e9, "revenue": 1_000_000}, "2014", False),
            ("assets_1", {"assets": 9e7, "revenue": 2e4}, "2019", False),
            ("assets_1", {"assets": 5e3, "liabilities": 1e7}, "2014", True),
            ("assets_1", {"assets": 5e3, "liabilities": 9e6}, "2014", False),
            ("assets_1", {"assets": 4e7, "liabilities": 4e3}, "2014", True),
            ("assets_1", {"assets": 4e7, "liabilities": 4e3}, "2019", False),
            ("assets_1", {"assets": 4e7, "liabilities": 9e3}, "2014", False),
            ("revenue_1", {"revenue": 3e7, "costs": 1.5e4}, "2014", True),
            ("revenue_1", {"revenue": 3e7, "costs": 1.6e4}, "2014", False),
            ("revenue_1", {"revenue": 2e3, "rd_cost": 4e6}, "2014", True),
            ("revenue_1", {"revenue": 2e3, "rd_cost": 3.9e6}, "2014", False),
            ("revenue_1", {"revenue": 2e3, "rd_cost": 9e7, "costs": 1.1e8}, "2014", False),
            ("rd_cost_1", {"revenue": 1e8, "rd_cost": 1.9e4}, "2014", True),
            ("rd_cost_1", {"revenue": 1e8, "rd_cost": 1.9e4, "costs": 9e7}, "2014", False),
            ("rd_cost_1", {"costs": 1e10, "rd_cost": 999_999}, "2014", True),
            ("rd_cost_1", {"costs": 1e10, "rd_cost": 1_000_000}, "2014", False),
            ("main_share_1", {"revenue": 3e7, "main_revenue": 6e3}, "2014", True),
            ("main_share_1", {"revenue": 3e7, "main_revenue": 7e3}, "2014", False),
        ],
    )
    def test_two_figures_that_do_not_go_together(self, name, figures, founded, doubtful):
        heads = {"low": 1, "high": None}
        fields = {"accounts": [{"year": 2019, **figures}], "founded": founded, "head_count": heads}
        assert (read(name, **fields) is None) is doubtful
        assert ("do not go together" in remark(name, **fields)) is doubtful

    def test_a_company_that_hardly_sells(self):
        accounts = books(revenue=(2e4,), costs=(8e6,), rd_cost=(6e6,), assets=(9e7,))
        assert read("rd_share_1", accounts=accounts, head_count=30) == 30_000
        assert "above revenue" in remark("rd_share_1", accounts=accounts, head_count=30)
        assert remark("assets_1", accounts=accounts, head_count=30) == ""

    def test_costs_tell_whether_a_tiny_revenue_is_one(self):
        tiny = {"revenue": (2e4,), "assets": (9e7,)}
        assert read("assets_1", accounts=books(**tiny)) is None
        assert read("assets_1", accounts=books(**tiny, costs=(8e6,))) == 9e7
        assert read("revenue_1", accounts=books(revenue=(3_000,), costs=(2.5e7,))) is None

    def test_a_little_research_beside_large_costs(self):
        assert read("rd_cost_1", accounts=books(revenue=(1e8,), costs=(9e7,), rd_cost=(9e5,))) == 9e5
        assert read("rd_cost_1", accounts=books(revenue=(1e8,), costs=(9e7,), rd_cost=(900.0,))) is None
        assert read("rd_cost_1", accounts=books(revenue=(1e8,), rd_cost=(900.0,))) is None
        assert read("rd_cost_1", accounts=books(revenue=(1e8,), costs=(9e7,), rd_cost=(0,))) == 0


class TestPerHead:
    def test_everything_in_wan(self):
        accounts = in_wan(2019, 2018, 2017)
        for name in OF_ACCOUNTS:
            assert read(name, accounts=accounts, **FIELDS) is None, name
            assert "too small" in remark(name, accounts=accounts, **FIELDS), name
            assert missing(name, accounts=accounts, **FIELDS) == [], name

    def test_revenue_alone(self):
        accounts = books(revenue=(3000,))
        said = remark("revenue_1", accounts=accounts, head_count=30)
        assert "comes to 100 yuan a head for 30 people" in said
        assert "give the total costs" in said
        assert read("revenue_1", accounts=accounts, head_count=30) is None
        assert read("revenue_1", accounts=accounts, head_count=1) == 3000
        assert read("revenue_1", accounts=accounts, head_count=0) == 3000

    @pytest.mark.parametrize(
        ("figure", "value", "founded", "doubtful"),
        [("costs", 49_999, "2014", True), ("costs", 50_000, "2014", False), ("revenue", 49_999, "2014", True),
         ("costs", 5_000, "2019-11", False), ("costs", 4_999, "2019-11", True), ("costs", 0, "2014", False)],
    )  # fmt: skip
    def test_without_a_head_count_next_to_nothing_is_odd(self, figure, value, founded, doubtful):
        accounts = books(assets=(4e6,), **{figure: (value,)})
        assert (read("assets_1", accounts=accounts[:1], founded=founded) is None) is doubtful
        said = remark("assets_1", accounts=accounts, founded=founded)
        assert ("next to nothing" in said and "give the head count" in said) is doubtful

    @pytest.mark.parametrize(
        ("costs", "heads", "doubtful"),
        [
            (29_999, 30, True),
            (30_000, 30, False),
            (29_999, {"low": 11, "high": 50}, False),
            (10_999, {"low": 11, "high": 50}, True),
            (999, {"low": None, "high": 10}, True),
            (1_500_000_001, 30, True),
            (1_500_000_000, 30, False),
            (1_500_000_001, {"low": 11, "high": 50}, False),
            (1e14, {"low": 501, "high": None}, False),
        ],
    )
    def test_the_mildest_end_of_a_band_counts(self, costs, heads, doubtful):
        accounts = books(costs=(costs,), rd_cost=(costs / 2,))
        assert (read("rd_cost_1", accounts=accounts, head_count=heads, founded="2010") is None) is doubtful

    def test_too_large(self):
        assert "too large" in remark("revenue_1", accounts=books(revenue=(3e11,)), head_count=30)

    def test_a_founding_year_may_be_short(self):
        accounts = books(costs=(15_000,), rd_cost=(6_000,))
        assert read("rd_cost_1", accounts=accounts, head_count=30, founded="2019-12") == 6_000
        assert read("rd_cost_1", accounts=accounts, head_count=30, founded="2018-12") is None

    def test_head_counts_are_those_of_today_so_only_the_last_year_given_is_held_against_them(self):
        accounts = books(costs=(2e7, 1.8e7, 20_000), rd_cost=(6e6, 5e6, 1_000), revenue=(1e7, 9e6, 1e4))
        assert read("rd_cost_1", accounts=accounts, head_count=200, founded="2017-11") == 6e6

    def test_in_chinese(self):
        found = values_of(bare(accounts=books(revenue=(3000,)), head_count=30)).remark("revenue_1", 0).zh
        assert "人均为 100 元" in found
        assert "30 人" in found


def ordinary(chance):
    """An ordinary company: young or grown, with or without sales, in its founding year or long after.

    Sales are none, or more than a 1,500th of the costs: what is less looks like 万元, and is asked about.
    """
    founded, heads = chance.randint(2008, 2019), chance.randint(3, 600)
    size, entries = heads * chance.uniform(8e4, 8e5), []
    sold = chance.choice([0.0, 0.002, 0.05, 0.4, 1.0, 1.3, 3.0])
    for year in (2019, 2018, 2017):
        short = chance.uniform(0.02, 1) if year == founded else 1
        costs, assets = size * short, size * 10 ** chance.uniform(-1, 1.3)
        revenue = costs * sold * chance.uniform(0.5, 1.5) if sold > 1 / 750 else 0
        entry = {
            "revenue": revenue, "main_revenue": revenue * chance.uniform(0.3, 1), "costs": costs,
            "rd_cost": costs * chance.choice([0, 0.01, 0.1, 0.3, 0.8, 0.99]), "assets": assets,
            "liabilities": assets * 10 ** chance.uniform(-2, 0.2),
        }  # fmt: skip
        if founded <= year:
            entries.append({"year": year} | {name: round(value) for name, value in entry.items()})
        size, sold = size * chance.uniform(0.15, 1.4), sold * chance.uniform(0.02, 1.2)
    return {"founded": str(founded), "head_count": heads, "accounts": entries}


def test_ordinary_companies_raise_no_doubt():
    chance = random.Random(9)
    companies = [ordinary(chance) for _ in range(1_500)]
    values = values_of(*(bare(**fields) for fields in companies))
    told = Counter(
        values.remark(name, int(at)).en for name in OF_ACCOUNTS for at in np.flatnonzero(values.remarked(name))
    )
    doubted = [text for text in told if "10,000" in text or "of which it is a part" in text]
    assert not doubted, len(doubted)
    assert len(told) > 100, "other remarks there are"


@pytest.mark.parametrize(("told", "least"), [(True, 1.0), (False, 0.9)])
def test_of_ordinary_companies_in_wan_hardly_one_goes_unnoticed(told, least):
    chance = random.Random(10)
    companies = [ordinary(chance) for _ in range(300)]
    for fields in companies:
        fields["head_count"] = fields["head_count"] if told else None
        for entry in fields["accounts"]:
            entry |= {name: value / WAN for name, value in entry.items() if name != "year"}
    values = values_of(*(bare(**fields) for fields in companies))
    unknown = np.isnan(values.bounds("rd_cost_1")[0])
    assert unknown.mean() >= least
    np.testing.assert_array_equal(values.remarked("rd_cost_1"), unknown)
