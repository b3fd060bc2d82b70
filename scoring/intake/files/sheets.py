"""Opens a workbook and lays out one sheet in rows, whatever the reader makes of a damaged file."""

import io
from typing import Final, NamedTuple

import python_calamine

from scoring.errors import InputError, Wrong, refuse
from scoring.intake.cells.values import Cell, quoted, shown
from scoring.intake.files.merged import fill_down, merged_in_ods
from scoring.text import both

REMEDY: Final = both(
    "the workbook saved again as .xlsx, or the sheet as CSV (UTF-8)", "重新另存为 .xlsx，或把工作表存为 CSV（UTF-8）"
)
_A_SHEET: Final = both("the name of a sheet of the workbook", "工作簿里已有的工作表名称")


class Opened(NamedTuple):
    """A sheet: its name, its rows, and the names of all sheets of the workbook in their order.

    `filled` are the places, as (row, column) from 0, that a merged cell above gave its value to.
    """

    name: str
    rows: list[list[Cell]]
    names: tuple[str, ...]
    filled: frozenset[tuple[int, int]] = frozenset()


def open_sheet(source: str, raw: bytes, sheet: str | None, max_rows: int) -> Opened:
    """Open `sheet`, or the first sheet with content. Raises InputError for what can't be opened."""
    try:
        return _load(raw, sheet, max_rows)
    except Wrong as error:
        raise refuse(source, error.text.en, error.text.zh, expected=error.expected) from None
    except python_calamine.PasswordError:
        raise protected(source) from None
    except Exception as error:
        raise damaged(source, str(error)) from None
    except BaseException as error:
        # The reader is Rust: what it can't handle arrives as a PanicException, no Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise damaged(source) from None


def protected(source: str) -> InputError:
    """Make the error of a workbook with a password."""
    remove = both(
        "a workbook without password: remove it in the spreadsheet program",
        "没有密码的工作簿：请先在表格软件中取消密码",
    )
    return refuse(source, "is protected by a password", "有密码保护", expected=remove)


def damaged(source: str, found: str = "") -> InputError:
    """Make the error of a workbook that can't be opened."""
    en, zh = (f" ({found})", f"（{found}）") if found else ("", "")
    return refuse(source, f"is damaged and can't be opened{en}", f"文件已损坏，无法打开{zh}", expected=REMEDY)


def _load(raw: bytes, sheet: str | None, max_rows: int) -> Opened:
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(raw))
    if sheet is not None and sheet not in book.sheet_names:
        en, zh = ", ".join(map(shown, book.sheet_names)), "、".join(map(quoted, book.sheet_names))
        raise Wrong(f"has no sheet {shown(sheet)}, but {en}", f"没有{quoted(sheet)}这张工作表，只有{zh}", _A_SHEET)
    names = tuple(book.sheet_names)
    for name in [sheet] if sheet is not None else names:
        found = book.get_sheet_by_name(name)
        if found.height or sheet is not None:
            rows = _rows(found, max_rows)
            ranges = found.merged_cell_ranges
            if ranges is None:
                ranges = merged_in_ods(raw, name) if raw.startswith(b"PK") else []
            return Opened(name, rows, names, fill_down(rows, ranges))
    return Opened(names[0] if names else "", [], names)


def _rows(sheet: python_calamine.CalamineSheet, max_rows: int) -> list[list[Cell]]:
    """Rows from the top left corner on, blank ones as []; ends soon after `max_rows` rows with content."""
    rows: list[list[Cell]] = []
    # The reader begins with the first row, but with the first column that holds anything.
    before: list[Cell] = [None] * (sheet.start[1] if sheet.start else 0)
    filled = 0
    for row in sheet.iter_rows():
        some = any(cell != "" for cell in row)
        filled += some
        rows.append([*before, *row] if some else [])
        if filled > max_rows + 1:
            break
    return rows
