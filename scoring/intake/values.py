"""What every value parser shares: results, unreadable values, and the spellings of 'missing'."""

import math
import unicodedata
from datetime import date, datetime, time, timedelta
from typing import Any, Final, NamedTuple

Cell = str | int | float | bool | date | datetime | time | timedelta | None

MISSING: Final = frozenset(
    ["", "empty", "e/m/p/t/y", "n/a", "na", "#n/a", "null", "none", "nil", "unknown", "undisclosed", "tbd",
     "not disclosed", "not available", "-", "--", "---", "—", "——", "–", "/", "//", "\\", ".", "..", "?",
     "未透露", "未披露", "未公开", "未公布", "不详", "未知", "暂无", "未填写", "保密", "待定"]
)  # fmt: skip
SHEET_ERRORS: Final = frozenset(["#name?", "#ref!", "#value!", "#div/0!", "#null!", "#num!", "#spill!", "#calc!"])
SHOWN: Final = 60
KEPT: Final = 200


class Unreadable(ValueError):
    """A value that can't be read; `expected` says what could stand there instead.

    `field` names the field at fault where that is not plain from the column being read.
    """

    def __init__(self, message: str, expected: str = "", field: str = "") -> None:
        """Keep the message, which quotes the value, and the rest."""
        super().__init__(message)
        self.expected, self.field = expected, field


class Read(NamedTuple):
    """A value read (None: missing) and, where the text left room, how it was interpreted."""

    value: Any
    remark: str | None = None


def plain(text: str) -> str:
    """The text in NFKC, without outer blanks and in lower case: full-width digits become plain ones."""
    return unicodedata.normalize("NFKC", text).strip().casefold()


def shown(value: object) -> str:
    """A value as an error message quotes it: at most SHOWN characters."""
    text = value if isinstance(value, str) else str(value)
    return repr(text if len(text) <= SHOWN else text[: SHOWN - 3] + "...")


def shortened(text: str) -> str:
    """A value as a problem carries it: at most KEPT characters."""
    return text if len(text) <= KEPT else text[: KEPT - 3] + "..."


def is_missing(cell: Cell) -> bool:
    """Tell whether a cell says nothing. Raises Unreadable for a formula or a spreadsheet error."""
    if cell is None:
        return True
    if not isinstance(cell, str):
        return False
    text = plain(cell)
    if text.startswith("=") and len(text) > 1:
        raise Unreadable(f"{shown(cell)} is a formula, not a value", "a value; in the spreadsheet, paste values")
    if text in SHEET_ERRORS:
        raise Unreadable(f"{shown(cell)} is a spreadsheet error, not a value", "a value, or an empty cell")
    return text in MISSING


def as_text(cell: Cell) -> str:
    """A cell as a person sees it: a whole number without '.0'. Raises Unreadable for NaN and infinity."""
    if isinstance(cell, float):
        if not math.isfinite(cell):
            raise Unreadable(f"{cell} is no number that can be used", "a finite number")
        return str(int(cell)) if cell.is_integer() else repr(cell)
    return "" if cell is None else str(cell).strip()
