"""The profile as JSON text: the file that a reader saves and resumes, and the hidden field that a page carries."""

from typing import Any, Final

import orjson

from scoring.errors import InputError, Problem, Wrong
from scoring.strictjson import read_object
from scoring.text import both

FILE_NAME: Final = "upslope-profile.json"
"""What the file is called when it is handed out."""
_PROFILE: Final = both("the file that 'save as a file' gave you", "“保存为文件”得到的 JSON 文件")


def carry(mapping: Any) -> str:
    """A mapping as one line of JSON, for a hidden field; of a profile, `model_dump(mode="json", exclude_none=True)`."""
    return orjson.dumps(mapping).decode()


def as_file(mapping: Any) -> bytes:
    """A mapping as the file that a reader keeps: indented, so that it can be read."""
    return orjson.dumps(mapping, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def carried(raw: bytes, name: str) -> dict[str, Any]:
    """Read the mapping out of JSON text; `name` is what to call it. Raises InputError for anything else."""
    try:
        return read_object(raw)
    except Wrong as error:
        raise InputError([Problem(name, error.text, expected=_PROFILE)]) from None


def unplaced(error: InputError, name: str) -> tuple[Problem, ...]:
    """What is wrong with a text as a whole, told of `name` and of no field."""
    return tuple(Problem("", each.message, value=name, expected=each.expected) for each in error.problems)
