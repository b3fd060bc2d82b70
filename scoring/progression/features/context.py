"""Market context: what a whole market tells on a day. With it, one company or a small table can be scored alone."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np

from scoring.progression.features.climate import pace_cells, pace_of, region_cells, sector_cells
from scoring.progression.features.groups import LEAST, Cells, cells_from_json
from scoring.progression.features.hazards import hazard_table, waits
from scoring.progression.features.history import History, history
from scoring.progression.features.records import deal_weights, investor_cells, yearly_success
from scoring.progression.histories.events import Events, Floats, Ints, Market
from scoring.progression.histories.months import MONTH
from scoring.progression.histories.stages import STAGES

WHOLE_MARKET: Final = 1_000
"""Companies from which on a table is its own context."""
_AMOUNT_MONTHS: Final = 36
_AMOUNT_LEAST: Final = 20


@dataclass(frozen=True, eq=False)
class MarketContext:
    """Figures of one market up to `day`.

    `hazard` `[STAGES, bins]` is the chance per half-year of a next round, `usual_amount` `[STAGES]` the median log10
    of US dollars, both with the companies they rest on; the cells hold the figures of groups and the records of
    investors; `success` is the share of deals followed within a year. `whole`: the context was made of the very
    table it serves, so a company's own deals are part of its investors' records.
    """

    market: Market
    day: int
    companies: int
    whole: bool
    hazard: Floats
    hazard_companies: Ints
    usual_amount: Floats
    amount_companies: Ints
    sector: Cells
    region: Cells
    state: Cells
    city: Cells
    investors: Cells
    success: float

    def shippable(self) -> "MarketContext":
        """This context without any figure that rests on fewer than 10 companies: those fall back to the pool."""
        if not self.whole:
            return self
        seen = self.hazard_companies >= LEAST
        pooled = np.average(self.hazard, axis=0, weights=np.maximum(self.hazard_companies, 1e-9))
        usual = float(np.average(self.usual_amount, weights=np.maximum(self.amount_companies, 1e-9)))
        return replace(
            self,
            whole=False,
            hazard=np.where(seen, self.hazard, pooled),
            hazard_companies=np.where(seen, self.hazard_companies, 0),
            usual_amount=np.where(self.amount_companies >= LEAST, self.usual_amount, usual),
            amount_companies=np.where(self.amount_companies >= LEAST, self.amount_companies, 0),
            **{kind: getattr(self, kind).pruned() for kind in ("sector", "region", "state", "city")},
            investors=self.investors.pruned().without_persons(),
        )

    def to_json(self) -> dict[str, object]:
        """The shippable form as a plain mapping."""
        ship = self.shippable()
        return {
            "market": ship.market,
            "day": ship.day,
            "companies": ship.companies,
            "success": ship.success,
            **{name: getattr(ship, name).tolist() for name in _ARRAYS},
            **{name: getattr(ship, name).to_json() for name in _CELLS},
        }


_ARRAYS: Final = ("hazard", "hazard_companies", "usual_amount", "amount_companies")
_CELLS: Final = ("sector", "region", "state", "city", "investors")


def context_of(events: Events, day: int) -> MarketContext:
    """The context that a full table gives on `day` (days since 1970-01-01); nothing later is read."""
    known = history(events, day)
    wait = waits(known)
    hazard, hazard_companies = hazard_table(wait, day)
    pace, weights = pace_of(wait, hazard, day), deal_weights(known, hazard)
    usual, amount_companies = _usual_amounts(known)
    return MarketContext(
        market=events.market,
        day=day,
        companies=len(known.company),
        whole=True,
        hazard=hazard,
        hazard_companies=hazard_companies,
        usual_amount=usual,
        amount_companies=amount_companies,
        sector=sector_cells(known, pace),
        region=region_cells(known, pace),
        state=pace_cells(known, pace, "state", "oe_state", 30),
        city=pace_cells(known, pace, "city", "oe_city", 10),
        investors=investor_cells(known, weights),
        success=yearly_success(weights),
    )


def from_json(data: Mapping[str, Any]) -> MarketContext:
    """The reverse of `MarketContext.to_json`; raises KeyError, TypeError or ValueError where the data is none."""
    if data["market"] not in ("us", "cn"):
        raise ValueError(f"market {data['market']!r}")
    return MarketContext(
        market=data["market"],
        day=int(data["day"]),
        companies=int(data["companies"]),
        whole=False,
        hazard=np.array(data["hazard"], dtype=np.float64),
        hazard_companies=np.array(data["hazard_companies"], dtype=np.int64),
        usual_amount=np.array(data["usual_amount"], dtype=np.float64),
        amount_companies=np.array(data["amount_companies"], dtype=np.int64),
        success=float(data["success"]),
        **{name: cells_from_json(data[name]) for name in _CELLS},
    )


def _usual_amounts(known: History) -> tuple[Floats, Ints]:
    """Median amount by stage over the last three years, that of all rounds where a stage has few; and companies."""
    some = np.isfinite(known.amount)
    overall = float(np.median(known.amount[some])) if some.any() else 0.0
    recent = some & (known.when > known.day - _AMOUNT_MONTHS * MONTH)
    usual, companies = np.full(STAGES, overall), np.full(STAGES, np.count_nonzero(known.total(some)))
    for stage in range(STAGES):
        rounds = recent & (known.stage == stage)
        if rounds.sum() >= _AMOUNT_LEAST:
            usual[stage] = np.median(known.amount[rounds])
            companies[stage] = np.count_nonzero(known.total(rounds))
    return usual, companies
