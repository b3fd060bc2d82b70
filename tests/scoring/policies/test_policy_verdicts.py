"""Verdicts of a made-up pack: gates of three states, routes, points from low to high, and the day that counts."""

import pytest
from permits import fields, permit_of

from scoring.policies.report import policies_of

FIT = {"head_count": 50, "rd_share": 6, "answers": {"builders": 5, "skill": "low", "badges": []}}


def states(result):
    return {gate.id: gate.state for gate in result.gates}


@pytest.mark.parametrize(
    ("heads", "state"),
    [(100, "met"), (101, "not_met"), ({"low": 51, "high": 100}, "met"), ({"low": 90, "high": 110}, "unknown"),
     ({"low": 101, "high": None}, "not_met"), (None, "unknown")],
)  # fmt: skip
def test_a_gate_is_met_failed_or_not_to_be_told(permit, heads, state):
    assert states(permit_of(permit, head_count=heads))["size"] == state


@pytest.mark.parametrize(
    ("answers", "share", "state"),
    [
        ({"builders": 5}, None, "met"),
        ({"builders": 4}, None, "unknown"),
        ({"builders": 4, "badges": []}, None, "not_met"),
        ({"builders": 4, "badges": ["silver"]}, 3, "not_met"),
        ({"builders": 4, "badges": ["silver"]}, 3.01, "met"),
        ({"builders": 4, "badges": ["silver"]}, None, "unknown"),
        ({"badges": ["silver"]}, 4, "met"),
        ({}, None, "unknown"),
    ],
)
def test_one_alternative_is_enough_and_needs_all_its_checks(permit, answers, share, state):
    assert states(permit_of(permit, answers=answers, rd_share=share))["skilled"] == state


@pytest.mark.parametrize(
    ("answers", "share", "points"),
    [
        ({"builders": 5, "skill": "high"}, 5, (25, 30)),
        ({"builders": 5, "skill": "low"}, 5, (25, 25)),
        ({"builders": 5, "skill": "low"}, 4.99, (15, 18)),
        ({"builders": 5, "skill": "low"}, None, (15, 25)),
        ({"builders": 5}, 5, (25, 30)),
        ({"builders": 4, "skill": "high"}, 5, (15, 20)),
        ({}, None, (5, 30)),
    ],
)
def test_points_run_from_the_least_to_the_most_that_is_possible(permit, answers, share, points):
    result = permit_of(permit, answers=answers, rd_share=share)
    assert (result.points_low, result.points_high, result.points_max) == (*points, 30)


def test_the_best_calculation_counts_and_all_are_shown(permit):
    craft = permit_of(permit, **FIT).score.groups[1].items[0]
    assert [(each.low, each.high, each.counts) for each in craft.calculations] == [(0, 8, False), (15, 15, True)]
    assert craft.calculations[1].found == "6 %"


class TestVerdict:
    def test_qualifies_by_points(self, permit):
        assert permit_of(permit, **FIT).verdict == "qualifies"

    def test_qualifies_by_the_other_route_without_points(self, permit):
        answers = {"builders": 5, "skill": "low", "badges": ["gold"]}
        result = permit_of(permit, head_count=50, rd_share=1, answers=answers)
        assert (result.score.state, result.verdict) == ("not_met", "qualifies")

    def test_does_not_where_a_gate_fails_however_many_points(self, permit):
        assert permit_of(permit, **FIT | {"head_count": 500}).verdict == "does_not"

    def test_does_not_where_every_route_is_closed(self, permit):
        answers = {"builders": 5, "skill": "low", "badges": []}
        assert permit_of(permit, head_count=50, rd_share=1, answers=answers).verdict == "does_not"

    def test_may_where_only_the_experts_decide(self, permit):
        answers = {"builders": 5, "skill": "high", "badges": []}
        result = permit_of(permit, head_count=50, rd_share=1, answers=answers)
        assert (result.points_low, result.points_high, result.verdict) == (20, 30, "qualifies")
        answers["skill"] = "low"
        assert permit_of(permit, head_count=50, rd_share=1, answers=answers).verdict == "does_not"

    def test_may_where_a_band_decides(self, permit):
        assert permit_of(permit, **FIT | {"head_count": {"low": 90, "high": 120}}).verdict == "may"

    def test_cannot_be_told_where_an_answer_decides_and_says_which(self, permit):
        result = permit_of(permit, rd_share=6, answers={"skill": "low", "badges": []})
        assert result.verdict == "cannot_say"
        assert result.missing == ["Head count", "Builders"]

    def test_an_open_answer_that_decides_nothing_is_not_missing(self, permit):
        result = permit_of(permit, head_count=50, rd_share=6, answers={"builders": 5, "badges": []})
        assert (result.verdict, result.missing) == ("qualifies", [])

    def test_minimum_of_a_group(self, permit):
        answers = {"builders": 4, "skill": "high", "badges": ["silver"]}
        result = permit_of(permit, head_count=50, rd_share=6, answers=answers)
        assert (result.score.groups[0].state, result.verdict) == ("not_met", "does_not")


