"""The columns of a table: where its header row is, what each column is used for, what clashes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from scoring.errors import InputError, Problem
from scoring.intake.cells.values import Cell, quoted, shown
from scoring.intake.files.tables import listed_sheets
from scoring.intake.headings.fields import NAMES
from scoring.intake.headings.headers import ColumnUse, key, understand, unit_of
from scoring.intake.headings.labels import field_label
from scoring.intake.headings.mapping import Mapped, with_unit
from scoring.rulesets.book import RuleBook
from scoring.text import both

SEARCHED: Final = 20
LONGEST: Final = 300

_ONE_COLUMN: Final = both(
    "one column for it: rename or remove one, or set it to null in a mapping file",
    "只留一列：改名或删掉其中一列，或在映射文件里把它设为 null",
)


@dataclass(frozen=True)
class Header:
    """The header row (`at` counts from 0), the use of its columns, and why the table can't be read by it, if so."""

    at: int
    uses: list[ColumnUse]
    problems: list[Problem]


def find_header(
    source: str, rows: Sequence[Sequence[Cell]], book: RuleBook, mapped: Mapped, sheets: Sequence[str] = ()
) -> tuple[int, list[ColumnUse]]:
    """Index of the header row and the use of its columns, as `look_for_header` finds them.

    Raises InputError when no row heads a column of company names, or two columns claim one field.
    """
    header = look_for_header(source, rows, book, mapped, sheets)
    if header.problems:
        raise InputError(header.problems)
    return header.at, header.uses


def look_for_header(
    source: str, rows: Sequence[Sequence[Cell]], book: RuleBook, mapped: Mapped, sheets: Sequence[str] = ()
) -> Header:
    """Find the header row; `sheets` are those of the workbook, for the problem.

    Of the first 20 rows it is the one with most headers known, the company name among them; without such a row,
    which is a problem, the one with most words.
    """
    best = _best_row(rows, book, mapped)
    if best is None:
        at = _wordiest_row(rows)
        uses = _without_overruled(uses_of(rows[at], book, mapped))
        return Header(at, uses, [_no_names(source, [_header(cell) for cell in rows[0][:12] if _header(cell)], sheets)])
    uses = _without_overruled(best[1])
    return Header(best[0], uses, _clashes(source, uses, best[0] + 1, book))


def heads_companies(rows: Sequence[Sequence[Cell]], book: RuleBook, mapped: Mapped) -> bool:
    """Whether the rows have a header with a column of company names, and something below it."""
    best = _best_row(rows, book, mapped)
    return best is not None and any(rows[best[0] + 1 :])


def _best_row(rows: Sequence[Sequence[Cell]], book: RuleBook, mapped: Mapped) -> tuple[int, list[ColumnUse]] | None:
    best: tuple[int, int, list[ColumnUse]] | None = None
    for index, row in enumerate(rows[:SEARCHED]):
        uses = uses_of(row, book, mapped)
        count = sum(use.field is not None for use in uses)
        if any(use.field in NAMES for use in uses) and (best is None or count > best[0]):
            best = count, index, uses
    return best[1:] if best else None


def _wordiest_row(rows: Sequence[Sequence[Cell]]) -> int:
    words = [sum(isinstance(cell, str) and bool(cell.strip()) for cell in row) for row in rows[:SEARCHED]]
    return words.index(max(words))


def _no_names(source: str, first: Sequence[str], sheets: Sequence[str]) -> Problem:
    en, zh = ", ".join(map(shown, first)) or "nothing", "、".join(map(quoted, first)) or "空白"
    expected = both(
        "a header row with a column such as 公司名称, 项目名称 or company name, "
        "or a mapping file that says which header it is",
        "表头里有公司名称、项目名称或 company name 这样的列；或用映射文件指明哪一列是公司名称",
    )
    message = f"no column of company names; the first row reads {en}", f"找不到公司名称这一列；第一行是：{zh}"
    if len(sheets) > 1:
        seen = listed_sheets(sheets)
        message = f"{message[0]}; sheets looked at: {seen.en}", f"{message[1]}；查看过的工作表：{seen.zh}"
    return Problem(source, both(*message), expected=expected)


def _header(cell: Cell) -> str:
    return "" if cell is None else " ".join(str(cell).split())


def uses_of(row: Sequence[Cell], book: RuleBook, mapped: Mapped) -> list[ColumnUse]:
    """What the cells of a row mean as headers, before clashes are looked at."""
    return [_use(_header(cell), letter(at), book, mapped) for at, cell in enumerate(row)]


def _use(header: str, column: str, book: RuleBook, mapped: Mapped) -> ColumnUse:
    if header and key(header) in mapped:
        field, unit = with_unit(mapped[key(header)])
        return ColumnUse(header, column, field, "mapping", unit or unit_of(header))
    # A sentence is no header, and long text would be slow to understand.
    if 0 < len(header) <= LONGEST:
        return understand(header, column, book)
    return ColumnUse(header, column, None, "unknown")


def _without_overruled(uses: list[ColumnUse]) -> list[ColumnUse]:
    """What the mapping file says wins over what another header seems to say."""
    settled = {use.field for use in uses if use.how == "mapping" and use.field}
    overruled = [use.how != "mapping" and use.field in settled for use in uses]
    return [
        replace(use, field=None, how="unknown", unit=None) if out else use
        for use, out in zip(uses, overruled, strict=True)
    ]


def _clashes(source: str, uses: Sequence[ColumnUse], row: int, book: RuleBook) -> list[Problem]:
    taken: dict[str, ColumnUse] = {}
    problems = []
    for use in uses:
        other = taken.setdefault(use.field, use) if use.field else use
        if other is not use:
            field = field_label(str(use.field), book)
            en = " and ".join(f"column {each.letter} {shown(each.header)}" for each in (other, use))
            zh = "和".join(f" {each.letter} 列{quoted(each.header)}" for each in (other, use)).strip()
            message = both(f"{en} both mean {field.en}", f"{zh}指的都是“{field.zh}”")
            problems.append(Problem(source, message, path=use.header, row=row, expected=_ONE_COLUMN))
    return problems


def letter(index: int) -> str:
    """Spreadsheet letter of a column: 0 is A, 26 is AA."""
    name, index = "", index + 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
