"""Files into parts of at most 65,536 companies: what one process, or one worker of a cluster, does at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from scoring.errors import InputError, refuse
from scoring.intake import read_batch
from scoring.intake.cells.values import quoted, shown
from scoring.intake.files.arrowtables import PARQUET
from scoring.rulesets.book import RuleBook
from scoring.scale.inputs import sources_of
from scoring.text import both

ROWS: Final = 65_536


@dataclass(frozen=True)
class Part:
    """Rows `start` to `stop` (from 0) of a Parquet file, or a whole file of another kind (`stop` None).

    `number` is its place among the parts of a job, from 0; `file` an absolute path. `source` is what results and
    problems call the file: its name, or where other files have the same name the path from the folder they share.
    """

    number: int
    file: Path
    source: str
    start: int = 0
    stop: int | None = None

    @property
    def name(self) -> str:
        """Name of the file that it is scored into: the same at every try, so that no try can double another."""
        return f"part-{self.number:05}.parquet"


def parts_of(
    files: Sequence[Path], book: RuleBook, mapping: Path | Mapping[str, str | None] | None = None
) -> list[Part]:
    """Cut files into parts. Parquet files are looked at for their columns and number of rows, others are not.

    Raises InputError for a Parquet file that can't be read or whose columns can't (no names of companies, a type that
    no field has), and where all of them together hold no row.
    """
    parts: list[Part] = []
    for file, source in zip(files, sources_of(files), strict=True):
        if file.suffix.lower() not in PARQUET:
            parts.append(Part(len(parts), file, source))
            continue
        count = _rows_of(file, source, book, mapping)
        parts += [
            Part(len(parts) + at, file, source, start, min(start + ROWS, count))
            for at, start in enumerate(range(0, count, ROWS))
        ]
    if not parts:
        raise refuse(files[0].name, "holds no company", "没有公司", expected=both("one row a company", "每家公司一行"))
    return parts


def _rows_of(file: Path, source: str, book: RuleBook, mapping: Path | Mapping[str, str | None] | None) -> int:
    """Number of rows of a Parquet file whose columns can be read as those of companies."""
    opened = _opened(file, source)
    read_batch(source, opened.schema_arrow.empty_table(), book=book, as_of=date.today(), mapping=mapping)
    return int(opened.metadata.num_rows)


def table_of_part(part: Part) -> Any:
    """The rows of a part of a Parquet file as an Arrow table. Raises InputError where they can't be read.

    Only the row groups that hold them are opened, and of these no more than is needed.
    """
    import pyarrow as pa  # noqa: PLC0415 (slow to load)

    stop = part.stop or 0
    opened = _opened(part.file, part.source)
    first, groups = _groups(opened.metadata, part.start, stop)
    pieces, at = [], first
    try:
        for batch in opened.iter_batches(batch_size=ROWS, row_groups=groups):
            if at + len(batch) > part.start:
                pieces.append(batch.slice(max(0, part.start - at), stop - max(at, part.start)))
            at += len(batch)
            if at >= stop:
                break
    except (pa.ArrowException, OSError) as error:
        raise _unreadable(part.source, error) from None
    return pa.Table.from_batches(pieces, opened.schema_arrow)


def _groups(metadata: Any, start: int, stop: int) -> tuple[int, list[int]]:
    """The row groups that rows `start` to `stop` lie in, and the number of the first row in them."""
    groups: list[int] = []
    first, at = 0, 0
    for number in range(metadata.num_row_groups):
        size = metadata.row_group(number).num_rows
        if at < stop and at + size > start:
            first = first if groups else at
            groups.append(number)
        at += size
    return first, groups


def _opened(file: Path, source: str) -> Any:
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    try:
        return pq.ParquetFile(file)
    except (pa.ArrowException, OSError) as error:
        raise _unreadable(source, error) from None


def _unreadable(source: str, error: Exception) -> InputError:
    said = str(error).split("\n", maxsplit=1)[0][:200]
    message = f"can't be read as Parquet: {shown(said)}", f"无法按 Parquet 读取：{quoted(said)}"
    expected = both(
        "a whole Parquet file that may be read: get it anew, or leave it out",
        "完整且有权读取的 Parquet 文件：请重新获取，或不把它列入",
    )
    return refuse(source, *message, expected=expected)
