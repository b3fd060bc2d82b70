"""An Arrow table as a table of companies: its column names are the headers, its rows are numbered from 1."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np

from scoring.errors import InputError, Problem, refuse
from scoring.intake.by_column.grid import Grid, blank_rows
from scoring.intake.cells.values import Cells
from scoring.intake.files.arrow import cells_of, said_by_nothing
from scoring.intake.files.tables import most_bytes, name_of
from scoring.intake.funding.nested import NestedRounds, nested_of
from scoring.intake.headings.headers import ColumnUse
from scoring.oserrors import reason_of
from scoring.rulesets.book import RuleBook
from scoring.text import both

PARQUET: Final = (".parquet", ".pq")
ARROW: Final = (".arrow", ".feather")
_A_FILE: Final = both("a Parquet or Arrow file that exists and may be read", "存在且有权读取的 Parquet 或 Arrow 文件")


def load_arrow(path: Path, max_rows: int) -> Any:
    """The file as a `pyarrow.Table`. Raises InputError for a file that is none, or is too big."""
    import pyarrow as pa  # noqa: PLC0415 - takes long to import

    source, most = name_of(path), most_bytes(max_rows)
    try:
        if path.stat().st_size > most:
            expected = both(f"at most {most:,} bytes", f"不超过 {most:,} 字节")
            raise refuse(source, "has too many bytes", "文件过大", expected=expected)
        table = _table(path)
    except pa.ArrowException as error:
        raise refuse(source, f"can't be read: {error}", f"无法读取：{error}", expected=_A_FILE) from None
    except OSError as error:
        why = reason_of(error)
        raise refuse(source, f"can't be read: {why.en}", f"无法读取：{why.zh}", expected=_A_FILE) from None
    if table.num_rows > max_rows:
        expected = both(f"at most {max_rows:,} rows; split the table", f"不超过 {max_rows:,} 行；请把表格拆开")
        raise refuse(source, f"more than {max_rows:,} rows", f"超过 {max_rows:,} 行", expected=expected)
    return table


def _table(path: Path) -> Any:
    if path.suffix.lower() in PARQUET:
        from pyarrow import parquet  # noqa: PLC0415

        return parquet.ParquetFile(path).read()
    from pyarrow import feather  # noqa: PLC0415

    return feather.read_table(path)


def grid_of_arrow(
    source: str, table: Any, uses: Sequence[ColumnUse], book: RuleBook, first_row: int
) -> tuple[Grid, list[int]]:
    """The columns in use of a `pyarrow.Table`, and the numbers of rows without content.

    Raises InputError for columns of a type that can't be read.
    """
    columns: dict[int, Cells] = {}
    nested: dict[int, NestedRounds] = {}
    problems: list[Problem] = []
    for at, use in enumerate(uses):
        if use.field is None:
            continue
        try:
            rounds = nested_of(source, table.column(at), use.header) if use.field == "rounds" else None
            if rounds is not None:
                nested[at] = rounds
            else:
                columns[at] = cells_of(source, table.column(at), use.header, said_by_nothing(use.field, book))
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    blank = blank_rows(columns.values(), table.num_rows)
    for rounds in nested.values():
        blank &= rounds.lists.is_null().to_numpy(zero_copy_only=False)
    grid = Grid(np.arange(table.num_rows) + first_row, columns, len(uses), nested=nested)
    numbers = grid.numbers[blank].tolist()
    return (grid.take(np.flatnonzero(~blank)) if numbers else grid), numbers
