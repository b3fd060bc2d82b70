"""A big CSV file by columns, where a faster reader is sure to find the same cells as the csv module."""

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Final

import numpy as np

from scoring.intake.by_column.grid import Grid, blank_rows
from scoring.intake.cells.values import Cells
from scoring.intake.files.csvfile import sniff
from scoring.intake.files.tables import BOOKS, MAX_COLUMNS, SIGNATURES, most_bytes
from scoring.intake.headings.columns import SEARCHED
from scoring.table.coded import Coded

SMALLEST: Final = 1_000_000
"""Bytes of a file from which on the faster reader is worth its import."""
_SAMPLE: Final = 800_000
"""Bytes that hold all characters that the delimiter is found by."""
_CONTROL: Final = tuple(bytes([byte]) for byte in (*range(0x09), *range(0x0E, 0x20), 0x7F))
_NO_CHARACTERS: Final = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")
_BOM: Final = b"\xef\xbb\xbf"
_BLOCK: Final = 8 << 20


class OddText(Exception):
    """The file holds something that the two readers might understand differently."""


@dataclass(frozen=True, eq=False)
class CsvColumns:
    """A file: its bytes, how its cells are delimited and whether some are quoted, and its first rows."""

    raw: bytes
    delimiter: str
    quoted: bool
    head: list[list[Any]]

    def grid(self, top: int, asked: Iterable[int], width: int) -> tuple[Grid, list[int]]:
        """The columns `asked` below row `top`, and the numbers of rows without content. Raises OddText."""
        columns = self._columns(top + 1)
        if len(columns) < width:
            raise OddText
        blank = blank_rows(columns, len(columns[0]))
        rows = np.flatnonzero(~blank)
        kept = {at: columns[at].take(rows) if len(rows) < len(blank) else columns[at] for at in asked}
        return Grid(rows + top + 2, kept, width), (np.flatnonzero(blank) + top + 2).tolist()

    def _columns(self, skipped: int) -> list[Cells]:
        import pyarrow as pa  # noqa: PLC0415 - takes long to import
        from pyarrow import csv as fast  # noqa: PLC0415

        names = [str(at) for at in range(len(self.head[0]))]
        kind = pa.dictionary(pa.int32(), pa.string())
        try:
            table = fast.read_csv(
                pa.BufferReader(self.raw),
                fast.ReadOptions(column_names=names, skip_rows=skipped, block_size=_BLOCK),
                fast.ParseOptions(
                    delimiter=self.delimiter, quote_char='"' if self.quoted else False, ignore_empty_lines=False
                ),
                fast.ConvertOptions(column_types=dict.fromkeys(names, kind), strings_can_be_null=False),
            )
        except pa.ArrowException:
            raise OddText from None
        columns = table.columns[::-1]
        del table
        # One after the other, each let go when it is done: together they would take twice the memory.
        return [_coded(columns.pop().unify_dictionaries()) for _ in names]


def open_csv(path: Path, max_rows: int) -> CsvColumns | None:
    """Open a file for the faster reader; None where it is small or holds anything unusual."""
    raw = _bytes(path, max_rows)
    if raw is None or not _is_plain(raw) or not SEARCHED < raw.count(b"\n") <= max_rows + 1:
        return None
    delimiter = sniff(raw[:_SAMPLE].decode("utf-8", "ignore"))
    quoted = b'"' in raw
    if not delimiter.isascii() or (quoted and not _well_quoted(raw, delimiter)):
        return None
    head = _head(raw, delimiter)
    return CsvColumns(raw, delimiter, quoted, head) if head else None


def _head(raw: bytes, delimiter: str) -> list[list[Any]]:
    """The first rows; none where they are uneven, too wide or no UTF-8."""
    try:
        lines = [line.decode() for line in islice(io.BytesIO(raw), SEARCHED + 1)]
        head = [list(row) for row in csv.reader(lines, delimiter=delimiter)]
    except (UnicodeDecodeError, csv.Error):
        return []
    return head if len({*map(len, head)}) == 1 and len(head[0]) <= MAX_COLUMNS else []


def _bytes(path: Path, max_rows: int) -> bytes | None:
    """The file without a mark at its beginning and blank lines at its end."""
    try:
        if path.suffix.lower() in BOOKS or not SMALLEST <= path.stat().st_size <= most_bytes(max_rows):
            return None
        raw = path.read_bytes().removeprefix(_BOM)
    except OSError:
        return None
    return raw.rstrip(b"\r\n") if raw.endswith((b"\n\n", b"\n\r\n")) else raw


def _is_plain(raw: bytes) -> bool:
    """Whether the bytes may be UTF-8 text in lines that end all alike, none of them empty."""
    if raw.startswith((*SIGNATURES, b"\xff\xfe", b"\xfe\xff", b"\n", b"\r")):
        return False
    returns = raw.count(b"\r")
    if returns and (returns != raw.count(b"\r\n") or b"\n\r\n" in raw):
        return False
    return b"\n\n" not in raw and not any(each in raw for each in (*_CONTROL, *_NO_CHARACTERS))


def _well_quoted(raw: bytes, delimiter: str) -> bool:
    """Whether each quotation mark opens or closes a whole cell, or is doubled inside one of a single line."""
    mark = re.escape(delimiter.encode())
    cell = re.compile(rb'"(?:(?<=[\n%b]")|(?<=\A"))[^"\n]*(?:""[^"\n]*)*"(?=[\r\n%b]|\Z)' % (mark, mark))
    return b'"' not in cell.sub(b"", raw)


def _coded(column: Any) -> Cells:
    """A column of dictionaries that are all the same."""
    codes = [chunk.indices.to_numpy() for chunk in column.chunks]
    values = column.chunk(0).dictionary.to_numpy(zero_copy_only=False) if codes else ()
    return Coded(tuple(values), np.concatenate(codes) if codes else np.empty(0, np.int32))
