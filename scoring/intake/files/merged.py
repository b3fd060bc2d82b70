"""Cells merged downwards: the value of the first holds for every row that the merged cell covers."""

import zipfile
from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Final
from xml.etree import ElementTree

from scoring.intake.cells.values import Cell

Ranges = Iterable[tuple[tuple[int, int], tuple[int, int]]]
"""First and last cell of each merged one, as (row, column) from 0."""

_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


def fill_down(rows: Sequence[list[Cell]], ranges: Ranges) -> frozenset[tuple[int, int]]:
    """Put the value of each merged cell into the rows below its first; the places that were filled.

    Rows without any other content stay as they are: a cell merged over the empty rest of a sheet fills nothing.
    """
    filled = set()
    for (top, column), (bottom, _) in ranges:
        value = rows[top][column] if top < len(rows) and column < len(rows[top]) else None
        for at in range(top + 1, min(bottom + 1, len(rows))) if value not in ("", None) else ():
            row = rows[at]
            if column < len(row) and row[column] in ("", None) and any(cell not in ("", None) for cell in row):
                row[column] = value
                filled.add((at, column))
    return frozenset(filled)


def merged_in_ods(raw: bytes, sheet: str) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Merged cells of a sheet of an OpenDocument workbook, whose reader does not tell them."""
    ranges = []
    row = column = 0
    here = False
    with zipfile.ZipFile(BytesIO(raw)) as archive, archive.open("content.xml") as file:
        for event, element in ElementTree.iterparse(file, ("start", "end")):  # noqa: S314 - in a process of its own
            kind = element.tag.removeprefix(_TABLE)
            if event == "start" and kind == "table":
                here = element.get(f"{_TABLE}name") == sheet
            elif not here:
                pass
            elif event == "start" and kind == "table-row":
                column = 0
            elif event == "start" and kind in ("table-cell", "covered-table-cell"):
                down = _number(element, "number-rows-spanned")
                if down > 1:
                    across = _number(element, "number-columns-spanned")
                    ranges.append(((row, column), (row + down - 1, column + across - 1)))
                column += _number(element, "number-columns-repeated")
            elif event == "end" and kind == "table-row":
                row += _number(element, "number-rows-repeated")
                element.clear()
            elif event == "end" and kind == "table":
                return ranges
    return ranges


def _number(element: ElementTree.Element, name: str) -> int:
    text = element.get(f"{_TABLE}{name}", "1")
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 9 else 1  # noqa: PLR2004 - no sheet is longer
