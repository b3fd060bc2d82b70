"""A look into the raw sheets of an .xlsx: how far the cells reach, and formulas without a stored result.

The reader lays a sheet out as a full rectangle: two cells in opposite corners of a 5 KB file would claim
512 GB and end the process. So the corners are measured first.
"""

import re
import zipfile
from collections.abc import Iterator
from typing import Final
from xml.sax.saxutils import unescape

from scoring.errors import InputError, refuse
from scoring.intake.cells.values import quoted, shown
from scoring.text import both

_CHUNK: Final = 1 << 20
_OVERLAP: Final = 4096
_MOST_CELLS: Final = 40_000_000
_CELL: Final = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{1,3})(\d{1,7})["']""")
_FORMULA: Final = re.compile(
    rb"""<c\b[^>]*?\br\s*=\s*["']([A-Z]{1,3})(\d{1,7})["'][^>]*>\s*<f\b(?:[^>]*/>|[^>]*>[^<]*</f>)\s*"""
    rb"""(?:<v\s*/>|<v>\s*</v>)?\s*</c>"""
)
_SHEET: Final = re.compile(r"""<(?:\w+:)?sheet\b[^>]*?\bname\s*=\s*"([^"]*)"[^>]*?\b\w+:id\s*=\s*"([^"]*)\"""")
_TARGET: Final = re.compile(r"<(?:\w+:)?Relationship\b[^>]*>")


def check(source: str, archive: zipfile.ZipFile, max_columns: int) -> dict[str, list[tuple[int, int]]]:
    """Formulas without a result, as (row, column) from 0, by sheet.

    Raises InputError for a sheet that reaches too far.
    """
    names = _sheet_names(archive)
    unsolved: dict[str, list[tuple[int, int]]] = {}
    for part in archive.namelist():
        if not part.startswith("xl/worksheets/") or not part.endswith(".xml"):
            continue
        height = width = 0
        formulas: set[tuple[int, int]] = set()
        for chunk in _chunks(archive, part):
            if cells := _CELL.findall(chunk):
                height = max(height, *map(int, {row for _, row in cells}))
                width = max(width, *map(_number, {column for column, _ in cells}))
            if b"<f" in chunk:
                formulas |= {(int(row) - 1, _number(column) - 1) for column, row in _FORMULA.findall(chunk)}
        # Stray formatted cells far below the table are common, so the rows alone are no reason to refuse.
        if height * width > _MOST_CELLS or width > max_columns:
            raise _too_far(source, names.get(part, part), height, width, max_columns)
        unsolved[names.get(part, part)] = sorted(formulas)
    return unsolved


def _too_far(source: str, sheet: str, height: int, width: int, max_columns: int) -> InputError:
    expected = both(
        f"at most {_MOST_CELLS:,} cells and {max_columns:,} columns; delete what lies beyond the table",
        f"不超过 {_MOST_CELLS:,} 个单元格、{max_columns:,} 列；请删除表格以外的内容",
    )
    en = f"sheet {shown(sheet)} reaches to row {height:,} and column {width:,}"
    return refuse(source, en, f"工作表{quoted(sheet)}一直延伸到第 {height:,} 行、第 {width:,} 列", expected=expected)


def _chunks(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """The part piece by piece, each beginning with the end of the one before."""
    with archive.open(part) as file:
        tail = b""
        while piece := file.read(_CHUNK):
            yield tail + piece
            tail = piece[-_OVERLAP:]


def _sheet_names(archive: zipfile.ZipFile) -> dict[str, str]:
    targets: dict[str, str] = {}
    relations = "xl/_rels/workbook.xml.rels"
    if relations in archive.namelist():
        for tag in _TARGET.findall(archive.read(relations).decode("utf-8", "replace")):
            found = {name: re.search(rf'\b{name}\s*=\s*"([^"]*)"', tag) for name in ("Id", "Target")}
            if found["Id"] and found["Target"]:
                target = found["Target"][1]
                targets[found["Id"][1]] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    workbook = archive.read("xl/workbook.xml").decode("utf-8", "replace")
    return {targets.get(relation, ""): unescape(name, {"&quot;": '"'}) for name, relation in _SHEET.findall(workbook)}


def _number(letters: bytes) -> int:
    number = 0
    for code in letters.upper():
        number = number * 26 + code - ord("A") + 1
    return number
