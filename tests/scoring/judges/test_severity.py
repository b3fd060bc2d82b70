"""Correction for severity and spread: what was put in comes out again, and degenerate tables give sober answers."""

import numpy as np
import pytest
from scipy.stats import spearmanr

from scoring.judges.corrected import Corrected
from scoring.judges.severity import by_severity_and_spread
from scoring.judges.zscores import by_z_scores

from .made_up_marks import NONE, Truth, drawn, marks_of

SEEDS = range(25)


@pytest.fixture(scope="module")
def fitted() -> list[tuple[Truth, Corrected]]:
    """60 companies, three of eight judges each."""
    return [(truth, by_severity_and_spread(truth.marks)) for truth in map(drawn, SEEDS)]


def plain_means(truth: Truth) -> np.ndarray:  # type: ignore[type-arg]
    return np.nanmean(truth.marks.matrix, axis=1)


def test_severities_and_spreads_are_recovered(fitted: list[tuple[Truth, Corrected]]) -> None:
    severity = [np.corrcoef(truth.severity, found.severity)[0, 1] for truth, found in fitted]
    spread = [np.corrcoef(np.log(truth.spread), np.log(found.spread))[0, 1] for truth, found in fitted]
    assert np.mean(severity) > 0.95
    assert np.mean(spread) > 0.6


def test_corrected_marks_order_companies_better_than_plain_means(fitted: list[tuple[Truth, Corrected]]) -> None:
    corrected = np.array([spearmanr(found.mark, truth.worth)[0] for truth, found in fitted])
    plain = np.array([spearmanr(plain_means(truth), truth.worth)[0] for truth, _ in fitted])
    assert corrected.mean() > plain.mean() + 0.03
    assert (corrected > plain).mean() > 0.9


def test_nine_of_ten_intervals_hold_the_truth(fitted: list[tuple[Truth, Corrected]]) -> None:
    worth = np.mean([(one.low <= truth.worth) & (truth.worth <= one.high) for truth, one in fitted])
    severity = [(one.severity_low <= truth.severity) & (truth.severity <= one.severity_high) for truth, one in fitted]
    spread = [(one.spread_low <= truth.spread) & (truth.spread <= one.spread_high) for truth, one in fitted]
    assert 0.87 <= worth <= 0.93
    assert 0.84 <= np.mean(severity) <= 0.96
    assert 0.82 <= np.mean(spread) <= 0.97


@pytest.mark.parametrize(("companies", "judges", "each"), [(24, 5, 2), (12, 3, 2), (24, 5, 5), (10, 4, 2)])
def test_small_panels_are_not_surer_than_they_should_be(companies: int, judges: int, each: int) -> None:
    held = []
    for seed in range(25):
        truth = drawn(seed, companies, judges, each)
        found = by_severity_and_spread(truth.marks)
        held.append(np.mean((found.low <= truth.worth) & (truth.worth <= found.high)))
    assert 0.85 <= np.mean(held) <= 0.97


def test_few_marks_make_a_wide_interval() -> None:
    truth = drawn(3, each=8)
    table = truth.marks.matrix
    table[0, 1:] = NONE
    found = by_severity_and_spread(marks_of(table))
    width = found.high - found.low
    assert width[0] > 1.8 * np.median(width[1:])


def test_a_company_of_harsh_judges_rises_and_one_of_lenient_ones_falls() -> None:
    # Judge 0 marks 20 points below judge 1 wherever both mark; 8 and 9 have the same plain mean.
    shared = [[50 + 5 * at, 70 + 5 * at] for at in range(6)]
    found = by_severity_and_spread(marks_of([*shared, [65, NONE], [NONE, 65]]))
    assert found.mark[6] > found.mark[7] + 10
    assert found.severity[0] > 0 > found.severity[1]


def test_order_of_companies_and_judges_changes_nothing() -> None:
    table = drawn(5).marks.matrix
    chance = np.random.default_rng(1)
    rows, columns = chance.permutation(len(table)), chance.permutation(table.shape[1])
    once, again = by_severity_and_spread(marks_of(table)), by_severity_and_spread(marks_of(table[rows][:, columns]))
    np.testing.assert_allclose(again.mark, once.mark[rows], atol=1e-6)
    np.testing.assert_allclose(again.severity, once.severity[columns], atol=1e-6)


def test_another_scale_gives_the_same_marks_on_it() -> None:
    table = drawn(5).marks.matrix
    once, again = by_severity_and_spread(marks_of(table)), by_severity_and_spread(marks_of(table / 10, high=10))
    np.testing.assert_allclose(again.low, once.low / 10, atol=1e-6)
    np.testing.assert_allclose(again.spread, once.spread, atol=1e-6)


