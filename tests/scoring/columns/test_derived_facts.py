"""Derived facts: what identity and funding history tell at the as-of date, and what they leave unknown."""

import numpy as np
import pytest
from making import bare, derived_facts

from scoring import taxonomy
from scoring.columns.build import columns_of
from scoring.columns.registry import CITY_TIERS, CROWDING, DERIVED, LAYERS, QUADRANTS, STAGES
from scoring.rulesets.book import shipped_book
from scoring.table.from_profiles import table_of

MONTH = 365.2425 / 12
FUNDING = [
    "rounds_count", "months_since_last_round", "months_per_round", "months_to_first_round", "total_raised_cny_m",
    "last_round_cny_m", "investors_count", "investor_kinds_count",
]  # fmt: skip
FLAGS = ["giant_investor", "industry_investor", "state_investor", "incubator_investor"]
TWO = [
    {"round": "angel", "date": "2018-06-15", "amount": 3e6, "investors": [{"name": "Hill", "kind": "incubator"}]},
    {"round": "a", "date": "2020-06-15", "amount": 2e7, "investors": ["腾讯", {"name": "Hill", "kind": "incubator"}]},
]


def facts(**fields):
    return derived_facts(bare(**fields))


def funding(rounds, **fields):
    return facts(rounds=rounds, **fields)


class TestRegistry:
    def test_values_are_those_of_the_taxonomies(self):
        assert tuple(taxonomy.stages().slugs) == STAGES
        assert tuple(taxonomy.layers().slugs) == LAYERS
        assert set(QUADRANTS) >= {sector.quadrant for sector in taxonomy.sectors() if sector.quadrant}
        assert set(CITY_TIERS) >= {place.tier for place in taxonomy.places() if place.tier} - {"pilot_zone_only"}
        assert CROWDING == ("crowded", "other")

    def test_every_derived_fact_has_a_column_of_its_kind(self):
        columns = columns_of(table_of([bare()], shipped_book()), shipped_book())
        for name, derived in DERIVED.items():
            unknown = np.isnan(columns[name][0]) if derived.kind == "number" else columns[name][0] == -1
            assert unknown, name


