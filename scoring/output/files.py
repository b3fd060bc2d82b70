"""Files written whole or not at all, and cells that no spreadsheet will take for a formula."""

import os
import tempfile
from pathlib import Path
from typing import Final

import orjson
from pydantic import BaseModel

ACTIVE: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the beginning of a formula or a command."""


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file by way of a temporary one beside it, so that a reader never meets half of it.

    Raises OSError, naming `path`, where the folder is missing, full or read-only; then nothing is left behind.
    """
    try:
        _write_beside(path, content)
    except OSError as error:  # its own file name is that of the temporary file, which nobody knows
        raise OSError(error.errno, error.strerror, str(path)) from error


def _write_beside(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o644)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def neutral(text: str) -> str:
    """Text as a cell: a leading apostrophe where a spreadsheet would read a formula or a command."""
    return f"'{text}" if text.startswith(ACTIVE) else text


def as_json(result: BaseModel) -> bytes:
    """A result as indented JSON, UTF-8, with a final newline."""
    return orjson.dumps(result.model_dump(mode="json"), option=orjson.OPT_INDENT_2) + b"\n"
