"""A few words of a funding history tried as a round, a date or an amount: what they mean, or None."""

import re
from collections.abc import Callable
from typing import Final, TypeVar

from scoring import taxonomy
from scoring.errors import Wrong
from scoring.intake.cells.dates import parse_date
from scoring.intake.cells.money import parse_money
from scoring.intake.cells.quantities import Amount
from scoring.intake.cells.remembered import remembered
from scoring.intake.cells.units import Unit
from scoring.intake.cells.values import plain
from scoring.intake.cells.words import find_round

T = TypeVar("T")

_LEAST_AMOUNT: Final = 10_000
_DIGIT: Final = re.compile(r"\d")
_KEPT: Final = 65_536


@remembered(_KEPT)
def try_date(text: str) -> str | None:
    """The date that a text means, or None."""
    # No date goes without a digit, and what is wrong with a text is dear to word.
    read = _try(parse_date, text) if _DIGIT.search(plain(text)) else None
    return read.value if read else None


@remembered(_KEPT)
def try_amount(text: str, unit: Unit | None) -> Amount | None:
    """The amount of a round that a text means, or None."""
    amount = _try(lambda cell: parse_money(cell, unit), text)
    # '2019-2020' between other words is no amount of 2,019 to 2,020 yuan.
    return amount if amount and max(amount.low or 0, amount.high or 0) >= _LEAST_AMOUNT else None


@remembered(_KEPT)
def try_round(text: str) -> str | None:
    """The round that a text means, UNFUNDED for 'never funded', or None."""
    try:
        return find_round(text) if taxonomy.normalise(text) else None
    except Wrong:
        return None


def _try(parse: Callable[[str], T], text: str) -> T | None:
    try:
        return parse(text)
    except ValueError:
        return None
