"""Choices from a taxonomy: any spelling that the taxonomy knows becomes its slug."""

from collections.abc import Callable
from typing import Any

from pydantic import BeforeValidator

from scoring.errors import Wrong, quoted, shortened
from scoring.taxonomy import Taxonomy
from scoring.text import Text, both

_FEW = 6


def from_taxonomy(get: Callable[[], Taxonomy[Any]]) -> BeforeValidator:
    """Validate text against a taxonomy; the error offers the nearest known names."""

    def to_slug(value: Any) -> Any:
        if not isinstance(value, str):
            raise Wrong(f"{value!r} is no name", f"{quoted(value)} 不是名称", both("a name as text", "文字名称"))
        if value in get():
            return value
        entry = get().find(value)
        if entry is None:
            shown = repr(shortened(value))
            listed = get().name.replace("_", " ")
            raise Wrong(
                f"{shown} is not among the known {listed}", f"没有收录{quoted(value)}", near_names(get(), value)
            )
        return entry.slug

    return BeforeValidator(to_slug)


def near_names(names: Taxonomy[Any], value: str) -> Text:
    """Known names that come nearest to `value`; all where they are few; where none is near, that one is wanted."""
    near = list(names) if len(names) <= _FEW else names.nearest(value)
    if not near:
        return both("a name in English or Chinese that is in the list", "列表中的中文或英文名称")
    english, chinese = (", ".join(entry.en for entry in near), "、".join(entry.zh for entry in near))
    if len(names) <= _FEW:
        return both(f"one of {english}", f"下列之一：{chinese}")
    return both(f"a known name such as {english}", f"已收录的名称，例如{chinese}")
