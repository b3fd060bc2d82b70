"""Place field: a city, province or country in any spelling becomes its slug."""

from typing import Annotated, Any

from pydantic import BeforeValidator

from scoring import taxonomy
from scoring.errors import Wrong, quoted, shortened
from scoring.text import both

_LONGEST = 200


def to_place(value: Any) -> Any:
    """The slug of the place that a text means. Raises Wrong, which offers the nearest names."""
    if not isinstance(value, str):
        raise Wrong(f"{value!r} is no place", f"{quoted(value)} 不是地名", both("the name of a place", "地名"))
    if len(value) > _LONGEST:
        raise Wrong(
            "this is no place", "这不是地名", both(f"at most {_LONGEST} characters", f"不超过 {_LONGEST} 个字符")
        )
    if value in taxonomy.places():
        return value
    match = taxonomy.find_place(value)
    if match.place is None:
        shown = repr(shortened(value))
        unknown = both(f"{shown} is no known place", f"没有收录地名{quoted(value)}")
        problem = match.problem or unknown
        raise Wrong(problem.en, problem.zh)
    return match.place.slug


Place = Annotated[str, BeforeValidator(to_place)]
"""Slug of a place; '广东 · 深圳', '深圳市' and 'Shenzhen' are all accepted."""
