"""Groups of a cut: what is compared with what, and the verdicts."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.fairness.groups import cut, reference
from scoring.table.coded import coded


def groups_of(**sizes):
    """Groups by name: (selected, n); every company has 50 points."""
    of, selected = [], []
    for name, (hits, n) in sizes.items():
        of += [None if name == "unstated" else name] * n
        selected += [True] * hits + [False] * (n - hits)
    return {group.id: group for group in cut(coded(of), np.full(len(of), 50.0), np.array(selected, bool))}


def verdicts(**sizes):
    return {name: group.verdict for name, group in groups_of(**sizes).items()}


def test_the_highest_rate_is_what_others_are_compared_with():
    groups = groups_of(a=(10, 40), b=(20, 30), c=(9, 12))
    assert {name: group.verdict for name, group in groups.items()} == {
        "a": "differs", "c": "reference", "b": "even",
    }  # fmt: skip
    assert groups["a"].ratio == pytest.approx((10 / 40) / (9 / 12))
    assert groups["c"].ratio == 1.0


def test_four_fifths_exactly_is_even():
    assert verdicts(a=(1000, 1000), b=(800, 1000))["b"] == "even"
    assert verdicts(a=(1000, 1000), b=(799, 1000))["b"] == "differs"
    assert verdicts(a=(15, 49), b=(12, 49))["b"] == "even"


def test_small_numbers_may_be_chance():
    assert verdicts(a=(5, 8), b=(2, 8)) == {"a": "reference", "b": "may be chance"}


def test_the_more_groups_are_compared_the_less_one_of_them_proves():
    assert verdicts(a=(20, 30), b=(10, 30))["b"] == "differs"
    others = {f"g{number}": (19, 30) for number in range(8)}
    assert verdicts(a=(20, 30), b=(10, 30), **others)["b"] == "may be chance"


def test_groups_below_five_are_shown_but_not_judged():
    groups = groups_of(a=(5, 10), b=(4, 4))
    assert {name: group.verdict for name, group in groups.items()} == {"a": "reference", "b": "too few"}
    assert groups["b"].ratio is None
    assert groups["b"].rate == 1.0


def test_a_group_below_two_percent_is_judged_but_nothing_is_compared_with_it():
    groups = groups_of(a=(150, 300), b=(5, 5))
    assert groups["a"].verdict == "reference"
    assert (groups["b"].verdict, groups["b"].ratio) == ("even", 2.0)


def test_those_who_do_not_say_are_judged_but_nothing_is_compared_with_them():
    groups = groups_of(a=(20, 40), unstated=(2, 40), b=(15, 30))
    assert groups["a"].verdict == "reference"
    assert groups[None].verdict == "differs"
    assert groups_of(a=(5, 40), unstated=(40, 40))[None].verdict == "even"


def test_nobody_or_everybody_selected_makes_no_difference():
    assert verdicts(a=(0, 10), b=(0, 10)) == {"a": "reference", "b": "even"}
    assert groups_of(a=(0, 10), b=(0, 10))["a"].ratio is None
    assert verdicts(a=(10, 10), b=(10, 10)) == {"a": "reference", "b": "even"}


def test_without_a_group_large_enough_nothing_is_judged():
    groups = groups_of(a=(1, 4), unstated=(1, 10))
    assert {group.verdict for group in groups.values()} == {"too few"}
    assert reference(list(groups.values()), 14) is None


def test_largest_first():
    assert list(groups_of(a=(1, 5), b=(1, 9), unstated=(1, 9), c=(1, 9))) == ["b", "c", None, "a"]


def test_scores_of_those_that_have_one():
    (group,) = cut(coded(["a"] * 4), np.array([40.0, 60.0, np.nan, 50.0]), np.zeros(4, bool))
    assert group.score == pytest.approx(50)
    assert group.score_ends[0] < 50 < group.score_ends[1]
    (alone,) = cut(coded(["a"]), np.array([np.nan]), np.zeros(1, bool))
    assert (alone.score, alone.score_ends) == (None, None)


@given(st.integers(1, 40), st.data())
def test_a_group_and_its_double_are_even_with_ratio_one(n, data):
    hits = data.draw(st.integers(1, n))
    size = max(n, 5)
    groups = groups_of(a=(hits, size), b=(hits, size))
    assert [groups[name].ratio for name in "ab"] == [1.0, 1.0]
    assert sorted(group.verdict for group in groups.values()) == ["even", "reference"]


@given(st.lists(st.tuples(st.sampled_from(["a", "b", "c", None]), st.booleans()), min_size=1), st.randoms())
def test_the_order_of_companies_changes_nothing(companies, chance):
    mixed = chance.sample(companies, len(companies))

    def said(rows):
        names, taken = coded(name for name, _ in rows), np.array([taken for _, taken in rows], bool)
        found = cut(names, np.full(len(rows), 1.0), taken)
        return [(group.id, group.n, group.selected, group.ratio, group.ratio_ends, group.verdict) for group in found]

    assert said(companies) == said(mixed)
