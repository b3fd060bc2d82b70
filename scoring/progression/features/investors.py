"""Investors: what the track records of a company's investors say about it, its own rounds left out."""

from dataclasses import dataclass

import numpy as np

from scoring.progression.features.context import MarketContext
from scoring.progression.features.groups import log_ratio
from scoring.progression.features.history import History
from scoring.progression.features.records import deal_weights
from scoring.progression.histories.events import Floats, Ints


@dataclass(frozen=True, eq=False)
class Pairs:
    """Each company with each of its investors once, arrays `[pairs]`, and the investor's `record` there."""

    row: Ints
    count: Ints
    record: dict[str, Floats]

    def mean(self, value: Floats) -> Floats:
        """Mean over a company's investors `[companies]`, 0 without any."""
        return np.bincount(self.row, value, len(self.count)) / np.maximum(self.count, 1)

    def top(self, value: Floats, empty: float = 0.0) -> Floats:
        """Largest over a company's investors `[companies]`, `empty` without any."""
        most = np.full(len(self.count), -np.inf)
        np.maximum.at(most, self.row, value)
        return np.where(self.count > 0, most, empty)


def investor_features(known: History, context: MarketContext) -> dict[str, Floats]:
    """Features `[companies]` of all investors a company ever had, and of those of its last round."""
    size = max(len(known.investors), 1)
    row = known.row[known.deal_round]
    figures = context.investors.of_names(known.investors)
    pair, place = np.unique(row * size + known.deal_investor, return_inverse=True)
    count = np.bincount(pair // size, minlength=len(known.company))
    pairs = Pairs(pair // size, count, context.investors.at(figures, pair % size))
    undisclosed = (np.bincount(known.deal_round, minlength=len(known.when)) == 0).astype(np.float64)
    return {
        "inv_n": count.astype(np.float64),
        "inv_none": undisclosed[known.last],
        "inv_noneshare": known.total(undisclosed) / known.count,
        "inv_repeat": (np.bincount(row, minlength=len(count)) - count).astype(np.float64),
        **_success(known, context, pairs, place),
        **_kind(pairs),
        **_last_round(known, context, figures),
    }


def _success(known: History, context: MarketContext, pairs: Pairs, place: Ints) -> dict[str, Floats]:
    """How often the investors' other companies went on to raise."""
    record = pairs.record
    deals, observed, expected, quick, matured = (
        record[name] for name in ("deals", "observed", "expected", "quick", "matured")
    )
    if context.whole:
        own = {name: np.bincount(place, weight) for name, weight in deal_weights(known, context.hazard).items()}
        deals, observed, expected = deals - own["deals"], observed - own["observed"], expected - own["expected"]
        quick, matured = quick - own["quick"], matured - own["matured"]
    beaten = log_ratio(observed, expected, 2)
    within_year = pairs.mean((quick + 8 * context.success) / (matured + 8))
    return {
        "inv_maxdeals": pairs.top(np.log1p(deals)),
        "inv_oe_mean": pairs.mean(beaten),
        "inv_oe_max": pairs.top(beaten),
        "inv_s12": np.where(pairs.count > 0, within_year, context.success),
    }


def _kind(pairs: Pairs) -> dict[str, Floats]:
    """What sort of investors they are: recent, early or late, alone or in company, with how much money."""
    record = pairs.record
    deals, partners, recent = record["deals"], record["partners"], record["recent"]
    return {
        "inv_rec": pairs.top(np.log1p(recent)),
        "inv_recshare": pairs.mean(np.log((recent + 1) / (deals + 2))),
        "inv_late": pairs.top(np.log1p(record["late"])),
        "inv_laterate": pairs.top(np.log((record["late"] + 1) / (deals + 4)), -1.6),
        "inv_earlyrate": pairs.mean(np.log((record["early"] + 1) / (deals + 2))),
        "inv_solo": pairs.mean(np.log((partners + 1) / (deals + 1))),
        "inv_conet": pairs.top(np.log1p(partners)),
        "inv_amt": pairs.mean(record["amount"]),
        "inv_amtmax": pairs.top(record["amount"], 5.0),
        "inv_peer": pairs.top(record["peer"]),
    }


def _last_round(known: History, context: MarketContext, figures: Floats) -> dict[str, Floats]:
    """The investors of the last round alone."""
    is_last = np.zeros(len(known.when), dtype=bool)
    is_last[known.last] = True
    deals = is_last[known.deal_round]
    row = known.row[known.deal_round[deals]]
    record = context.investors.at(figures, known.deal_investor[deals])
    pairs = Pairs(row, np.bincount(row, minlength=len(known.company)), record)
    others = record["deals"] - 1 if context.whole else record["deals"]
    return {
        "inv_lastdeals": pairs.top(np.log1p(others)),
        "inv_lastoe": pairs.mean(log_ratio(record["observed"], record["expected"], 2)),
    }
