"""Releases of this installation: what is shown of groups, who comes and goes, and what comes back."""

from datetime import date

import pytest
from opted_in import AS_OF, HERE, MEASURES, installed, member

from scoring.errors import Wrong
from scoring.peers.groups import Group
from scoring.peers.installation.blocks import Member
from scoring.peers.installation.releases import InMemory, Installation, Release

# What is shown


def test_five_scores_are_shown_ascending_and_cannot_be_changed():
    source, installation = installed(0)
    for number, score in enumerate((30.0, 10.0, 50.0, 20.0, 40.0)):
        source.add(member(number, score))
    scores = installation.release(AS_OF).scores("composite", HERE)
    assert scores.tolist() == [10, 20, 30, 40, 50]
    with pytest.raises(ValueError, match="read-only"):
        scores[0] = 99


def test_four_companies_an_unknown_measure_and_a_group_of_others_show_nothing():
    assert installed(4)[1].release(AS_OF).scores("composite", HERE) is None
    release = installed(5)[1].release(AS_OF)
    assert release.scores("market", HERE) is None
    assert release.scores("composite", Group("beijing", "finance", "a")) is None
    assert release.scores("composite", Group("shenzhen", "finance", "b")) is None


def test_wider_groups_add_up_narrow_ones():
    source, installation = installed(5)
    for number in range(10, 16):
        source.add(member(number, float(number), place="beijing"))
    release = installation.release(AS_OF)
    sizes = [
        len(release.scores("composite", Group(place, None, "a")))
        for place in ("shenzhen", "region:south", "beijing", "china", None)
    ]
    assert sizes == [5, 5, 6, 11, 11]


def test_measures_cannot_be_read_across():
    source = InMemory(member(n, float(n), market=90.0 - n) for n in range(5))
    release = Installation(source).release(AS_OF)
    assert release.scores("composite", HERE).tolist() == [0, 1, 2, 3, 4]
    assert release.scores("market", HERE).tolist() == [86, 87, 88, 89, 90]


# Over time


def test_nothing_changes_before_the_next_release():
    source, installation = installed(5)
    release = installation.release(AS_OF)
    source.remove("0")
    source.add(member(1, 99.0))
    assert release.scores("composite", HERE).tolist() == [0, 1, 2, 3, 4]


def test_whoever_joins_is_counted_once_five_have():
    source, installation = installed(5)
    installation.release(AS_OF)
    found = []
    for number in range(5, 10):
        source.add(member(number, float(number)))
        found.append(len(installation.release(AS_OF).scores("composite", HERE)))
    assert found == [5, 5, 5, 5, 10]


def test_whoever_leaves_is_gone_with_the_next_release_and_with_it_the_block():
    source, installation = installed(5)
    installation.release(AS_OF)
    source.remove("0")
    release = installation.release(AS_OF)
    assert release.scores("composite", HERE) is None
    assert "0" not in release.told
    source.add(member("new", 80.0))
    assert installation.release(AS_OF).scores("composite", HERE) is None, "four are known from before"


def test_the_others_of_a_block_come_back_with_their_next_assessment():
    source, installation = installed(5)
    installation.release(AS_OF)
    source.remove("0")
    installation.release(AS_OF)
    source.add(member("new", 80.0))
    for number in range(1, 5):
        source.add(member(number, number + 0.5))
    release = installation.release(AS_OF)
    assert release.scores("composite", HERE).tolist() == [1.5, 2.5, 3.5, 4.5, 80.0]


def test_newer_scores_are_taken_up_once_five_of_a_block_have_them():
    source, installation = installed(6)
    installation.release(AS_OF)
    for number in range(4):
        source.add(member(number, number + 0.5))
    assert installation.release(AS_OF).scores("composite", HERE).tolist() == [0, 1, 2, 3, 4, 5]
    source.add(member(4, 4.5))
    release = installation.release(AS_OF)
    assert release.scores("composite", HERE).tolist() == [0.5, 1.5, 2.5, 3.5, 4.5]
    assert release.told["5"] == {"composite": (5.0,)}


def reassessed(first: list[dict], then: list[dict]) -> tuple[Release, Release]:
    """Releases before and after company 0 has left, company 9 has joined and the others have these scores."""
    source = InMemory(Member(str(n), "shenzhen", "finance", "a", scores) for n, scores in enumerate(first))
    installation = Installation(source)
    before = installation.release(AS_OF)
    source.remove("0")
    for number, scores in enumerate(then, start=1):
        source.add(Member(str(number), "shenzhen", "finance", "a", scores))
    source.add(member(9, 99.0, market=98.0, focus=97.0))
    return before, installation.release(AS_OF)


