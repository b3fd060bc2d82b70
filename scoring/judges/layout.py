"""Where marks stand in a table: its header row, and whether it is long (a mark a row) or wide (a column a judge)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from scoring.errors import InputError, Problem, refuse
from scoring.intake.cells.values import Cell, quoted, shown, written
from scoring.intake.files.tables import Table, listed_sheets
from scoring.intake.headings.columns import SEARCHED, letter
from scoring.judges.headers import Role, Span, declared_scale, roles_of, why_left_out
from scoring.text import Text, both

_PROFILE: Final = 3
_LIKE_JUDGE: Final = re.compile(
    r"评委|评审|专家|导师|老师|教授|裁判|打分|评分|judge|review|assess|expert|rater|juror|jury"
)
EXPECTED: Final = both(
    "columns for company, judge and mark (one mark a row), or a column for the company and one headed with each "
    "judge's name",
    "每行一个分数，有公司、评委、打分三列；或者一列公司，其余每位评委一列、以评委为表头",
)
_PER_JUDGE: Final = both(
    "a header of its own over each column; undo merged cells, and leave a single header row",
    "每一列都有自己的表头；请取消合并单元格，只保留一行表头",
)
_OTHER: Final = both("its header is not known", "表头无法识别")


@dataclass(frozen=True)
class MarkColumn:
    """A column of marks: its place, its header, the scale that the header names."""

    at: int
    header: str
    scale: Span | None


@dataclass(frozen=True)
class Layout:
    """How a table of marks is laid out; places of columns count from 0, `top` is the header's place among the rows.

    Without a `judge` column each of `columns` is a judge. With one, each is a criterion where there are several.
    """

    top: int
    headers: tuple[str, ...]
    company: int
    judge: int | None
    criterion: int | None
    columns: tuple[MarkColumn, ...]
    left_out: tuple[tuple[str, Text], ...]


def has_marks(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether some of the first rows head companies and marks."""
    found = _best_row(rows)
    return found is not None and bool(_layout(*found).columns)


def find_layout(source: str, table: Table) -> Layout:
    """Lay out a table. Raises InputError where it has no company, no judge, or headers that can't be told apart."""
    found = _best_row(table.rows)
    if found is None:
        raise _no_company(source, table)
    layout = _layout(*found)
    if not layout.columns or _describes_companies(layout, found[2]):
        raise _no_judge(source, layout)
    if layout.judge is None or len(layout.columns) > 1:
        _refuse_headless(source, layout, table.rows)
        _refuse_twice(source, layout)
    return layout


def _describes_companies(layout: Layout, roles: Sequence[Role]) -> bool:
    """Whether a wide table is mostly one of profiles, and no header of the columns left looks like a judge's."""
    profile = sum(role == "profile" for role in roles)
    named = any(_LIKE_JUDGE.search(column.header.casefold()) for column in layout.columns)
    return layout.judge is None and profile >= _PROFILE and profile > len(layout.columns) and not named


def place_of(at: int, header: str) -> Text:
    """A column as messages name it."""
    return both(f"column {letter(at)} {shown(header)}", f"{letter(at)} 列{quoted(header)}")


def _best_row(rows: Sequence[Sequence[Cell]]) -> tuple[int, tuple[str, ...], list[Role]] | None:
    """The first of the rows that name a company column and the most other known headers."""
    best: tuple[int, tuple[int, tuple[str, ...], list[Role]]] | None = None
    for index, row in enumerate(rows[:SEARCHED]):
        headers = tuple(" ".join(written(cell).split()) for cell in row)
        roles = roles_of(headers)
        known = sum(role != "other" for role in roles)
        if "company" in roles and sum(map(bool, headers)) > 1 and (best is None or known > best[0]):
            best = known, (index, headers, roles)
    return best[1] if best else None


def _layout(top: int, headers: tuple[str, ...], roles: list[Role]) -> Layout:
    places: dict[str, list[int]] = {role: [] for role in ("company", "judge", "mark", "criterion", "total", "other")}
    for at, (header, role) in enumerate(zip(headers, roles, strict=True)):
        if header:
            places.setdefault(role, []).append(at)
    judge = places["judge"][0] if len(places["judge"]) == 1 else None
    if judge is not None and (places["mark"] or places["other"] or places["total"]):
        marks = places["mark"][:1] or places["other"] or places["total"][:1]
        criterion = places["criterion"][0] if places["criterion"] and len(marks) == 1 else None
    else:
        judge = criterion = None
        marks = sorted(places["judge"] + places["mark"] + places["other"])
    used = {places["company"][0], judge, criterion, *marks}
    left_out = tuple(
        (header, _OTHER if role in ("other", "mark", "judge", "criterion") else why_left_out(role))
        for at, (header, role) in enumerate(zip(headers, roles, strict=True))
        if header and at not in used
    )
    columns = tuple(MarkColumn(at, headers[at], declared_scale(headers[at])) for at in marks)
    return Layout(top, headers, places["company"][0], judge, criterion, columns, left_out)


def _no_company(source: str, table: Table) -> InputError:
    first = next((row for row in table.rows if any(map(written, row))), [])
    cells = [written(cell) for cell in first if written(cell)][:12]
    message = (
        f"no column of companies; the first row reads {', '.join(map(shown, cells))}",
        f"找不到公司这一列；第一行是：{'、'.join(map(quoted, cells))}",
    )
    if len(table.sheets) > 1:
        seen = listed_sheets(table.sheets)
        message = f"{message[0]}; sheets of the workbook: {seen.en}", f"{message[1]}；工作簿里的工作表：{seen.zh}"
    return refuse(source, *message, expected=EXPECTED)


def _no_judge(source: str, layout: Layout) -> InputError:
    named = [header for header in layout.headers if header][:12]
    en = f"no judge and no marks: the columns are {', '.join(map(shown, named))}; is this a table of companies?"
    zh = f"找不到评委和打分：表里的列是{'、'.join(map(quoted, named))}；这是不是公司信息表？"
    return InputError([Problem(source, both(en, zh), row=layout.top + 1, expected=EXPECTED)])


def _refuse_headless(source: str, layout: Layout, rows: Sequence[Sequence[Cell]]) -> None:
    width = max(map(len, rows))
    headless = [at for at in range(width) if at >= len(layout.headers) or not layout.headers[at]]
    filled = [at for at in headless if any(at < len(row) and written(row[at]) for row in rows[layout.top + 1 :])]
    if filled:
        listed = ", ".join(map(letter, filled[:10])), "、".join(map(letter, filled[:10]))
        en, zh = f"no header over column {listed[0]}, which has content", f"{listed[1]} 列有内容但没有表头"
        raise InputError([Problem(source, both(en, zh), row=layout.top + 1, expected=_PER_JUDGE)])


def _refuse_twice(source: str, layout: Layout) -> None:
    first: dict[str, MarkColumn] = {}
    for column in layout.columns:
        other = first.setdefault(column.header.casefold(), column)
        if other is not column:
            one, two = place_of(other.at, other.header), place_of(column.at, column.header)
            message = both(f"{one.en} and {two.en} have the same header", f"{one.zh}和 {two.zh}表头相同")
            expected = both("a different header for each judge", "每位评委的表头各不相同")
            raise InputError([Problem(source, message, row=layout.top + 1, path=column.header, expected=expected)])