class TestFunding:
    def test_unknown_history_tells_nothing(self):
        known = funding(None)
        assert {known[name] for name in ["stage", *FUNDING, *FLAGS]} == {None}

    def test_never_funded_is_known(self):
        known = funding([])
        assert (known["stage"], known["rounds_count"]) == ("unfunded", 0)
        assert {known[name] for name in [*FUNDING[1:], *FLAGS]} == {None}

    def test_two_rounds(self):
        known = funding(TWO, founded="2018-01-15")
        assert (known["stage"], known["rounds_count"]) == ("a", 2)
        assert known["months_since_last_round"] == pytest.approx(199 / MONTH)
        assert known["months_per_round"] == pytest.approx(731 / MONTH)
        assert known["months_to_first_round"] == pytest.approx(151 / MONTH)
        assert (known["total_raised_cny_m"], known["last_round_cny_m"]) == (pytest.approx(23), pytest.approx(20))
        assert (known["investors_count"], known["investor_kinds_count"]) == (2, 2)
        assert [known[name] for name in FLAGS] == ["yes", "yes", "no", "yes"]

    def test_order_of_the_list_does_not_matter_where_dates_are_known(self):
        assert funding(TWO, founded="2018-01-15") == funding(TWO[::-1], founded="2018-01-15")

    def test_later_rounds_are_not_read(self):
        later = {
            "round": "b",
            "date": "2021-01-01",
            "amount": 9e8,
            "investors": [{"name": "Fund", "kind": "government_fund"}],
        }
        assert funding([*TWO, later], founded="2018-01-15") == funding(TWO, founded="2018-01-15")
        assert funding([later])["stage"] == "unfunded"

    @pytest.mark.parametrize(
        ("date", "read"), [("2020-12-31", True), ("2021-01-01", False), ("2020-12", True), ("2021", False)]
    )
    def test_as_of_day_itself_counts(self, date, read):
        assert funding([{"round": "b", "date": date}])["stage"] == ("b" if read else "unfunded")

    def test_partly_dated_round_is_never_in_the_future(self):
        assert funding([{"round": "b", "date": "2020"}], as_of="2020-01-05")["months_since_last_round"] == 0

    def test_undated_round_hides_the_pace_and_which_round_is_the_latest(self):
        known = funding([TWO[0], TWO[1] | {"date": None}], founded="2018-01-15")
        for name in ("months_since_last_round", "months_per_round", "months_to_first_round"):
            assert known[name] is None
        assert (known["stage"], known["rounds_count"], known["last_round_cny_m"]) == ("a", 2, None)

    def test_the_latest_round_alone_proves_who_invested_but_not_who_did_not(self):
        known = funding([TWO[1]], latest_round_only=True)
        assert "no" not in [known[name] for name in FLAGS]
        assert (known["investors_count"], known["investor_kinds_count"]) == (None, None)

    def test_a_latest_round_after_the_as_of_date_leaves_the_stage_unknown(self):
        later = funding([{"round": "c", "date": "2022-01"}], latest_round_only=True)
        assert (later["stage"], later["rounds_count"]) == (None, None)

    def test_grants_and_loans_are_no_funding_rounds(self):
        aid = [{"round": "grant", "date": "2020-10-01", "amount": 1e9}, {"round": "debt", "date": "2020-11-01"}]
        known, plain = funding([*TWO, *aid]), funding(TWO)
        for name in ("rounds_count", "months_since_last_round", "total_raised_cny_m", "last_round_cny_m", "stage"):
            assert known[name] == plain[name], name

    def test_latest_round_only_hides_count_pace_and_total(self):
        known = funding([TWO[1]], latest_round_only=True, founded="2018-01-15")
        for name in ("rounds_count", "months_per_round", "months_to_first_round", "total_raised_cny_m"):
            assert known[name] is None
        assert (known["stage"], known["last_round_cny_m"]) == ("a", pytest.approx(20))
        assert known["months_since_last_round"] == pytest.approx(199 / MONTH)

    def test_one_unknown_amount_hides_the_total(self):
        known = funding([TWO[0] | {"amount": None}, TWO[1]])
        assert (known["total_raised_cny_m"], known["last_round_cny_m"]) == (None, pytest.approx(20))

    def test_single_round_has_no_gap(self):
        assert funding([TWO[0]])["months_per_round"] is None

    def test_round_in_the_founding_month_took_no_time(self):
        assert funding([{"round": "seed", "date": "2018-03"}], founded="2018-03-20")["months_to_first_round"] == 0

    @pytest.mark.parametrize(
        ("names", "stage"),
        [
            (["strategic"], None),
            (["undisclosed"], None),
            (["strategic", "seed"], "seed"),
            (["b", "strategic"], "b"),
            (["a", "a_plus"], "a"),
            (["pre_ipo"], "d_plus"),
            (["b", "acquired"], "exit"),
            (["ipo", "listed_follow_on"], "exit"),
            (["neeq", "a"], "exit"),
        ],
    )
    def test_stage_is_the_highest_rung(self, names, stage):
        assert funding([{"round": name} for name in names])["stage"] == stage

    @pytest.mark.parametrize(
        ("amount", "currency", "millions"),
        [
            (1e6, "CNY", 1),
            (1e6, "USD", 6.9),
            (2e6, "美元", 13.8),
            (1e8, "JPY", 6.5),
            ({"low": 1e6, "high": 4e6}, "CNY", 2),
            ({"low": 1e7}, "CNY", 10),
            ({"high": 1e7}, "CNY", 10),
            ({"low": 0, "high": 1e7}, "CNY", 5),
        ],
    )
    def test_amount_in_million_yuan(self, amount, currency, millions):
        known = funding([{"round": "a", "amount": amount, "currency": currency}])
        assert known["last_round_cny_m"] == pytest.approx(millions)
        assert known["total_raised_cny_m"] == pytest.approx(millions)

    @pytest.mark.parametrize(
        ("investor", "flags"),
        [
            ("红杉资本", ["no", "no", "no", "no"]),
            ("腾讯投资", ["yes", "yes", "no", "no"]),
            ("联想创投", ["no", "yes", "no", "no"]),
            ("某市产业引导基金", ["no", "no", "yes", "no"]),
            ("某某孵化器", ["no", "no", "no", "yes"]),
            ("Zzyzx", ["no", "no", "no", "no"]),
            ({"name": "腾讯投资", "kind": "venture_capital"}, ["no", "no", "no", "no"]),
        ],
    )
    def test_kind_of_investor_by_name_unless_given(self, investor, flags):
        known = funding([{"round": "a", "investors": [investor]}])
        assert [known[name] for name in FLAGS] == flags

    def test_rounds_without_investors_tell_nothing_of_them(self):
        known = funding([{"round": "a"}])
        assert {known[name] for name in ["investors_count", "investor_kinds_count", *FLAGS]} == {None}


