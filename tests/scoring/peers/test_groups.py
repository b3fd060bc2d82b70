"""Which groups stand in for a narrow one, and what they are called."""

import pytest

from scoring.peers.groups import Group, contains, group_name, group_of, places_around, widening


@pytest.mark.parametrize(
    ("place", "around"),
    [
        ("shenzhen", ("shenzhen", "guangdong", "region:south", "china")),
        ("beijing", ("beijing", "region:north", "china")),
        ("deqing", ("deqing", "huzhou", "zhejiang", "region:east", "china")),
        ("guangdong", ("guangdong", "region:south", "china")),
        ("region:south", ("region:south", "china")),
        ("united_states", ("united_states",)),
        ("north_america", ()),
        (None, ()),
    ],
)
def test_places_around(place, around):
    assert places_around(place) == around


def test_place_is_widened_before_sector_and_the_stage_stays():
    names = [group.key for group in widening(Group("shenzhen", "finance", "a"), "china")]
    assert names == [
        "shenzhen|finance|a", "guangdong|finance|a", "region:south|finance|a", "china|finance|a",
        "shenzhen|*|a", "guangdong|*|a", "region:south|*|a", "china|*|a",
    ]  # fmt: skip


def test_without_a_place_the_nation_is_meant():
    assert widening(Group(None, None, "b"), "china") == (Group("china", None, "b"),)


def test_contains():
    narrow = Group("shenzhen", "finance", "a")
    assert contains(Group("guangdong", None, "a"), narrow)
    assert contains(Group(None, None, None), narrow)
    assert not contains(Group("guangdong", "retail", "a"), narrow)
    assert not contains(Group("zhejiang", None, "a"), narrow)
    assert not contains(narrow, Group("guangdong", "finance", "a"))


def test_names_in_both_languages():
    assert group_name(Group("shenzhen", "manufacturing", "a")).en == "Series A · Manufacturing · Shenzhen"
    assert group_name(Group("shenzhen", "manufacturing", "a")).zh == "深圳 · 智能制造 · A 轮"
    assert group_name(Group("region:south", None, None)).zh == "华南 · 全部行业 · 全部阶段"


def test_keys_read_back():
    for group in (Group("shenzhen", None, "a"), Group("region:south", "retail", None), Group(None, None, None)):
        assert group_of(group.key) == group
