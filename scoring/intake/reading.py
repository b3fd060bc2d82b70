"""A table of companies into profiles: the whole way from a file to profiles, rejected rows and notes."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scoring.collector import collector_at_rest
from scoring.intake.below import Below, Intake, read_below
from scoring.intake.by_column.grid import grid_of
from scoring.intake.cells.values import Cell
from scoring.intake.files.arrowtables import ARROW, PARQUET, grid_of_arrow, load_arrow
from scoring.intake.files.csvcolumns import OddText, open_csv
from scoring.intake.files.tables import MAX_ROWS, Table, load_fitting, name_of
from scoring.intake.headings.columns import find_header, heads_companies
from scoring.intake.headings.headers import ColumnUse
from scoring.intake.headings.mapping import Mapped, read_mapping
from scoring.rulesets.book import RuleBook

if TYPE_CHECKING:
    import pyarrow as pa


@collector_at_rest()
def read_table(
    path: Path,
    *,
    book: RuleBook,
    as_of: date,
    mapping: Path | Mapping[str, str | None] | None = None,
    sheet: str | None = None,
    max_rows: int = MAX_ROWS,
) -> Intake:
    """Read a CSV, workbook, Parquet or Arrow file of companies into profiles, one a row.

    Of a workbook it is the sheet named, else the first with a header for company names. `mapping` is a mapping file, or
    what it holds. `as_of` holds for rows without a date of their own. Every row with content ends up in `profiles` or
    in `rejected`; whatever was interpreted is in `notes`. Raises InputError for a file that can't be used as a whole.
    """
    mapped = read_mapping(mapping, book) if mapping else {}
    source = name_of(path)
    if path.suffix.lower() in (*PARQUET, *ARROW):
        below = _below_names(source, load_arrow(path, max_rows), mapped, book, 1)
        return read_below(below, mapped, book=book, as_of=as_of)
    if sheet is None and (big := _below_big_csv(path, max_rows, mapped, book)):
        return read_below(big, mapped, book=book, as_of=as_of)
    table = load_fitting(path, sheet=sheet, max_rows=max_rows, fits=lambda rows: heads_companies(rows, book, mapped))
    top, uses = find_header(source, table.rows, book, mapped, table.sheets if sheet is None else ())
    return read_rows(source, table, top, uses, mapped, book=book, as_of=as_of)


def read_rows(
    source: str, table: Table, top: int, uses: list[ColumnUse], mapped: Mapped, *, book: RuleBook, as_of: date
) -> Intake:
    """Read what stands below the header, row `top` of the table counted from 0, whose columns are used as `uses` say.

    Raises InputError where nothing stands there.
    """
    return read_below(below_rows(source, table, top, uses), mapped, book=book, as_of=as_of)


def below_rows(source: str, table: Table, top: int, uses: list[ColumnUse]) -> Below:
    """What stands below row `top` of a table."""
    rows = list(enumerate(table.rows[top + 1 :], start=top + 2))
    body = [(number, row) for number, row in rows if _filled(row)]
    blank = [number for number, row in rows if row and not _filled(row)]
    grid = grid_of([number for number, _ in body], [row for _, row in body], len(uses), _asked(uses))
    return Below(source, top + 1, uses, grid, blank, table.remarks, table.filled)


@collector_at_rest()
def read_batch(
    source: str,
    batch: "pa.Table | pa.RecordBatch",
    *,
    book: RuleBook,
    as_of: date,
    first_row: int = 1,
    mapping: Path | Mapping[str, str | None] | None = None,
) -> Intake:
    """Read one part of a bigger table, whose column names are the headers; its first row has the number `first_row`.

    A row is read alike in whatever part it stands: a bare number in a column of percentages is percent, 0 to 100, and
    never a share, and nothing is remarked on that takes the whole table (names that repeat, where the data end,
    amounts without a unit). A part may be empty. Raises InputError where no column holds names of companies, two claim
    one field, or one is of a type that can't be read.
    """
    import pyarrow as pa  # noqa: PLC0415 - takes long to import

    mapped = read_mapping(mapping, book) if mapping else {}
    table = pa.Table.from_batches([batch]) if isinstance(batch, pa.RecordBatch) else batch
    below = _below_names(source, table, mapped, book, first_row, part=True)
    return read_below(below, mapped, book=book, as_of=as_of)


def _below_names(
    source: str, table: Any, mapped: Mapped, book: RuleBook, first_row: int, *, part: bool = False
) -> Below:
    _, uses = find_header(source, [table.column_names], book, mapped)
    grid, blank = grid_of_arrow(source, table, uses, book, first_row)
    return Below(source, 0, uses, grid, blank, part=part, typed=True)


def _below_big_csv(path: Path, max_rows: int, mapped: Mapped, book: RuleBook) -> Below | None:
    """A big CSV file by the faster reader, None where that might read it otherwise than the csv module."""
    found = open_csv(path, max_rows)
    if found is None:
        return None
    top, uses = find_header(name_of(path), found.head, book, mapped)
    try:
        grid, blank = found.grid(top, _asked(uses), len(uses))
    except OddText:
        return None
    return Below(name_of(path), top + 1, uses, grid, blank)


def _asked(uses: Sequence[ColumnUse]) -> list[int]:
    """Places of the columns that are looked at."""
    return [at for at, use in enumerate(uses) if use.field or not use.header]


def _filled(row: Sequence[Cell]) -> bool:
    return any(cell is not None and (not isinstance(cell, str) or cell.strip()) for cell in row)
