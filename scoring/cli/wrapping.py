"""Wrapping on the screen: Chinese breaks between any two characters, not only at the few spaces that it has."""

import re
from typing import Final

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.text import Text

_WIDE: Final = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef"
_CLOSING: Final = "，。、；：？！）》”’」』】〕"
_OPENING: Final = "（《“‘「『【〔"
_PIECES: Final = re.compile(rf" *(?:[{_OPENING}]*(?:[^ \n{_WIDE}]+|[^ \n])[{_CLOSING}]*|\n)")
"""What stays together: a Latin word or a wide character, with opening marks before it and closing ones behind."""


class Words:
    """Text for the screen or a cell of a table, wrapped; lines after the first are indented by `indent` spaces."""

    def __init__(self, text: str, indent: int = 0) -> None:
        self._text, self._indent = text, indent

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The lines that fit the width given."""
        yield Text("\n".join(wrapped(self._text, options.max_width, self._indent)))

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """From the longest piece to the whole text in a line."""
        longest = max((cell_len(piece.strip()) for piece in _PIECES.findall(self._text)), default=0)
        whole = max((cell_len(line) for line in self._text.splitlines()), default=0)
        return Measurement(min(longest, options.max_width), min(whole, options.max_width))


def wrapped(text: str, width: int, indent: int = 0) -> list[str]:
    """Lines of at most `width` cells, a longer word apart; what stands at a line's start loses its spaces."""
    lines = [""]
    for piece in _PIECES.findall(text):
        if piece.endswith("\n"):
            lines.append("")
        elif lines[-1].strip() and cell_len(lines[-1] + piece) > width:
            lines.append(" " * indent + piece.lstrip())
        else:
            lines[-1] += piece
    return lines
