"""Rhythm: features of a company's own dates and stages, and of its waiting time against what is usual."""

import numpy as np

from scoring.progression.features.context import MarketContext
from scoring.progression.features.groups import log_ratio, sums
from scoring.progression.features.hazards import WINDOW, bin_of, cumulative, observed_expected, waits
from scoring.progression.features.history import History
from scoring.progression.histories.events import Floats
from scoring.progression.histories.months import HALF_YEAR, MONTH
from scoring.progression.histories.stages import RUNG, STAGES


def months_since(known: History) -> Floats:
    """Months since each company's last round, `[companies]`."""
    return (known.day - known.when[known.last]) / MONTH


def rhythm_features(known: History, context: MarketContext) -> dict[str, Floats]:
    """Features `[companies]` of dates and number of rounds, stage, and hazard."""
    return {**_dates(known), **_stages(known, context), **_hazard(known, context)}


def _dates(known: History) -> dict[str, Floats]:
    since, first = months_since(known), (known.day - known.when[known.first]) / MONTH
    count = known.count.astype(np.float64)
    gap = np.where(count > 1, (first - since) / np.maximum(count - 1, 1), np.nan)
    recent = {f"r{months}": known.total(known.when > known.day - months * MONTH) for months in (12, 24, 36)}
    return {
        "since": np.log1p(since),
        "first": np.log1p(first),
        "n": count,
        "meangap": gap,
        "since_rel": log_ratio(since, gap, 3),
        "pace": count / (first + 12),
        **recent,
    }


def _stages(known: History, context: MarketContext) -> dict[str, Floats]:
    """The last stage, the highest rung ever reached, and rounds by stage group."""
    rung = RUNG[context.market][known.stage]
    counts = {f"cnt{stage}": known.total(known.stage == stage) for stage in range(1, STAGES)}
    return {
        "stage": known.stage[known.last].astype(np.float64),
        "rung": np.maximum.reduceat(rung, known.first).astype(np.float64),
        **counts,
    }


def _hazard(known: History, context: MarketContext) -> dict[str, Floats]:
    """Log hazard now, log cumulative hazard over the next 12 and 24 months, and own rounds against expectation."""
    hazard, stage, waited = context.hazard, known.stage[known.last], months_since(known) * MONTH / HALF_YEAR
    so_far = cumulative(hazard, stage, waited)
    wait, size = waits(known), len(known.company)
    observed, expected = observed_expected(wait, hazard, known.day, WINDOW)
    return {
        "hz_now": np.log(hazard[stage, bin_of(waited)]),
        "hz12": np.log(cumulative(hazard, stage, waited + 2) - so_far),
        "hz24": np.log(cumulative(hazard, stage, waited + 4) - so_far),
        "own_oe": log_ratio(sums(wait.row, observed, size), sums(wait.row, expected, size), 1),
    }
