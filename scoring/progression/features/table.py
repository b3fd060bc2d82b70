"""Features: one pure function from the events up to a day to a table, the same for training and for one company."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.progression.features.amounts import amount_features
from scoring.progression.features.context import MarketContext
from scoring.progression.features.history import History, history
from scoring.progression.features.investors import investor_features
from scoring.progression.features.rhythm import months_since, rhythm_features
from scoring.progression.histories.events import Events, Floats, Ints, Market

VERSION: Final = 1
"""Raised whenever a feature changes its meaning: a model of another version is refused."""


_DECIMALS: Final = 9
"""Rounding after which the order in which numbers were added up no longer shows, nor moves a tree's threshold."""

NAMES: Final[Mapping[Market, tuple[str, ...]]] = {
    # Left out: dummies of sector and region (they drift), age (whether a founding date is known was decided
    # later), acquisitions (a table to be scored seldom has them, and the loss is nil).
    "us": (
        *("since", "n", "first", "meangap", "since_rel", "pace", "rung", "amt", "totamt", "maxamt", "amt24"),
        *("amt_rel_sec", "r12", "r24", "r36", "runway", "runway_last", "runway_tot", "hz_now", "hz12", "hz24"),
        *("oe12_sec", "oe_reg", "oe_state", "oe_city", "vol_sec", "vol_reg", "grow_sec"),
        *("cnt1", "cnt2", "cnt3", "cnt4", "cnt5", "cnt6", "cnt7"),
        *("sec_amt", "sec_order", "sec_digits", "sec_unstaged", "sec_angel", "sec_gap"),
    ),
    "cn": (
        *("since", "n", "first", "meangap", "since_rel", "pace", "rung", "stage", "r12", "r24", "r36", "amtmiss"),
        *("usd", "runway", "hz_now", "hz12", "hz24", "own_oe", "oe12_sec", "temp_reg", "vol_sec", "vol_reg"),
        *("inv_n", "inv_maxdeals", "inv_oe_mean", "inv_oe_max", "inv_rec", "inv_late", "inv_none"),
        *("inv_noneshare", "inv_repeat", "inv_solo", "inv_conet", "inv_laterate", "inv_amt", "inv_amtmax"),
        *("inv_lastdeals", "inv_lastoe", "inv_s12", "inv_peer", "inv_recshare", "inv_earlyrate"),
    ),
}
"""Columns of each market's table. The order is part of a fitted model: trees draw columns by number."""


@dataclass(frozen=True, eq=False)
class FeatureTable:
    """One row per company with a round on or before the day.

    `matrix` `[rows, names]` float64 with NaN for unknown; `[rows]` each: `company` numbers a company of the
    events, `months_since` and `last_day` (days since 1970-01-01) are of its last round, `stage` is that round's stage
    group, `alive` whether no round up to the day
    was a listing or acquisition.
    """

    names: tuple[str, ...]
    matrix: Floats
    company: Ints
    months_since: Floats
    last_day: Ints
    stage: Ints
    alive: NDArray[np.bool_]


def features(events: Events, day: int, context: MarketContext) -> FeatureTable:
    """The table as of `day` (days since 1970-01-01); no event dated later is read."""
    known, names = history(events, day), NAMES[events.market]
    columns = _columns(known, context) if len(known.company) else dict.fromkeys(names, np.empty(0))
    return FeatureTable(
        names=names,
        matrix=_matrix([columns[name] for name in names]),
        company=known.company,
        months_since=months_since(known),
        last_day=known.when[known.last],
        stage=known.stage[known.last],
        alive=np.isinf(known.exit_day),
    )


def _matrix(columns: Sequence[Floats]) -> Floats:
    """Rounded columns side by side `[rows, columns]`, each of them in one piece of memory."""
    found = np.empty((len(columns), len(columns[0])))
    for place, column in enumerate(columns):
        np.round(column, _DECIMALS, out=found[place])
    return found.T


def _columns(known: History, context: MarketContext) -> dict[str, Floats]:
    columns = rhythm_features(known, context) | amount_features(known, context)
    for kind in ("sector", "region", "state", "city"):
        columns |= getattr(context, kind).of(known.groups[kind])
    if context.market == "cn":
        columns |= investor_features(known, context)
    return columns
