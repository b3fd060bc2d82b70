"""A delimited text file into rows of text cells: encoding and delimiter found out, never guessed silently."""

import csv
import io
import re
from collections import Counter
from typing import Final

from scoring.errors import InputError, Problem, refuse
from scoring.text import both

SAVE_AS: Final = both("a table saved as CSV (UTF-8) or XLSX", "另存为 CSV（UTF-8）或 XLSX 的表格")
DELIMITERS: Final = (",", "\t", ";", "|", "，")
_SAMPLE_LINES: Final = 60
_SAMPLE_CHARS: Final = 200_000
_MOST_CHARS: Final = 64_000_000
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")


def decode(source: str, raw: bytes) -> tuple[str, str]:
    """Text of the file and the name of its encoding: UTF-8, UTF-16 with a mark, or GB18030.

    Raises InputError for bytes that are none of them.
    """
    marked = raw.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if found := _CONTROL.search(text):
            line = text.count("\n", 0, found.start()) + 1
            mark = repr(found[0])
            zh = f"不是文本文件：第 {line} 行有控制字符 {mark}"
            raise refuse(
                source, f"is no text: control character {mark} in line {line}", zh, line=line, expected=SAVE_AS
            )
        return text, "UTF-8" if encoding == "utf-8-sig" else encoding.upper()
    en = "its characters can't be read: neither UTF-8, UTF-16 with a mark nor GB18030"
    raise refuse(source, en, "文字编码无法识别：不是 UTF-8、带标记的 UTF-16 或 GB18030", expected=SAVE_AS)


def parse(source: str, text: str, max_rows: int) -> list[list[str]]:
    """Rows of cells; row 1 is the first. Ends soon after `max_rows` rows with content."""
    delimiter = sniff(text)
    # The limit is the csv module's own and global; longer cells are refused later, by row.
    csv.field_size_limit(_MOST_CHARS)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[list[str]] = []
    filled = 0
    try:
        for row in reader:
            rows.append(row)
            filled += any(row)
            if filled > max_rows + 1:
                break
    except csv.Error as error:
        raise _unquoted(source, len(rows) + 1, reader.line_num, error) from None
    return rows


def _unquoted(source: str, row: int, line: int, error: csv.Error) -> InputError:
    message = both(f"the quotation marks don't match up in row {row} ({error})", f"第 {row} 行的引号不成对（{error}）")
    expected = both(
        'each " inside a quoted cell doubled, and each quoted cell closed',
        '单元格内的 " 写成两个，且每个带引号的单元格都有结尾引号',
    )
    return InputError([Problem(source, message, row=row, line=line, expected=expected)])


def sniff(text: str) -> str:
    """The delimiter that cuts most lines into the same number of cells, a comma when none does."""
    sample = text[:_SAMPLE_CHARS]
    scores = {delimiter: _consistency(sample, delimiter) for delimiter in DELIMITERS}
    best = max(DELIMITERS, key=lambda delimiter: scores[delimiter])
    return best if scores[best] > 0 else ","


def _consistency(sample: str, delimiter: str) -> float:
    counts: Counter[int] = Counter()
    try:
        for row in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter):
            if any(cell.strip() for cell in row):
                counts[len(row)] += 1
            if counts.total() >= _SAMPLE_LINES:
                break
    except csv.Error:
        return 0
    if not counts:
        return 0
    cells, rows = max(counts.items(), key=lambda item: (item[1] * (item[0] - 1), item[1]))
    return rows / counts.total() * (cells - 1)
