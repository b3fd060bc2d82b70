"""Numbers that people add up by hand: rounded so that the parts still make the whole."""

import numpy as np
from numpy.typing import NDArray

DECIMALS = 2
_UNITS = 10**DECIMALS
_NEXT_TO_A_HALF = 1e-6


def rounded(value: float, decimals: int = DECIMALS) -> float | None:
    """Round to the decimals of the ledger, or to others; None for NaN."""
    return None if value != value else round(value, decimals)  # noqa: PLR0124


def share(value: float) -> float:
    """Round a share of 0-1 to four decimals; 0 for NaN, the share of nothing."""
    return 0.0 if value != value else round(value, DECIMALS + 2)  # noqa: PLR0124


def percent(value: float) -> float:
    """Round a share of 0-1 to percent with two decimals."""
    return round(100 * value, DECIMALS)


def rounded_all(values: NDArray[np.float64], decimals: int = DECIMALS) -> NDArray[np.float64]:
    """`rounded` of many values at once, the same to the last bit; NaN stays NaN."""
    units = np.abs(values) * 10**decimals
    found = np.round(values, decimals)
    # Next to a half the product is not exact enough to tell on which side of it the value is.
    for at in np.argwhere(np.abs(units - np.floor(units) - 0.5) < _NEXT_TO_A_HALF).tolist():
        found[tuple(at)] = round(float(values[tuple(at)]), decimals)
    return np.asarray(found)


def apportioned(parts: NDArray[np.float64], whole: NDArray[np.float64]) -> NDArray[np.float64]:
    """Round `parts` `[lines, ledgers]` so that they add up exactly to `whole` `[ledgers]`, their rounded sums.

    Largest remainder method: no part moves by more than one unit of the last decimal. NaN, a line that the ledger does
    not have, stays NaN.
    """
    exact = np.nan_to_num(parts) * _UNITS
    there = ~np.isnan(parts)
    shown = np.floor(exact)
    missing = np.rint(whole * _UNITS) - shown.sum(axis=0)
    remainders = np.where(there, exact - shown, -1.0)
    order = np.argsort(-remainders, axis=0, kind="stable")
    place = np.argsort(order, axis=0, kind="stable")
    shown += there * ((place < missing) * 1.0 - (place >= there.sum(axis=0) + np.minimum(missing, 0)))
    return np.where(there, shown / _UNITS, np.nan)
