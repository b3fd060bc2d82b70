"""A file into rows of cells: which kind of file it is, what it must not be, and which sheet of it to read."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from scoring.errors import InputError, refuse
from scoring.intake.cells.values import Cell, quoted, shown
from scoring.intake.files import csvfile
from scoring.intake.files.csvfile import SAVE_AS
from scoring.intake.files.workbook import OLE, ZIP, read_workbook
from scoring.oserrors import reason_of
from scoring.text import Text, both

MAX_ROWS: Final = 200_000
MAX_COLUMNS: Final = 1_000
MAX_BYTES: Final = 200_000_000
MAX_CELL: Final = 32_767

BOOKS: Final = (".xlsx", ".xlsm", ".xls", ".ods")
SIGNATURES: Final = {
    ZIP: both("a ZIP archive or Excel workbook", "ZIP 压缩包或 Excel 工作簿"),
    OLE: both("an old Excel or Word file", "旧版 Excel 或 Word 文件"),
    b"%PDF": both("a PDF", "PDF 文件"), b"\x89PNG": both("a PNG picture", "PNG 图片"),
    b"\xff\xd8\xff": both("a JPEG picture", "JPEG 图片"), b"GIF8": both("a GIF picture", "GIF 图片"),
    b"{\\rtf": both("an RTF text", "RTF 文档"), b"\x1f\x8b": both("a gzip archive", "gzip 压缩包"),
    b"7z\xbc\xaf": both("a 7-Zip archive", "7-Zip 压缩包"), b"Rar!": both("a RAR archive", "RAR 压缩包"),
    b"\x7fELF": both("a program", "程序文件"), b"MZ\x90": both("a program", "程序文件"),
    b"PAR1": both("a Parquet file", "Parquet 文件"), b"SQLite format 3": both("a database", "数据库文件"),
}  # fmt: skip
_ONE_A_COMPANY: Final = both("a header row and one row a company", "一行表头，每家公司一行")
_NO_SHEETS: Final = both("a workbook, or no name of a sheet", "工作簿；或不指定工作表")
_MOST_SHEETS: Final = 10


@dataclass(frozen=True)
class Table:
    """Rows of a file, row 1 first; `remarks` says how it was read where that was not a matter of course.

    `sheet` is the sheet they come from and `sheets` all sheets of the workbook, empty for a text file. `filled` are
    the places, as (row, column) from 0, that a merged cell above gave its value to.
    """

    rows: list[list[Cell]]
    remarks: tuple[Text, ...] = ()
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    filled: frozenset[tuple[int, int]] = frozenset()


def name_of(path: Path) -> str:
    """What errors call a file: its name; for '.' that of the folder."""
    return path.name or path.resolve().name or str(path)


def load_fitting(
    path: Path, *, sheet: str | None, max_rows: int, fits: Callable[[Sequence[list[Cell]]], bool]
) -> Table:
    """Read a file as `load_table` does; without a `sheet` named, the first sheet whose rows fit.

    Where none fits it is the first with content. Raises InputError.
    """
    first = load_table(path, sheet=sheet, max_rows=max_rows)
    others = first.sheets[first.sheets.index(first.sheet) + 1 :] if first.sheets else ()
    if sheet is not None or not others or fits(first.rows):
        return first
    for name in others:
        try:
            other = load_table(path, sheet=name, max_rows=max_rows)
        except InputError:  # empty, or no sheet of cells: not the one looked for
            continue
        if fits(other.rows):
            return other
    return first


def load_table(path: Path, *, sheet: str | None = None, max_rows: int = MAX_ROWS) -> Table:
    """Read a CSV, TSV or workbook whole. Raises InputError when it can't be used at all."""
    source = name_of(path)
    raw = _bytes(path, most_bytes(max_rows))
    is_book = path.suffix.lower() in BOOKS
    looks = next((name for mark, name in SIGNATURES.items() if raw.startswith(mark)), None)
    if is_book and raw.startswith((ZIP, OLE)):
        name, rows, names, filled = read_workbook(source, raw, sheet, max_rows, MAX_COLUMNS)
        table = Table(rows, (_sheet_read(name, names),), name, names, filled)
    elif looks or is_book:
        raise _misnamed(path, raw, looks)
    elif b"\0" in raw and not raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise refuse(source, "is no text: it holds NUL bytes", "不是文本文件：含有空字节", expected=SAVE_AS)
    elif sheet is not None:
        zh = f"是文本文件，没有{quoted(sheet)}这样的工作表"
        raise refuse(source, f"is a text file and has no sheet {shown(sheet)}", zh, expected=_NO_SHEETS)
    else:
        text, encoding = csvfile.decode(source, raw)
        read_as = both(f"its characters are read as {encoding}", f"文字按 {encoding} 编码读取")
        remarks = (read_as,) if encoding != "UTF-8" else ()
        table = Table([list(row) for row in csvfile.parse(source, text, max_rows)], remarks)
    _check_size(source, table.rows, max_rows)
    return table


