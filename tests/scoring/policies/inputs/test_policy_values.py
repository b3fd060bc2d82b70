"""Inputs of packs: years by the as-of date, shares and growth of accounts, answers as bounds, what lacks in words."""

import random

import numpy as np
import pytest
from making import bare, company
from readings import books, missing, read, remark, values_of

from scoring.policies.inputs.names import INPUTS
from scoring.rulesets.book import shipped_book

WHOLE = books(
    revenue=(3e7, 2e7, 1e7), main_revenue=(2.4e7, 2e7, 1e7), costs=(2.5e7, 2e7, 1e7), rd_cost=(6e6, 1e6, 1e6),
    assets=(4e7, 2e7, 1e7), liabilities=(1e7, 1e7, 5e6),
)  # fmt: skip
NAMES = [*INPUTS, *(fact.id for fact in shipped_book().facts), "titles.gaoqi", "incidents.listed"]
NUMBERS = [name for name in NAMES if name not in ("tech_level", "core_support")]


class TestYears:
    def test_last_year_is_the_one_before_the_as_of_date(self):
        assert read("revenue_1", accounts=WHOLE) == 3e7
        assert read("revenue_1", accounts=WHOLE, as_of="2019-12-31") == 2e7
        assert read("revenue_1", accounts=WHOLE, as_of="2021-01-01") is None

    def test_order_of_the_years_does_not_matter(self):
        values, turned = values_of(bare(accounts=WHOLE)), values_of(bare(accounts=WHOLE[::-1]))
        for name in INPUTS:
            np.testing.assert_array_equal(values.bounds(name), turned.bounds(name))

    def test_a_year_that_is_not_over_is_not_read_and_it_is_said(self):
        current = [{"year": 2020, "revenue": 9e7}]
        assert read("revenue_1", accounts=current) is None
        assert missing("revenue_1", accounts=current) == ["revenue 2019"]
        assert "2020 is not over" in remark("revenue_1", accounts=current)
        assert remark("revenue_1", accounts=[*WHOLE, *current]) == ""
        assert remark("rd_cost_2", accounts=current) == ""

    def test_a_gap_leaves_open_what_needs_the_year(self):
        gap = [WHOLE[0], WHOLE[2]]
        assert read("rd_cost_2", accounts=gap) is read("revenue_growth", accounts=gap) is None
        assert missing("revenue_growth", accounts=gap, founded="2010") == ["revenue 2018"]
        assert read("revenue_compound_growth", accounts=gap) == pytest.approx(73.205081)

    def test_names_of_what_lacks_in_chinese(self):
        values = values_of(bare())
        assert [text.zh for text in values.missing("debt_share_1", 0)] == ["2019 年末负债总额", "2019 年末资产总额"]
        assert [text.zh for text in values.missing("revenue_1", 0)] == ["2019 年营业收入"]

    def test_a_year_before_founding_does_not_lack(self):
        fields = {"founded": "2019-02", "accounts": WHOLE[:1]}
        assert missing("rd_cost_2", **fields) == missing("main_growth_1", **fields) == []
        assert remark("rd_cost_2", **fields) == "Founded in 2019, the company has no accounts of 2018."
        assert read("rd_cost_2", **fields) is None
        assert missing("rd_cost_2", **fields | {"founded": "2018"}) == ["R&D cost 2018"]

    def test_a_company_founded_this_year_has_no_accounts_yet(self):
        assert missing("revenue_1", founded="2020-03") == []
        assert remark("revenue_1", founded="2020-03") == "Founded in 2020, the company has no accounts of 2019."


class TestRatios:
    @pytest.mark.parametrize(
        ("name", "value"),
        [("revenue_1", 3e7), ("assets_1", 4e7), ("rd_cost_1", 6e6), ("rd_cost_2", 1e6), ("rd_cost_two_years", 7e6),
         ("debt_share_1", 25), ("main_share_1", 80), ("rd_share_1", 20), ("rd_share_2", 5), ("rd_cost_share_1", 24),
         ("main_growth_1", 20), ("rd_share_three_years", 13.333333), ("revenue_compound_growth", 73.205081)],
    )  # fmt: skip
    def test_worked_out_of_the_accounts(self, name, value):
        assert read(name, accounts=WHOLE) == value
        assert missing(name, accounts=WHOLE) == []
        assert remark(name, accounts=WHOLE) == ""

    def test_a_boundary_is_hit_whatever_the_division_makes_of_it(self):
        for revenue in (7e5, 3_310_000.1, 1e9 / 3, 123_456.7, 98_765_432.1):
            assert read("rd_share_1", accounts=books(revenue=(revenue,), rd_cost=(revenue * 0.06,))) == 6

    @pytest.mark.parametrize(
        ("name", "figures", "said"),
        [
            ("rd_share_1", {"revenue": (0,), "rd_cost": (5e6,)}, "Revenue 2019 is 0, so no share"),
            ("rd_share_2", {"revenue": (1e6, 0), "rd_cost": (5e5, 5e5)}, "Revenue 2018 is 0, so no share"),
            ("main_share_1", {"revenue": (0,), "main_revenue": (0,)}, "Revenue 2019 is 0"),
            ("rd_cost_share_1", {"costs": (0,), "rd_cost": (0,)}, "Total costs and expenses 2019 is 0"),
            ("debt_share_1", {"assets": (0,), "liabilities": (5,)}, "Total assets at year end 2019 is 0"),
            ("main_growth_1", {"main_revenue": (5e6, 0)}, "Revenue of the main business 2018 is 0, so growth"),
            ("revenue_compound_growth", {"revenue": (5e6, 1e6, 0)}, "Revenue 2017 is 0, so growth"),
        ],
    )
    def test_nothing_is_a_share_of_0_and_it_is_said(self, name, figures, said):
        accounts = books(**figures)
        assert read(name, accounts=accounts) is None
        assert said in remark(name, accounts=accounts)
        assert missing(name, accounts=accounts) == []

    def test_main_business_may_shrink_to_nothing(self):
        assert read("main_growth_1", accounts=books(main_revenue=(0, 5e6))) == -100

    def test_rd_above_revenue_counts_and_is_to_be_checked(self):
        accounts = books(revenue=(4e6,), rd_cost=(9e6,))
        assert read("rd_share_1", accounts=accounts) == 225
        assert "check that both are in yuan" in remark("rd_share_1", accounts=accounts)
        assert remark("rd_share_1", accounts=books(revenue=(9e6,), rd_cost=(9e6,))) == ""

    def test_liabilities_above_assets_are_nothing_odd(self):
        accounts = books(assets=(4e6,), liabilities=(5e6,))
        assert (read("debt_share_1", accounts=accounts), remark("debt_share_1", accounts=accounts)) == (125, "")