class TestInForce:
    def test_from_the_first_day_on(self, permit):
        assert permit_of(permit, as_of="2020-01-01").verdict == "cannot_say"

    def test_none_before_it_is_said(self, permit):
        result = permit_of(permit, as_of="2019-12-31")
        assert (result.verdict, result.pack, result.gates) == ("not_in_force", None, [])
        assert "2019-12-31" in result.in_words and "第1号, from 2020-01-01" in result.in_words

    def test_none_before_it_is_said_in_chinese(self, permit):
        assert permit_of(permit, "zh", as_of="2019-12-31").in_words == (
            "未收录 2019-12-31 有效的版本。已收录：第1号，2020-01-01 起施行。"
        )


class TestWords:
    def test_condition(self, permit):
        gate = permit_of(permit, answers={"builders": 4, "badges": ["silver"]}, rd_share=2).gates[1]
        assert gate.wanted == (
            "Builders: at least 5 people; or silver badge: yes, and "
            "R&D cost as a share of last year's revenue: more than 3 %"
        )
        assert gate.found == "Builders: 4 people; silver badge: yes; R&D cost as a share of last year's revenue: 2 %"
        assert (gate.change, gate.sources, gate.caution) == ("Hire builders.", 1, "Rests on a single source.")

    def test_condition_in_chinese(self, permit):
        gate = permit_of(permit, "zh", answers={"builders": 4}).gates[1]
        assert gate.wanted == "建设人员：不少于 5 人；或者银牌：是，且上年度研发费用占营业收入比重：高于 3%"
        assert gate.found.startswith("建设人员：4 人；")
        assert gate.caution == "目前只有一个来源。"

    def test_what_is_met_needs_no_change(self, permit):
        assert permit_of(permit, answers={"builders": 9}).gates[1].change is None

    def test_single_sources_are_told_of_the_pack_as_a_whole(self, permit):
        assert permit_of(permit).cautions == [
            "Skilled: Rests on a single source.", "Craft: Rests on a single source.",
        ]  # fmt: skip

    def test_what_is_odd_is_said_once_however_many_inputs_read_it(self):
        accounts = [
            {"year": 2025, "revenue": 3_000, "rd_cost": 3e6, "costs": 2.8e7},
            {"year": 2024, "revenue": 2.4e7, "rd_cost": 2.5e6, "costs": 2.3e7},
        ]
        result = next(each for each in policies_of(fields(accounts=accounts)) if each.programme == "zhuanjingtexin")
        remark = next(gate.remark for gate in result.gates if gate.id == "rd_share")
        assert remark.count("Revenue 2025 (3,000 yuan) and revenue 2024 (24,000,000 yuan)") == 1
        assert [each for each in result.remarks if each in remark] == result.remarks != []

    def test_a_list_of_papers_from_one_source_is_told(self):
        listed = {each.programme: each.cautions for each in policies_of(fields())}
        assert "The list of papers to prepare rests on a single source." in listed["kexiao"]
        assert not any("papers to prepare" in each for each in listed["xiaojuren"])
