"""Numbers that people add up by hand: rounded so that the parts still make the whole."""

from collections.abc import Sequence
from decimal import ROUND_FLOOR, Decimal

DECIMALS = 2
_UNIT = Decimal(1).scaleb(-DECIMALS)


def rounded(value: float, decimals: int = DECIMALS) -> float | None:
    """Round to the decimals of the ledger, or to others; None for NaN."""
    return None if value != value else round(value, decimals)  # noqa: PLR0124


def share(value: float) -> float:
    """Round a share of 0-1 to four decimals; 0 for NaN, the share of nothing."""
    return 0.0 if value != value else round(value, DECIMALS + 2)  # noqa: PLR0124


def percent(value: float) -> float:
    """Round a share of 0-1 to percent with two decimals."""
    return round(100 * value, DECIMALS)


def apportioned(parts: Sequence[float], whole: float) -> list[float]:
    """Round `parts` so that they add up exactly to `whole`, their rounded sum (largest remainder method).

    No part moves by more than one unit of the last decimal.
    """
    exact = [Decimal(part) for part in parts]
    shown = [part.quantize(_UNIT, ROUND_FLOOR) for part in exact]
    missing = int((Decimal(whole).quantize(_UNIT) - sum(shown, Decimal(0))) / _UNIT)
    by_remainder = sorted(range(len(exact)), key=lambda place: shown[place] - exact[place])
    for place in by_remainder[:missing]:
        shown[place] += _UNIT
    return [float(part) for part in shown]
