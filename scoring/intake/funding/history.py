"""A whole funding history in one cell, as people write it: 'A轮 2019-03 2000万人民币; B轮 2020-06 1.2亿'."""

import re
from dataclasses import dataclass
from typing import Final, NamedTuple

from scoring.errors import Wrong
from scoring.intake.cells.quantities import Amount
from scoring.intake.cells.tags import ROLE_IN_BRACKETS, parse_investors
from scoring.intake.cells.units import Unit
from scoring.intake.cells.values import Cell, Read, as_text, is_missing, quoted, shown
from scoring.intake.cells.words import UNFUNDED
from scoring.intake.funding.parts import try_amount, try_date, try_round
from scoring.text import both

EXPECTED: Final = both(
    "rounds such as 'A轮 2019-03 2000万人民币; B轮 2020-06 1.2亿'",
    "各轮融资，例如“A轮 2019-03 2000万人民币；B轮 2020-06 1.2亿”",
)

BREAKS: Final = ";；\n→"
"""Characters between two rounds."""
_ROUNDS: Final = re.compile(rf"[{BREAKS}]+")
_PARTS: Final = re.compile(r"[,，、|（）()：:]+")
_IN_BRACKETS: Final = re.compile(
    r"(?<![^\s,，、|：:（）()])([^\s\d,，、|：:（）()]+)\s?([（(][^\d,，、|：:（）()]+[)）])"
)
_HIDDEN: Final = str.maketrans("（()）", "\ue000\ue001\ue002\ue003")
_BACK: Final = {hidden: bracket for bracket, hidden in _HIDDEN.items()}
_YEAR: Final = re.compile(r"\d{4}")
_LONGEST: Final = 4


@dataclass
class RoundCells:
    """What is known of one round before it is validated: its slug, and the parts that were read."""

    round: str | None = None
    date: str | None = None
    amount: Amount | None = None
    currency: str | None = None
    investors: list[str] | None = None
    evidence: str | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing but perhaps the round's name is known."""
        return not (self.date or self.amount or self.investors)


def parse_history(cell: Cell, unit: Unit | None = None) -> Read:
    """Read a history into a list of RoundCells, [] for never funded. Raises Wrong naming the piece."""
    text = as_text(cell)
    if is_missing(cell):
        return Read(None)
    pieces = [piece.strip() for piece in _ROUNDS.split(text) if piece.strip()]
    if len(pieces) == 1 and says_unfunded(pieces[0]):
        return Read([])
    return Read([parse_piece(piece, unit) for piece in pieces])


def says_unfunded(piece: str) -> bool:
    """Whether a piece that stands alone says 'never funded'."""
    return try_round(piece) == UNFUNDED


class _Word(NamedTuple):
    """A word and the number of the part it stands in; commas and brackets end a part."""

    text: str
    part: int


def parse_piece(piece: str, unit: Unit | None) -> RoundCells:
    """Read one round of a history. Raises Wrong naming the piece."""
    words = _words(piece)
    known = RoundCells()
    names: list[_Word] = []
    while words:
        taken = _take(known, words, unit)
        if not taken:
            names.append(words[0])
        del words[: taken or 1]
    if known.round is None or known.round == UNFUNDED:
        raise Wrong(f"{shown(piece)} names no round", f"{quoted(piece)}没有写轮次", EXPECTED)
    strange = " ".join(name.text for name in names if re.match(r"[\d$¥€£]", name.text))
    if strange:
        en = f"in {shown(piece)} the part {shown(strange)} is not understood"
        raise Wrong(en, f"{quoted(piece)}中的{quoted(strange)}无法识别", EXPECTED)
    known.investors = parse_investors("、".join(_joined(names))).value if names else None
    return known


def _words(piece: str) -> list[_Word]:
    text = ROLE_IN_BRACKETS.sub("、", re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", piece))
    parts = enumerate(_PARTS.split(_IN_BRACKETS.sub(_hide, text)))
    return [_Word(word.translate(_BACK), number) for number, part in parts for word in part.split()]


def _hide(match: re.Match[str]) -> str:
    """Keep the brackets of a name, '甲资本（母公司）', but not those behind a round, 'A轮（甲资本）'."""
    return match[0] if try_round(match[1]) else match[0].translate(_HIDDEN)


def _joined(names: list[_Word]) -> list[str]:
    """Names of investors: a blank behind a Latin letter is part of the name, one behind a Chinese is not."""
    joined: list[_Word] = []
    for name in names:
        last = joined[-1] if joined else None
        if last and last.part == name.part and last.text[-1].isascii():
            joined[-1] = _Word(f"{last.text} {name.text}", name.part)
        else:
            joined.append(name)
    return [name.text for name in joined]


def _take(known: RoundCells, words: list[_Word], unit: Unit | None) -> int:
    """Fill the first part still missing that the next words can be: round, date or amount, in this order.

    Gives the number of words used. A date goes before any longer group: '2020-09 CNY 200' is no band of yuan.
    """
    groups = [" ".join(word.text for word in words[:size]) for size in range(min(_LONGEST, len(words)), 0, -1)]
    for part, read in (("round", try_round), ("date", try_date), ("amount", lambda text: try_amount(text, unit))):
        if getattr(known, part) is not None:
            continue
        for size, text in zip(range(len(groups), 0, -1), groups, strict=True):
            found = read(text)
            if found and not (part == "date" and _is_amount(text, words[size:])):
                setattr(known, part, found)
                return size
    return 0


def _is_amount(text: str, following: list[_Word]) -> bool:
    """Whether a year is none, but the number of an amount: '2000 万人民币'."""
    return bool(_YEAR.fullmatch(text) and following and try_amount(f"{text} {following[0].text}", None))
