"""Breakdown: how the model does in one sector or region at a time."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.progression.fitting.backtest import Scored
from scoring.progression.fitting.measures import Measure, measure
from scoring.table.coded import Coded

LEAST: Final = 100
"""Companies below which a group's figures would say little."""
_RESAMPLES: Final = 300


@dataclass(frozen=True)
class Part:
    """One group's active companies: mean probability, share that raised, AUC with its interval."""

    name: str
    companies: int
    predicted: float
    observed: float
    auc: Measure


def breakdown(scored: Scored, coded: Coded[str]) -> list[Part]:
    """Groups of LEAST active companies or more, largest first; `coded` `[companies of the events]`, "" is none."""
    group = coded.texts()
    names, companies = np.unique(group[scored.company[scored.active]], return_counts=True)
    large = [str(name) for name, count in zip(names, companies, strict=True) if name and count >= LEAST]
    parts = [_part(scored, group, name) for name in large]
    return sorted(parts, key=lambda part: (-part.companies, part.name))


def _part(scored: Scored, group: NDArray[np.object_], name: str) -> Part:
    rows = scored.active & (group[scored.company] == name)
    outcome, probability = scored.outcome[rows], scored.probability[rows]
    auc = measure(outcome, probability, resamples=_RESAMPLES)["auc"]
    return Part(name, int(rows.sum()), float(probability.mean()), float(outcome.mean()), auc)
