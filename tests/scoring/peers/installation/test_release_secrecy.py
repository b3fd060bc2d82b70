"""No releases together tell about fewer than five companies: by the numbers seen, by sums, and by weights."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations, count, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.linalg import matrix_rank
from opted_in import AS_OF, MEASURES, PLACES, SECTORS, STAGES, member

from scoring.peers.groups import Group, contains
from scoring.peers.installation.blocks import LEAST, Member
from scoring.peers.installation.releases import InMemory, Installation, Release

# What an onlooker can find out. No two companies or measures share a number, so that a number met in two groups or two
# releases is known to be the same company's: more than sums or quantiles would give away. A company's own scores often
# stay the same from one assessment to the next, the composite or the factors, or go back to an earlier value.


class Onlooker:
    """Remembers in which groups of which releases each number stood."""

    def __init__(self) -> None:
        self.seen: dict[str, dict[float, set[object]]] = {measure: defaultdict(set) for measure in MEASURES}
        self.owner: dict[float, str] = {}

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
        st.tuples(*(st.sampled_from(("new", "new", "same", "same", "earlier", "unknown")) for _ in MEASURES)),
    ),
    min_size=30,
    max_size=160,
)


def live(story: list[tuple], look: Onlooker) -> None:
    """Play joining, leaving, moving and assessing anew; after a company has left it comes back as another."""
    source, numbers, lives = InMemory(), (n / 20 for n in count(1)), count()
    installation, present = Installation(source), {}
    past: dict[str, dict[str, list[float]]] = {}
    for step, (what, who, place, sector, stage, changes) in enumerate([*story, ("release", 0, None, None, "a", ())]):
        if what == "release":
            look.look(step, installation.release(AS_OF))
        elif what == "leave" and who in present:
            source.remove(present.pop(who).key)
        elif what == "move" and who in present:
            present[who] = Member(present[who].key, place, sector, stage, present[who].scores)
            source.add(present[who])
        elif what == "join" or (what == "assess" and who in present):
            key = present[who].key if who in present else f"company {next(lives)}"
            known = past.setdefault(key, {measure: [] for measure in MEASURES})
            scores = {m: assessed(known[m], change, numbers) for m, change in zip(MEASURES, changes, strict=True)}
            look.owner |= {value: key for value in scores.values() if value is not None}
            present[who] = Member(key, place, sector, stage, scores)
            source.add(present[who])


def assessed(past: list[float], change: str, numbers: Iterator[float]) -> float | None:
    """The next score of a company, the latest at the end of its past ones."""
    if change == "unknown":
        return None
    if change == "new" or not past:
        past.append(next(numbers))
    elif change == "earlier":
        past.append(past.pop(0))
    return past[-1]


@given(steps)
@settings(max_examples=150, deadline=None)
def test_over_all_releases_no_fewer_than_five_companies_can_be_told_apart(story):
    look = Onlooker()
    live(story, look)
    for measure in MEASURES:
        for alike in look.told_apart(measure):
            assert len({look.owner[value] for value in alike}) == len(alike) >= LEAST


@given(steps)
@settings(max_examples=100, deadline=None)
def test_no_score_is_shown_in_two_blocks(story):
    look = Onlooker()
    live(story, look)
    blocks = {frozenset(where) for where in look.seen["composite"].values()}
    for measure in MEASURES[1:]:
        assert {frozenset(where) for where in look.seen[measure].values()} <= blocks


# Sums and weights: what can be computed of exact sums by somebody who knows how composites are made of factors.

FACTORS = MEASURES[1:]
tales = st.lists(
    st.tuples(
        st.sampled_from(("join", "assess", "leave", "weigh", "release", "assess all")),
        st.integers(0, 13),
        st.sampled_from(("shenzhen", "guangzhou")),
        st.tuples(*(st.booleans() for _ in FACTORS)),
    ),
    min_size=20,
    max_size=80,
)


class Accountant:
    """Writes each sum that a release shows as weights of factor scores, each score of a company a column."""

    def __init__(self) -> None:
        self.source, self.rows, self.columns = InMemory(), set(), []
        self.meaning: dict[float, dict[int, float]] = {}
        self.installation, self.weights = Installation(self.source), (0.5, 0.5)
        self.latest: dict[str, list[int]] = {}

    def assess(self, key: str, place: str, anew: tuple[bool, ...]) -> None:
        latest = self.latest.setdefault(key, [-1] * len(FACTORS))
        for number, new in enumerate(anew):
            if new or latest[number] < 0:
                latest[number] = len(self.columns)
                self.columns.append(key)
        # Any value will do that tells whose sum it is: the sums themselves are kept as weights.
        whole = dict(zip(latest, self.weights, strict=True))
        scores = {"composite": self._value(whole)}
        scores |= {factor: self._value({column: 1.0}) for factor, column in zip(FACTORS, latest, strict=True)}
        self.source.add(Member(key, place, "finance", "a", scores))

    def _value(self, meaning: dict[int, float]) -> float:
        value = next((value for value, known in self.meaning.items() if known == meaning), len(self.meaning) / 20)
        self.meaning[value] = meaning
        return value

    def look(self) -> None:
        release = self.installation.release(AS_OF)
        for measure, group in product(MEASURES, release.groups):
            values = release.scores(measure, group)
            if values is not None:
                row: dict[int, float] = defaultdict(float)
                for value in values:
                    for column, weight in self.meaning[value].items():
                        row[column] += weight
                self.rows.add(tuple(sorted(row.items())))

    def tells_of(self, companies: set[str]) -> bool:
        """Whether some combination of the sums is about these companies only."""
        sums = np.zeros((len(self.rows), len(self.columns)))
        for number, row in enumerate(self.rows):
            for column, weight in row:
                sums[number, column] = weight
        others = sums[:, [key not in companies for key in self.columns]]
        return bool(sums.size and matrix_rank(sums) > (matrix_rank(others) if others.size else 0))


@given(tales)
@settings(max_examples=40, deadline=None)
def test_nor_by_sums_of_factors_and_composites_when_weights_change(tale):
    books, lives, present = Accountant(), count(), {}
    for what, who, place, anew in [*[("join", n, "shenzhen", (True, True)) for n in range(8)], *tale]:
        if what == "release":
            books.look()
        elif what == "weigh":
            books.weights = (0.25, 0.75) if books.weights == (0.5, 0.5) else (0.5, 0.5)
            for key, where in present.values():
                books.assess(key, where, (False, False))
        elif what == "leave" and who in present:
            books.source.remove(present.pop(who)[0])
        elif what == "assess all":
            for key, where in present.values():
                books.assess(key, where, anew)
        elif what == "join" or (what == "assess" and who in present):
            present.setdefault(who, (f"company {next(lives)}", place))
            books.assess(*present[who], anew)
    books.look()
    for few in combinations(sorted(set(books.columns))[:8], 2):
        assert not books.tells_of(set(few))


@pytest.mark.parametrize("anew", [(False, False), (True, False), (False, True)])
def test_the_score_of_one_that_left_cannot_be_computed_after_a_change_of_weights(anew):
    books = Accountant()
    for number in range(7):
        books.assess(f"company {number}", "shenzhen", (True, True))
    books.look()
    books.source.remove("company 0")
    books.weights = (0.25, 0.75)
    for number in range(1, 7):
        books.assess(f"company {number}", "shenzhen", anew)
    books.look()
    assert not books.tells_of({"company 0"})


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
