"""On real histories: the recipe reaches its figures on a window it never saw."""

from datetime import date

import numpy as np

from scoring.progression.fitted.model import Model
from scoring.progression.fitting.landmarks import outcomes
from scoring.progression.fitting.train import train
from scoring.progression.histories.reading import read_events
from scoring.progression.predict import predict


def auc(score, outcome):
    order = np.argsort(np.argsort(score, kind="stable"), kind="stable") + 1
    hits = outcome.sum()
    return (order[outcome == 1].sum() - hits * (hits + 1) / 2) / (hits * (len(outcome) - hits))


def test_the_recipe_beats_recency_on_a_later_chinese_window(shared):
    events = read_events(shared / "data" / "itjuzi-events-2015" / "events.csv").markets["cn"]
    as_of = date(2014, 9, 10)
    found = predict(Model({"cn": train(events, as_of)}, {}, ""), events, as_of)
    rows = np.flatnonzero((found.months_since <= 36) & ~np.isnan(found.probability[0]))
    raised, likely = outcomes(events, as_of, 12, rows), found.probability[0, rows]
    assert auc(likely, raised) > max(0.655, auc(-found.months_since[rows], raised) + 0.04)
    bins = np.array_split(np.argsort(likely, kind="stable"), 10)
    error = sum(abs(likely[cell].mean() - raised[cell].mean()) * len(cell) for cell in bins) / len(rows)
    assert error < 0.05
