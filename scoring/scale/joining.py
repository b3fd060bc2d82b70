"""Results in a single file: the parts of a job one after the other, as Parquet or CSV."""

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv
import pyarrow.parquet as pq

from scoring.output.files import ACTIVE
from scoring.rulesets.book import RuleBook
from scoring.scale.columns import FILE, headings
from scoring.scale.folder import replaced, write_tables
from scoring.text import Lang

_ACTIVE: Final = f"^[{''.join(map(re.escape, ACTIVE))}]"
"""Beginnings of a cell that a spreadsheet would take for a formula or a command."""


def joined_parquet(parts: Sequence[Path], output: Path, book: RuleBook, lang: Lang) -> None:
    """Write the parts as one Parquet file."""
    write_tables(output, _tables(parts), pq.read_schema(parts[0]))


def joined_csv(parts: Sequence[Path], output: Path, book: RuleBook, lang: Lang) -> None:
    """Write the parts as one CSV file: UTF-8 with BOM; English headers are keys for programs, Chinese ones labels."""
    listed = [FILE, *headings(book)]
    names = [heading.key if lang == "en" else heading.zh for heading in listed]
    plain = pacsv.WriteOptions(include_header=False, eol="\r\n", quoting_style="needed")
    with replaced(output) as temporary, temporary.open("wb") as file:
        file.write(b"\xef\xbb\xbf" + ",".join(names).encode() + b"\r\n")
        for table in _tables(parts):
            pacsv.write_csv(_neutral(table), file, plain)


WRITERS: Final[dict[str, Callable[[Sequence[Path], Path, RuleBook, Lang], None]]] = {
    ".parquet": joined_parquet,
    ".csv": joined_csv,
}
"""Writers of a single file by its ending."""


def _tables(parts: Sequence[Path]) -> Iterator[Any]:
    """The parts in pieces that fit into memory whatever their size."""
    for path in parts:
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches():
                yield pa.Table.from_batches([batch])


def _neutral(table: Any) -> Any:
    """Text with a leading apostrophe where a spreadsheet would read a formula."""
    for at, field in enumerate(table.schema):
        if field.type == pa.string():
            guarded = pc.replace_substring_regex(table.column(at), _ACTIVE, r"'\0")
            table = table.set_column(at, field, guarded)
    return table