class TestAnswers:
    def test_as_they_stand(self):
        answers = {"class2": 7, "hightech_share": 62.5, "sme": True, "group_listed": False, "titles": ["gaoqi"]}
        expected = {"class2": 7, "hightech_share": 62.5, "sme": 1, "group_listed": 0, "titles.gaoqi": 1}
        for name, value in (expected | {"titles.kexiao": 0, "market_top3": None, "incidents.listed": None}).items():
            assert read(name, answers=answers) == value, name

    @pytest.mark.parametrize(
        ("answer", "bounds"), [(0, 0), (0.05, (0.05, 5)), (0.999, (0.999, 99.9)), (1, (1, 100)), (1.01, 1.01), (5, 5)]
    )
    def test_a_percentage_of_1_or_less_may_be_a_fraction(self, answer, bounds):
        fields = {"answers": {"market_share": answer}}
        assert read("market_share", **fields) == pytest.approx(bounds)
        assert ("may mean" in remark("market_share", **fields)) is (0 < answer <= 1)
        assert missing("market_share", **fields) == []

    def test_both_readings_of_a_percentage_are_named(self):
        said = remark("hightech_share", answers={"hightech_share": 0.6})
        assert "0.6 % or 60 %" in said
        assert "Write 60" in said

    def test_a_choice_by_its_place(self):
        values = values_of(bare(answers={"tech_level": "high"}), bare(answers={"tech_level": "none"}), bare())
        assert values.codes("tech_level").tolist() == [0, 4, -1]
        assert values.lacking("tech_level").tolist() == [False, False, True]
        assert [text.en for text in values.missing("tech_level", 2)] == ["How advanced the technology is"]

    def test_what_lacks_is_named_as_the_form_names_it(self):
        assert missing("titles.gaoqi") == ["Titles held"]
        assert missing("market_share") == ["Share of the national market"]
        assert missing("market_share", answers={"market_share": 12}) == []


class TestEveryInput:
    def test_of_a_bare_company_nothing_is_known_and_something_lacks(self):
        values = values_of(bare())
        for name in NUMBERS:
            assert np.isnan(values.bounds(name)).all(), name
        for name in NAMES:
            assert values.lacking(name).all(), name
            assert values.missing(name, 0), name
            assert values.remark(name, 0) is None, name

    def test_other_companies_and_their_order_change_nothing(self):
        profiles = [
            bare(), bare(accounts=WHOLE, founded="2015"), bare(accounts=WHOLE[1:], head_count={"low": 11, "high": 50}),
            bare(accounts=books(revenue=(3e7, 3e3)), rounds=[{"round": "a", "date": "2020", "amount": 5e6}]),
            bare(answers={"class2": 3, "class2_acquired": 4, "market_share": 0.5}, city="wuhan"),
            bare(as_of="2019-05-01", accounts=WHOLE, rounds=[], answers={"science_staff": 4}),
        ]  # fmt: skip
        whole, turned = values_of(*profiles), values_of(*profiles[::-1])
        for name in NUMBERS:
            np.testing.assert_array_equal(np.array(whole.bounds(name))[:, ::-1], turned.bounds(name), name)
        for at, profile in enumerate(profiles):
            alone = values_of(profile)
            for name in NAMES:
                assert whole.remark(name, at) == turned.remark(name, len(profiles) - 1 - at) == alone.remark(name, 0)
                assert whole.missing(name, at) == alone.missing(name, 0), name

    def test_where_something_lacks_it_is_named_or_explained(self):
        chance = random.Random(5)
        values = values_of(*(messy(seed, chance) for seed in range(200)))
        for name in NUMBERS:
            low, high = values.bounds(name)
            lacking, remarked = values.lacking(name), values.remarked(name)
            np.testing.assert_array_equal(np.isnan(low), np.isnan(high), name)
            assert not (low > high).any(), name
            assert lacking[np.isnan(low)].all(), name
            for at in range(values.size):
                named = values.missing(name, at)
                assert bool(lacking[at]) is bool(named) or (lacking[at] and remarked[at]), (name, at)
                assert (values.remark(name, at) is not None) == remarked[at], (name, at)


def messy(seed, chance):
    """A made-up company with accounts of all sorts of sizes, gaps and zeros among them."""
    sizes = [None, 0.0, 3e2, 5e4, 8e5, 2e7, 4e8]
    accounts = [
        {"year": year} | {name: chance.choice(sizes) for name in WHOLE[0] if name != "year"}
        for year in range(2016, 2021)
        if chance.random() < 0.8
    ]
    return company(seed, accounts=accounts, head_count=chance.choice([None, 0, 30, {"low": 11, "high": None}]))