class TestIdentity:
    @pytest.mark.parametrize(
        ("city", "tier", "zone"),
        [
            ("Beijing", "leaders", "yes"),
            ("杭州", "steady", "yes"),
            ("苏州", "catch_up", "no"),
            ("成都", "catch_up", "yes"),
            ("武汉", "other", "yes"),
            ("长沙", "other", "no"),
            ("深圳市南山区", "leaders", "yes"),
            ("广东", None, None),
            ("浙江省", None, None),
            ("上海市", "leaders", "yes"),
            (None, None, None),
        ],
    )
    def test_place(self, city, tier, zone):
        known = facts(city=city)
        assert (known["city_tier"], known["in_pilot_zone"]) == (tier, zone)

    def test_pilot_zone_counts_from_its_year(self):
        assert facts(city="成都", as_of="2019-12-31")["in_pilot_zone"] == "no"
        assert facts(city="成都", as_of="2020-12-31")["in_pilot_zone"] == "yes"

    @pytest.mark.parametrize(
        ("sectors", "quadrant", "crowding"),
        [
            (["manufacturing"], "growth", "crowded"),
            (["medical", "finance"], "embryonic", "crowded"),
            (["finance"], "developing", "other"),
            (["digital_government"], "transition", "other"),
            (["education"], None, "other"),
            ([], None, None),
        ],
    )
    def test_main_sector(self, sectors, quadrant, crowding):
        known = facts(sectors=sectors)
        assert (known["sector_quadrant"], known["sector_crowding"]) == (quadrant, crowding)

    @pytest.mark.parametrize(
        ("fields", "layer"),
        [
            ({}, None),
            ({"layer": "技术层"}, "technology"),
            ({"segment": "chips"}, "base"),
            ({"layer": "solutions", "segment": "chips"}, "solutions"),
        ],
    )
    def test_layer(self, fields, layer):
        assert facts(**fields)["layer"] == layer

    @pytest.mark.parametrize(
        ("founded", "days"),
        [("2020-12-31", 0), ("2019-12-31", 366), ("2020-01", 365 - 15), ("2019", 366 + 182), (None, None)],
    )
    def test_age(self, founded, days):
        age = facts(founded=founded)["age_months"]
        assert age is None if days is None else age == pytest.approx(days / MONTH, abs=0.02)

    def test_age_is_never_below_zero(self):
        assert facts(founded="2020", as_of="2020-02-01")["age_months"] == 0

    @pytest.mark.parametrize(
        ("given", "head_count"),
        [(45, 45), ({"low": 20, "high": 45}, 30), ({"low": 501}, 501), ({"high": 10}, 10), (None, None)],
    )
    def test_head_count(self, given, head_count):
        found = facts(head_count=given)["head_count"]
        assert found is None if head_count is None else found == pytest.approx(head_count)


class TestAnswers:
    def columns(self, *answers):
        return columns_of(table_of([bare(answers=given) for given in answers], shipped_book()), shipped_book())

    def test_one_array_an_answer_and_unknown_beside_known(self):
        columns = self.columns({"cash_runway": 5.5, "partner_kinds": ["vendor"], "rights_ownership": False}, {})
        assert columns["cash_runway"][0] == 5.5
        assert np.isnan(columns["cash_runway"][1])
        assert (columns["partner_kinds"][0], columns["rights_ownership"].tolist()) == (1, [0, -1])
        assert np.isnan(columns["partner_kinds"][1])
        assert "buying_map" not in columns

    def test_nothing_ticked_is_an_answer(self):
        assert self.columns({"partner_kinds": []})["partner_kinds"].tolist() == [0]

    def test_evidence_column_only_where_somebody_gave_a_grade(self):
        columns = self.columns({"cash_runway": {"value": 5, "evidence": "public_register"}}, {"cash_runway": 5}, {})
        assert columns["cash_runway@evidence"].tolist() == [3, 0, 0]
        assert "cash_runway@evidence" not in self.columns({"cash_runway": 5})

    def test_no_profile(self):
        columns = columns_of(table_of([], shipped_book()), shipped_book())
        assert all(len(column) == 0 for column in columns.values())


class TestEvidenceOfFacts:
    def grades(self, **fields):
        columns = columns_of(table_of([bare(city="Beijing", **fields)], shipped_book()), shipped_book())
        return [
            int(columns[f"{name}@evidence"][0]) if f"{name}@evidence" in columns else None
            for name in ("city_tier", "stage")
        ]

    def test_follows_the_profile(self):
        assert self.grades() == [None, None]
        assert self.grades(evidence="internal_record") == [1, 1]
        assert self.grades(evidence="internal_record", rounds=TWO) == [1, 1]

    def test_a_round_may_be_evidenced_better_and_the_weakest_decides(self):
        better = [item | {"evidence": "public_register"} for item in TWO]
        assert self.grades(rounds=better) == [None, 3]
        assert self.grades(rounds=[better[0], TWO[1]]) == [None, None]
        assert self.grades(rounds=[better[0], TWO[1]], evidence="internal_record") == [1, 1]

    def test_a_later_round_does_not_decide(self):
        later = {"round": "b", "date": "2021-03"}
        assert self.grades(rounds=[TWO[0] | {"evidence": "public_register"}, later]) == [None, 3]
