"""What pydantic found wrong with a profile, in the product's error shape."""

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel

from scoring.errors import Problem, shortened


def problem_of(fault: Any, where: str, model: type[BaseModel]) -> Problem:
    """Word one entry of `ValidationError.errors()`; the path is the profile's own."""
    path = ".".join(str(step) for step in fault["loc"])
    if fault["type"] == "extra_forbidden":
        return Problem(where, "unknown field; remove it or correct its name", path, expected=_near(fault["loc"], model))
    if fault["type"] == "missing":
        return Problem(where, "missing; add it", path)
    message = fault["msg"].removeprefix("Value error, ")
    shown = shortened(repr(fault["input"]), 80)
    if fault["type"] == "value_error":
        return Problem(where, message, path, value=shown)
    return Problem(where, f"found {shown}", path, value=shown, expected=message[0].lower() + message[1:])


def _near(location: Sequence[str | int], model: type[BaseModel]) -> str:
    fields: list[str] = list(model.model_fields)
    if len(location) > 1 and location[0] == "answers":
        answers = model.model_fields["answers"].annotation
        fields = list(answers.model_fields) if isinstance(answers, type) and issubclass(answers, BaseModel) else []
    found = get_close_matches(str(location[-1]), fields, n=3, cutoff=0.5)
    return f"a known field, such as {', '.join(found)}" if found else "a known field"
