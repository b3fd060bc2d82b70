"""A sheet that is read from the top like a page: headings, facts, paragraphs and small tables below each other."""

from collections.abc import Iterable, Sequence
from typing import Any

from scoring.output.heading import Heading
from scoring.output.workbook.book import INK, Book, cell_text
from scoring.output.workbook.height import LINE, TALLEST, lines, row_height
from scoring.output.workbook.listing import BOLD, Listing, add_sheet
from scoring.text import Text


class Page:
    """A sheet filled from the top; `widths` are those of its columns, the first one holding labels."""

    def __init__(self, book: Book, name: Text, widths: Sequence[int]) -> None:
        self.book = book
        self.sheet = add_sheet(book, name)
        self.sheet.hide_gridlines(2)
        self._widths = list(widths)
        self._line = 0
        for place, width in enumerate(widths):
            self.sheet.set_column(place, place, width)

    def title(self, text: str) -> None:
        """The title of the page."""
        self.sheet.set_row(self._line, 27)
        self._write(0, text, self.book.style(bold=True, font_size=18, font_color=INK, valign="vcenter"))
        self._line += 1

    def heading(self, text: str) -> None:
        """The heading of a part, with room above."""
        self._line += 1
        self.sheet.set_row(self._line, 20)
        self._write(0, text, self.book.style(bold=True, font_size=13, font_color=INK, valign="vcenter"))
        self._line += 1

    def fact(self, label: str, value: Any, number_format: str | None = None) -> None:
        """A label and its value: a number, a date, or text over the rest of the width."""
        self._write(0, label, self.book.style(bold=True, text_wrap=True, valign="top"))
        if isinstance(value, str):
            self._across(1, value, self.book.style(text_wrap=True, valign="top"), label)
        else:
            style = self.book.style(num_format=number_format or "#,##0", align="left", valign="top")
            self.sheet.write(self._line, 1, value, style)
        self._line += 1

    def paragraph(self, text: str, **look: object) -> None:
        """Text over the whole width; `look` are further properties of its format."""
        self._across(0, text, self.book.style(text_wrap=True, valign="top", **look))
        self._line += 1

    def table(self, headings: Sequence[Heading], rows: Iterable[Sequence[Any]]) -> Listing:
        """A table over the first columns; its last column, where it is text, takes the rest of the width."""
        rows, last = list(rows), len(headings) - 1
        stretched = headings[last].kind == "text"
        widths = [*self._widths[:last], sum(self._widths[last:])]
        labels = [heading.label(self.book.lang) for heading in headings]
        heads, styles = self.book.heads_of(headings), self.book.styles_of(headings)
        for place, (label, style) in enumerate(zip(labels, heads, strict=True)):
            self._write(place, label, style)
        self.sheet.set_row(self._line, row_height(labels, [width * BOLD for width in widths]))
        first = self._line + 1
        end = self.book.fill(self.sheet, first, rows, styles)
        for line, row in enumerate(rows, start=first):
            self.sheet.set_row(line, row_height(row, widths))
        if stretched:
            for line, text, style in [(first - 1, labels[last], heads[last])] + [
                (line, row[last] or "", styles[last]) for line, row in enumerate(rows, start=first)
            ]:
                self._merge(last, text, style, line)
        self._line = end + 1
        return Listing(self.sheet, first, max(end, first))

    def _across(self, place: int, text: str, style: Any, label: str = "") -> None:
        """Text merged from column `place` to the edge, the row as high as it needs."""
        needed = max(lines(text, sum(self._widths[place:])), lines(label, self._widths[0]) if label else 1)
        self.sheet.set_row(self._line, min(TALLEST, LINE * needed))
        self._merge(place, text, style)

    def _merge(self, place: int, text: str, style: Any, line: int | None = None) -> None:
        line = self._line if line is None else line
        if place == len(self._widths) - 1:
            self.sheet.write_string(line, place, cell_text(text), style)
        else:
            self.sheet.merge_range(line, place, line, len(self._widths) - 1, "", style)
            self.sheet.write_string(line, place, cell_text(text), style)

    def _write(self, place: int, text: str, style: Any) -> None:
        self.sheet.write_string(self._line, place, cell_text(text), style)
