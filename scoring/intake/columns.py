"""The columns of a table: where its header row is, what each column is used for, what clashes."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from scoring.errors import InputError, Problem, refuse
from scoring.intake.fields import NAMES
from scoring.intake.headers import ANSWER, ColumnUse, key, known_fields, understand, unit_of
from scoring.intake.labels import field_label
from scoring.intake.tables import listed_sheets
from scoring.intake.units import Unit, parse_unit
from scoring.intake.values import Cell, quoted, shown
from scoring.rulesets.book import RuleBook
from scoring.rulesets.yamlfile import YamlFile
from scoring.text import both

SEARCHED: Final = 20
LONGEST: Final = 300

_ONE_COLUMN: Final = both(
    "one column for it: rename or remove one, or set it to null in a mapping file",
    "只留一列：改名或删掉其中一列，或在映射文件里把它设为 null",
)
_WITH_UNIT: Final = re.compile(r"(.*?)\s*[(（]([^()（）]+)[)）]\s*")

Mapped = Mapping[str, str | None]


def find_header(
    source: str, rows: Sequence[Sequence[Cell]], book: RuleBook, mapped: Mapped, sheets: Sequence[str] = ()
) -> tuple[int, list[ColumnUse]]:
    """Index of the header row and the use of its columns; `sheets` are those of the workbook, for the error.

    Of the first 20 rows it is the one with most headers known, the company name among them. Raises InputError
    when no row heads a column of company names, or two columns claim one field.
    """
    best = _best_row(rows, book, mapped)
    if best is None:
        raise _no_names(source, [_header(cell) for cell in rows[0][:12] if _header(cell)], sheets)
    uses = _without_overruled(best[1])
    _refuse_clashes(source, uses, best[0] + 1, book)
    return best[0], uses


def heads_companies(rows: Sequence[Sequence[Cell]], book: RuleBook, mapped: Mapped) -> bool:
    """Whether the rows have a header with a column of company names, and something below it."""
    best = _best_row(rows, book, mapped)
    return best is not None and any(rows[best[0] + 1 :])


def _best_row(rows: Sequence[Sequence[Cell]], book: RuleBook, mapped: Mapped) -> tuple[int, list[ColumnUse]] | None:
    best: tuple[int, int, list[ColumnUse]] | None = None
    for index, row in enumerate(rows[:SEARCHED]):
        uses = [_use(_header(cell), letter(at), book, mapped) for at, cell in enumerate(row)]
        count = sum(use.field is not None for use in uses)
        if any(use.field in NAMES for use in uses) and (best is None or count > best[0]):
            best = count, index, uses
    return best[1:] if best else None


def _no_names(source: str, first: Sequence[str], sheets: Sequence[str]) -> InputError:
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
    return refuse(source, *message, expected=expected)


def _header(cell: Cell) -> str:
    return "" if cell is None else " ".join(str(cell).split())


def _use(header: str, column: str, book: RuleBook, mapped: Mapped) -> ColumnUse:
    if header and key(header) in mapped:
        field, unit = _with_unit(mapped[key(header)])
        return ColumnUse(header, column, field, "mapping", unit or unit_of(header))
    # A sentence is no header, and long text would be slow to understand.
    if 0 < len(header) <= LONGEST:
        return understand(header, column, book)
    return ColumnUse(header, column, None, "unknown")


def _with_unit(field: str | None) -> tuple[str | None, Unit | None]:
    """A field of a mapping file, and the unit that may stand behind it: 'amount（万元）'."""
    match = _WITH_UNIT.fullmatch(field or "")
    unit = parse_unit(match[2]) if match else None
    return (match[1], unit) if match and unit else (field, None)


def _without_overruled(uses: list[ColumnUse]) -> list[ColumnUse]:
    """What the mapping file says wins over what another header seems to say."""
    settled = {use.field for use in uses if use.how == "mapping" and use.field}
    overruled = [use.how != "mapping" and use.field in settled for use in uses]
    return [
        replace(use, field=None, how="unknown", unit=None) if out else use
        for use, out in zip(uses, overruled, strict=True)
    ]


def _refuse_clashes(source: str, uses: Sequence[ColumnUse], row: int, book: RuleBook) -> None:
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
    if problems:
        raise InputError(problems)


def letter(index: int) -> str:
    """Spreadsheet letter of a column: 0 is A, 26 is AA."""
    name, index = "", index + 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def read_mapping(path: Path, book: RuleBook) -> dict[str, str | None]:
    """Read a mapping file (YAML or JSON: header to field, or to null) into normalised header to field.

    Raises InputError for a file that is no such mapping, or names an unknown field (with the nearest names).
    """
    file = YamlFile(path, path.name)
    if not isinstance(file.data, dict) or not all(isinstance(header, str) for header in file.data):
        lines = both("lines such as '企业: name' or '备注: null'", "每行形如“企业: name”或“备注: null”")
        raise refuse(path.name, "is no mapping", "不是映射文件", expected=lines)
    fields = known_fields(book)
    mapped: dict[str, str | None] = {}
    problems = []
    for header, field in file.data.items():
        plain, _ = _with_unit(field.removeprefix(ANSWER)) if isinstance(field, str) else (field, None)
        if plain is not None and plain not in fields:
            near = ", ".join(get_close_matches(str(plain), fields, 3, 0.5) or fields[:20])
            expected = both(f"null, or a field such as {near}", f"null，或字段名，例如 {near}")
            unknown = both(f"there is no field {shown(field)}", f"没有{quoted(field)}这个字段")
            problems.append(file.problem((header,), unknown, expected))
        unit = field.removeprefix(ANSWER).removeprefix(plain) if isinstance(field, str) and plain else ""
        mapped[key(header)] = f"{_full(plain, book)}{unit}" if plain in fields else None
    if problems:
        raise InputError(problems)
    return mapped


def _full(field: str | None, book: RuleBook) -> str | None:
    if field is None:
        return None
    answers = {item.input for item in book.asked()}
    return ANSWER + field if field.removesuffix(".evidence") in answers else field
