"""The columns of a table: where its header row is, what each column is used for, what clashes."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from scoring.errors import InputError, Problem, refuse
from scoring.intake.headers import ANSWER, ColumnUse, key, known_fields, understand, unit_of
from scoring.intake.values import Cell, shown
from scoring.rulesets.book import RuleBook
from scoring.rulesets.yamlfile import YamlFile

SEARCHED: Final = 20
LONGEST: Final = 300
NAMES: Final = ("name", "legal_name")

Mapped = Mapping[str, str | None]


def find_header(
    source: str, rows: Sequence[Sequence[Cell]], book: RuleBook, mapped: Mapped
) -> tuple[int, list[ColumnUse]]:
    """Index of the header row and the use of its columns.

    Of the first 20 rows it is the one with most headers known, the company name among them. Raises InputError
    when no row heads a column of company names, or two columns claim one field.
    """
    best: tuple[int, int, list[ColumnUse]] | None = None
    for index, row in enumerate(rows[:SEARCHED]):
        uses = [_use(_header(cell), letter(at), book, mapped) for at, cell in enumerate(row)]
        count = sum(use.field is not None for use in uses)
        if any(use.field in NAMES for use in uses) and (best is None or count > best[0]):
            best = count, index, uses
    if best is None:
        first = ", ".join(shown(_header(cell)) for cell in rows[0][:12] if _header(cell))
        raise refuse(
            source, f"no column of company names; the first row reads {first or 'nothing'}",
            expected="a header row with a column such as 公司名称, 项目名称 or company name, "
            "or a mapping file that says which header it is",
        )  # fmt: skip
    uses = _without_overruled(best[2])
    _refuse_clashes(source, uses, best[1] + 1)
    return best[1], uses


def _header(cell: Cell) -> str:
    return "" if cell is None else " ".join(str(cell).split())


def _use(header: str, column: str, book: RuleBook, mapped: Mapped) -> ColumnUse:
    if header and key(header) in mapped:
        return ColumnUse(header, column, mapped[key(header)], "mapping", unit_of(header))
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


def _refuse_clashes(source: str, uses: Sequence[ColumnUse], row: int) -> None:
    taken: dict[str, ColumnUse] = {}
    problems = []
    for use in uses:
        other = taken.setdefault(use.field, use) if use.field else use
        if other is not use:
            pair = " and ".join(f"column {each.letter} {shown(each.header)}" for each in (other, use))
            message = f"{pair} both mean {str(use.field).removeprefix(ANSWER)}"
            remedy = "one column for it: rename or remove one, or set it to null in a mapping file"
            problems.append(Problem(source, message, path=use.header, row=row, expected=remedy))
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
        raise refuse(path.name, "is no mapping", expected="lines such as '企业: name' or '备注: null'")
    fields = known_fields(book)
    mapped: dict[str, str | None] = {}
    problems = []
    for header, field in file.data.items():
        plain = field.removeprefix(ANSWER) if isinstance(field, str) else field
        if plain is not None and plain not in fields:
            near = get_close_matches(str(plain), fields, 3, 0.5) or fields[:20]
            expected = f"null, or a field such as {', '.join(near)}"
            problems.append(file.problem((header,), f"there is no field {shown(field)}", expected))
        mapped[key(header)] = _full(plain, book) if plain in (None, *fields) else None
    if problems:
        raise InputError(problems)
    return mapped


def _full(field: str | None, book: RuleBook) -> str | None:
    if field is None:
        return None
    answers = {item.input for item in book.asked()}
    return ANSWER + field if field.removesuffix(".evidence") in answers else field
