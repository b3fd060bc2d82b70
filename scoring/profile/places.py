"""Place field: a city, province or country in any spelling becomes its slug."""

from typing import Annotated, Any

from pydantic import BeforeValidator

from scoring import taxonomy
from scoring.profile.choices import unknown_name


def _to_place(value: Any) -> Any:
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is no place; write its name as text")
    match = taxonomy.find_place(value)
    if match.place is None:
        raise ValueError(match.problem.en if match.problem else unknown_name(taxonomy.places(), value))
    return match.place.slug


Place = Annotated[str, BeforeValidator(_to_place)]
"""Slug of a place; '广东 · 深圳', '深圳市' and 'Shenzhen' are all accepted."""
