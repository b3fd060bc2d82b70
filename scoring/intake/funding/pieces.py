"""Rounds as pieces of text, many at once: those of the usual form are cut by one pattern, the others parsed one by one.

The usual form is round, date and amount, as in 'A轮 2019-03 2000万人民币'. Each different round, date and amount is
read once. The pattern is so narrow that what it cuts can't be read in any other way by `parse_piece`.
"""

import re
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from scoring.errors import Wrong
from scoring.intake.cells.quantities import Amount
from scoring.intake.cells.units import Unit
from scoring.intake.cells.words import UNFUNDED
from scoring.intake.funding.history import RoundCells, parse_piece
from scoring.intake.funding.parts import try_amount, try_date, try_round
from scoring.table.coded import Coded, coded

T = TypeVar("T", bound=Hashable)
V = TypeVar("V")
Flags = NDArray[np.bool_]

_AT_A_TIME: Final = 65_536
"""Pieces cut at a time; each takes much memory meanwhile."""
_WORD: Final = r"[^\s\d,，、|（）()：:]+"
_MONEY: Final = r"[0-9A-Za-z.$¥￥€£\u4e00-\u9fff]+"
_USUAL: Final = re.compile(
    # A round in up to three words,
    rf"^(?:({_WORD}(?: {_WORD}){{0,2}}) "
    # a date that no word behind it can belong to, perhaps with a month in letters,
    r"([0-9]{4}-[0-9]{1,2}(?:-[0-9]{1,2})?|([A-Z][a-z]{2,8}) [0-9]{4}) "
    # and an amount in up to four.
    rf"(?=[0-9A-SU-Za-su-z$¥￥€£])(?![0-9]{{1,2}}(?:日|\s|$))({_MONEY}(?: {_MONEY}){{0,3}})|.*)$",
    re.MULTILINE,
)


class Sum(NamedTuple):
    """What an `Amount` says, as far as a round keeps it."""

    low: float | None
    high: float | None
    currency: str | None


@dataclass(frozen=True, eq=False)
class Pieces:
    """What pieces tell, `[pieces]`: the parts of their rounds, `wrong` where one can't be read; `usual` their form."""

    round: Coded[str]
    date: Coded[str]
    amount: Coded[Sum]
    investors: Coded[tuple[str, ...]]
    wrong: Flags
    usual: Flags


def sum_of(amount: Amount | None) -> Sum | None:
    """The sum that an amount tells."""
    return Sum(amount.low, amount.high, amount.currency) if amount else None


def tuple_of(names: Sequence[str] | None) -> tuple[str, ...] | None:
    """Names that can be looked up; None for no names."""
    return tuple(names) if names else None


def read_pieces(pieces: Sequence[str], unit: Unit | None) -> Pieces:
    """Read pieces without line breaks; `unit` is that of the header."""

    def amount(text: str) -> Sum | None:
        return sum_of(try_amount(text, unit))

    read_round, read_date, read_amount = _once(_round), _once(try_date), _once(amount)
    rounds: list[str | None] = []
    dates: list[str | None] = []
    amounts: list[Sum | None] = []
    for start in range(0, len(pieces), _AT_A_TIME):
        cut = _USUAL.findall("\n".join(pieces[start : start + _AT_A_TIME]))
        rounds += read_round([(name, month) for name, _, month, _ in cut])
        dates += read_date([day for _, day, _, _ in cut])
        amounts += read_amount([words for *_, words in cut])
    usual = np.array([None not in parts for parts in zip(rounds, dates, amounts, strict=True)], bool)
    investors: list[tuple[str, ...] | None] = [None] * len(pieces)
    wrong = np.zeros(len(pieces), bool)
    for at in np.flatnonzero(~usual).tolist():
        item = _parsed(pieces[at], unit)
        wrong[at] = item is None
        found = item or RoundCells()
        rounds[at], dates[at], amounts[at] = found.round, found.date, sum_of(found.amount)
        investors[at] = tuple_of(found.investors)
    return Pieces(coded(rounds), coded(dates), coded(amounts), coded(investors), wrong, usual)


def _once(read: Callable[[T], V | None]) -> Callable[[list[T]], list[V | None]]:
    """The same for many texts, each different one read once."""
    known: dict[T, V | None] = {}

    def read_all(texts: list[T]) -> list[V | None]:
        for text in {*texts} - known.keys():
            known[text] = read(text)
        return [known[text] for text in texts]

    return read_all


def _round(words: tuple[str, str]) -> str | None:
    """The round before a date, whose month may be a word that could belong to the round's name."""
    name, month = words
    found = try_round(name) if name else None
    return None if found == UNFUNDED or (month and try_round(f"{name} {month}")) else found


def _parsed(piece: str, unit: Unit | None) -> RoundCells | None:
    try:
        return parse_piece(piece, unit)
    except Wrong:
        return None