def test_one_who_gives_everybody_the_same_has_a_narrow_spread_and_hardly_counts() -> None:
    table = drawn(2, each=8).marks.matrix
    order = by_severity_and_spread(marks_of(table)).mark
    table[:, 0] = 75
    found = by_severity_and_spread(marks_of(table))
    assert found.spread_high[0] < 0.6
    assert spearmanr(found.mark, order)[0] > 0.95


DEGENERATE = {
    "all equal": [[80, 80], [80, 80], [80, 80]],
    "one company": [[80, 60, 70]],
    "one company in common": [[80, NONE], [70, NONE], [60, 75], [NONE, 80], [NONE, 90]],
    "each judge always the same": [[80, 60], [80, 60], [80, 60]],
    "full agreement": [[10, 20], [20, 30], [30, 40], [40, 50]],
    "full disagreement": [[10, 40], [20, 30], [30, 20], [40, 10]],
    "one mark each": [[80, NONE], [NONE, 60]],
    "yes and no": [[1, 0], [0, 0], [1, 1]],
}


@pytest.mark.parametrize("correct", [by_severity_and_spread, by_z_scores])
@pytest.mark.parametrize("case", DEGENERATE)
def test_degenerate_tables_give_finite_marks_within_what_was_given(case: str, correct: object) -> None:
    marks = marks_of(DEGENERATE[case])
    found: Corrected = correct(marks)  # type: ignore[operator]
    for name in ("mark", "low", "high", "severity", "severity_low", "severity_high", "spread_low", "spread_high"):
        assert np.isfinite(getattr(found, name)).all(), name
    assert (found.low <= found.mark).all()
    assert (found.mark <= found.high).all()
    assert found.mark.min() >= marks.values.min() - 1e-9
    assert found.mark.max() <= marks.values.max() + 1e-9


def test_very_many_judges() -> None:
    truth = drawn(1, companies=100, judges=70, each=6)
    found = by_severity_and_spread(truth.marks)
    assert np.mean((found.low <= truth.worth) & (truth.worth <= found.high)) > 0.8
    assert np.corrcoef(truth.severity, found.severity)[0, 1] > 0.85


def test_a_handful_of_marks_never_looks_certain() -> None:
    found = by_severity_and_spread(marks_of([[80, NONE], [70, 60]]))
    assert (found.high - found.low).min() > 5


def test_panels_without_a_company_in_common_are_named() -> None:
    found = by_severity_and_spread(marks_of([[80, 70, NONE], [60, 50, NONE], [NONE, NONE, 90], [NONE, NONE, 50]]))
    (note,) = found.notes
    assert "as if their judges were equally strict" in note.en
    assert "2 panels" in note.en
    assert "'Judge 0', 'Judge 1'; 'Judge 2'" in note.en
    assert "“Judge 0”、“Judge 1”；“Judge 2”" in note.zh
    linked = by_severity_and_spread(marks_of([[80, 70, NONE], [60, 50, 55], [NONE, NONE, 90], [NONE, NONE, 50]]))
    assert not linked.notes


def test_z_scores_order_better_than_plain_means_and_say_who_borrows() -> None:
    truths = [drawn(seed) for seed in SEEDS]
    simple = np.mean([spearmanr(by_z_scores(truth.marks).mark, truth.worth)[0] for truth in truths])
    assert simple > np.mean([spearmanr(plain_means(truth), truth.worth)[0] for truth in truths]) + 0.02
    found = by_z_scores(marks_of([[80, 70, NONE], [60, 50, 90], [70, 65, NONE], [75, 40, NONE]]))
    assert "fewer than 3 marks (Judge 2)" in found.notes[-1].en


def test_z_scores_are_those_of_the_textbook_where_every_judge_marks_all() -> None:
    table = drawn(4, companies=20, judges=4, each=4).marks.matrix
    z = (table - table.mean(axis=0)) / table.std(axis=0, ddof=1)
    usual = np.sqrt((table.std(axis=0, ddof=1) ** 2).mean())
    found = by_z_scores(marks_of(table))
    np.testing.assert_allclose(found.mark, table.mean() + usual * z.mean(axis=1))
    assert not found.notes


def test_z_scores_admit_what_they_assume_where_marks_are_missing() -> None:
    found = by_z_scores(drawn(4).marks)
    assert any("dealt to judges by chance" in note.en and "随机分给评委" in note.zh for note in found.notes)
