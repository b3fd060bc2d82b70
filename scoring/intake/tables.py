"""A file into rows of cells: which kind of file it is, and what it must not be."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from scoring.errors import refuse
from scoring.intake import csvfile
from scoring.intake.values import Cell
from scoring.intake.workbook import OLE, ZIP, read_workbook

MAX_ROWS: Final = 200_000
MAX_COLUMNS: Final = 1_000
MAX_BYTES: Final = 200_000_000
MAX_CELL: Final = 32_767

_BOOKS: Final = (".xlsx", ".xlsm", ".xls", ".ods")
_SIGNATURES: Final = {
    ZIP: "a ZIP archive or Excel workbook", OLE: "an old Excel or Word file", b"%PDF": "a PDF",
    b"\x89PNG": "a PNG picture", b"\xff\xd8\xff": "a JPEG picture", b"GIF8": "a GIF picture",
    b"{\\rtf": "an RTF text",
    b"\x1f\x8b": "a gzip archive", b"7z\xbc\xaf": "a 7-Zip archive", b"Rar!": "a RAR archive",
    b"\x7fELF": "a program", b"MZ\x90": "a program", b"PAR1": "a Parquet file",
    b"SQLite format 3": "a database",
}  # fmt: skip
_SAVE_AS: Final = "a table saved as CSV (UTF-8) or XLSX"


@dataclass(frozen=True)
class Table:
    """Rows of a file, row 1 first; `remarks` says how it was read where that was not a matter of course."""

    rows: list[list[Cell]]
    remarks: tuple[str, ...] = ()


def load_table(path: Path, *, sheet: str | None = None, max_rows: int = MAX_ROWS) -> Table:
    """Read a CSV, TSV or workbook whole. Raises InputError when it can't be used at all."""
    source = path.name
    raw = _bytes(path)
    is_book = path.suffix.lower() in _BOOKS
    looks = next((name for mark, name in _SIGNATURES.items() if raw.startswith(mark)), None)
    if is_book and raw.startswith((ZIP, OLE)):
        name, rows = read_workbook(source, raw, sheet, max_rows, MAX_COLUMNS)
        table = Table(rows, () if sheet is not None else (f"sheet {name!r} is read",))
    elif looks or is_book:
        ending = path.suffix or "nothing"
        message = f"its name ends in {ending}, but it looks like {looks or 'text'}"
        raise refuse(source, message, expected=_remedy(raw, looks))
    elif b"\0" in raw and not raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise refuse(source, "is no text: it holds NUL bytes", expected=_SAVE_AS)
    else:
        text, encoding = csvfile.decode(source, raw)
        remarks = (f"its characters are read as {encoding}",) if encoding != "UTF-8" else ()
        table = Table([list(row) for row in csvfile.parse(source, text, max_rows)], remarks)
    _check_size(source, table.rows, max_rows)
    return table


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise refuse(
                path.name,
                f"{path.stat().st_size:,} bytes are too many",
                expected=f"at most {MAX_BYTES:,} bytes",
            )
        raw = path.read_bytes()
    except OSError as error:
        raise refuse(
            path.name, f"can't be read: {error.strerror}", expected="a file that exists and may be read"
        ) from None
    if not raw.strip():
        raise refuse(path.name, "is empty", expected="a header row and one row a company")
    return raw


def _remedy(raw: bytes, looks: str | None) -> str:
    if looks is None:
        return "a workbook, or the same file with a name ending in .csv"
    return "a name ending in .xlsx if it is a workbook, else " + _SAVE_AS if raw.startswith((ZIP, OLE)) else _SAVE_AS


def _check_size(source: str, rows: list[list[Cell]], max_rows: int) -> None:
    filled = [row for row in rows if any(cell not in ("", None) for cell in row)]
    if not filled:
        raise refuse(source, "is empty", expected="a header row and one row a company")
    if len(filled) - 1 > max_rows:
        raise refuse(source, f"more than {max_rows:,} rows", expected=f"at most {max_rows:,} rows; split the table")
    widest = max(map(len, rows))
    if widest > MAX_COLUMNS:
        raise refuse(source, f"{widest:,} columns are too many", expected=f"at most {MAX_COLUMNS:,} columns")
