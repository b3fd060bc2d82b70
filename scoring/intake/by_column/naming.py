"""The company names of a table at once: which are plain text, and which rows may be no company."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from scoring.intake.by_column.grid import Grid
from scoring.intake.by_column.reads import flagged
from scoring.intake.by_row.reader import RowReader
from scoring.intake.by_row.sums import SUMS
from scoring.intake.cells.values import MISSING, Cells
from scoring.intake.headings.fields import NAMES

Names = NDArray[np.object_]
Flags = NDArray[np.bool_]

LONGEST: Final = 200
"""Characters of a name."""
_STRANGE: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control characters, line breaks and marks of the writing direction."""
_BLANKS: Final = re.compile(r"[^\S\n]+")
_SUM: Final = re.compile(rf"(?m)^:*(?:{SUMS.pattern}):*$")


def company_names(grid: Grid, reader: RowReader) -> tuple[Names, Flags]:
    """Names of the companies, and the rows that may be none or have more cells than the header."""
    own = {column.field: (column, grid.columns[column.at]) for column in reader.columns if column.field in NAMES}
    names, doubtful = np.full(len(grid), "", object), np.zeros(len(grid), bool)
    if grid.whole is not None:
        doubtful |= np.array([len(row) > reader.width for row in grid.whole], bool)
    for field in reversed(NAMES):
        if field not in own:
            continue
        column, cells = own[field]
        found, strange = names_of(cells)
        header = column.use.header
        doubtful |= strange | may_be_sums(cells)
        doubtful |= flagged(cells, [isinstance(cell, str) and cell.strip() == header for cell in cells.values])
        names = np.where(found != "", found, names)
    return names, doubtful | (names == "")


def names_of(cells: Cells) -> tuple[Names, Flags]:
    """Names `[rows]`, '' where a cell says nothing, and the rows whose cell is not evidently plain text."""
    different, strange = _different(cells.values)
    names = np.array([*different, ""], object)[cells.codes]
    return names, np.array([*strange, False], bool)[cells.codes]


def _different(values: Sequence[Any]) -> tuple[list[str], list[bool]]:
    texts = [value.strip() if isinstance(value, str) else None for value in values]
    plain = _plain([text or "" for text in texts])
    strange = [
        text is None or len(text) > LONGEST or form.startswith(("=", "#")) or bool(_STRANGE.search(text))
        for text, form in zip(texts, plain, strict=True)
    ]
    return ["" if form in MISSING else text or "" for text, form in zip(texts, plain, strict=True)], strange


def may_be_sums(cells: Cells) -> Flags:
    """Rows whose cell is headed like a sum; a closer look decides."""
    forms = _plain([value if isinstance(value, str) else "" for value in cells.values])
    found = {each.strip(":") for each in _SUM.findall(_BLANKS.sub("", "\n".join(forms)))}
    flags = [bool(found) and _BLANKS.sub("", form).strip(":") in found for form in forms]
    return np.array([*flags, False], bool)[cells.codes]


def _plain(texts: Sequence[str]) -> list[str]:
    """`values.plain` of all texts, made at once where none holds a line break."""
    whole = "\n".join(texts)
    forms = unicodedata.normalize("NFKC", whole).casefold().split("\n") if texts else []
    if len(forms) != len(texts):
        forms = [unicodedata.normalize("NFKC", text).casefold() for text in texts]
    return [form.strip() for form in forms]
