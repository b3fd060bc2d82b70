"""Growth and sums over the years in business: three years, two, one; bases of 0 and below; what needs the founding."""

import pytest
from readings import books, missing, read, remark

OLD = "2010-05"


def revenue(*figures, founded=OLD):
    """Average growth of revenue; the last year first."""
    return read("revenue_growth", founded=founded, accounts=books(revenue=figures))


def net_assets(*levels, founded=OLD):
    """The fields of a company with these net assets, the last year first."""
    debts = tuple(max(0, -level) + 1e6 for level in levels)
    assets = tuple(level + debt for level, debt in zip(levels, debts, strict=True))
    return {"founded": founded, "accounts": books(assets=assets, liabilities=debts)}


class TestRevenue:
    @pytest.mark.parametrize(
        ("figures", "growth"),
        [
            ((1.44e6, 1.2e6, 1e6), 20),
            ((3e6, 2e6, 1e6), 75),
            ((1e6, 2e6, 1e6), 25),
            ((5e5, 1e6, 2e6), -50),
            ((3e6, 2e6, 0), 50),
            ((3e6, 0, 2e6), 0),
            ((3e6, 0, 0), 0),
            ((0, 2e6, 1e6), 0),
            ((0, 0, 0), 0),
        ],
    )
    def test_three_years(self, figures, growth):
        assert revenue(*figures) == growth

    @pytest.mark.parametrize(
        ("figures", "growth"), [((3e6, 2e6), 50), ((1e6, 2e6), -50), ((3e6, 0), 0), ((3e6,), None), ((0, 2e6), -100)]
    )
    def test_two_years_in_business_leave_one_quotient(self, figures, growth):
        assert revenue(*figures, founded="2018-11") == growth

    def test_accounts_from_before_founding_are_left_out_and_it_is_said(self):
        fields = {"founded": "2018", "accounts": books(revenue=(3e6, 2e6, 1e6))}
        assert read("revenue_growth", **fields) == 50
        assert "its accounts of 2017 are not read" in remark("revenue_growth", **fields)
        assert remark("revenue_growth", **fields | {"founded": "2017"}) == ""
        assert remark("revenue_growth", **fields | {"accounts": fields["accounts"][:2]}) == ""

    @pytest.mark.parametrize("founded", ["2019-01", "2020"])
    def test_one_year_in_business_shows_no_growth(self, founded):
        assert revenue(3e6, founded=founded) == 0
        assert missing("revenue_growth", founded=founded) == []
        assert ("no accounts of 2019" in remark("revenue_growth", founded=founded)) is (founded == "2020")

    def test_a_year_that_lacks_leaves_it_open(self):
        assert revenue(3e6, 2e6) is revenue(3e6, None, 1e6) is revenue(None, 2e6, 1e6) is None
        assert missing("revenue_growth", founded=OLD, accounts=books(revenue=(3e6, 2e6))) == ["revenue 2017"]

    def test_without_a_founding_date_all_three_years_are_needed(self):
        assert revenue(3e6, 2e6, 1e6, founded=None) == 75
        assert revenue(3e6, 2e6, founded=None) is None
        assert missing("revenue_growth", accounts=books(revenue=(3e6, 2e6))) == ["revenue 2017", "Founded"]
        assert missing("revenue_growth", accounts=books(revenue=(3e6, 2e6, 1e6))) == []


