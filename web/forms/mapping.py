"""The whole form ↔ the whole profile: fields as posted, and the mapping that the engine validates."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from scoring import taxonomy
from scoring.errors import Problem, Wrong
from scoring.rulesets.book import RuleBook
from scoring.text import Lang
from web.forms import typed
from web.forms.accounts import accounts_from, accounts_to
from web.forms.answers import answers_from, answers_to
from web.forms.fields import IDENTITY, Fields, first
from web.forms.rounds import rounds_from, rounds_to

_READERS: Final[dict[str, Callable[[str], Any]]] = {
    "founded": typed.read_date,
    "as_of": typed.read_date,
    "head_count": typed.read_heads,
}
_CHOSEN: Final[dict[str, Callable[[], taxonomy.Taxonomy[Any]]]] = {
    "layer": taxonomy.layers,
    "segment": taxonomy.segments,
    "evidence": taxonomy.evidence_grades,
}
"""Fields that are lists to choose from: their values are slugs."""


@dataclass(frozen=True)
class Reading:
    """A profile before it is validated, and what could not be read; `path` of a problem is the name of its field.

    What could not be read stands in the mapping as typed: a file saved from it loses nothing.
    """

    mapping: dict[str, Any]
    problems: tuple[Problem, ...]


def from_fields(fields: Fields, book: RuleBook) -> Reading:
    """Read tidy fields into the mapping of a profile."""
    problems: list[Problem] = []
    mapping: dict[str, Any] = {}
    for name in IDENTITY:
        if text := first(fields, name):
            mapping[name] = _read(name, text, problems)
    if sectors := fields.get("sectors"):
        mapping["sectors"] = [text.strip() for text in sectors]
    mapping |= rounds_from(fields, problems)
    mapping |= accounts_from(fields, problems)
    mapping["answers"] = answers_from(fields, book, problems)
    return Reading(mapping, tuple(problems))


def _read(name: str, text: str, problems: list[Problem]) -> Any:
    try:
        return _READERS[name](text) if name in _READERS else text
    except Wrong as wrong:
        problems.append(Problem("", wrong.text, name, expected=wrong.expected))
        return text


def to_fields(mapping: Mapping[str, Any], lang: Lang, book: RuleBook) -> Fields:
    """Write a profile, or what its file holds, into the form; names of places and the like in the reader's language."""
    fields = {name: [text] for name in IDENTITY if (text := _written(name, mapping.get(name), lang))}
    if sectors := mapping.get("sectors"):
        listed = sectors if isinstance(sectors, list) else [sectors]
        fields["sectors"] = [typed.write_choice(item, taxonomy.sectors(), lang) for item in listed]
    return fields | rounds_to(mapping, lang) | accounts_to(mapping) | answers_to(mapping.get("answers"), book)


def _written(name: str, value: Any, lang: Lang) -> str:
    if value is None:
        return ""
    if name == "city":
        return typed.write_choice(value, taxonomy.places(), lang)
    if name == "head_count":
        return typed.write_span(value)
    if name in _CHOSEN:
        entry = _CHOSEN[name]().find(str(value))
        return entry.slug if entry else str(value)
    return str(value)
