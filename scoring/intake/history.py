"""A whole funding history in one cell, as people write it: 'A轮 2019-03 2000万人民币; B轮 2020-06 1.2亿'."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeVar

from scoring import taxonomy
from scoring.intake.dates import parse_date
from scoring.intake.money import Amount, Unit, parse_money
from scoring.intake.tags import parse_investors
from scoring.intake.values import Cell, Read, Unreadable, as_text, is_missing, shown
from scoring.intake.words import UNFUNDED, parse_round

T = TypeVar("T")

EXPECTED: Final = "rounds such as 'A轮 2019-03 2000万人民币; B轮 2020-06 1.2亿'"

_ROUNDS: Final = re.compile(r"[;；\n→]+")
_WORDS: Final = re.compile(r"[\s,，、|（）()：:]+")
_LONGEST: Final = 4
_LEAST_AMOUNT: Final = 10_000


@dataclass
class RoundCells:
    """What is known of one round before it is validated: its slug, and the parts that were read."""

    round: str | None = None
    date: str | None = None
    amount: Amount | None = None
    currency: str | None = None
    investors: list[str] | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing but perhaps the round's name is known."""
        return not (self.date or self.amount or self.investors)


def parse_history(cell: Cell, unit: Unit | None = None) -> Read:
    """Read a history into a list of RoundCells, [] for never funded. Raises Unreadable naming the piece."""
    text = as_text(cell)
    if is_missing(cell):
        return Read(None)
    pieces = [piece.strip() for piece in _ROUNDS.split(text) if piece.strip()]
    if len(pieces) == 1 and _try_round(pieces[0]) == UNFUNDED:
        return Read([])
    return Read([_one(piece, unit) for piece in pieces])


def _one(piece: str, unit: Unit | None) -> RoundCells:
    words = [word for word in _WORDS.split(_keep_thousands(piece)) if word]
    known = RoundCells()
    names: list[str] = []
    at = 0
    while at < len(words):
        for size in range(min(_LONGEST, len(words) - at), 0, -1):
            if _take(known, " ".join(words[at : at + size]), unit):
                at += size
                break
        else:
            names.append(words[at])
            at += 1
    if known.round is None or known.round == UNFUNDED:
        raise Unreadable(f"{shown(piece)} names no round", EXPECTED)
    if any(re.match(r"[\d$¥€£]", name) for name in names):
        raise Unreadable(f"in {shown(piece)} the part {shown(' '.join(names))} is not understood", EXPECTED)
    known.investors = parse_investors("、".join(names)).value if names else None
    return known


def _keep_thousands(piece: str) -> str:
    return re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", piece)


def _take(known: RoundCells, text: str, unit: Unit | None) -> bool:
    """Fill the first part still missing that the text can be: round, date or amount, in this order."""
    if known.round is None and (slug := _try_round(text)):
        known.round = slug
    elif known.date is None and (day := _try(parse_date, text)):
        known.date = day.value
    elif known.amount is None and (amount := _try_amount(text, unit)):
        known.amount = amount
    else:
        return False
    return True


def _try_amount(text: str, unit: Unit | None) -> Amount | None:
    amount = _try(lambda cell: parse_money(cell, unit), text)
    # '2019-2020' between other words is no amount of 2,019 to 2,020 yuan.
    return amount if amount and max(amount.low or 0, amount.high or 0) >= _LEAST_AMOUNT else None


def _try(parse: Callable[[str], T], text: str) -> T | None:
    try:
        return parse(text)
    except ValueError:
        return None


def _try_round(text: str) -> str | None:
    if not taxonomy.normalise(text):
        return None
    read = _try(parse_round, text)
    return read.value if read else None
