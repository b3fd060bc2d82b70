"""A table of judges' marks, long or wide, into `Marks`. See `read_marks`."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from scoring.errors import InputError, Problem, Wrong, refuse
from scoring.intake.cells.values import Cell, quoted, shown, written
from scoring.intake.files.tables import MAX_ROWS, load_fitting, name_of
from scoring.judges.averaging import averaged
from scoring.judges.cells import read_mark
from scoring.judges.entries import Entry
from scoring.judges.layout import EXPECTED, Layout, MarkColumn, find_layout, has_marks, place_of
from scoring.judges.marks import Marks
from scoring.judges.rows import Row, body_rows, cell_at
from scoring.judges.scales import to_one_scale
from scoring.taxonomy import normalise
from scoring.text import Text, both

_LONG_TEXT: Final = 30
_LISTED: Final = 12
_A_JUDGE: Final = both(
    "at least two judges; one alone can't be compared with anybody", "至少两位评委；只有一位无从比较"
)


def read_marks(path: Path, *, sheet: str | None = None) -> Marks:
    """Read a CSV or workbook of judges' marks; of a workbook the sheet named, else the first that has marks.

    Marks of several criteria are averaged per company and judge, once all are on the table's scale; so are marks given
    twice. Raises InputError where the table as a whole can't be used; a single cell that is no mark is left out and
    noted.
    """
    path = Path(path)
    source = name_of(path)
    table = load_fitting(path, sheet=sheet, max_rows=MAX_ROWS, fits=has_marks)
    layout = find_layout(source, table)
    notes = list(table.remarks)
    notes += [
        both(f"column {shown(header)} is not read as marks: {why.en}", f"{quoted(header)}列不作为打分读取：{why.zh}")
        for header, why in layout.left_out
    ]
    entries = _entries(source, layout, table.rows, notes)
    values, scale, interpreted = to_one_scale(source, entries)
    return averaged(source, entries, values, scale, [*notes, *interpreted])


def _entries(source: str, layout: Layout, rows: Sequence[Sequence[Cell]], notes: list[Text]) -> list[Entry]:
    body = list(body_rows(source, layout, rows, notes))
    if not body:
        header = both("holds a header but no marks", "只有表头，没有分数")
        raise InputError([Problem(source, header, row=layout.top + 1, expected=EXPECTED)])
    entries: list[Entry] = []
    unread: list[Text] = []
    for column in layout.columns:
        found, wrong = _of_column(layout, column, body)
        if wrong and not found:
            _refuse_column(source, column, wrong, notes)
        elif not found:
            where = place_of(column.at, column.header)
            notes.append(both(f"{where.en} holds no mark", f"{where.zh}没有任何分数"))
        else:
            unread += [_unread(column, row, error) for row, _, error in wrong]
        entries += found
    notes += unread[:_LISTED]
    if (more := len(unread) - _LISTED) > 0:
        notes.append(
            both(f"{more:,} more cells are no marks and are left out", f"另有 {more:,} 个单元格不是分数，未采用")
        )
    _check_enough(source, layout, entries)
    return entries


def _of_column(
    layout: Layout, column: MarkColumn, body: Sequence[Row]
) -> tuple[list[Entry], list[tuple[int, Cell, Wrong]]]:
    found: list[Entry] = []
    wrong: list[tuple[int, Cell, Wrong]] = []
    several = layout.judge is not None and len(layout.columns) > 1
    for number, company, judge, row in body:
        try:
            seen = read_mark(cell_at(row, column.at))
        except Wrong as error:
            wrong.append((number, cell_at(row, column.at), error))
            continue
        if seen is not None:
            criterion = column.header if several else ""
            if layout.criterion is not None:
                criterion = written(cell_at(row, layout.criterion)).strip()
            found.append(Entry(number, company, judge or column.header, criterion, column.header, column.scale, seen))
    return found, wrong


def _refuse_column(
    source: str, column: MarkColumn, wrong: Sequence[tuple[int, Cell, Wrong]], notes: list[Text]
) -> None:
    """Refuse a column in which nothing is a mark, unless it is plainly one of free text."""
    where, (row, cell, error) = place_of(column.at, column.header), wrong[0]
    if any(len(written(cell)) > _LONG_TEXT for _, cell, _ in wrong):
        notes.append(
            both(f"{where.en} holds text, no marks, and is not read", f"{where.zh}是文字说明，不是分数，未读取")
        )
        return
    message = both(f"nothing in {where.en} is a mark: {error.text.en}", f"{where.zh}里没有一个分数：{error.text.zh}")
    given = error.expected
    expected = both(
        f"{given.en if given else 'marks'}; remove the column if it holds no marks",
        f"{given.zh if given else '分数'}；如果这一列不是打分，请删掉",
    )
    raise InputError([Problem(source, message, path=column.header, row=row, value=written(cell), expected=expected)])


def _unread(column: MarkColumn, row: int, error: Wrong) -> Text:
    return both(
        f"row {row}, column {shown(column.header)}: {error.text.en}, so it is left out",
        f"第 {row} 行{quoted(column.header)}列：{error.text.zh}，未采用",
    )


def _check_enough(source: str, layout: Layout, entries: Sequence[Entry]) -> None:
    if not entries:
        raise refuse(source, "holds no marks at all", "一个分数也没有", expected=EXPECTED)
    judges = {normalise(entry.judge): entry.judge for entry in entries}
    if len(judges) == 1:
        name = next(iter(judges.values()))
        en, zh = f"all marks are by one judge, {shown(name)}", f"所有分数都来自同一位评委{quoted(name)}"
        raise InputError([Problem(source, both(en, zh), row=layout.top + 1, expected=_A_JUDGE)])
