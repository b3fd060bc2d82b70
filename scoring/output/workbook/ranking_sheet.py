"""The sheet of the ranking: one row a company, with bars, tie bands shaded by turns and details folded away."""

from collections.abc import Sequence
from typing import Final

from xlsxwriter.utility import xl_col_to_name

from scoring.output.heading import Heading, flag_words
from scoring.output.table import headings_of, ranked_rows
from scoring.output.workbook.book import BAR, GOOD, SHADE, Book
from scoring.output.workbook.listing import Listing, listing
from scoring.ranking import Ranking
from scoring.text import both

_NAME: Final = both("Ranking", "排名")
_FILES_ONLY: Final = ("status", "problems")
_BARS: Final = {"composite": 100, "in_top": 1, "coverage": 1}
"""Columns with a bar, and the value of a full one."""
_A3: Final = 8


def add_ranking(book: Book, result: Ranking) -> None:
    """Add the sheet; rejected rows have their own."""
    headings = [heading for heading in headings_of(result) if heading.key not in _FILES_ONLY]
    table = listing(book, _NAME, headings, ranked_rows(result, headings), frozen=2)
    table.sheet.set_paper(_A3)
    draw_bars(table, headings)
    _mark(book, table, headings)


def draw_bars(table: Listing, headings: Sequence[Heading], bars: dict[str, int] | None = None) -> None:
    """Bars behind the numbers of some columns (`bars`: key to value of a full bar), from 0."""
    full = _BARS if bars is None else bars
    for place, heading in enumerate(headings):
        if heading.key in full:
            looks = {
                "type": "data_bar",
                "bar_color": BAR,
                "bar_solid": True,
                "min_type": "num",
                "max_type": "num",
                "min_value": 0,
                "max_value": full[heading.key],
            }
            table.sheet.conditional_format(table.first, place, table.last, place, looks)


def _mark(book: Book, table: Listing, headings: Sequence[Heading]) -> None:
    """Those selected stand out; every other tie band is shaded, and stays so when rows are sorted or filtered.

    Rules are set column by column: LibreOffice applies only one of rules whose ranges overlap in part.
    """
    at = {heading.key: f"${xl_col_to_name(place)}{table.first + 1}" for place, heading in enumerate(headings)}
    even = f"AND(ISNUMBER({at['band']}),MOD({at['band']},2)=0)" if "band" in at else "FALSE"
    shaded: dict[str, object] = {"bg_color": SHADE}
    chosen: dict[str, object] = {"bold": True, "font_color": GOOD}
    for place, heading in enumerate(headings):
        rules = [(f"={even}", shaded)] if "band" in at else []
        if heading.key == "selected":
            yes = f'{at["selected"]}="{flag_words(book.lang)[True]}"'
            rules = [(f"=AND({yes},{even})", shaded | chosen), (f"={yes}", chosen), *rules]
        for criteria, look in rules:
            rule = {"type": "formula", "criteria": criteria, "format": book.style(**look)}
            table.sheet.conditional_format(table.first, place, table.last, place, rule)
