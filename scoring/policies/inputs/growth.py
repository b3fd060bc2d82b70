"""Inputs over three years, or over the years that a younger company has been there.

High-tech enterprises are marked by average growth: (second / first + third / second) / 2 - 1 of the levels of three
years. A first base of 0 leaves the last two years, a second one means no growth; two years in business leave one
quotient, one year none. Nothing is said of a base below 0, so nothing is worked out from it.
"""

from collections.abc import Callable, Mapping
from typing import Final

import numpy as np

from scoring.policies.inputs import remarks
from scoring.policies.inputs.accounts import YEARS, Accounts
from scoring.policies.inputs.bounded import Bounded, Flags, Floats, Note, exactly, percent, rounded
from scoring.policies.inputs.ratios import rd_above_revenue
from scoring.text import Text


def over_years(name: str, accounts: Accounts) -> Bounded | None:
    """What is told of an input over the years in business; None where it is another kind of input."""
    found = _OVER_YEARS.get(name)
    return found(accounts) if found else None


def conversions_a_year(conversions: Floats, accounts: Accounts) -> Bounded:
    """Results put to use a year: of three years, or of the years in business where they are fewer."""
    years = np.clip(accounts.business, 1, YEARS)
    most, fewest = np.where(np.isnan(years), YEARS, years), np.where(np.isnan(years), 1, years)
    low, high = rounded(conversions / most), rounded(conversions / fewest)
    return Bounded(low, high, np.isnan(conversions) | (low < high))


def average_growth(levels: Floats, business: Floats) -> tuple[Floats, Flags]:
    """Average growth in percent of levels `[companies, 3]`, the last year first, and where a base is below 0.

    NaN where a level that is needed is not known; where the years in business are not known, all three are needed.
    """
    third, second, first = levels.T
    with np.errstate(invalid="ignore", divide="ignore"):
        last = np.where(second == 0, 1.0, third / second)
        before = np.where(second == 0, 1.0, second / first)
        mean = np.where(first == 0, last, (before + last) / 2)
    two, one = business == YEARS - 1, business < YEARS - 1
    known = ~np.isnan(third + second)
    quotient = np.where(two, np.where(known, last, np.nan), np.where(known & ~np.isnan(first), mean, np.nan))
    below = known & ~one & ((second < 0) | (~two & (first < 0)))
    return np.where(one, 0.0, rounded(100 * (quotient - 1))), below


def _revenue_growth(accounts: Accounts) -> Bounded:
    return exactly(average_growth(accounts.all_years("revenue"), accounts.business)[0])


def _net_assets_growth(accounts: Accounts) -> Bounded:
    levels = accounts.all_years("assets") - accounts.all_years("liabilities")
    grown, below = average_growth(levels, accounts.business)

    def says(at: int) -> Text:
        back = 2 if levels[at, 1] < 0 else YEARS
        return remarks.negative_base(int(accounts.last[at]) + 1 - back)

    low, high = np.where(below, -np.inf, grown), np.where(below, np.inf, grown)
    return Bounded(low, high, np.isnan(low), (Note(below, says),))


def _rd_share(accounts: Accounts) -> Bounded:
    """R&D cost over revenue, both summed over the years in business, three at most."""
    years = np.where(np.isnan(accounts.business), YEARS, np.minimum(accounts.business, YEARS))
    used = np.arange(YEARS) < years[:, None]
    rd_cost, revenue = (np.where(used, accounts.all_years(name), 0).sum(axis=1) for name in ("rd_cost", "revenue"))
    empty = (revenue == 0) & (years > 0)

    def says(at: int) -> Text:
        last, first = int(accounts.last[at]), int(accounts.last[at] + 1 - years[at])
        if first == last:
            return remarks.no_share(remarks.figure_name("revenue", last))
        return remarks.no_share_of_years(first, last)

    above = [rd_above_revenue(accounts, back, used[:, back - 1]) for back in range(1, YEARS + 1)]
    return exactly(percent(rd_cost, revenue), Note(empty, says), *above)


_OVER_YEARS: Final[Mapping[str, Callable[[Accounts], Bounded]]] = {
    "revenue_growth": _revenue_growth,
    "net_assets_growth": _net_assets_growth,
    "rd_share_three_years": _rd_share,
}
