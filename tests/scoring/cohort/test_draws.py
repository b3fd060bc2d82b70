"""Draws: in the middle they are the composite, at their ends its bounds, between what a plain simulation says."""

import importlib.metadata
import math
import random
import sys
import warnings
from dataclasses import replace
from typing import get_args

import numpy as np
import pytest

from scoring.cohort.assumptions import Assumptions
from scoring.cohort.draws import SHARED, ranks, scores
from scoring.cohort.material import material_of
from scoring.cohort.ranges import ranges, tie_bands
from scoring.cohort.result import Choice
from scoring.cohort.uncertainty import dealt, put_to_the_test
from scoring.composite import arithmetic_mean, geometric_mean, weights_of
from scoring.ranked import places_of
from scoring.rulesets.evaluate import own_statement_discount

ALL = get_args(Choice)
STILL = Assumptions(hold=ALL)


@pytest.fixture(scope="module")
def material(cohort):
    return material_of(cohort.scored, np.arange(len(cohort.profiles)))


@pytest.fixture(scope="module")
def sheet(cohort, material):
    return dealt(cohort, material, 400, 1)


def varied(*choices, **changes):
    """Everything still but some choices."""
    return Assumptions(hold=[choice for choice in ALL if choice not in choices], **changes)


def test_nothing_varied_gives_the_published_composite(cohort, material, sheet):
    drawn = scores(material, sheet, STILL)
    np.testing.assert_allclose(drawn, np.repeat(cohort.scored.total.score[material.order][:, None], 400, 1), atol=1e-9)


def test_the_geometric_mean_is_the_published_one(cohort, material, sheet):
    drawn = scores(material, sheet, varied(aggregation="geometric"))
    np.testing.assert_allclose(drawn[:, 0], cohort.scored.total.geometric[material.order], atol=1e-9)


def test_the_evidence_discount_leads_from_the_claimed_to_the_evidenced_score(cohort, material, sheet):
    total, share = cohort.scored.total, sheet.evidence
    expected = np.outer(total.score[material.order], 1 - share) + np.outer(total.evidenced_score[material.order], share)
    np.testing.assert_allclose(scores(material, sheet, varied("evidence")), expected, atol=1e-9)


@pytest.mark.parametrize(("end", "bound"), [(-60.0, "low"), (60.0, "high")])
def test_unknowns_at_their_worst_and_best_give_the_bounds_of_the_composite(cohort, material, sheet, end, bound):
    ends = replace(
        sheet,
        treatment=np.full(400, end),
        unknowns=np.full_like(sheet.unknowns, end),
        progression=np.full_like(sheet.progression, end > 0),
    )
    drawn = scores(material, ends, varied("unknowns", "treatment", "progression"))
    np.testing.assert_allclose(drawn[:, 0], getattr(cohort.scored.total, bound)[material.order], atol=1e-9)


def test_unknowns_are_drawn_evenly_between_worst_and_best(cohort, material):
    many = dealt(cohort, material, 20_000, 5)
    drawn = scores(material, many, varied("unknowns", "treatment"))
    total = cohort.scored.total
    at = int(np.argmax(total.high[material.order] - total.low[material.order]))
    place = np.sort(drawn[at] - drawn[at].min()) / np.ptp(drawn[at])
    assert np.abs(place - np.linspace(0, 1, len(place))).max() < 0.02


def test_weights_vary_by_the_stated_spread_around_the_chosen_ones(cohort, material):
    """A company with one factor at 100 and the others at 0 scores its weight."""
    many = dealt(cohort, material, 40_000, 3)
    group = material.groups[0]
    single = replace(
        material,
        known=np.array([[100.0 if row == 2 else 0.0] * len(material.order) for row in range(6)]),
        unknown=np.zeros_like(material.unknown),
        standing=np.zeros_like(material.standing),
    )
    drawn = scores(single, many, varied("weights", spread=0.25))[group.at.start] / 100
    weight = float(group.chosen[2]) / (1.0 if group.applies[-1] else 1 - float(group.chosen[-1]))
    assert drawn.mean() == pytest.approx(weight, abs=0.003)
    of_average = math.sqrt((1 / 6) * (5 / 6) / (5 / 0.25**2))
    assert of_average == pytest.approx(0.25 / 6)
    expected = math.sqrt(weight * (1 - weight) / (5 / 0.25**2))
    assert drawn.std() == pytest.approx(expected, rel=0.08)


