"""Releases of this installation: what is shown of groups, and that no releases together tell about fewer than five."""

from collections import Counter, defaultdict
from datetime import date
from itertools import count, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.linalg import matrix_rank

from scoring.errors import Wrong
from scoring.peers.groups import Group, contains
from scoring.peers.installation.blocks import LEAST, Member
from scoring.peers.installation.releases import InMemory, Installation, Release

AS_OF = date(2021, 6, 30)
HERE = Group("shenzhen", "finance", "a")
MEASURES = ("composite", "market", "focus")
PLACES = ("shenzhen", "guangzhou", "beijing", "japan", None)
SECTORS = ("finance", "retail", None)
STAGES = ("a", "b")


def member(key: object, score: float | None = 50.0, place="shenzhen", sector="finance", stage="a", **more) -> Member:
    return Member(str(key), place, sector, stage, {"composite": score, **more})


def installed(members: int = 5, **where: str) -> tuple[InMemory, Installation]:
    source = InMemory(member(number, float(number), **where) for number in range(members))
    return source, Installation(source)


# What an onlooker can find out. Each score of each assessment is a number of its own, so that a number met in two
# groups or two releases is known to be the same company's: more than sums or quantiles would give away.


class Onlooker:
    """Remembers in which groups of which releases each number stood."""

    def __init__(self) -> None:
        self.seen: dict[str, dict[float, set[object]]] = {measure: defaultdict(set) for measure in MEASURES}
        self.owner: dict[float, tuple[str, int]] = {}

    def look(self, number: int, release: Release) -> None:
        for measure, group in product(MEASURES, release.groups):
            values = release.scores(measure, group)
            if values is not None:
                assert len(values) >= LEAST
                for value in values:
                    self.seen[measure][value].add((number, group))

    def told_apart(self, measure: str) -> list[list[float]]:
        """Sets of numbers that stood in exactly the same places: all that can be told lies between such sets."""
        alike = defaultdict(list)
        for value, where in self.seen[measure].items():
            alike[frozenset(where)].append(value)
        return list(alike.values())


steps = st.lists(
    st.tuples(
        st.sampled_from(("join", "join", "join", "assess", "leave", "move", "release")),
        st.integers(0, 39),
        st.sampled_from(PLACES),
        st.sampled_from(SECTORS),
        st.sampled_from(STAGES),
        st.tuples(*(st.integers(0, 5) for _ in MEASURES)),
    ),
    min_size=30,
    max_size=160,
)


def live(story: list[tuple], look: Onlooker) -> None:
    """Play joining, leaving, moving and assessing anew; after a company has left it comes back as another."""
    source, numbers, lives = InMemory(), (n / 1000 for n in count(1)), count()
    installation, alias, present = Installation(source), {}, {}
    for step, (what, who, place, sector, stage, knows) in enumerate([*story, ("release", 0, None, None, "a", ())]):
        if what == "release":
            look.look(step, installation.release(AS_OF))
        elif what == "leave" and who in present:
            source.remove(present.pop(who).key)
            del alias[who]
        elif what == "move" and who in present:
            present[who] = Member(present[who].key, place, sector, stage, present[who].scores)
            source.add(present[who])
        elif what == "join" or (what == "assess" and who in present):
            key = alias.setdefault(who, f"company {next(lives)}")
            scores = {m: next(numbers) if known else None for m, known in zip(MEASURES, knows, strict=True)}
            look.owner |= {value: (key, step) for value in scores.values() if value is not None}
            present[who] = Member(key, place, sector, stage, scores)
            source.add(present[who])


@given(steps)
@settings(max_examples=150, deadline=None)
def test_over_all_releases_no_fewer_than_five_companies_can_be_told_apart(story):
    look = Onlooker()
    live(story, look)
    for measure in MEASURES:
        assert all(len(alike) >= LEAST for alike in look.told_apart(measure))


@given(steps)
@settings(max_examples=100, deadline=None)
def test_nor_by_combining_a_factor_with_the_composite(story):
    look = Onlooker()
    live(story, look)
    together = {
        look.owner[value]: number for number, alike in enumerate(look.told_apart("composite")) for value in alike
    }
    for measure in MEASURES[1:]:
        for alike in look.told_apart(measure):
            inside = {together[look.owner[value]] for value in alike}
            telling = {look.owner[value] for value in alike}
            known = {look.owner[value] for value in look.seen[measure]}
            assert all(telling >= {who for who in known if together[who] == block} for block in inside)


def test_no_combination_of_sums_of_groups_is_about_fewer_than_five():
    random = np.random.default_rng(4)
    places, sectors = ("shenzhen", "guangzhou", "beijing"), ("finance", "retail")
    for _ in range(5):
        members = [
            member(n, n / 10, str(random.choice(places)), str(random.choice(sectors))) for n in range(24)
        ]  # fmt: skip
        release = Installation(InMemory(members)).release(AS_OF)
        sums = np.array(
            [
                np.isin([n / 10 for n in range(24)], release.scores("composite", g))
                for g in sorted(release.groups, key=str)
            ]
        ).astype(float)
        rank = matrix_rank(sums)
        for company in range(24):
            alone = np.eye(24)[company]
            assert matrix_rank(np.vstack([sums, alone])) == rank + 1
        # A combination weighs companies with equal columns equally: it is about all of them or about none.
        alike = Counter(tuple(column) for column in sums.T if column.any())
        assert all(companies >= LEAST for companies in alike.values())


def test_the_onlooker_would_catch_a_release_that_simply_counts_again():
    look = Onlooker()
    for number, members in enumerate((range(5), range(6))):
        source = InMemory(member(n, n / 10) for n in members)
        look.look(number, Installation(source).release(AS_OF))
    assert min(map(len, look.told_apart("composite"))) == 1


# What is shown


@given(steps)
@settings(max_examples=50, deadline=None)
def test_a_group_counts_only_companies_that_belong_to_it(story):
    members = {
        str(who): Member(str(who), place, sector, stage, {"composite": who / 10})
        for _, who, place, sector, stage, _ in story
    }
    release = Installation(InMemory(members.values())).release(AS_OF)
    for group in release.groups:
        inside = [m.composite for m in members.values() if contains(group, Group(m.place, m.sector, m.stage))]
        assert set(release.scores("composite", group)) <= set(inside)


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
    assert "0" not in release.resting
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
    assert release.resting == {}


def test_newer_scores_are_taken_up_once_five_of_a_block_have_them():
    source, installation = installed(6)
    installation.release(AS_OF)
    for number in range(4):
        source.add(member(number, number + 0.5))
    assert installation.release(AS_OF).scores("composite", HERE).tolist() == [0, 1, 2, 3, 4, 5]
    source.add(member(4, 4.5))
    release = installation.release(AS_OF)
    assert release.scores("composite", HERE).tolist() == [0.5, 1.5, 2.5, 3.5, 4.5]
    assert release.resting == {"5": 5.0}


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