def rows(composite: float, market: float | None, focus: float | None, companies: range) -> list[dict]:
    """Scores of companies that differ by their number; None stays unknown."""
    parts = {"composite": composite, "market": market, "focus": focus}
    return [{m: None if score is None else score + n for m, score in parts.items()} for n in companies]


FIRST, REST = range(7), range(1, 7)


def test_new_weights_alone_bring_nobody_back():
    before, after = reassessed(rows(10, 30, 50, FIRST), rows(20, 30, 50, REST))
    assert before.scores("market", HERE).tolist() == list(range(30, 37))
    assert after.groups == frozenset()


@pytest.mark.parametrize(
    ("market", "focus", "told"),
    [
        (40, 60, {"composite", "market", "focus"}),
        (40, 50, {"composite"}),
        (30, 60, {"composite"}),
        (40, None, {"composite", "market", "focus"}),
        (30, None, None),
    ],
)
def test_a_factor_found_again_is_hidden_with_all_the_others(market, focus, told):
    _, after = reassessed(rows(10, 30, 50, FIRST), rows(20, market, focus, REST))
    if focus is None and told:
        told = told - {"focus"}
    shown = {measure for measure in MEASURES if after.scores(measure, HERE) is not None}
    assert shown == (told or set())


def test_a_factor_that_has_become_known_brings_the_others_back_with_their_composites():
    _, after = reassessed(rows(10, 30, None, FIRST), rows(20, 30, 50, REST))
    assert after.scores("composite", HERE).tolist() == [*range(21, 27), 99]
    assert after.scores("focus", HERE) is None


def test_one_factor_found_again_hides_those_of_the_whole_block():
    then = rows(20, 40, 60, REST)
    then[2]["market"] = 33.0
    _, after = reassessed(rows(10, 30, 50, FIRST), then)
    assert after.scores("composite", HERE).tolist() == [*range(21, 27), 99]
    assert after.scores("market", HERE) is after.scores("focus", HERE) is None


@pytest.mark.parametrize("again", [10.0, 10.004])
def test_a_composite_shown_two_blocks_ago_is_not_shown_again(again):
    source, installation = installed(0)
    for base in (10.0, 20.0, again):
        for number in range(6):
            source.add(member(number, base + number))
        release = installation.release(AS_OF)
    source.remove("0")
    source.add(member(9, 90.0))
    assert release.scores("composite", HERE).tolist() == list(range(20, 26))
    assert installation.release(AS_OF).scores("composite", HERE) is None


def test_a_block_stands_while_nothing_but_the_weights_has_changed():
    source = InMemory(member(n, 10.0 + n, market=30.0 + n) for n in range(6))
    installation = Installation(source)
    installation.release(AS_OF)
    for number in range(6):
        source.add(member(number, 20.0 + number, market=30.0 + number))
    assert installation.release(AS_OF).scores("composite", HERE).tolist() == list(range(10, 16))
    for number in range(5):
        source.add(member(number, 20.0 + number, market=40.0 + number))
    assert installation.release(AS_OF).scores("market", HERE).tolist() == list(range(40, 45))


def test_a_leaver_takes_no_more_than_eight_others_along():
    source, installation = installed(100)
    installation.release(AS_OF)
    source.remove("50")
    assert len(installation.release(AS_OF).scores("composite", HERE)) >= 91


def test_an_installation_goes_on_from_its_last_release():
    source, installation = installed(5)
    last = installation.release(AS_OF)
    source.add(member(5, 5.0))
    again = Installation(source, last).release(date(2021, 7, 31))
    assert again.scores("composite", HERE).tolist() == [0, 1, 2, 3, 4]
    assert again.as_of == date(2021, 7, 31)


def test_a_release_before_the_last_one_is_refused():
    _, installation = installed(5)
    last = installation.release(AS_OF)
    with pytest.raises(Wrong, match=r"2021-06-29.*2021-06-30"):
        installation.release(date(2021, 6, 29))
    assert installation.last is last


def test_the_same_key_replaces_and_removing_a_stranger_does_nothing():
    source = InMemory([member("x", 1.0)])
    source.add(member("x", 2.0))
    source.remove("nobody")
    assert [one.composite for one in source.members()] == [2.0]
