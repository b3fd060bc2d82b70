"""The one function for a part, wherever it runs: companies in, scored and rejected rows out."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa

from scoring.errors import Problem
from scoring.intake import Intake, RejectedRow, read_batch
from scoring.output.column import arrow, nothing, repeated
from scoring.output.rejected_table import rejected_cells
from scoring.ranking import RejectedRow as Told
from scoring.rulesets.book import RuleBook, shipped_book
from scoring.scale.columns import headings, schema
from scoring.scored import score_table
from scoring.scored_columns import Column, scored_columns
from scoring.table import CompanyTable
from scoring.text import Lang, both

_SCORED: Final = both("scored", "已评分")
_EMPTY: Final = both("the row is empty", "这一行是空的")
_A_COMPANY: Final = both("a company, or no such row", "公司信息；或删掉这一行")


def score_batch(
    batch: pa.Table | pa.RecordBatch,
    *,
    as_of: date,
    book: RuleBook | None = None,
    lang: Lang = "en",
    first_row: int = 1,
    mapping: Path | Mapping[str, str | None] | None = None,
) -> pa.Table:
    """Score companies, each by itself: one row out for every row in, in the same order.

    `batch` has a column a header, as a table of `upslope rank` has; `as_of` holds for rows that name no date of their
    own; `first_row` is the number of its first row. The columns are those of `scoring.scale.columns.schema(book)`.
    A row that can't be used has the status 'rejected' and says why in `problems`. How companies are distributed over
    batches changes nothing. Raises InputError where no column holds company names.
    """
    book = book or shipped_book()
    intake = read_all("", batch, book=book, as_of=as_of, first_row=first_row, mapping=mapping)
    return in_order([scored_rows(intake.table(book), intake.rows, book, lang), refused(intake.rejected, book, lang)])


def read_all(source: str, batch: pa.Table | pa.RecordBatch, *, first_row: int, **how: Any) -> Intake:
    """Read a part so that every row of it is a company or a rejected row: one that holds nothing is rejected too.

    `source` is what problems call it; `how` are the other arguments of `read_batch`.
    """
    intake = read_batch(source, batch, first_row=first_row, **how)
    told = {row.row for row in intake.rejected}.union(intake.rows)
    if len(told) < len(batch):
        for row in sorted(set(range(first_row, first_row + len(batch))) - told):
            problem = Problem(source, _EMPTY, row=row, expected=_A_COMPANY)
            intake.rejected.append(RejectedRow(row, "", [problem]))
    return intake


def scored_rows(table: CompanyTable, rows: Sequence[int], book: RuleBook, lang: Lang) -> pa.Table:
    """The companies of `table`, whose numbers in the input are `rows`, scored."""
    cells = scored_columns(score_table(table, book, own_market=False), lang)
    cells |= {"row": np.array(rows, float), "status": repeated(_SCORED.in_(lang), len(rows))}
    return _table(cells, len(rows), book)


def refused(rejected: Sequence[RejectedRow], book: RuleBook, lang: Lang) -> pa.Table:
    """Rejected rows, told why."""
    told = [
        Told(row=row.row, company=row.company or None, problems=[problem.as_dict(lang) for problem in row.problems])
        for row in rejected
    ]
    return _table(rejected_cells(told, lang), len(told), book)


def in_order(tables: list[pa.Table]) -> pa.Table:
    """Tables as one, by the number of the row."""
    table = pa.concat_tables([each for each in tables if len(each)] or tables[:1])
    order = np.argsort(table["row"].to_numpy(), kind="stable")
    return table if (np.diff(order) == 1).all() else table.take(order)


def _table(cells: Mapping[str, Column], size: int, book: RuleBook) -> pa.Table:
    """Columns as the schema has them, null where nothing is told."""
    columns = [arrow(cells.get(heading.key, nothing(size)), heading.kind) for heading in headings(book)]
    return pa.Table.from_arrays(columns, schema=schema(book))
