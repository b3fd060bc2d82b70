"""What every value parser shares: results, how a value is quoted, and the spellings of 'missing'."""

import math
import unicodedata
from datetime import date, datetime, time, timedelta
from typing import Any, Final, NamedTuple

from scoring.errors import Wrong, shortened
from scoring.errors import quoted as quoted_text
from scoring.table.coded import Coded
from scoring.text import Text, both

Cell = str | int | float | bool | date | datetime | time | timedelta | None
Cells = Coded[Cell]
"""A column: its different cells, and the number of its cell for every row."""

MISSING: Final = frozenset(
    ["", "empty", "e/m/p/t/y", "n/a", "na", "#n/a", "null", "none", "nil", "unknown", "undisclosed", "tbd",
     "not disclosed", "not available", "-", "--", "---", "—", "——", "–", "/", "//", "\\", ".", "..", "?",
     "未透露", "未披露", "未公开", "未公布", "不详", "未知", "暂无", "未填写", "保密", "待定"]
)  # fmt: skip
SHEET_ERRORS: Final = frozenset(["#name?", "#ref!", "#value!", "#div/0!", "#null!", "#num!", "#spill!", "#calc!"])
KEPT: Final = 200
"""Characters of a cell that a problem carries."""

_A_VALUE: Final = both("a value; in the spreadsheet, paste values", "具体数值；可在表格软件中选择性粘贴为数值")
_A_NUMBER: Final = both("a finite number", "有限的数字")


class Read(NamedTuple):
    """A value read (None: missing) and, where the text left room, how it was interpreted."""

    value: Any
    remark: Text | None = None


def plain(text: str) -> str:
    """The text in NFKC, without outer blanks and in lower case: full-width digits become plain ones."""
    return unicodedata.normalize("NFKC", text).strip().casefold()


def written(value: object) -> str:
    """A value as it stands in the table: a whole number without '.0', nothing for an empty cell or for a list."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None or isinstance(value, list) else str(value)


def shown(value: object) -> str:
    """A value as an English message quotes it."""
    return repr(shortened("None" if value is None else written(value)))


def quoted(value: object) -> str:
    """A value as a Chinese message quotes it."""
    return quoted_text("None" if value is None else written(value))


def is_missing(cell: Cell) -> bool:
    """Tell whether a cell says nothing. Raises Wrong for a formula or a spreadsheet error."""
    if cell is None:
        return True
    if not isinstance(cell, str):
        return False
    text = plain(cell)
    if text.startswith("=") and len(text) > 1:
        raise Wrong(f"{shown(cell)} is a formula, not a value", f"{quoted(cell)}是公式，不是数值", _A_VALUE)
    if text in SHEET_ERRORS:
        expected = both("a value, or an empty cell", "具体数值，或留空")
        raise Wrong(
            f"{shown(cell)} is a spreadsheet error, not a value", f"{quoted(cell)}是表格报错，不是数值", expected
        )
    return text in MISSING


def as_text(cell: Cell) -> str:
    """A cell as a person sees it: a whole number without '.0'. Raises Wrong for NaN and infinity."""
    if isinstance(cell, float):
        if not math.isfinite(cell):
            raise Wrong(f"{cell} is no number that can be used", f"{cell} 不是可用的数字", _A_NUMBER)
        return str(int(cell)) if cell.is_integer() else repr(cell)
    return "" if cell is None else str(cell).strip()
