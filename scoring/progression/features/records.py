"""Records: what each investor's deals came to, up to a day."""

from typing import Final

import numpy as np

from scoring.progression.features.groups import Cells, cells, sums
from scoring.progression.features.hazards import expected_rounds, next_round
from scoring.progression.features.history import Group, History
from scoring.progression.histories.events import Floats
from scoring.progression.histories.months import MONTH

_EARLY: Final = 2
_LATE: Final = 4
"""Stage groups of the Chinese market: up to pre-A, and from B on."""
_USUAL_AMOUNT: Final = 6.2
"""log10 of US dollars (1.6 million) to which an investor's typical amount is shrunk, as if of three deals."""


def deal_weights(known: History, hazard: Floats) -> dict[str, Floats]:
    """What each deal (a round and one of its investors) adds to a record, `[deals]` each.

    observed and expected: a next round came, and how many the hazard expected by now; matured: a year old; quick:
    matured and followed within a year; early, late: by stage; recent: of the last year.
    """
    after, year_ago = next_round(known), known.day - 12 * MONTH
    per_round = {
        "deals": np.ones(len(known.when)),
        "observed": np.isfinite(after),
        "expected": expected_rounds(known, hazard),
        "quick": (after - known.when <= 12 * MONTH) & (known.when <= year_ago),
        "matured": known.when <= year_ago,
        "early": known.stage <= _EARLY,
        "late": known.stage >= _LATE,
        "recent": known.when > year_ago,
    }
    return {name: value[known.deal_round].astype(np.float64) for name, value in per_round.items()}


def investor_cells(known: History, weights: dict[str, Floats]) -> Cells:
    """The record of every investor: sums of its deals, co-investors met (`partners`), its typical `amount` (log10 of
    US dollars), and how busy the busiest investor beside it usually is (`peer`).
    """
    code, size = known.deal_investor, len(known.investors)
    sum_of = {name: sums(code, weight, size) for name, weight in weights.items()}
    beside = (np.bincount(known.deal_round, minlength=len(known.when))[known.deal_round] - 1).astype(np.float64)
    busiest = np.zeros(len(known.when))
    np.maximum.at(busiest, known.deal_round, np.log1p(sum_of["deals"][code]))
    figures = {
        **sum_of,
        "partners": sums(code, beside, size),
        "amount": _typical_amount(known),
        "peer": sums(code, busiest[known.deal_round], size) / np.maximum(sum_of["deals"], 1),
    }
    backers = np.sort(known.row[known.deal_round] * max(size, 1) + code)
    backed = backers[np.diff(backers, prepend=-1) > 0] % max(size, 1)
    return cells(Group(known.investors, backed), figures)


def yearly_success(weights: dict[str, Floats]) -> float:
    """Share of all matured deals that were followed by a next round within 12 months."""
    return float(weights["quick"].sum() / max(weights["matured"].sum(), 1))


def _typical_amount(known: History) -> Floats:
    amount, size = known.amount[known.deal_round], len(known.investors)
    some = np.isfinite(amount)
    code = known.deal_investor[some]
    return (np.bincount(code, amount[some], size) + 3 * _USUAL_AMOUNT) / (np.bincount(code, minlength=size) + 3)
