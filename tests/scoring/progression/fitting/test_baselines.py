"""Baselines: what each may know, and that they learn from what is complete on the date."""

import sys
from datetime import date

import numpy as np
import pytest
from made_up_market import SMALL, made_up, rows_of, with_rows

from scoring.progression.features.table import NAMES
from scoring.progression.fitting.baselines import BASELINES, NotInstalled, Rows, fitting_rows, recency, stage_rate
from scoring.progression.fitting.landmarks import Landmarks
from scoring.progression.fitting.measures import measure
from scoring.progression.histories.months import day_of

AS_OF = date(2012, 9, 1)


def made_rows(size=1500, seed=0):
    """Companies that raise the sooner after a round, and the more often at stage 2."""
    chance = np.random.default_rng(seed)
    since, stage = chance.exponential(2, size), chance.integers(1, 4, size)
    probability = 1 / (1 + np.exp(since - 0.5 - 2 * (stage == 2)))
    matrix = np.column_stack([chance.normal(size=size), since, np.where(chance.random(size) < 0.2, np.nan, stage == 2)])
    outcome = (chance.random(size) < probability).astype(float)
    return Rows(("noise", "since", "second"), matrix, stage, outcome)


def test_stage_rate_is_the_stage_outcome_pulled_to_the_mean():
    fit = Rows(("since",), np.zeros((40, 1)), np.repeat([1, 2], 20), np.array([1.0] * 20 + [0] * 20))
    scored = Rows(("since",), np.zeros((3, 1)), np.array([1, 2, 5]), np.empty(0))
    assert stage_rate(fit, scored) == pytest.approx([25 / 30, 5 / 30, 0.5])


def test_recency_knows_the_waiting_time_alone():
    fit, scored = made_rows(), made_rows(seed=1)
    found = recency(fit, scored)
    assert (np.diff(found[np.argsort(scored.matrix[:, 1])]) <= 0).all()
    blind = scored.matrix.copy()
    blind[:, [0, 2]] = 7
    assert (recency(fit, Rows(scored.names, blind, scored.stage, scored.outcome)) == found).all()


@pytest.mark.parametrize("name", BASELINES)
def test_every_baseline_gives_probabilities_better_than_chance_and_the_same_twice(name):
    if name == "catboost":
        pytest.importorskip("catboost", reason="optional: pip install 'upslope[evaluate]'")
    fit, scored = made_rows(), made_rows(seed=1)
    found = BASELINES[name](fit, scored)
    assert ((found > 0) & (found < 1)).all()
    assert measure(scored.outcome, found, resamples=0)["auc"].value > 0.6
    assert (BASELINES[name](fit, scored) == found).all()


def test_without_catboost_one_is_told_how_to_get_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "catboost", None)
    with pytest.raises(NotInstalled, match=r"pip install 'upslope\[evaluate\]'") as found:
        BASELINES["catboost"](made_rows(50), made_rows(50))
    assert "未安装" in found.value.text.zh


def test_fitting_rows_hold_nothing_later_than_the_date():
    events = made_up("us")
    known = with_rows(events, [row for row in rows_of(events) if row[1] <= day_of(AS_OF)])
    both = [fitting_rows(Landmarks(each, 40), NAMES["us"], AS_OF, 12, SMALL) for each in (events, known)]
    for name in ("matrix", "stage", "outcome"):
        assert np.array_equal(*(getattr(rows, name) for rows in both), equal_nan=True)
    assert len(both[0].outcome) == len(both[0].stage) == len(both[0].matrix) > 300
    assert 0 < both[0].outcome.mean() < 1


def test_too_short_a_history_gives_no_rows():
    assert len(fitting_rows(Landmarks(made_up("us"), 40), NAMES["us"], date(2006, 6, 1), 24, SMALL).outcome) == 0
