"""Near miss: no smaller set of changes would do, and the set that is named does."""

import random
from itertools import combinations, product

import pytest
from permits import AS_OF, fields, permit_of

from scoring.columns.build import columns_of
from scoring.policies.evaluate import Policies
from scoring.policies.report import policies_of, results_of
from scoring.profile import profile_model
from scoring.table.from_profiles import table_of

LIFTS = {
    "skilled": {"answers": {"builders": 5}},
    "staff": {"answers": {"builders": 5}},
    "craft": {"rd_share": 9},
    "gold": {"answers": {"badges": ["gold"]}},
}
"""What is done to bring about each change."""


def changed(given, names):
    answers = dict(given["answers"])
    for name in names:
        answers |= LIFTS[name].get("answers", {})
    share = next((LIFTS[name]["rd_share"] for name in names if "rd_share" in LIFTS[name]), given["rd_share"])
    return given | {"answers": answers, "rd_share": share}


def every_company():
    for builders, skill, badges, share in product((0, 4, 5), ("low", "high"), ([], ["silver"]), (0, 2, 6)):
        yield {
            "head_count": 50, "rd_share": share,
            "answers": {"builders": builders, "skill": skill, "badges": badges},
        }  # fmt: skip


@pytest.mark.parametrize("given", list(every_company()))
def test_the_changes_named_are_enough_and_no_fewer_would_be(permit, given):
    result = permit_of(permit, **given)
    if result.verdict == "qualifies":
        assert result.near_miss is None
        return
    near = result.near_miss
    assert result.verdict == "does_not" and near.reachable and near.count == len(near.changes)
    assert permit_of(permit, **changed(given, [each.about for each in near.changes])).verdict in ("qualifies", "may")
    for count in range(near.count):
        for names in combinations(LIFTS, count):
            # More builders is one thing to do, though it may serve a gate and an item.
            if {"skilled", "staff"} & set(names):
                continue
            assert permit_of(permit, **changed(given, names)).verdict not in ("qualifies", "may")


def test_what_nobody_can_change_is_said(permit):
    answers = {"builders": 5, "skill": "low", "badges": []}
    near = permit_of(permit, head_count=500, rd_share=6, answers=answers).near_miss
    assert not near.reachable
    assert near.in_words == "Not met, and nothing to be done about it now: Size."


def test_where_experts_decide_it_says_what_would_not_depend_on_them(permit):
    book_fields = {"head_count": 50, "rd_share": 1, "answers": {"builders": 4, "skill": "high", "badges": ["gold"]}}
    assert permit_of(permit, **book_fields).near_miss is not None


def test_each_change_says_what_is_now_and_what_is_wanted(permit):
    near = permit_of(permit, head_count=50, rd_share=1, answers={"builders": 5, "skill": "low", "badges": []}).near_miss
    change = near.changes[0]
    assert (near.count, change.about) == (1, "craft")
    assert change.now == "R&D cost as a share of last year's revenue: 1 %"
    assert change.wanted == "R&D cost as a share of last year's revenue: 5 % or more (15 points)"
    assert near.in_words == "It would take one change: Craft."


def test_in_chinese(permit):
    near = permit_of(permit, "zh", head_count=50, rd_share=1, answers={"builders": 5, "skill": "low", "badges": []})
    assert near.near_miss.in_words == "还差 1 项：工艺。"


def test_one_company_gets_in_a_table_what_it_gets_alone(permit):
    listed = [profile_model(permit).model_validate(fields(**given)) for given in every_company()]
    random.Random(7).shuffle(listed)
    table = table_of(listed, permit)
    policies = Policies(table, columns_of(table, permit), permit)
    for at, profile in enumerate(listed):
        assert results_of(policies, at, "zh") == policies_of(profile, lang="zh", book=permit)


def test_with_answers_that_lack_it_does_not_promise_that_the_changes_are_enough(permit):
    given = {"rd_share": 1, "answers": {"builders": 4, "badges": []}}
    assert permit_of(permit, **given).near_miss.in_words == (
        "It would take 2 changes at least, and what is not filled in yet may add to it: Skilled; Builders."
    )
    chinese = permit_of(permit, "zh", **given).near_miss.in_words
    assert chinese == "至少还差 2 项，尚未填写的信息补齐后可能更多：技能；建设人员。"


def test_a_failed_gate_beside_points_that_experts_decide_is_not_all_it_takes():
    """Made up for the shipped pack with the widest ranges: R&D in the mainland is too little, the points are open."""
    given = {
        "name": "Made up", "as_of": AS_OF, "city": "Beijing", "founded": "2015", "head_count": 100,
        "accounts": [
            {"year": year, "revenue": revenue, "rd_cost": 3e6, "assets": revenue, "liabilities": 0}
            for year, revenue in ((2025, 4e7), (2024, 3e7), (2023, 2e7))
        ],
        "answers": {
            "science_staff": 40, "rd_domestic_share": 10, "hightech_share": 80, "hightech_field": True, "incidents": [],
            "invention_patents": 2, "class1_other": 0, "class1_acquired": 0, "class2": 6, "class2_acquired": 0,
            "conversions": 15, "tech_level": "high", "core_support": "strong", "standards": [],
            "management": ["accounting", "rd_body", "incentives", "talent"],
        },
    }  # fmt: skip
    near = next(each for each in policies_of(given) if each.programme == "gaoqi").near_miss
    assert near.in_words == "It would take one change at least, and the experts' agreement: R&D cost in mainland China."