def scikit_criteria():
    """Its means. Importing it warns, and takes `importlib.metadata` away from everybody else."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = pytest.importorskip("skcriteria.agg.simple")
    importlib.metadata = sys.modules["importlib.metadata"]
    return found


def test_both_means_agree_with_scikit_criteria():
    simple = scikit_criteria()
    chance = np.random.default_rng(4)
    matrix, weights = chance.uniform(0.5, 100, (200, 6)), chance.dirichlet(np.full(6, 3.0))
    _, by_sum = simple.wsm(matrix, weights)
    # Its weighted product is a sum of logarithms to the base of ten.
    _, by_product = simple.wpm(matrix, weights)
    one_each = np.repeat(weights[:, None], 200, 1)
    np.testing.assert_allclose(arithmetic_mean(matrix.T, one_each), np.asarray(by_sum), atol=1e-9)
    np.testing.assert_allclose(np.log10(geometric_mean(matrix.T, one_each)), np.asarray(by_product), atol=1e-9)


def test_published_composites_agree_with_scikit_criteria(cohort):
    simple = scikit_criteria()
    total = cohort.scored.total
    for at in range(len(cohort.profiles)):
        used = np.append(total.weights[:, at], total.voice_weight[at])
        values = np.append(total.central[:, at], np.nan_to_num(total.standing[at]))[None, used > 0]
        _, by_sum = simple.wsm(values, used[used > 0])
        _, by_product = simple.wpm(values, used[used > 0])
        assert float(by_sum) == pytest.approx(total.score[at], abs=1e-9)
        assert 10 ** float(by_product[0]) == pytest.approx(total.geometric[at], abs=1e-9)


def plain_draw(cohort, chance):
    """One draw by hand, with Python's own random numbers and the factor table of the findings."""
    book, found, total, voice = (
        cohort.scored.book,
        cohort.scored.found.factors,
        cohort.scored.total,
        cohort.scored.voice,
    )
    chosen = weights_of(book, cohort.scored.columns, len(cohort.profiles))
    quantiles = [chance.random() for _ in range(7)]
    geometric, common, discount = chance.random() < 0.5, chance.gauss(0, 1), chance.random()
    result = []
    for at in range(len(cohort.profiles)):
        base = [*(chosen[:, at] * (1 - voice.weight)), voice.weight]
        drawn = [gamma_quantile(79 * weight, share) for weight, share in zip(base, quantiles, strict=True)]
        speaks = total.voice_weight[at] > 0
        spoken = drawn[6] / sum(drawn) if speaks else 0.0
        applies = [not math.isnan(coverage) for coverage in found.coverage[:, at]]
        whole = sum(weight for weight, counts in zip(drawn[:6], applies, strict=True) if counts)
        luck = math.sqrt(SHARED) * common + math.sqrt(1 - SHARED) * chance.gauss(0, 1)
        unknown = 0.5 * (1 + math.erf(luck / math.sqrt(2)))
        parts = []
        for row in range(6):
            if applies[row]:
                covered = found.coverage[row, at]
                answered = found.score[row, at] if covered else 0.0
                proven = found.evidenced_score[row, at] if covered else 0.0
                claimed = answered * covered + 100 * unknown * (1 - covered)
                evidenced = proven * covered + 100 * unknown * (1 - covered) * own_statement_discount()
                value = claimed + discount * (evidenced - claimed)
                parts.append((drawn[row] / whole * (1 - spoken), value))
        if speaks:
            draw = 2 * chance.random() - 1
            side = voice.high[at] - voice.standing[at] if draw > 0 else voice.standing[at] - voice.low[at]
            standing = (voice.standing[at] + draw * side) * (1 + discount * (voice.discount[at] - 1))
            parts.append((spoken, standing))
        if geometric:
            result.append(math.prod(value**weight for weight, value in parts))
        else:
            result.append(sum(weight * value for weight, value in parts))
    return result


def gamma_quantile(shape, share, table={}):  # noqa: B006 - remembers its tables
    """Quantile of a gamma distribution, read off a large sorted sample drawn by Python itself."""
    key = round(shape, 9)
    if key not in table:
        chance = random.Random(key)
        table[key] = sorted(chance.gammavariate(shape, 1) for _ in range(4_000))
    return table[key][int(share * 4_000)]


def test_rank_intervals_agree_with_a_plain_simulation(cohort):
    chance, count = random.Random(11), 3_000
    places = [[] for _ in cohort.profiles]
    for _ in range(count):
        drawn = plain_draw(cohort, chance)
        for at, value in enumerate(drawn):
            places[at].append(1 + sum(other > value for other in drawn))
    published = places_of(cohort.scored)
    _, found = put_to_the_test(cohort, published, Assumptions(draws=8_000), 3, "en")
    spreads = []
    for at, range_ in enumerate(found):
        plain = sorted(places[at])
        assert range_.median == pytest.approx(plain[count // 2], abs=0.5)
        assert range_.low == pytest.approx(plain[int(0.05 * count)], abs=1)
        assert range_.high == pytest.approx(plain[int(0.95 * count)], abs=1)
        assert range_.in_top == pytest.approx(sum(place <= 3 for place in plain) / count, abs=0.035)
        spreads.append(range_.high - range_.low)
    assert max(spreads) >= 3


def test_equal_companies_share_the_better_rank_in_every_draw(cohort):
    from scoring.cohort.cohort import read_cohort

    one = cohort.profiles[0]
    doubled = read_cohort([one, one.model_copy(update={"name": "Double"}), *cohort.profiles[1:]])
    material = material_of(doubled.scored, np.arange(len(doubled.profiles)))
    drawn = ranks(material, dealt(doubled, material, 300, 1), Assumptions(hold=["unknowns", "progression"]))
    first, second = (int(np.flatnonzero(material.order == at)[0]) for at in (0, 1))
    assert (drawn[first] == drawn[second]).all()
    assert not (drawn == drawn[first] + 1).any()


def test_bands_begin_where_the_first_of_a_band_is_above_in_nine_of_ten_draws():
    drawn = np.array([[1] * 10, [2] * 5 + [3] * 5, [3] * 5 + [2] * 5, [4] * 10], np.int32)
    bands = tie_bands(drawn, np.arange(4))
    assert bands.tolist() == [1, 2, 2, 3]
    assert [(each.median, each.low, each.high, each.in_top) for each in ranges(drawn, bands, 2)] == [
        (1, 1, 1, 1.0), (2.5, 2, 3, 0.5), (2.5, 2, 3, 0.5), (4, 4, 4, 0.0),
    ]  # fmt: skip


def test_what_is_drawn_for_a_company_depends_on_nobody_else(cohort, material, sheet):
    alone = material_of(cohort.scored, np.array([5, 2]))
    drawn, whole = scores(alone, dealt(cohort, alone, 400, 1), Assumptions()), scores(material, sheet, Assumptions())
    for row, at in enumerate(alone.order.tolist()):
        np.testing.assert_array_equal(drawn[row], whole[int(np.flatnonzero(material.order == at)[0])])
