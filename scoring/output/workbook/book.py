"""A workbook being written: its language, its cell formats (each made once), and what all its cells go through."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from scoring.output.files import neutral
from scoring.output.heading import Heading, flag_words
from scoring.text import Lang, Text

INK: Final = "#1F3A4D"
BAR: Final = "#9CC3DA"
HEAD: Final = "#E4EEF4"
SHADE: Final = "#F3F6F8"
GOOD: Final = "#1E6B3A"
WARN: Final = "#9A3412"
_LONGEST_CELL: Final = 32_767
"""Characters that Excel takes in a cell."""


class Book:
    """The xlsxwriter workbook with what its sheets share."""

    def __init__(self, workbook: Any, lang: Lang) -> None:
        self.workbook = workbook
        self.lang = lang
        self._formats: dict[tuple[tuple[str, object], ...], Any] = {}

    def say(self, text: Text, **values: object) -> str:
        """A text in the language of the workbook, its places filled."""
        return text.in_(self.lang).format(**values)

    def style(self, **properties: object) -> Any:
        """The format with these properties of xlsxwriter, for cells or for a rule that is laid over them."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self.workbook.add_format(properties)
        return self._formats[key]

    def styles_of(self, headings: Sequence[Heading], wrapped: bool = True) -> list[Any]:
        """The formats of the cells of columns; text keeps its distance from what is on its left."""
        return [
            self.style(num_format=heading.number_format, valign="top")
            if heading.number_format
            else self.style(text_wrap=wrapped, valign="top", align="left", indent=int(place > 0))
            for place, heading in enumerate(headings)
        ]

    def heads_of(self, headings: Sequence[Heading]) -> list[Any]:
        """The formats of the header of columns: each stands where its values do."""
        look = {"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom", "bg_color": HEAD, "font_color": INK}
        right, left = {"align": "right"}, {"align": "left", "indent": 1}
        return [
            self.style(**look | (right if heading.number_format else left if place else {}))
            for place, heading in enumerate(headings)
        ]

    def fill(self, sheet: Any, first: int, rows: Iterable[Sequence[Any]], styles: Sequence[Any]) -> int:
        """Write rows from line `first` (0 is the top) on, in `styles`; None leaves a cell empty. Returns the last."""
        flags = flag_words(self.lang)
        text, number, day = sheet.write_string, sheet.write_number, sheet.write_datetime
        line = first - 1
        for line, row in enumerate(rows, start=first):
            for place, value in enumerate(row):
                if value is None:
                    continue
                kind = value.__class__
                if kind is str:
                    text(line, place, cell_text(value), styles[place])
                elif kind is bool:
                    text(line, place, flags[value], styles[place])
                elif kind is date:
                    day(line, place, value, styles[place])
                else:
                    number(line, place, value, styles[place])
        return line


def cell_text(text: str) -> str:
    """Text as a cell takes it: no formula, no longer than Excel allows."""
    return neutral(text)[:_LONGEST_CELL]
