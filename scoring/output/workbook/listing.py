"""A sheet that is one table: header in sight, filter, widths, folded details, ready for paper."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple

from scoring.output.heading import Heading
from scoring.output.workbook.book import INK, Book, cell_text
from scoring.output.workbook.height import LINE, row_height
from scoring.text import Text

_A4: Final = 9
BOLD: Final = 0.85
"""Bold letters are wider, and words do not break: so much of a column's width counts."""


class Listing(NamedTuple):
    """A table on a sheet: the worksheet, and the lines (0 is the top) of its first and last row of values."""

    sheet: Any
    first: int
    last: int


def add_sheet(book: Book, name: Text) -> Any:
    """A sheet, printed landscape and as wide as a page."""
    sheet = book.workbook.add_worksheet(book.say(name))
    sheet.set_paper(_A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer("&L&A&R&P / &N")
    return sheet


def listing(
    book: Book,
    name: Text,
    headings: Sequence[Heading],
    rows: Iterable[Sequence[Any]],
    *,
    frozen: int = 0,
    wrapped: bool = True,
    foot: str | None = None,
) -> Listing:
    """Make a sheet of one table; `frozen` columns stay in sight.

    With `wrapped`, rows are as high as their text needs (not for very many rows: it takes time). `foot` stands below
    the table.
    """
    sheet = add_sheet(book, name)
    labels = [heading.label(book.lang) for heading in headings]
    for place, (label, style) in enumerate(zip(labels, book.heads_of(headings), strict=True)):
        sheet.write_string(0, place, label, style)
    sheet.set_row(0, row_height(_unfolded(labels, headings), [heading.width * BOLD for heading in headings]))
    written = _as_high_as_needed(sheet, rows, headings) if wrapped else rows
    last = book.fill(sheet, 1, written, book.styles_of(headings, wrapped))
    _set_columns(sheet, headings)
    sheet.repeat_rows(0)
    sheet.freeze_panes(1, frozen)
    sheet.autofilter(0, 0, max(last, 1), len(headings) - 1)
    if foot:
        sheet.write_string(last + 1, 1, cell_text(foot), book.style(italic=True, font_color=INK))
    return Listing(sheet, 1, max(last, 1))


def _as_high_as_needed(
    sheet: Any, rows: Iterable[Sequence[Any]], headings: Sequence[Heading]
) -> Iterator[Sequence[Any]]:
    widths = [float(heading.width) for heading in headings]
    for line, row in enumerate(rows, start=1):
        if (height := row_height(_unfolded(row, headings), widths)) > LINE:
            sheet.set_row(line, height)
        yield row


def _unfolded(row: Sequence[Any], headings: Sequence[Heading]) -> list[Any]:
    """A row without what is folded away: it would make the rest tall for nothing."""
    return [None if heading.detail else value for value, heading in zip(row, headings, strict=True)]


def _set_columns(sheet: Any, headings: Sequence[Heading]) -> None:
    """Widths; details are folded into groups that a click on [+] opens."""
    before = False
    for place, heading in enumerate(headings):
        options = {"level": 1, "hidden": True} if heading.detail else {"collapsed": True} if before else {}
        sheet.set_column(place, place, heading.width, None, options)
        before = heading.detail
