"""Inputs of one year's accounts: amounts, shares of revenue, costs or assets, growth on the year before."""

from collections.abc import Callable, Mapping
from typing import Final

import numpy as np

from scoring.policies.inputs import remarks
from scoring.policies.inputs.accounts import Accounts
from scoring.policies.inputs.books import Place
from scoring.policies.inputs.bounded import Bounded, Flags, Floats, Note, exactly, percent, rounded

AMOUNTS: Final[Mapping[str, Place]] = {
    "revenue_1": ("revenue", 1),
    "assets_1": ("assets", 1),
    "rd_cost_1": ("rd_cost", 1),
    "rd_cost_2": ("rd_cost", 2),
}
SHARES: Final[Mapping[str, tuple[str, str, int]]] = {
    "debt_share_1": ("liabilities", "assets", 1),
    "main_share_1": ("main_revenue", "revenue", 1),
    "rd_share_1": ("rd_cost", "revenue", 1),
    "rd_share_2": ("rd_cost", "revenue", 2),
    "rd_cost_share_1": ("rd_cost", "costs", 1),
}
"""Part, whole and year."""


def ratio(name: str, accounts: Accounts) -> Bounded | None:
    """What is told of an input by the accounts of a year or two; None where it is another kind of input."""
    if name in AMOUNTS:
        return exactly(accounts.figure(*AMOUNTS[name]))
    if name in SHARES:
        return _share(*SHARES[name], accounts)
    other = _OTHER.get(name)
    return other(accounts) if other else None


def _share(part: str, whole: str, back: int, accounts: Accounts) -> Bounded:
    above, below = accounts.figure(part, back), accounts.figure(whole, back)
    nothing = Note(below == 0, lambda at: remarks.no_share(accounts.name((whole, back), at)))
    found = exactly(percent(above, below), nothing)
    return found.noted(rd_above_revenue(accounts, back)) if (part, whole) == ("rd_cost", "revenue") else found


def rd_above_revenue(accounts: Accounts, back: int, read: Flags | bool = True) -> Note:
    """Where R&D cost of a year that is `read` is above its revenue, which counts all the same."""
    places: tuple[Place, Place] = ("rd_cost", back), ("revenue", back)
    rd_cost, revenue = (accounts.figure(*place) for place in places)
    above: Flags = (rd_cost > revenue) & (revenue > 0) & read
    return Note(above, lambda at: remarks.above_revenue(*(accounts.found(place, at) for place in places)))


def _rd_cost_two_years(accounts: Accounts) -> Bounded:
    return exactly(accounts.figure("rd_cost", 1) + accounts.figure("rd_cost", 2))


def _main_growth(accounts: Accounts) -> Bounded:
    return _growth(("main_revenue", 1), ("main_revenue", 2), 1.0, accounts)


def _compound_growth(accounts: Accounts) -> Bounded:
    return _growth(("revenue", 1), ("revenue", 3), 0.5, accounts)


def _growth(late: Place, early: Place, power: float, accounts: Accounts) -> Bounded:
    """Growth in percent from one figure to another; `power` is one over the years between them."""
    base = accounts.figure(*early)
    with np.errstate(invalid="ignore", divide="ignore"):
        quotient: Floats = np.where(base == 0, np.nan, accounts.figure(*late) / base)
    grown = rounded(100 * (quotient**power - 1))
    return exactly(grown, Note(base == 0, lambda at: remarks.no_growth(accounts.name(early, at))))


_OTHER: Final[Mapping[str, Callable[[Accounts], Bounded]]] = {
    "rd_cost_two_years": _rd_cost_two_years,
    "main_growth_1": _main_growth,
    "revenue_compound_growth": _compound_growth,
}
