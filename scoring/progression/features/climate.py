"""Climate: what a market's sectors and places look like on a day: pace against expectation, volume, kind of rounds."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from scoring.progression.features.groups import Cells, cells, log_ratio, sums
from scoring.progression.features.hazards import WINDOW, Waits, observed_expected
from scoring.progression.features.history import Group, History
from scoring.progression.histories.events import Floats, Ints
from scoring.progression.histories.months import MONTH

_SECTOR_MONTHS: Final = 48
_SHRINK: Final = 20.0
_EXACT_DIGITS: Final = 3
_OFF_LADDER: Final = 5
"""First stage group of the US market without a rung (venture, other, private equity)."""


@dataclass(frozen=True, eq=False)
class Pace:
    """Next rounds raised and expected per wait `[waits]`, in the last 36 and 12 months."""

    row: Ints
    observed: Floats
    expected: Floats
    observed_year: Floats
    expected_year: Floats

    def ratio(self, code: Ints, size: int, shrink: float) -> Floats:
        """Raised against expected by group (codes `[companies]`), as a shrunk log ratio `[size]`."""
        return _ratio(code[self.row], size, self.observed, self.expected, shrink)

    def ratio_year(self, code: Ints, size: int, shrink: float) -> Floats:
        """The same of the last 12 months."""
        return _ratio(code[self.row], size, self.observed_year, self.expected_year, shrink)


def pace_of(wait: Waits, hazard: Floats, today: int) -> Pace:
    """How each wait went, against the hazard of its stage."""
    return Pace(wait.row, *observed_expected(wait, hazard, today, WINDOW), *observed_expected(wait, hazard, today, 12))


def sector_cells(known: History, pace: Pace) -> Cells:
    """Sectors: pace, volume, growth, and what their rounds look like.

    The kind of rounds stands for the sector instead of a dummy per sector, since dummies drift.
    """
    sector = known.groups["sector"]
    size = len(sector.names)
    return cells(
        sector,
        {
            "oe12_sec": pace.ratio_year(sector.code, size, _SHRINK),
            "vol_sec": np.log1p(_rounds(known, sector, 0, 12)),
            "grow_sec": log_ratio(_rounds(known, sector, 0, 24), _rounds(known, sector, 24, 60), 10),
            **_kind_of_rounds(known, sector),
        },
    )


def region_cells(known: History, pace: Pace) -> Cells:
    """Regions: pace, volume and whether rounds of the last half-year outnumber those of the one before."""
    region = known.groups["region"]
    return cells(
        region,
        {
            "oe_reg": pace.ratio(region.code, len(region.names), _SHRINK),
            "vol_reg": np.log1p(_rounds(known, region, 0, 12)),
            "temp_reg": log_ratio(_rounds(known, region, 0, 6), _rounds(known, region, 6, 12), 10),
        },
    )


def pace_cells(known: History, pace: Pace, kind: str, column: str, shrink: float) -> Cells:
    """Groups of another kind (state, city) with nothing but their pace, in `column`."""
    group = known.groups[kind]
    return cells(group, {column: pace.ratio(group.code, len(group.names), shrink)})


def significant_digits(usd: Floats) -> Floats:
    """Significant decimal digits of whole amounts (1,250,000: 3); amounts taken from filings have many."""
    whole = np.round(usd)
    zeros = sum((np.mod(whole, 10.0**power) == 0).astype(np.float64) for power in range(1, 9))
    return np.where(whole > 0, np.floor(np.log10(np.maximum(whole, 1))) + 1 - zeros, 0)


def _kind_of_rounds(known: History, sector: Group) -> dict[str, Floats]:
    """Means over a sector's rounds of the last 48 months, shrunk to the market, `[sectors]` each."""
    gap = np.full(len(known.when), np.nan)
    same = known.row[1:] == known.row[:-1]
    gap[1:][same] = (known.when[1:] - known.when[:-1])[same] / MONTH
    order = np.arange(len(known.when)) - known.first[known.row]
    usd = np.where(np.isnan(known.amount), 0, 10 ** np.nan_to_num(known.amount))
    values = {
        "sec_amt": known.amount,
        "sec_order": order.astype(np.float64),
        "sec_digits": (significant_digits(usd) >= _EXACT_DIGITS).astype(np.float64),
        "sec_unstaged": (known.stage >= _OFF_LADDER).astype(np.float64),
        "sec_angel": (known.stage == 1).astype(np.float64),
        "sec_gap": np.log(gap + 2),
    }
    recent = known.when > known.day - _SECTOR_MONTHS * MONTH
    code = sector.code[known.row]
    return {name: _shrunk_mean(code[recent], value[recent], len(sector.names)) for name, value in values.items()}


def _shrunk_mean(code: Ints, value: Floats, size: int) -> Floats:
    some = np.isfinite(value)
    code, value = code[some], value[some]
    overall = value.mean() if len(value) else 0.0
    return (np.bincount(code, value, size) + _SHRINK * overall) / (np.bincount(code, minlength=size) + _SHRINK)


def _rounds(known: History, group: Group, newest: int, oldest: int) -> Floats:
    """Rounds by group dated from `oldest` to `newest` months ago."""
    dated = (known.when <= known.day - newest * MONTH) & (known.when > known.day - oldest * MONTH)
    return np.bincount(group.code[known.row[dated]], minlength=len(group.names)).astype(np.float64)


def _ratio(code: Ints, size: int, observed: Floats, expected: Floats, shrink: float) -> Floats:
    return log_ratio(sums(code, observed, size), sums(code, expected, size), shrink)
