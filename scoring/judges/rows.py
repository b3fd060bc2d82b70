"""The rows of a table of marks that may hold some: each with its company and its judge."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from scoring.errors import InputError, Problem, Wrong
from scoring.intake.cells.values import Cell, plain, quoted, shown, written
from scoring.judges.cells import read_mark
from scoring.judges.layout import Layout
from scoring.text import Text, both

_SUM: Final = re.compile(
    r"合计|总计|小计|汇总|平均|平均分|平均值|均值|均分|最高分|最低分|中位数|标准差|totals?|sum|average|mean|median"
)
_FILLED: Final = both(
    "the name in each row; undo merged cells and fill it in on every line",
    "每一行都写上名称；请取消合并单元格并逐行填写",
)


class Row(NamedTuple):
    """A row of the table: its number, the company, the judge ('' in a wide table), and all its cells."""

    number: int
    company: str
    judge: str
    cells: Sequence[Cell]


def body_rows(source: str, layout: Layout, rows: Sequence[Sequence[Cell]], notes: list[Text]) -> Iterator[Row]:
    """Each row that may hold marks.

    Raises InputError for a mark without a company or a judge: under merged cells nobody can tell whose it is.
    """
    for number, row in enumerate(rows[layout.top + 1 :], start=layout.top + 2):
        filled = [column for column in layout.columns if written(cell_at(row, column.at)).strip()]
        company = " ".join(written(cell_at(row, layout.company)).split())
        judge = "" if layout.judge is None else " ".join(written(cell_at(row, layout.judge)).split())
        if not filled or company == layout.headers[layout.company]:
            continue
        if _SUM.fullmatch("".join(plain(company).split()).strip(":")):
            notes.append(both(
                f"row {number}, {shown(company)}, sums up the table and is left out",
                f"第 {number} 行{quoted(company)}是汇总，未采用",
            ))  # fmt: skip
            continue
        at = layout.company if not company else layout.judge if not judge else None
        if at is None:
            yield Row(number, company, judge, row)
        elif any(_is_mark(row[column.at]) for column in filled):
            message = both("a mark stands here, but the name is missing", "有分数，却没有名称")
            raise InputError([Problem(source, message, path=layout.headers[at], row=number, expected=_FILLED)])


def _is_mark(cell: Cell) -> bool:
    try:
        return read_mark(cell) is not None
    except Wrong:
        return False


def cell_at(row: Sequence[Cell], at: int) -> Cell:
    """The cell in place `at`, None beyond the end of the row."""
    return row[at] if at < len(row) else None
