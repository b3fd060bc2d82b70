"""Remarks on a table as a whole: columns not read, companies named twice, and where the table seems to end."""

import calendar
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.intake.cells.numbers import bare_number
from scoring.intake.cells.values import MISSING, Cell, Cells, plain
from scoring.intake.headings.accounts import ACCOUNTS
from scoring.intake.headings.headers import ColumnUse, key, why_no_accounts
from scoring.intake.notes import Notes
from scoring.profile.values import latest
from scoring.table import RoundTable
from scoring.text import both

PERSONAL: Final = both("tells of persons, so the column is left out on purpose", "涉及个人信息，有意不读取这一列")
UNUSED: Final = both(
    "is not read: a profile holds each round, not totals over them", "不读取：公司档案记录的是每一轮，而不是合计"
)
ABSENT: Final = both(
    "the mapping file names this header, but the table has no such column", "映射文件里有这个表头，表格里却没有这一列"
)
OWN_DATE: Final = both(
    "rows that name an as-of date of their own are assessed as of that date", "写明评估基准日的行，按各自的基准日评估"
)
MERGED: Final = both(
    "merged cells: the value is taken for every row that they cover", "合并单元格：其内容适用于所覆盖的每一行"
)
BLANK: Final = both("has no content and is skipped", "没有内容，已跳过")
REPEATED: Final = both("names a company that stands further up: both rows are kept", "前面已有同名公司，两行都保留")
_MONTHS_BEHIND: Final = 24
_SMALL: Final = 10_000
_SMALL_ACCOUNTS: Final = 100_000
SINGLE_YUAN: Final = both(
    "every figure here is below 10,000 and has no unit, so they are read as single yuan (or single units of the "
    "currency column). If they are ten thousands, write the unit into the header, such as 融资额（万元）, or into "
    "the mapping file, such as 'amount（万元）'",
    "这一列的数字都不到 10,000，又没有写单位，目前按“元”读取（另有币种列的，按该币种的元读取）。"
    "如果实际单位是万元，请写在表头里，例如“融资额（万元）”，或在映射文件里写成“amount（万元）”",
)

SINGLE_YUAN_OF_ACCOUNTS: Final = both(
    "every figure here is below 100,000 and has no unit, so they are read as single yuan. If they are ten thousands, "
    "write the unit into the header, such as 2025年营业收入（万元）, or into the mapping file, such as "
    "'accounts.2025.revenue（万元）'",
    "这一列的数字都不到 100,000，又没有写单位，目前按“元”读取。"
    "如果实际单位是万元，请写在表头里，例如“2025年营业收入（万元）”，或在映射文件里写成“accounts.2025.revenue（万元）”",
)

Columns = Mapping[int, Cells]
"""Columns in use, by their places from 0."""


def on_columns(notes: Notes, uses: Sequence[ColumnUse], mapped: Mapping[str, str | None]) -> None:
    """Note the columns that are left out, and the headers of the mapping file that no column has."""
    for use in uses:
        if use.how == "personal":
            notes.add(use.header, PERSONAL)
        elif use.how == "unused":
            notes.add(use.header, UNUSED)
        elif use.how == "unknown" and use.header:
            en = f"column {use.letter} is not known and not read; a mapping file can say what it is"
            unknown = both(en, f"{use.letter} 列无法识别，未读取；可用映射文件指明它的含义")
            notes.add(use.header, why_no_accounts(use.header) or unknown)
    for header in sorted(set(mapped) - {key(use.header) for use in uses}):
        notes.add(header, ABSENT)


def on_bare_amounts(notes: Notes, uses: Sequence[ColumnUse], columns: Columns) -> None:
    """Note columns of amounts whose figures are all small and bare: most likely their unit was left out."""
    for at, use in enumerate(uses):
        field = str(use.field)
        of_accounts = field.startswith(ACCOUNTS)
        if use.unit is not None or not (of_accounts or field == "amount" or field.endswith(".amount")):
            continue
        below = _SMALL_ACCOUNTS if of_accounts else _SMALL
        figures = [_bare(cell) if not _silent(cell) else 0 for cell in columns[at].values]
        if any(figures) and all(figure is not None and figure < below for figure in figures):
            notes.add(use.header, SINGLE_YUAN_OF_ACCOUNTS if of_accounts else SINGLE_YUAN)


def _bare(cell: Cell) -> float | None:
    return bare_number(cell.replace(",", "") if isinstance(cell, str) else cell)


def _silent(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and plain(cell) in MISSING)


def on_headless_columns(notes: Notes, uses: Sequence[ColumnUse], columns: Columns) -> None:
    """Note columns that hold something but have no header, as under a header merged over two columns."""
    for at, use in enumerate(uses):
        if not use.header and at in columns and any(cell not in (None, "") for cell in columns[at].values):
            en = f"column {use.letter} has content but no header, so it is not read; give it a header of its own"
            notes.add("", both(en, f"{use.letter} 列有内容但没有表头，未读取；请给它单独写上表头"))


def on_merged(notes: Notes, uses: Sequence[ColumnUse], filled: Iterable[tuple[int, int]], header_row: int) -> None:
    """Note cells merged downwards, whose value is taken for every row that they cover."""
    for row, at in sorted(filled):
        if row >= header_row and at < len(uses) and uses[at].field:
            notes.add(uses[at].header, MERGED, row + 1)


def on_blank_rows(notes: Notes, rows: Sequence[int]) -> None:
    """Note rows of the table without any content."""
    for number in rows:
        notes.add("", BLANK, number)


def on_repeats(notes: Notes, header: str, rows: Sequence[int], names: NDArray[np.object_]) -> None:
    """Note companies whose name stands further up already."""
    again = len(names) - len(set(names))
    seen: set[str] = set()
    for number, name in zip(rows, names, strict=True) if again else ():
        if name in seen:
            notes.add(header, REPEATED, number, name, again)
            return
        seen.add(name)


def on_the_end(notes: Notes, rounds: RoundTable, as_of: date) -> None:
    """Note that the newest round lies long before the as-of date: silence since then is read as 'no round'."""
    dates = [rounds.date.values[code] for code in np.unique(rounds.date.codes).tolist() if code >= 0]
    newest = max(dates, default=None, key=latest)
    if newest is None:
        return
    end = latest(newest)
    behind = 12 * (as_of.year - end.year) + as_of.month - end.month
    if behind <= _MONTHS_BEHIND:
        return
    month = f"{end:%Y-%m}"
    day = end.replace(day=calendar.monthrange(end.year, end.month)[1])
    notes.add("", both(
        f"the table seems to end in {month}, {behind} months before the as-of date {as_of}: that no round came "
        f"later is read as fact. If the data stop there, use --as-of {day}",
        f"表格数据似乎截至 {month}，比评估基准日 {as_of} 早 {behind} 个月；此后没有新融资会被当作事实。"
        f"如果数据确实只到那时，请改用 --as-of {day}",
    ))  # fmt: skip
