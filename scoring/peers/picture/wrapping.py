"""Wrapping: lines of text that fit a width, in English (at spaces) and Chinese (between characters)."""

import re
from typing import Final
from unicodedata import combining, east_asian_width

_OPENING: Final = "（《“‘「『【〔(["
_CLOSING: Final = "，。、；：？！）》”’」』】〕…,.;:?!)]%"
_PIECES: Final = re.compile(r"[^\s\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]+|\S")
_NARROW: Final = frozenset("iljtfrI.,;:!'|()[]- ")
_BROAD: Final = frozenset("mwMW%@—")


def width_of(text: str, size: float) -> float:
    """About how wide a text runs in a sans-serif font of `size`, on the generous side."""
    return size * sum(_ems(letter) for letter in text)


def wrap(text: str, width: float, size: float) -> list[str]:
    """Break a text into lines no wider than `width`; a word that is wider by itself is cut.

    No line starts with closing punctuation or ends with an opening bracket, and words stay whole where they fit.
    """
    lines = [""]
    for space, piece in _unbreakable(text):
        joined = lines[-1] + space + piece if lines[-1] else piece
        if width_of(joined, size) <= width:
            lines[-1] = joined
            continue
        *full, last = _cut(piece, width, size)
        lines += [*full, last]
    return [line for line in lines if line]


def _ems(letter: str) -> float:
    if combining(letter):
        return 0.0
    if east_asian_width(letter) in "WF":
        return 1.0
    if letter in _NARROW:
        return 0.36
    if letter in _BROAD:
        return 0.95
    return 0.7 if letter.isupper() else 0.6 if letter.isascii() else 0.8


def _unbreakable(text: str) -> list[tuple[str, str]]:
    """Pieces between which a line may end, each with the space that stands before it."""
    found: list[tuple[str, str]] = []
    end = 0
    for match in _PIECES.finditer(text):
        space, piece = " " if match.start() > end else "", match.group()
        end = match.end()
        if found and not space and (piece[0] in _CLOSING or found[-1][1][-1] in _OPENING):
            found[-1] = (found[-1][0], found[-1][1] + piece)
        else:
            found.append((space, piece))
    return found


def _cut(piece: str, width: float, size: float) -> list[str]:
    parts = [""]
    for letter in piece:
        if parts[-1] and width_of(parts[-1] + letter, size) > width:
            parts.append("")
        parts[-1] += letter
    return parts