class TestNetAssets:
    @pytest.mark.parametrize(
        ("levels", "growth"),
        [((3e6, 2e6, 1e6), 75), ((3e6, 2e6, 0), 50), ((3e6, 0, 1e6), 0), ((-1e6, 2e6, 1e6), -25)],
    )
    def test_assets_less_liabilities(self, levels, growth):
        assert read("net_assets_growth", **net_assets(*levels)) == growth

    @pytest.mark.parametrize(
        ("levels", "founded", "year"),
        [((3e6, 2e6, -1e6), OLD, 2017), ((3e6, -2e6, 1e6), OLD, 2018), ((3e6, 0, -1e6), OLD, 2017),
         ((3e6, -2e6), "2018", 2018)],
    )  # fmt: skip
    def test_a_negative_base_is_for_people_to_judge(self, levels, founded, year):
        fields = net_assets(*levels, founded=founded)
        assert read("net_assets_growth", **fields) == (float("-inf"), float("inf"))
        assert f"end of {year} are negative" in remark("net_assets_growth", **fields)
        assert missing("net_assets_growth", **fields) == []

    def test_a_negative_level_that_is_no_base_does_no_harm(self):
        assert read("net_assets_growth", **net_assets(3e6, 2e6, -1e6, founded="2018")) == 50
        assert read("net_assets_growth", **net_assets(-3e6, founded="2019")) == 0
        assert "negative" not in remark("net_assets_growth", **net_assets(3e6, 2e6, 1e6))

    def test_it_takes_assets_and_liabilities(self):
        accounts = books(assets=(3e6, 2e6, 1e6), liabilities=(1e6, 1e6))
        assert missing("net_assets_growth", founded=OLD, accounts=accounts) == ["total liabilities at year end 2017"]


class TestShareOfResearch:
    @pytest.mark.parametrize(
        ("founded", "share"), [(OLD, 15), ("2017-12", 15), ("2018-01", 20), ("2019", 30), (None, 15), ("2020", None)]
    )
    def test_over_the_years_in_business(self, founded, share):
        accounts = books(revenue=(1e7, 2e7, 3e7), rd_cost=(3e6, 3e6, 3e6))
        assert read("rd_share_three_years", founded=founded, accounts=accounts) == share

    def test_a_year_without_revenue_is_part_of_the_sum(self):
        accounts = books(revenue=(1e7, 0, 0), rd_cost=(5e5, 5e5, 1e6))
        assert read("rd_share_three_years", founded=OLD, accounts=accounts) == 20
        assert remark("rd_share_three_years", founded=OLD, accounts=accounts) == ""

    @pytest.mark.parametrize(("founded", "said"), [(OLD, "2017 to 2019 together is 0"), ("2019", "Revenue 2019 is 0")])
    def test_no_revenue_at_all(self, founded, said):
        fields = {"founded": founded, "accounts": books(revenue=(0, 0, 0), rd_cost=(1e6, 1e6, 1e6))}
        assert read("rd_share_three_years", **fields) is None
        assert said in remark("rd_share_three_years", **fields)

    def test_a_year_that_lacks_leaves_it_open_unless_it_is_before_founding(self):
        accounts = books(revenue=(1e7, 2e7), rd_cost=(3e6, 3e6))
        assert read("rd_share_three_years", founded=OLD, accounts=accounts) is None
        assert read("rd_share_three_years", founded="2018", accounts=accounts) == 20
        assert missing("rd_share_three_years", accounts=accounts) == ["R&D cost 2017", "revenue 2017", "Founded"]

    def test_research_above_revenue_in_a_year_that_counts(self):
        accounts = books(revenue=(1e7, 1e6), rd_cost=(3e6, 3e6))
        assert "R&D cost 2018" in remark("rd_share_three_years", founded="2018", accounts=accounts)
        assert "above revenue" not in remark("rd_share_three_years", founded="2019", accounts=accounts)


class TestConversions:
    @pytest.mark.parametrize(
        ("founded", "yearly"),
        [(OLD, 2), ("2017", 2), ("2018", 3), ("2019", 6), ("2020", 6), (None, (2, 6))],
    )
    def test_a_year_in_business(self, founded, yearly):
        assert read("conversions_a_year", founded=founded, answers={"conversions": 6}) == yearly

    def test_what_lacks(self):
        assert missing("conversions_a_year", answers={"conversions": 6}) == ["Founded"]
        assert missing("conversions_a_year", answers={"conversions": 0}) == []
        assert missing("conversions_a_year", founded=OLD) == ["Results put to use in three years"]
