"""Mapping files: what the columns of a table mean where their headers don't say it, header to field or to null."""

import re
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

from scoring.errors import InputError, Problem, refuse
from scoring.intake.cells.units import Unit, parse_unit
from scoring.intake.cells.values import quoted, shown
from scoring.intake.headings.headers import ANSWER, key, known_fields
from scoring.rulesets.book import RuleBook
from scoring.rulesets.yamlfile import YamlFile
from scoring.text import Text, both

Mapped = Mapping[str, str | None]
"""Header, normalised, to field (with its unit, if any) or to None: not read."""

_WITH_UNIT: Final = re.compile(r"(.*?)\s*[(（]([^()（）]+)[)）]\s*")
_LINES: Final = both("lines such as '企业: name' or '备注: null'", "每行形如“企业: name”或“备注: null”")
_GIVEN: Final = "mapping"

Tell = Callable[[str, Text, Text], Problem]


def read_mapping(mapping: Path | Mapping[str, str | None], book: RuleBook) -> dict[str, str | None]:
    """Read a mapping file (YAML or JSON), or what such a file holds, into normalised header to field.

    Raises InputError for a file that is no such mapping, or names an unknown field (with the nearest names).
    """
    if not isinstance(mapping, Path):
        return _checked(
            mapping, book, lambda header, message, expected: Problem(_GIVEN, message, header, expected=expected)
        )
    file = YamlFile(mapping, mapping.name)
    if not isinstance(file.data, dict) or not all(isinstance(header, str) for header in file.data):
        raise refuse(mapping.name, "is no mapping", "不是映射文件", expected=_LINES)
    return _checked(file.data, book, lambda header, message, expected: file.problem((header,), message, expected))


def with_unit(field: str | None) -> tuple[str | None, Unit | None]:
    """A field of a mapping, and the unit that may stand behind it: 'amount（万元）'."""
    match = _WITH_UNIT.fullmatch(field or "")
    unit = parse_unit(match[2]) if match else None
    return (match[1], unit) if match and unit else (field, None)


def _checked(given: Mapping[str, Any], book: RuleBook, tell: Tell) -> dict[str, str | None]:
    fields = known_fields(book)
    mapped: dict[str, str | None] = {}
    problems = []
    for header, field in given.items():
        plain, _ = with_unit(field.removeprefix(ANSWER)) if isinstance(field, str) else (field, None)
        if plain is not None and plain not in fields:
            near = ", ".join(get_close_matches(str(plain), fields, 3, 0.5) or fields[:20])
            expected = both(f"null, or a field such as {near}", f"null，或字段名，例如 {near}")
            unknown = both(f"there is no field {shown(field)}", f"没有{quoted(field)}这个字段")
            problems.append(tell(header, unknown, expected))
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
