"""Tables as CSV: UTF-8 with BOM, since that is how spreadsheets recognise Chinese."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from scoring.output.column import Block, written
from scoring.output.heading import Heading, flag_words
from scoring.text import Lang

_AT_ONCE: Final = 2048
"""Lines that are put together in one go: as many as the processor holds close at hand."""


def csv_bytes(headings: Sequence[Heading], blocks: Iterable[Block], lang: Lang) -> bytes:
    """A table with one header. English headers are stable keys for programs; Chinese ones are labels."""
    parts = [b"\xef\xbb\xbf", _header(headings, lang)]
    for block in blocks:
        parts.extend(_lines(headings, block, lang))
    return b"".join(parts)


def _header(headings: Sequence[Heading], lang: Lang) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerow(
        [heading.key if lang == "en" else heading.zh for heading in headings]
    )
    return text.getvalue().encode()


def _lines(headings: Sequence[Heading], block: Block, lang: Lang) -> Iterator[bytes]:
    flags = flag_words(lang)
    columns = [written(column, heading.kind, flags) for heading, column in zip(headings, block, strict=True)]
    for start in range(0, len(block[0]), _AT_ONCE):
        cells = [column(slice(start, start + _AT_ONCE)) for column in columns]
        yield b"\r\n".join([*map(b",".join, zip(*cells, strict=True)), b""])
