"""Many groups at once: chains made for one of those alike, curves looked up together, and the same figures as alone."""

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring import taxonomy
from scoring.peers.alike import Asked, Wanted, alike
from scoring.peers.chains import Chain, curve_chain
from scoring.peers.distribution import distribution_of, exact
from scoring.peers.groups import Group
from scoring.peers.measures import REFERENCE
from scoring.peers.placing import place
from scoring.peers.reference import sources
from scoring.peers.stacked import stacked
from scoring.table.coded import coded

STAGES = ["unfunded", "seed", "angel", "pre_a", "a", "b", "c", "d_plus", "exit"]


@pytest.fixture(scope="module")
def wanted():
    """Groups of all kinds of places: cities, counties, provinces, other nations, and none."""
    chance = random.Random(4)
    places, sectors = [*taxonomy.places().slugs, None], [*taxonomy.sectors().slugs, None]
    groups = (
        Group(chance.choice(places), chance.choice(sectors), chance.choice([*STAGES, None])) for _ in range(4_000)
    )
    return Wanted(coded(Asked(group, chance.randint(0, len(sources()))) for group in groups))


@pytest.mark.parametrize("measure", REFERENCE, ids=lambda measure: measure.id)
def test_those_alike_have_one_line_for_one_reason(measure, wanted):
    stands, number = alike(measure.id, wanted)
    asked = wanted.asked.values
    assert len(stands) < 0.6 * len(asked)
    for own, at in zip(asked, stands[number].tolist(), strict=True):
        if own.group.stage is None:
            assert asked[at].group.stage is None
            continue
        mine, other = (curve_chain(measure.id, each.group, each.known) for each in (own, asked[at]))
        if isinstance(mine, Chain):
            assert (mine.line, mine.wider, mine.later) == (other.line, other.wider, other.later)
        else:
            assert mine == other


@pytest.mark.parametrize("measure", REFERENCE, ids=lambda measure: measure.id)
def test_among_many_as_alone(measure, wanted):
    amounts = np.random.default_rng(5).lognormal(2, 2, len(wanted.asked))
    amounts[::17] = np.nan
    together = place(measure, amounts, wanted)
    why = together.why
    for at in range(0, len(amounts), 40):
        alone = place(measure, amounts[at : at + 1], Wanted(coded([wanted.asked[at]])))
        np.testing.assert_array_equal(alone.percentile, together.percentile[at : at + 1])
        assert alone.why[0] == why[at]


numbers = st.one_of(st.floats(0.001, 1e6), st.integers(1, 6).map(float))
tables = st.lists(st.lists(numbers, min_size=10, max_size=60), min_size=1, max_size=4)


@given(tables, st.lists(numbers, min_size=1, max_size=20))
def test_curves_stacked_say_what_each_says(values, asked):
    curves = [make(np.array(each)) for each in values for make in (distribution_of, exact)]
    table = stacked(curves)
    points = np.concatenate([asked, *(curve.values for curve in curves), [0.0, 1e9]])
    for at, curve in enumerate(curves):
        for mine, other in zip(table.limits(np.full(len(points), at), points), curve.limits(points), strict=True):
            np.testing.assert_array_equal(mine, other)
