"""A table looked at before it is read in earnest: what each column is taken for, and what the first rows give.

It uses the reader's own parts: what is shown here is what `read_table` will do with the same mapping.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from scoring.errors import InputError, Problem, shortened
from scoring.intake.below import Intake
from scoring.intake.cells.values import Cell, written
from scoring.intake.files.tables import MAX_ROWS, Table, load_fitting, name_of
from scoring.intake.headings.columns import Header, heads_companies, look_for_header, uses_of
from scoring.intake.headings.headers import ColumnUse, key
from scoring.intake.headings.mapping import read_mapping
from scoring.intake.reading import read_rows
from scoring.rulesets.book import RuleBook

SAMPLES: Final = 3
ROWS_READ: Final = 2_000
"""Rows that are read to show what becomes of them; of a larger table the others wait."""
_LONGEST: Final = 60


@dataclass(frozen=True)
class PreviewColumn:
    """A column: how it is used, how it would be without a mapping, and its first different values as they stand.

    Of a column that tells of persons no value is given. `repeated`: the header stands further left already, so that a
    mapping can't tell the two apart.
    """

    use: ColumnUse
    by_itself: str | None
    samples: tuple[str, ...]
    repeated: bool

    @property
    def may_be_mapped(self) -> bool:
        """Whether a mapping may say what it is: it has a header of its own that tells of no person."""
        return bool(self.use.header) and not self.repeated and self.use.how != "personal"


@dataclass(frozen=True)
class Preview:
    """A table as it is understood. `header_row` is its number as the user's own program counts it.

    `rows` counts what stands below the header; `problems` say why it can't be read as it is, and then there is no
    `intake`. That holds the first `ROWS_READ` rows read.
    """

    source: str
    sheet: str
    sheets: tuple[str, ...]
    header_row: int
    columns: tuple[PreviewColumn, ...]
    rows: int
    problems: tuple[Problem, ...]
    intake: Intake | None

    @property
    def is_cut(self) -> bool:
        """Whether the table has more rows than were read."""
        return self.rows > ROWS_READ


def preview(
    path: Path,
    *,
    book: RuleBook,
    as_of: date,
    mapping: Path | Mapping[str, str | None] | None = None,
    sheet: str | None = None,
    max_rows: int = MAX_ROWS,
) -> Preview:
    """Look at a CSV or workbook with the same choices that `read_table` takes.

    Raises InputError for a file that is no table, a sheet that is not there, a mapping that is none.
    """
    mapped = read_mapping(mapping, book) if mapping else {}
    table = load_fitting(path, sheet=sheet, max_rows=max_rows, fits=lambda rows: heads_companies(rows, book, mapped))
    source = name_of(path)
    header = look_for_header(source, table.rows, book, mapped, table.sheets if sheet is None else ())
    body = [row for row in table.rows[header.at + 1 :] if any(cell not in ("", None) for cell in row)]
    problems, intake = list(header.problems), None
    if not problems:
        try:
            first = replace(table, rows=_first(table, header))
            intake = read_rows(source, first, header.at, header.uses, mapped, book=book, as_of=as_of)
        except InputError as error:
            problems += error.problems
    columns = _columns(header, uses_of(table.rows[header.at], book, {}), body)
    return Preview(source, table.sheet, table.sheets, header.at + 1, columns, len(body), tuple(problems), intake)


def _first(table: Table, header: Header) -> list[list[Cell]]:
    """The table down to the last row that is read here; empty rows between count as well."""
    return table.rows[: header.at + 1 + ROWS_READ]


def _columns(header: Header, alone: Sequence[ColumnUse], body: Sequence[Sequence[Cell]]) -> tuple[PreviewColumn, ...]:
    """The columns; `alone` is their use as the headers by themselves tell."""
    seen: set[str] = set()
    columns = []
    for at, (use, by_itself) in enumerate(zip(header.uses, alone, strict=True)):
        name = key(use.header)
        # A person's column stays one, also where a mapping leaves it out by name.
        told = replace(use, how="personal") if by_itself.how == "personal" and use.field is None else use
        cells = () if told.how == "personal" else (row[at] for row in body if at < len(row))
        columns.append(PreviewColumn(told, by_itself.field, _samples(cells), name in seen))
        seen |= {name} - {""}
    return tuple(columns)


def _samples(cells: Iterable[Cell]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for cell in cells:
        text = shortened(" ".join(written(cell).split()), _LONGEST)
        if text:
            found[text] = None
        if len(found) == SAMPLES:
            break
    return tuple(found)
