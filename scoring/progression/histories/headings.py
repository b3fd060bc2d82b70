"""What the headings of an event table mean: those of the intake, and more that only events have."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Final, cast

import yaml

from scoring.errors import InputError, refuse, shortened
from scoring.intake.cells.values import Cell
from scoring.intake.headings.columns import find_header
from scoring.intake.headings.headers import ColumnUse, How, key, names
from scoring.intake.notes import Notes
from scoring.intake.remarks import on_columns
from scoring.resources import resource
from scoring.rulesets.book import RuleBook
from scoring.rulesets.schema import Weights
from scoring.rulesets.yamlfile import YamlFile
from scoring.text import both

LOOK_AHEAD: Final = both(
    "is as of the day the table was made, so it would tell an earlier as-of date of its future: not read",
    "反映的是制表当日的情况，用于更早的基准日会泄露未来信息，因此不读取",
)

FIELDS: Final = ("company_id", "name", "round_date", "round", "amount", "currency", "sectors", "country", "province",
                 "region", "city", "investors", "founded", "acquired")  # fmt: skip
"""What a column of an event, company or acquisition table can be."""

NO_QUESTIONS: Final = RuleBook((), cast(Weights, None), "")
"""The rule book of a table that holds no answers."""


@dataclass(frozen=True)
class Vocabulary:
    """Headings of event tables, normalised; `fields` says what each stands for."""

    fields: dict[str, str]
    not_used: frozenset[str]
    look_ahead: frozenset[str]


@cache
def vocabulary() -> Vocabulary:
    """The headings in the section `events` of `data/intake/headers.yaml`."""
    section = intake_data()["events"]
    fields = {key(alias): field for field, aliases in section["fields"].items() for alias in (field, *aliases)}
    rest = (frozenset(key(alias) for alias in section[name]) for name in ("not_used", "look_ahead"))
    return Vocabulary(fields, *rest)


@cache
def intake_data() -> dict[str, Any]:
    """The content of `data/intake/headers.yaml`."""
    return cast(dict[str, Any], yaml.safe_load(resource("data", "intake", "headers.yaml").read_text(encoding="utf-8")))


def read_own_mapping(path: Path) -> dict[str, str | None]:
    """Read a mapping file (heading to field, or to null); a field may be given by any known heading for it.

    Raises InputError for a file that is no such mapping, or names an unknown field.
    """
    file = YamlFile(path, path.name)
    if not isinstance(file.data, dict) or not all(isinstance(header, str) for header in file.data):
        lines = both("lines such as '交易日: date' or '备注: null'", "每行形如“交易日: date”或“备注: null”")
        raise refuse(path.name, "is no mapping", "不是映射文件", expected=lines)
    expected = both(f"null, or one of {', '.join(FIELDS)}", f"null，或 {'、'.join(FIELDS)} 之一")
    problems = []
    for header, field in file.data.items():
        if field is not None and _field(field) is None:
            name = shortened(str(field))
            unknown = both(f"there is no field {name!r}", f"没有“{name}”这个字段")
            problems.append(file.problem((header,), unknown, expected))
    if problems:
        raise InputError(problems)
    return {key(header): _field(field) for header, field in file.data.items()}


def _field(name: object) -> str | None:
    if name is None:
        return None
    word = key(str(name))
    found = vocabulary().fields.get(word) or names().fields.get(word)
    return found if found in FIELDS else None


def find_columns(
    source: str, rows: Sequence[Sequence[Cell]], own: dict[str, str | None], notes: Notes
) -> tuple[int, list[ColumnUse]]:
    """Index of the header row and the use of its columns; notes those that are left out. Raises InputError."""
    words = vocabulary()
    left_out = dict.fromkeys(words.not_used | words.look_ahead)
    top, found = find_header(source, rows, NO_QUESTIONS, {**words.fields, **left_out, **own})
    uses = [_told(use, own) for use in found]
    # An event table may well hold totals and snapshot columns; each gets the same note.
    on_columns(notes, [use for use in uses if use.how != "unused"], own)
    for use in uses:
        if use.how == "unused" and key(use.header) not in words.not_used:
            notes.add(use.header, LOOK_AHEAD)
    return top, _named(uses)


def _told(use: ColumnUse, own: dict[str, str | None]) -> ColumnUse:
    """How a column came to its use; a field that only company tables have is not read."""
    if key(use.header) in own:
        return use
    if use.field is None:
        return replace(use, how="unused" if use.how == "mapping" else use.how)
    how: How = "alias" if use.how == "mapping" else use.how
    known = use.field in (*FIELDS, "legal_name")
    return replace(use, field=use.field if known else None, how=how if known else "unknown")


def _named(uses: list[ColumnUse]) -> list[ColumnUse]:
    """The registered name stands in where no other name is given."""
    instead = "name" if not any(use.field == "name" for use in uses) else None
    return [replace(use, field=instead) if use.field == "legal_name" else use for use in uses]
