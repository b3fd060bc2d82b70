"""The correction does not take companies as dealt to judges by chance: measured against least squares, by design."""

from collections.abc import Callable
from functools import partial
from time import perf_counter

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.stats import spearmanr

from scoring.judges.corrected import Corrected
from scoring.judges.severity import by_severity_and_spread

from .made_up_marks import NONE, Truth, chained, drawn, marks_of

DESIGNS: dict[str, Callable[[int], Truth]] = {
    "by chance": drawn,
    "chain": chained,
    "chain, the severest on the strongest": partial(chained, severest_on_strongest=True),
    "complete": partial(drawn, each=8),
}
SEEDS = range(20)


@pytest.fixture(scope="module", params=DESIGNS)
def fitted(request: pytest.FixtureRequest) -> list[tuple[Truth, Corrected]]:
    return [(truth, by_severity_and_spread(truth.marks)) for truth in map(DESIGNS[request.param], SEEDS)]


def least_squares(truth: Truth) -> NDArray[np.float64]:
    """Companies' effects of the plain two-way model, mark = company + judge."""
    marks, companies = truth.marks, len(truth.marks.companies)
    design = np.zeros((len(marks.values), companies + len(marks.judges)))
    each = np.arange(len(marks.values))
    design[each, marks.company] = design[each, companies + marks.judge] = 1
    return np.asarray(np.linalg.lstsq(design, marks.values, rcond=None)[0][:companies], dtype=np.float64)


def held(pairs: list[tuple[Truth, Corrected]]) -> float:
    return float(np.mean([(one.low <= truth.worth) & (truth.worth <= one.high) for truth, one in pairs]))


def test_order_is_as_good_as_of_least_squares(fitted: list[tuple[Truth, Corrected]]) -> None:
    ours = np.mean([spearmanr(found.mark, truth.worth)[0] for truth, found in fitted])
    plain = np.mean([spearmanr(np.nanmean(truth.marks.matrix, axis=1), truth.worth)[0] for truth, _ in fitted])
    assert ours > np.mean([spearmanr(least_squares(truth), truth.worth)[0] for truth, _ in fitted]) - 0.01
    assert ours > plain


def test_nine_of_ten_intervals_hold_the_truth(fitted: list[tuple[Truth, Corrected]]) -> None:
    assert 0.85 <= held(fitted) <= 0.95


def test_dealt_by_chance_nothing_is_lost_for_it() -> None:
    truths = [drawn(seed) for seed in range(30)]
    ours = [spearmanr(by_severity_and_spread(truth.marks).mark, truth.worth)[0] for truth in truths]
    assert np.mean(ours) >= 0.928


def test_far_ends_of_a_chain_are_less_sure_than_its_middle_and_rightly_so() -> None:
    truths = [chained(seed, True, companies=120, judges=12) for seed in range(20)]
    pairs = [(truth, by_severity_and_spread(truth.marks)) for truth in truths]
    # All of these have three marks: what differs is how far off the other judges are.
    ends, middle = np.r_[10:20, 100:110], np.r_[50:70]
    width = np.mean([found.high - found.low for _, found in pairs], axis=0)
    error = np.sqrt(np.mean([(found.mark - truth.worth) ** 2 for truth, found in pairs], axis=0))
    assert width[ends].mean() > 1.1 * width[middle].mean()
    assert error[ends].mean() > 1.1 * error[middle].mean()


def test_a_longer_chain_keeps_its_trend() -> None:
    truths = [chained(seed, True, companies=120, judges=12) for seed in range(8)]
    pairs = [(truth, by_severity_and_spread(truth.marks)) for truth in truths]
    ours = np.mean([spearmanr(found.mark, truth.worth)[0] for truth, found in pairs])
    assert ours > np.mean([spearmanr(least_squares(truth), truth.worth)[0] for truth in truths]) - 0.01
    assert 0.85 <= held(pairs) <= 0.97


def test_separate_panels_are_as_unsure_as_severities_vary() -> None:
    pairs, wider = [], []
    for seed in range(20):
        truth = drawn(seed, companies=40, each=8)
        table = truth.marks.matrix
        linked = by_severity_and_spread(marks_of(table))
        table[:20, 4:] = table[20:, :4] = NONE
        found = by_severity_and_spread(marks_of(table))
        pairs.append((truth, found))
        wider.append(np.median(found.high - found.low) / np.median(linked.high - linked.low))
    assert 0.82 <= held(pairs) <= 0.97
    assert np.mean(wider) > 1.5


def test_a_company_that_only_a_judge_without_spread_marked_is_unsure() -> None:
    found = by_severity_and_spread(marks_of([[75, NONE, NONE], *[[75, 60 + at, 50 + at] for at in range(0, 40, 4)]]))
    width = found.high - found.low
    assert np.isfinite(width).all()
    assert width[0] > 1.5 * width[1:].max()


def test_a_thousand_companies_and_ten_judges_take_less_than_a_second() -> None:
    for truth in (drawn(1, companies=1000, judges=10), chained(1, companies=1000, judges=10)):
        begun = perf_counter()
        by_severity_and_spread(truth.marks)
        assert perf_counter() - begun < 1
