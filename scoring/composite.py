"""The composite: stage-dependent weights over factor scores (OECD/JRC Handbook on Composite Indicators, 2008)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from scoring import taxonomy
from scoring.rulesets.book import RuleBook
from scoring.rulesets.evaluate import Columns, FactorTable, own_statement_discount
from scoring.rulesets.schema import Phase

Floats = NDArray[np.float64]


MIDDLE = 50.0
"""What an unanswered part counts as in the composite: the middle of the scale, as the interval is open both ways."""


@dataclass(frozen=True, eq=False)
class Voice:
    """What the progression model says in a composite, arrays `[companies]`; NaN where it has no ground to speak.

    `standing` 0-100 among companies of the same stage, with `low` and `high` from its interval; `weight` is its share
    of the composite where it speaks (0-1), `discount` the weight of the evidence behind the funding history.
    """

    standing: Floats
    low: Floats
    high: Floats
    discount: Floats
    weight: float


@dataclass(frozen=True, eq=False)
class Composite:
    """Composite per company, arrays `[companies]` on 0-100; NaN where no factor has an answer.

    `weights` `[factors, companies]` are those used, adding up to 1 with `voice_weight`, the progression model's;
    `central` (same shape) is each factor's score with its unanswered part at the middle, and `score` the sum of
    `weights * central` and `voice_weight * standing`.
    """

    weights: Floats
    central: Floats
    voice_weight: Floats
    standing: Floats
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


def composite(factors: FactorTable, weights: Floats, voice: Voice | None = None) -> Composite:
    """Aggregate factor scores `[factors, companies]` with `weights` of the same shape.

    Arithmetic mean; the geometric mean and the weakest answered factor stand beside it. What is not answered counts
    as a middling own statement, so a single good answer moves a composite by its weight and no further, and without
    the model's voice the composite is the middle of its interval. With everything answered it is the plain weighted
    mean. A factor without any applicable characteristic is left out, and so is a voice without ground.
    """
    voice = voice or _silence(weights.shape[1])
    voice_weight = np.where(np.isnan(voice.standing), 0.0, voice.weight)
    applicable = ~np.isnan(factors.coverage)
    weights = np.where(applicable, weights, 0.0)
    weights = weights / arithmetic_mean(weights, np.ones(len(weights))) * (1 - voice_weight)
    used = np.vstack([weights, voice_weight])
    low, high = np.where(applicable, factors.low, 0.0), np.where(applicable, factors.high, 0.0)
    central = (low + high) / 2
    coverage = np.where(applicable, factors.coverage, 0.0)
    claimed = np.nan_to_num(factors.evidenced_score) * coverage + MIDDLE * own_statement_discount() * (1 - coverage)
    known = factors.coverage > 0
    spoken = np.where(voice_weight > 0, [voice.standing, voice.low, voice.high, voice.discount], 0.0)
    answered = np.where(known.any(axis=0), 1.0, np.nan)
    return Composite(
        weights=weights,
        central=central,
        voice_weight=voice_weight,
        standing=voice.standing,
        score=arithmetic_mean([*central, spoken[0]], used) * answered,
        evidenced_score=arithmetic_mean([*claimed, spoken[0] * spoken[3]], used) * answered,
        coverage=arithmetic_mean([*coverage, np.ones_like(voice_weight)], used),
        low=arithmetic_mean([*low, spoken[1]], used),
        high=arithmetic_mean([*high, spoken[2]], used),
        geometric=geometric_mean(np.where(used > 0, [*central, spoken[0]], 1.0), used) * answered,
        weakest=np.where(known, factors.score, np.inf).min(axis=0) * answered,
    )


def _silence(companies: int) -> Voice:
    nothing = np.full(companies, np.nan)
    return Voice(nothing, nothing, nothing, nothing, 0.0)


def arithmetic_mean(values: Sequence[Floats] | Floats, weights: Floats) -> Floats:
    """Weighted sum: one array of `values` a factor, with as many `weights`, which add up to 1.

    Added up in the order of the factors, so that a company's sum never depends on how many others there are.
    """
    total = np.zeros(np.broadcast_shapes(values[0].shape, weights[0].shape))
    for value, weight in zip(values, weights, strict=True):
        total += weight * value
    return total


def geometric_mean(values: Sequence[Floats] | Floats, weights: Floats) -> Floats:
    """Weighted product, of the same shapes: a value of zero makes the whole zero. No weight may be zero with it."""
    total = np.zeros(np.broadcast_shapes(values[0].shape, weights[0].shape))
    with np.errstate(divide="ignore"):  # log(0) is -inf, and exp(-inf) the zero that is meant
        for value, weight in zip(values, weights, strict=True):
            total += weight * np.log(value)
    return np.asarray(np.exp(total))
