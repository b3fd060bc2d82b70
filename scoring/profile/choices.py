"""Choices from a taxonomy: any spelling that the taxonomy knows becomes its slug."""

from collections.abc import Callable
from typing import Any

from pydantic import BeforeValidator

from scoring.errors import shortened
from scoring.taxonomy import Taxonomy


def from_taxonomy(get: Callable[[], Taxonomy[Any]]) -> BeforeValidator:
    """Validate text against a taxonomy; the error offers the nearest known names."""

    def to_slug(value: Any) -> Any:
        if not isinstance(value, str):
            raise ValueError(f"{value!r} is no name; write one as text")
        entry = get().find(value)
        if entry is None:
            raise ValueError(unknown_name(get(), value))
        return entry.slug

    return BeforeValidator(to_slug)


def unknown_name(names: Taxonomy[Any], value: str) -> str:
    """Say that a name is unknown and which known names come nearest."""
    near = ", ".join(f"{entry.slug} ({entry.zh})" for entry in names.nearest(value))
    return f"{shortened(value)!r} is not a known {names.name}" + (f"; did you mean {near}?" if near else "")
