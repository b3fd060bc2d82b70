"""Hazards: how fast a next round comes after a round, by stage and half-year waited, and who beats that.

A discrete-time (piecewise exponential) hazard of the last three years, shrunk to all stages together: events per
half-year of exposure, in the manner of Efron, "Logistic regression, survival analysis, and the Kaplan-Meier curve"
(JASA 1988).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.progression.features.groups import sums
from scoring.progression.features.history import History
from scoring.progression.histories.events import Floats, Ints
from scoring.progression.histories.months import HALF_YEAR, MONTH
from scoring.progression.histories.stages import STAGES

BINS: Final = 12
"""Half-years since a round; the last one is open."""
LAG: Final = 30
"""Rounds at most so many days apart are parts of one."""
WINDOW: Final = 36
"""Months that the hazard looks back."""
_SHRINK: Final = 20.0
_ALMOST: Final = 1e-9


@dataclass(frozen=True, eq=False)
class Waits:
    """Waits for a next round, arrays `[waits]`: from a round to the next, an exit or today."""

    row: Ints
    stage: Ints
    start: Ints
    end: Floats
    raised: NDArray[np.bool_]


def next_round(known: History) -> Floats:
    """Day of the company's next round for each round, inf where there is none yet."""
    after = np.full(len(known.when), np.inf)
    same = known.row[1:] == known.row[:-1]
    after[:-1][same] = known.when[1:][same]
    return after


def waits(known: History) -> Waits:
    """All waits up to the day of the history; rounds within LAG days of the next are left out."""
    after, leaves = next_round(known), known.exit_day[known.row]
    keep = after - known.when > LAG
    end = np.minimum(np.minimum(after, leaves), known.day)
    raised = after <= np.minimum(known.day, leaves)
    return Waits(known.row[keep], known.stage[keep], known.when[keep], end[keep], raised[keep])


def exposure(wait: Waits, today: int, months: int) -> Iterator[Floats]:
    """Half-years waited in each bin during the last `months`, `[waits]` a bin."""
    edges = np.append(np.arange(BINS) * HALF_YEAR, np.inf)
    for first, last in pairwise(edges):
        begin = np.maximum(wait.start + max(first, LAG), today - months * MONTH)
        yield np.maximum(np.minimum(wait.start + last, wait.end) - begin, 0) / HALF_YEAR


def hazard_table(wait: Waits, today: int) -> tuple[Floats, Ints]:
    """Hazard per half-year by stage and bin, and how many companies stand behind it, both `[STAGES, BINS]`."""
    hit = wait.raised & (wait.end > today - WINDOW * MONTH)
    bins = np.clip(np.ceil((wait.end - wait.start) / HALF_YEAR) - 1, 0, BINS - 1).astype(np.int64)
    rounds = np.bincount(wait.stage[hit] * BINS + bins[hit], minlength=STAGES * BINS).reshape(STAGES, BINS)
    time, companies = np.zeros((STAGES, BINS)), np.zeros((STAGES, BINS), np.int64)
    for each, waited in enumerate(exposure(wait, today, WINDOW)):
        time[:, each] = sums(wait.stage, waited, STAGES)
        companies[:, each] = _companies(wait, waited > 0)
    pooled = (rounds.sum(0) + 1) / (time.sum(0) + 4)
    return (rounds + _SHRINK * pooled) / (time + _SHRINK), companies


def observed_expected(wait: Waits, hazard: Floats, today: int, months: int) -> tuple[Floats, Floats]:
    """Next rounds raised in the last `months`, and how many the hazard would have expected, both `[waits]`."""
    observed = wait.raised & (wait.end > today - months * MONTH)
    begin = np.maximum(wait.start + LAG, today - months * MONTH)
    halves = [(np.maximum(until, begin) - wait.start) / HALF_YEAR for until in (begin, wait.end)]
    before, after = (cumulative(hazard, wait.stage, each) for each in halves)
    return observed.astype(np.float64), after - before


def cumulative(hazard: Floats, stage: Ints, halves: Floats) -> Floats:
    """Hazard added up from the round to `halves` half-years after it."""
    summed = np.column_stack([np.zeros(STAGES), hazard.cumsum(1)])
    bins = bin_of(halves)
    return summed[stage, bins] + (halves - bins) * hazard[stage, bins]


def bin_of(halves: Floats) -> Ints:
    """The bin of a time waited, in half-years."""
    return np.minimum(halves, BINS - _ALMOST).astype(np.int64)


def expected_rounds(known: History, hazard: Floats) -> Floats:
    """Next rounds expected after each round until it came, or until today, `[rounds]`."""
    waited = (np.minimum(next_round(known), known.day) - known.when) / HALF_YEAR
    return cumulative(hazard, known.stage, np.minimum(waited, BINS - _ALMOST))


def _companies(wait: Waits, some: NDArray[np.bool_]) -> Ints:
    """Companies of `some` waits, by stage, `[STAGES]`."""
    there = np.zeros((wait.row.max(initial=-1) + 1, STAGES), bool)
    there[wait.row[some], wait.stage[some]] = True
    return np.asarray(there.sum(0))
