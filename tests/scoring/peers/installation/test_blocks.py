"""Blocks: at least five together, nobody told apart from the others, and as narrow as that allows."""

from itertools import chain

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.errors import Wrong
from scoring.peers.groups import Group, contains
from scoring.peers.installation.blocks import ENOUGH, LEAST, Block, Member, form_blocks

PLACES = ("shenzhen", "guangzhou", "beijing", "guangdong", "deqing", "huzhou", "china", "japan", "asia", None)


def member(key: object, place="shenzhen", sector="finance", stage="a", **scores: float | None) -> Member:
    return Member(str(key), place, sector, stage, {"composite": 50.0, **scores})


def some(count: int, first: int = 0, **where: str | None) -> list[Member]:
    return [member(first + number, **where) for number in range(count)]


def sizes(blocks: tuple[Block, ...]) -> list[int]:
    return sorted(len(block.members) for block in blocks)


def groups_of(members: list[Member]) -> set[Group]:
    return set(chain.from_iterable(block.groups() for block in form_blocks(members)))


populations = st.lists(
    st.tuples(
        st.sampled_from(PLACES),
        st.sampled_from(("finance", "retail", None)),
        st.sampled_from(("a", "b", None)),
        st.booleans(),
        st.booleans(),
    ),
    max_size=90,
).map(
    lambda rows: [
        Member(
            str(number), place, sector, stage,
            {"composite": 1.0 if composite else None, "market": 1.0 if market else None},
        )
        for number, (place, sector, stage, composite, market) in enumerate(rows)
    ]
)  # fmt: skip


@given(populations)
def test_blocks_do_not_overlap_have_five_members_and_tell_nothing_known_by_fewer(members):
    blocks = form_blocks(members)
    keys = [key for block in blocks for key in block.keys]
    assert len(keys) == len(set(keys))
    assert all(LEAST <= len(block.members) < 2 * LEAST for block in blocks)
    assert all(len(values) >= LEAST for block in blocks for values in block.values.values())


@given(populations)
def test_a_block_is_only_in_groups_that_hold_all_of_its_members(members):
    for block in form_blocks(members):
        for group in block.groups():
            assert all(contains(group, Group(one.place, one.sector, one.stage)) for one in block.members)


@given(populations)
def test_nobody_waits_who_has_four_others_unless_their_stage_shows_enough(members):
    blocks = form_blocks(members)
    placed = {key for block in blocks for key in block.keys}
    for stage in ("a", "b"):
        waiting = [one for one in members if one.stage == stage and one.composite and one.key not in placed]
        shown = sum(len(block.members) for block in blocks if Group(None, None, stage) in set(block.groups()))
        assert len(waiting) < LEAST or shown >= ENOUGH


@given(populations, st.randoms(use_true_random=False))
@settings(max_examples=30)
def test_the_order_of_the_members_does_not_matter(members, random):
    shuffled = random.sample(members, len(members))
    assert set(form_blocks(members)) == set(form_blocks(shuffled))


def test_five_companies_of_one_city_sector_and_stage_are_shown_there_four_are_not():
    here = Group("shenzhen", "finance", "a")
    assert here in groups_of(some(5))
    assert here not in groups_of(some(4))


@pytest.mark.parametrize(
    ("others", "narrowest"),
    [
        ({"place": "guangzhou"}, Group("guangdong", "finance", "a")),
        ({"place": "guangdong"}, Group("guangdong", "finance", "a")),
        ({"place": "nanning"}, Group("region:south", "finance", "a")),
        ({"place": "beijing"}, Group("china", "finance", "a")),
        ({"sector": "retail", "place": "beijing"}, Group("china", None, "a")),
        ({"place": "japan"}, Group(None, "finance", "a")),
        ({"place": None, "sector": None}, Group(None, None, "a")),
    ],
)
def test_too_few_are_shown_with_their_nearest_peers(others, narrowest):
    found = groups_of(some(4) + some(2, first=10, **others))
    assert narrowest in found
    assert all(contains(group, narrowest) for group in found)


def test_stages_never_mix():
    assert form_blocks(some(4) + some(4, first=10, stage="b")) == ()


def test_companies_of_one_nation_keep_together_before_those_abroad_join():
    found = groups_of(some(3) + some(3, first=10, sector="retail") + some(2, first=20, place="japan"))
    assert Group("china", None, "a") in found


def test_a_wide_group_with_ten_companies_lets_the_others_wait_for_narrower_company():
    scattered = [member(n, place) for n, place in enumerate(("shenzhen", "beijing", "wuhan", "chengdu", "xian"))]
    (wide,) = form_blocks(scattered)
    assert Group("china", "finance", "a") in set(wide.groups())
    standing = form_blocks(some(10, first=100, place="shanghai"))
    assert form_blocks(scattered, standing) == ()
    (narrow,) = form_blocks([*scattered, *some(4, first=10)], standing)
    assert Group("shenzhen", "finance", "a") in set(narrow.groups())


def test_a_county_and_its_city_are_peers():
    found = groups_of(some(3, place="deqing") + some(2, first=10, place="huzhou"))
    assert Group("huzhou", "finance", "a") in found
    assert Group("deqing", "finance", "a") not in found


def test_a_large_group_makes_several_blocks_of_five_to_nine():
    assert sizes(form_blocks(some(9))) == [9]
    assert sizes(form_blocks(some(10))) == [5, 5]
    assert sizes(form_blocks(some(23))) == [5, 6, 6, 6]


def test_the_left_over_of_a_city_does_not_cost_the_city_its_group():
    blocks = form_blocks(some(7) + some(1, first=10, place="guangzhou") + some(4, first=20, place="dongguan"))
    assert sizes(blocks) == [5, 7]
    assert sum(Group("shenzhen", "finance", "a") in set(block.groups()) for block in blocks) == 1
    assert sum(Group("guangdong", "finance", "a") in set(block.groups()) for block in blocks) == 2


def test_a_company_without_a_composite_makes_no_fifth():
    assert form_blocks([*some(4), Member("x", "shenzhen", "finance", "a", {"composite": None, "market": 1.0})]) == ()


def test_a_factor_known_by_four_of_a_block_is_not_told():
    block = Block(tuple(member(number, market=1.0 if number else None, focus=float(number)) for number in range(5)))
    assert set(block.values) == {"composite", "focus"}
    np.testing.assert_array_equal(block.values["focus"], [0, 1, 2, 3, 4])


def test_a_member_that_tells_its_composite_alone_leaves_the_block_nothing_but_composites():
    members = tuple(member(number, market=float(number), focus=1.0) for number in range(6))
    assert set(Block(members).values) == {"composite", "market", "focus"}
    assert set(Block((*members, member("x", market=None))).values) == {"composite"}


def test_companies_that_know_the_same_factors_share_a_block():
    members = [member(number, market=None if number % 2 else 1.0) for number in range(10)]
    assert [set(block.values) for block in form_blocks(members)] == [{"composite"}, {"composite", "market"}]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"place": "atlantis"}, "place is 'atlantis'"),
        ({"sector": "alchemy"}, "sector is 'alchemy'"),
        ({"stage": "z"}, "stage is 'z'"),
        ({"market": float("nan")}, "score 'market' is nan"),
        ({"market": 100.5}, "score 'market' is 100.5"),
        ({"market": -1.0}, "score 'market' is -1.0"),
    ],
)
def test_a_member_that_makes_no_sense_is_refused_with_its_name(wrong, said):
    with pytest.raises(Wrong, match="member 'x'") as raised:
        member("x", **wrong)
    assert said in raised.value.text.en
    assert raised.value.expected is not None
