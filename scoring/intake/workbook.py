"""An Excel or OpenDocument workbook into rows of cells, checked for traps before it is opened."""

import io
import pickle
import subprocess
import sys
import zipfile
import zlib
from typing import Any, Final

import python_calamine

from scoring.errors import refuse
from scoring.intake import sheetxml
from scoring.intake.values import Cell

OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP: Final = b"PK\x03\x04"

_MOST_BYTES: Final = 300_000_000
_MOST_RATIO: Final = 200
_RATIO_FROM: Final = 10_000_000
_MOST_ENTRIES: Final = 2_000
_SECONDS: Final = 60
_PASSWORD: Final = "is protected by a password"  # noqa: S105
_REMEDY: Final = "the workbook saved again as .xlsx, or the sheet as CSV (UTF-8)"


def read_workbook(
    source: str, raw: bytes, sheet: str | None, max_rows: int, max_columns: int
) -> tuple[str, list[list[Cell]]]:
    """Name of the sheet read (the first with content, or `sheet`) and its rows; row 1 is the first.

    Raises InputError for a workbook that is protected, damaged, or would blow up in memory.
    """
    if raw.startswith(ZIP):
        formulas = _check_zip(source, raw, max_columns)
        if formulas is not None:
            name, rows = _open(source, raw, sheet, max_rows)
            for row, column in formulas.get(name, ()):
                if row < len(rows) and column < len(rows[row]) and rows[row][column] in ("", None):
                    rows[row][column] = "= (formula without a stored result)"
            return name, rows
    elif "EncryptedPackage".encode("utf-16-le") in raw:
        raise refuse(source, _PASSWORD, expected="a workbook without password: remove it in the spreadsheet program")
    return _open_apart(source, raw, sheet, max_rows)


def _check_zip(source: str, raw: bytes, max_columns: int) -> dict[str, list[tuple[int, int]]] | None:
    """Cells by sheet that hold a formula without a result; None for a workbook that is no .xlsx."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            _refuse_bomb(source, archive, len(raw))
            if "xl/workbook.xml" not in archive.namelist():
                return None
            return sheetxml.check(source, archive, max_columns)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError) as error:
        raise refuse(source, f"is damaged and can't be opened ({error})", expected=_REMEDY) from None


def _refuse_bomb(source: str, archive: zipfile.ZipFile, packed: int) -> None:
    entries = archive.infolist()
    size = sum(entry.file_size for entry in entries)
    if any(entry.flag_bits & 1 for entry in entries):
        raise refuse(source, _PASSWORD, expected="a workbook without password: remove it in the spreadsheet program")
    if len(entries) > _MOST_ENTRIES or size > _MOST_BYTES or (size > _RATIO_FROM and size > _MOST_RATIO * packed):
        raise refuse(
            source, f"unpacks from {packed:,} to {size:,} bytes in {len(entries):,} parts: not safe to open",
            expected=f"at most {_MOST_BYTES:,} bytes unpacked; save the sheet as CSV (UTF-8)",
        )  # fmt: skip


def _open(source: str, raw: bytes, sheet: str | None, max_rows: int) -> tuple[str, list[list[Cell]]]:
    try:
        return load(raw, sheet, max_rows)
    except LookupError as error:
        raise refuse(source, str(error.args[0]), expected="the name of a sheet of the workbook") from None
    except python_calamine.PasswordError:
        raise refuse(source, _PASSWORD, expected="a workbook without password") from None
    except Exception as error:
        raise refuse(source, f"is damaged and can't be opened ({error})", expected=_REMEDY) from None
    except BaseException as error:
        # The reader is Rust: what it can't handle arrives as a PanicException, no Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise refuse(source, "is damaged and can't be opened", expected=_REMEDY) from None


def load(raw: bytes, sheet: str | None, max_rows: int) -> tuple[str, list[list[Cell]]]:
    """Rows of one sheet. Raises LookupError for an unknown sheet, CalamineError for a damaged workbook."""
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(raw))
    if sheet is not None and sheet not in book.sheet_names:
        raise LookupError(f"has no sheet {sheet!r}, but {', '.join(map(repr, book.sheet_names))}")
    for name in [sheet] if sheet is not None else book.sheet_names:
        found = book.get_sheet_by_name(name)
        if found.height or sheet is not None:
            return name, _rows(found, max_rows)
    return book.sheet_names[0] if book.sheet_names else "", []


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


def _open_apart(source: str, raw: bytes, sheet: str | None, max_rows: int) -> tuple[str, list[list[Cell]]]:
    """Open an .xls or .ods in a process of its own: a forged one makes the reader claim all memory."""
    command = [
        sys.executable,
        "-m",
        "scoring.intake.workbook",
        str(max_rows),
        *([sheet] if sheet is not None else []),
    ]
    try:
        done = subprocess.run(command, input=raw, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise refuse(source, "takes too long to open", expected=_REMEDY) from None
    if done.returncode != 0:
        raise refuse(source, "is damaged or far too large, and can't be opened", expected=_REMEDY)
    kind, found = pickle.loads(done.stdout)  # noqa: S301 - written by our own process
    if kind == "refused":
        raise refuse(source, found[0], expected=found[1])
    return found  # type: ignore[no-any-return]


def _main() -> None:
    _limit_memory()
    arguments = sys.argv[1:]
    try:
        rows = _open("", sys.stdin.buffer.read(), arguments[1] if arguments[1:] else None, int(arguments[0]))
        result: Any = ("rows", rows)
    except Exception as error:
        problems = getattr(error, "problems", None)
        result = (
            "refused",
            (problems[0].message, problems[0].expected) if problems else (str(error), _REMEDY),
        )
    sys.stdout.buffer.write(pickle.dumps(result))


def _limit_memory() -> None:
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))


if __name__ == "__main__":
    _main()
