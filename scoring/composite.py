"""The composite: stage-dependent weights over factor scores (OECD/JRC Handbook on Composite Indicators, 2008)."""

from dataclasses import dataclass
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from scoring import taxonomy
from scoring.rulesets.book import RuleBook
from scoring.rulesets.evaluate import Columns, FactorTable
from scoring.rulesets.schema import Phase

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Composite:
    """Composite per company, arrays `[companies]` on 0-100; NaN where no factor has an answer.

    `weights` `[factors, companies]` are those used, adding up to 1; `shares` are the weights of the factors with
    an answer, adding up to 1: `score` is the sum of `shares * factor score`.
    """

    weights: Floats
    shares: Floats
    score: Floats
    evidenced_score: Floats
    coverage: Floats
    low: Floats
    high: Floats
    geometric: Floats
    weakest: Floats


def weights_of(book: RuleBook, columns: Columns, count: int) -> Floats:
    """Factor weights `[factors, count]` by the phase of each company, adding up to 1."""
    order = [rules.id for rules in book.rule_sets]
    groups = [book.weights.phases[phase] for phase in get_args(Phase)] + [book.weights.default]
    table = np.array([[group[factor] for group in groups] for factor in order])
    phase_of_stage = np.array([get_args(Phase).index(stage.phase) for stage in taxonomy.stages()] + [-1])
    stages = columns.get("stage", np.full(count, -1, np.int8))
    chosen = table[:, phase_of_stage[stages]]
    return np.asarray(chosen / chosen.sum(axis=0))


def composite(factors: FactorTable, weights: Floats) -> Composite:
    """Aggregate factor scores `[factors, companies]` with `weights` of the same shape.

    Arithmetic mean over the factors with an answer; the geometric mean and the weakest factor stand beside it.
    Low and high take every factor: an unanswered one counts as anything from 0 to 100.
    """
    known = ~np.isnan(factors.score)
    answered = np.where(known, weights, 0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        shares = answered / _total(answered)
        score = _total(shares * np.where(known, factors.score, 0.0))
        evidenced = _total(shares * np.where(known, factors.evidenced_score, 0.0))
        # A factor at zero makes the geometric mean zero: log(0) = -inf is meant.
        logs = np.where(known, np.log(np.where(known, factors.score, 1.0)), 0.0)
        geometric = np.exp(_total(np.where(shares > 0, shares * logs, 0.0)))
    nothing = ~known.any(axis=0)
    geometric[nothing] = np.nan
    return Composite(
        weights=weights,
        shares=shares,
        score=score,
        evidenced_score=evidenced,
        coverage=_total(weights * np.nan_to_num(factors.coverage)),
        low=_total(weights * np.nan_to_num(factors.low)),
        high=_total(weights * np.nan_to_num(factors.high, nan=100.0)),
        geometric=geometric,
        weakest=np.where(known, factors.score, np.inf).min(axis=0, initial=np.inf, where=known),
    )


def _total(parts: Floats) -> Floats:
    """Sum over factors in their order, so that the result never depends on how many companies there are."""
    total = np.zeros(parts.shape[1])
    for part in parts:
        total += part
    return total
