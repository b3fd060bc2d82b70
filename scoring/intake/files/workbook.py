"""An Excel or OpenDocument workbook into rows of cells, checked for traps before it is opened."""

import io
import zipfile
import zlib
from typing import Final

from scoring.errors import refuse
from scoring.intake.files import sheetxml
from scoring.intake.files.apart import open_apart
from scoring.intake.files.sheets import Opened, damaged, open_sheet, protected
from scoring.text import both

OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP: Final = b"PK\x03\x04"

_MOST_BYTES: Final = 300_000_000
_MOST_RATIO: Final = 200
_RATIO_FROM: Final = 10_000_000
_MOST_ENTRIES: Final = 2_000


def read_workbook(source: str, raw: bytes, sheet: str | None, max_rows: int, max_columns: int) -> Opened:
    """Read `sheet`, or the first sheet with content; row 1 is the first.

    Raises InputError for a workbook that is protected, damaged, or would blow up in memory.
    """
    if raw.startswith(ZIP):
        formulas = _check_zip(source, raw, max_columns)
        if formulas is not None:
            opened = open_sheet(source, raw, sheet, max_rows)
            rows = opened.rows
            for row, column in formulas.get(opened.name, ()):
                if row < len(rows) and column < len(rows[row]) and rows[row][column] in ("", None):
                    rows[row][column] = "= (formula without a stored result)"
            return opened
    elif "EncryptedPackage".encode("utf-16-le") in raw:
        raise protected(source)
    return open_apart(source, raw, sheet, max_rows)


def _check_zip(source: str, raw: bytes, max_columns: int) -> dict[str, list[tuple[int, int]]] | None:
    """Cells by sheet that hold a formula without a result; None for a workbook that is no .xlsx."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            _refuse_bomb(source, archive, len(raw))
            if "xl/workbook.xml" not in archive.namelist():
                return None
            return sheetxml.check(source, archive, max_columns)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError) as error:
        raise damaged(source, str(error)) from None


def _refuse_bomb(source: str, archive: zipfile.ZipFile, packed: int) -> None:
    entries = archive.infolist()
    size = sum(entry.file_size for entry in entries)
    if any(entry.flag_bits & 1 for entry in entries):
        raise protected(source)
    if len(entries) > _MOST_ENTRIES or size > _MOST_BYTES or (size > _RATIO_FROM and size > _MOST_RATIO * packed):
        count = len(entries)
        most = both(
            f"at most {_MOST_BYTES:,} bytes unpacked; save the sheet as CSV (UTF-8)",
            f"解压后不超过 {_MOST_BYTES:,} 字节；请把工作表存为 CSV（UTF-8）",
        )
        en = f"unpacks from {packed:,} to {size:,} bytes in {count:,} parts: not safe to open"
        zh = f"会从 {packed:,} 字节解压成 {size:,} 字节、{count:,} 个部件，打开有风险"
        raise refuse(source, en, zh, expected=most)