def _sheet_read(name: str, names: Sequence[str]) -> Text:
    others = [other for other in names if other != name]
    if not others:
        return both(f"sheet {shown(name)} is read", f"读取的工作表是{quoted(name)}")
    listed = listed_sheets(others)
    return both(
        f"sheet {shown(name)} is read; not read: {listed.en} (--sheet reads another)",
        f"读取的工作表是{quoted(name)}；未读取：{listed.zh}（可用 --sheet 指定另一张）",
    )


def listed_sheets(names: Sequence[str]) -> Text:
    """Names of sheets as a message lists them; not all where there are very many."""
    en, zh = ", ".join(map(shown, names[:_MOST_SHEETS])), "、".join(map(quoted, names[:_MOST_SHEETS]))
    more = len(names) - _MOST_SHEETS
    return both(en, zh) if more <= 0 else both(f"{en} and {more} more", f"{zh}等 {len(names)} 张")


def most_bytes(max_rows: int) -> int:
    """Bytes that a file of so many rows may have."""
    return MAX_BYTES * max(1, max_rows // MAX_ROWS)


def _bytes(path: Path, most_of_it: int) -> bytes:
    source = name_of(path)
    try:
        size = path.stat().st_size
        if size > most_of_it:
            most = both(f"at most {most_of_it:,} bytes", f"不超过 {most_of_it:,} 字节")
            raise refuse(source, f"{size:,} bytes are too many", f"文件过大，共 {size:,} 字节", expected=most)
        raw = path.read_bytes()
    except OSError as error:
        there = both("a file that exists and may be read", "存在且有权读取的文件")
        why = reason_of(error)
        message = f"can't be read: {why.en}", f"无法读取：{why.zh}"
        raise refuse(source, *message, expected=there) from None
    if not raw.strip():
        raise refuse(source, "is empty", "文件是空的", expected=_ONE_A_COMPANY)
    return raw


def _misnamed(path: Path, raw: bytes, looks: Text | None) -> InputError:
    looks_like = looks or both("text", "文本文件")
    en = f"its name ends in {path.suffix or 'nothing'}, but it looks like {looks_like.en}"
    zh = f"扩展名是 {path.suffix}，内容却像{looks_like.zh}" if path.suffix else f"没有扩展名，内容像{looks_like.zh}"
    expected = SAVE_AS
    if looks is None:
        expected = both("a workbook, or the same file with a name ending in .csv", "工作簿；或把扩展名改为 .csv")
    elif raw.startswith((ZIP, OLE)):
        expected = both(
            f"a name ending in .xlsx if it is a workbook, else {SAVE_AS.en}",
            f"如果是工作簿，请把扩展名改为 .xlsx；否则请提供{SAVE_AS.zh}",
        )
    return refuse(path.name, en, zh, expected=expected)


def _check_size(source: str, rows: list[list[Cell]], max_rows: int) -> None:
    filled = [row for row in rows if any(cell not in ("", None) for cell in row)]
    if not filled:
        raise refuse(source, "is empty", "表格是空的", expected=_ONE_A_COMPANY)
    if len(filled) - 1 > max_rows:
        most = both(f"at most {max_rows:,} rows; split the table", f"不超过 {max_rows:,} 行；请把表格拆开")
        raise refuse(source, f"more than {max_rows:,} rows", f"超过 {max_rows:,} 行", expected=most)
    widest = max(map(len, rows))
    if widest > MAX_COLUMNS:
        most = both(f"at most {MAX_COLUMNS:,} columns", f"不超过 {MAX_COLUMNS:,} 列")
        raise refuse(source, f"{widest:,} columns are too many", f"列数过多，共 {widest:,} 列", expected=most)
