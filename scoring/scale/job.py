"""A part from file to file: read, scored, written whole or not at all."""

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa

from scoring.collector import collector_at_rest
from scoring.errors import Problem
from scoring.intake import Intake, read_table
from scoring.intake.notes import Notes
from scoring.rulesets.book import RuleBook
from scoring.scale.batch import in_order, read_all, refused, scored_rows
from scoring.scale.columns import FILE, schema
from scoring.scale.folder import write_tables
from scoring.scale.parts import ROWS, Part, table_of_part
from scoring.scale.sameness import Makings, check_same
from scoring.text import Lang

MOST_ROWS: Final = 5_000_000
"""Rows of a CSV file or workbook, which is read as a whole; Parquet files have no limit."""
_MOST_TOLD: Final = 5


@dataclass(frozen=True)
class Job:
    """What holds for all parts: the folder they are scored into, the date, the wording, how headers are read.

    `folder` is an absolute path. `makings` are what the results are made with; a process that has others refuses.
    """

    folder: Path
    as_of: date
    lang: Lang
    mapping: Mapping[str, str | None] | None
    makings: Makings


@dataclass(frozen=True)
class Done:
    """A part scored: its companies, rejected rows, notes on its reading, and the first of the problems."""

    part: Part
    scored: int
    rejected: int
    notes: Notes
    problems: tuple[Problem, ...]


@collector_at_rest()
def score_part(part: Part, job: Job, book: RuleBook) -> Done:
    """Score the part and write it to its file in the folder of the job.

    A second try replaces what an earlier one wrote. Raises InputError where the file can't be used, OSError where the
    result can't be written.
    """
    check_same(job.makings)
    done = _Tally(part)
    tables = (_with_file(table, part.source) for table in _scored(part, job, book, done))
    wanted = schema(book, file=True).with_metadata(metadata_of(job, book))
    write_tables(job.folder / part.name, tables, wanted)
    return done.result()


def metadata_of(job: Job, book: RuleBook) -> dict[str, str]:
    """What a file of results says of itself; keys begin with `upslope.`."""
    told = {"as_of": job.as_of.isoformat(), "lang": job.lang, **job.makings.versions, "rules": book.version}
    return {f"upslope.{name}": value for name, value in told.items()}


class _Tally:
    """What is counted while a part is scored."""

    def __init__(self, part: Part) -> None:
        self.part, self.scored, self.rejected = part, 0, 0
        self.notes = Notes("")
        self.problems: list[Problem] = []

    def add(self, intake: Intake) -> None:
        """Count what was read."""
        self.scored += len(intake.rows)
        self.rejected += len(intake.rejected)
        if intake.gathered:
            self.notes.join(intake.gathered)
        first = sorted(intake.rejected, key=lambda row: row.row)[:_MOST_TOLD]
        self.problems += [problem for row in first for problem in row.problems[:1]]

    def result(self) -> Done:
        """The counts."""
        told = tuple(self.problems[:_MOST_TOLD])
        return Done(self.part, self.scored, self.rejected, self.notes, told)


def _scored(part: Part, job: Job, book: RuleBook, tally: _Tally) -> Iterator[pa.Table]:
    """The rows of the part, scored, in pieces of at most `ROWS` companies."""
    if part.stop is not None:
        table, first = table_of_part(part), part.start + 1
        intake = read_all(part.source, table, book=book, as_of=job.as_of, first_row=first, mapping=job.mapping)
    else:
        intake = read_table(part.file, book=book, as_of=job.as_of, mapping=job.mapping, max_rows=MOST_ROWS)
    tally.add(intake)
    yield from pieces_of(intake, book, job.lang)


def pieces_of(intake: Intake, book: RuleBook, lang: Lang) -> Iterator[pa.Table]:
    """All rows of an intake by their number, scored in pieces, so that memory does not grow with their number."""
    companies = intake.table(book)
    last = 0
    for start in range(0, max(1, len(companies)), ROWS):
        some = np.arange(start, min(start + ROWS, len(companies)))
        rows = intake.rows[start : start + ROWS]
        end = rows[-1] if start + ROWS < len(companies) else sys.maxsize
        rejected = [row for row in intake.rejected if last < row.row <= end]
        whole = len(some) == len(companies)
        scored = scored_rows(companies if whole else companies.take(some), rows, book, lang)
        yield in_order([scored, refused(rejected, book, lang)])
        last = end


def _with_file(table: pa.Table, name: str) -> pa.Table:
    return table.add_column(0, FILE.key, pa.array([name] * len(table), pa.string()))
