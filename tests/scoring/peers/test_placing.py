"""Companies placed among the shipped reference population: monotone, the same alone or among many, explained."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring import taxonomy
from scoring.peers.alike import Asked, Wanted
from scoring.peers.groups import Group
from scoring.peers.measures import REFERENCE
from scoring.peers.placing import belief, steadied
from scoring.peers.placing import place as place_known
from scoring.peers.reference import sources
from scoring.table.coded import coded

BY_ID = {measure.id: measure for measure in REFERENCE}
CITIES = ("beijing", "shanghai", "shenzhen", "hangzhou", "nanjing", "guangzhou", "suzhou", "chongqing", "chengdu")
groups = st.builds(
    Group,
    st.sampled_from([*CITIES, "guangdong", "united_states", None]),
    st.sampled_from([*taxonomy.sectors().slugs, None]),
    st.sampled_from(["seed", "angel", "pre_a", "a", "b", "c", "d_plus", "exit"]),
)


def place(measure, values, asked):
    """Placed with all sources known."""
    return place_known(measure, values, Wanted(coded(Asked(group, len(sources())) for group in asked)))


values = st.lists(st.floats(0, 1e5, allow_nan=False), min_size=2, max_size=8)


@settings(max_examples=80, deadline=None, derandomize=True)
@given(st.sampled_from(REFERENCE), groups, values)
def test_a_better_company_never_stands_lower(measure, asked, given_):
    ordered = np.sort(given_)[::-1] if measure.better == "lower" else np.sort(given_)
    found = place(measure, ordered, [asked] * len(ordered))
    assert np.isnan(found.percentile).all() or np.all(np.diff(found.percentile) >= -1e-9)
    known = ~np.isnan(found.percentile)
    assert np.all(found.low[known] <= found.percentile[known] + 1e-9)
    assert np.all(found.percentile[known] <= found.high[known] + 1e-9)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(
    st.sampled_from(REFERENCE), st.lists(st.tuples(groups, st.floats(0, 1e4)), min_size=2, max_size=12), st.randoms()
)
def test_alone_or_among_many_in_any_order(measure, rows, random):
    asked, amounts = [group for group, _ in rows], np.array([value for _, value in rows])
    together = place(measure, amounts, asked)
    order = random.sample(range(len(rows)), len(rows))
    shuffled = place(measure, amounts[order], [asked[at] for at in order])
    np.testing.assert_allclose(shuffled.percentile, together.percentile[order], equal_nan=True)
    for at in range(len(rows)):
        alone = place(measure, amounts[at : at + 1], asked[at : at + 1])
        np.testing.assert_allclose(alone.percentile[0], together.percentile[at], equal_nan=True)


def test_no_percentile_out_of_nothing():
    found = place(
        BY_ID["last_round_cny_m"],
        np.array([np.nan, 5.0, 5.0, 5.0]),
        [
            Group("beijing", None, "a"),
            Group("beijing", None, None),
            Group("germany", None, "a"),
            Group(None, None, "a"),
        ],
    )
    assert np.isnan(found.percentile[:3]).all()
    assert "not known" in found.why[0].en
    assert "stage" in found.why[1].en
    assert "Germany" in found.why[2].en
    assert found.why[3] is None
    assert 0 < found.percentile[3] < 100


def test_all_equal_is_said_and_gives_no_percentile():
    found = place(BY_ID["rounds_count"], np.array([1.0]), [Group("china", None, "seed")])
    assert np.isnan(found.percentile[0])
    assert "same value" in found.why[0].en


def test_a_stage_without_peers_is_named():
    found = place(BY_ID["months_per_round"], np.array([9.0]), [Group("beijing", None, "unfunded")])
    assert found.chain == [None]
    assert "Unfunded" in found.why[0].en
    assert "未融资" in found.why[0].zh


@pytest.mark.parametrize("measure", [measure.id for measure in REFERENCE])
def test_the_shown_median_stands_at_fifty(measure):
    for source in sources():
        for group, item in list(source.curves.get(measure, {}).items())[:40]:
            del item
            own, wide = source.curves[measure][group], Group(source.nation, None, group.stage)
            if wide == group or wide not in source.curves[measure] or own.flat:
                continue
            line = [own, source.curves[measure][wide]]
            shown = steadied(line, [20.0])
            median = shown.quantiles([0.5])[0]
            if np.isnan(median):
                assert own.shares[-1] < 0.6, "only where half of the group lies in an open band"
                continue
            below, upto = shown.limits(np.array([median]))
            assert below[0] - 0.01 <= 0.5 <= upto[0] + 0.01
            assert belief(line, [20.0], np.array([median])).mean[0] == pytest.approx((below[0] + upto[0]) / 2, abs=0.02)
