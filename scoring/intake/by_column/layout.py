"""All rows of a table read at once: which are plain, the company table of these, and what is remarked on them.

A row is plain when every cell of it reads and nothing that a profile checks speaks against it. What is not evidently
plain is left to `RowReader`, which words what is wrong.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from scoring.intake.by_column.accounts import Accounts, accounts_of
from scoring.intake.by_column.answered import Answered, answers_of
from scoring.intake.by_column.grid import Grid
from scoring.intake.by_column.identity import Places, head_counts, industry_of, places_of, tag_cases
from scoring.intake.by_column.naming import company_names
from scoring.intake.by_column.reads import ReadColumn, read_column, recoded
from scoring.intake.by_row.reader import RowReader
from scoring.intake.funding.all_rows import Funding, read_funding
from scoring.intake.funding.drafts import Listed, of_histories
from scoring.intake.funding.histories import read_histories
from scoring.intake.funding.nested_reading import read_nested
from scoring.intake.funding.one_row import LATEST_ONLY, NO_CURRENCY, NO_ROUND
from scoring.intake.headings.fields import NAMES, Column
from scoring.intake.notes import Case, RowNotes
from scoring.profile.values import earliest
from scoring.rulesets.book import RuleBook
from scoring.table.coded import Coded
from scoring.table.companies import CompanyTable

Flags = NDArray[np.bool_]

# Places in the reading of a row, behind those of its columns.
_CITY: Final = 10_000
_SEVERAL: Final = _CITY + 1
_LATEST: Final = _SEVERAL + 1
_ROUNDS: Final = _LATEST + 1


@dataclass(frozen=True, eq=False)
class Layout:
    """All rows of a grid, read; `plain` `[rows]` tells which of them `table` holds."""

    plain: Flags
    table: CompanyTable
    notes: RowNotes
    dated: bool


@dataclass(frozen=True, eq=False)
class _Read:
    """What the columns say, `[rows]`, before it is known which rows are plain."""

    grid: Grid
    columns: dict[str, ReadColumn]
    names: NDArray[np.object_]
    as_of: Coded[date]
    founded: Coded[str]
    places: Places
    funding: Funding
    accounts: Accounts
    answered: Answered


def lay_out(grid: Grid, reader: RowReader, book: RuleBook, aside: Flags) -> Layout:
    """Read the rows of `grid` as `reader` would, one by one; those `aside` are not looked at."""
    names, doubtful = company_names(grid, reader)
    doubtful |= aside
    columns = {
        column.field: read_column(column, grid.columns[column.at])
        for column in reader.columns
        if column.field not in (*NAMES, "rounds")
    }
    listed = next((column for column in reader.columns if column.field == "rounds"), None)
    histories = _histories(listed, grid) if listed else None
    rows = len(grid)
    as_of = _as_of(columns, reader.as_of, rows)
    found = _Read(
        grid, columns, names, as_of, _values(columns, "founded", rows), places_of(columns, rows),
        read_funding(columns, histories, rows), accounts_of(columns, as_of), answers_of(columns, book, rows),
    )  # fmt: skip
    for read in columns.values():
        doubtful |= read.wrong
    if histories:
        doubtful |= histories.wrong
    plain = ~(doubtful | _refused(found))
    dated = "as_of" in columns and bool((plain & columns["as_of"].values().known).any())
    return Layout(plain, _table(found, plain), _notes(found, plain, reader), dated)


def _histories(column: Column, grid: Grid) -> Listed:
    if column.at in grid.nested:
        return read_nested(column, grid.nested[column.at])
    return of_histories(read_histories(column, grid.columns[column.at]))


def _as_of(columns: dict[str, ReadColumn], usual: date, rows: int) -> Coded[date]:
    own = columns["as_of"].values(date.fromisoformat) if "as_of" in columns else _unknown(rows)
    codes = np.where(own.known, own.codes, np.int32(len(own.values)))
    return recoded([*own.values, usual], codes)


def _values(columns: dict[str, ReadColumn], field: str, rows: int) -> Coded[str]:
    return columns[field].values() if field in columns else _unknown(rows)


def _unknown(rows: int) -> Coded[Any]:
    return Coded((), np.full(rows, -1, np.int32))


def _refused(found: _Read) -> Flags:
    """Rows that a profile would refuse as a whole."""
    today = date.today()
    births = found.founded.map(lambda day: earliest(day).toordinal(), 0, np.int64)
    ends = found.as_of.map(date.toordinal, 0, np.int64)
    refused: Flags = (ends > today.toordinal()) | (births > ends) | found.places.wrong
    refused |= found.funding.doubtful | found.funding.contradicts(found.founded, today)
    return refused | found.accounts.wrong | found.answered.wrong


def _table(found: _Read, plain: Flags) -> CompanyTable:
    rows = len(plain)
    industry = industry_of(found.columns, rows)
    low, high = head_counts(found.columns.get("head_count"), rows)
    answers, grades = found.answered.of(plain)
    return CompanyTable(
        name=found.names[plain],
        as_of=found.as_of.take(plain),
        city=found.places.city.take(plain),
        sector=industry.sector.take(plain),
        sectors=industry.sectors.take(plain),
        layer=industry.layer.take(plain),
        segment=industry.segment.take(plain),
        founded=found.founded.take(plain),
        head_low=low[plain],
        head_high=high[plain],
        evidence=_values(found.columns, "evidence", rows).take(plain),
        history=found.funding.history[plain],
        latest_only=found.funding.latest_only[plain],
        rounds=found.funding.table(plain),
        accounts=found.accounts.of(plain),
        answers=answers,
        grades=grades,
    )


def _notes(found: _Read, plain: Flags, reader: RowReader) -> RowNotes:
    notes, numbers = RowNotes(), found.grid.numbers
    for place, column in enumerate(reader.columns):
        read = found.columns.get(column.field)
        if read is None:
            continue
        notes.cases += read.cases(2 * place, numbers, plain)
        if column.field == "sectors":
            cases, notes.tags = tag_cases(read, (2 * place + 1, _SEVERAL), numbers, plain)
            notes.cases += cases
    notes.cases += found.places.cases(reader.header("city"), _CITY, numbers, plain)
    return RowNotes(notes.cases + _funding_cases(found, plain, reader), notes.tags)


def _funding_cases(found: _Read, plain: Flags, reader: RowReader) -> list[Case]:
    """What was assumed of the rounds of the rows chosen."""
    cases, numbers, drafts = [], found.grid.numbers, found.funding.drafts
    alone = np.flatnonzero(plain & found.funding.latest_only)
    if len(alone):
        cases.append(Case(int(numbers[alone[0]]), _LATEST, reader.header("round"), LATEST_ONLY, "", len(alone)))
    first = np.searchsorted(drafts.row, drafts.row)
    assumed = (found.funding.no_round, "round", NO_ROUND), (found.funding.no_currency, "amount", NO_CURRENCY)
    for kind, (flags, field, remark) in enumerate(assumed):
        at = np.flatnonzero(flags & plain[drafts.row])
        if len(at):
            place = _ROUNDS + 2 * int(at[0] - first[at[0]]) + kind
            cases.append(Case(int(numbers[drafts.row[at[0]]]), place, reader.header(field), remark, "", len(at)))
    return cases
