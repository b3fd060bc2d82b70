"""Amounts: features of the money raised, in log10 of US dollars."""

import numpy as np

from scoring.progression.features.context import MarketContext
from scoring.progression.features.history import History
from scoring.progression.features.rhythm import months_since
from scoring.progression.histories.events import Floats
from scoring.progression.histories.months import MONTH


def amount_features(known: History, context: MarketContext) -> dict[str, Floats]:
    """Features `[companies]` of the last, largest and total amount, and how far the money may have lasted."""
    last, since = known.amount[known.last], months_since(known)
    dollars = np.where(np.isnan(known.amount), 0, 10 ** np.nan_to_num(known.amount))
    total = np.log10(known.total(dollars) + 1e4)
    two_years = np.log10(known.total(dollars * (known.when > known.day - 24 * MONTH)) + 1e4)
    above_usual = np.nan_to_num(last - context.usual_amount[known.stage[known.last]])
    return {
        "amt": last,
        "maxamt": np.fmax.reduceat(known.amount, known.first),
        "totamt": total,
        "amt24": two_years,
        "amtmiss": np.isnan(last).astype(np.float64),
        "usd": known.in_usd[known.last],
        "amt_rel_sec": last - context.sector.of(known.groups["sector"])["sec_amt"],
        "runway": 0.5 * above_usual - np.log10(since + 6),
        "runway_last": last - np.log10(since + 3),
        "runway_tot": total - np.log10(since + 6),
    }
