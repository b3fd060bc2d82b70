"""Canonical JSON, its hash, random names and times: bytes that come out the same whoever writes them."""

import hashlib
import re
import secrets
from datetime import UTC, datetime
from typing import Any, Final

import orjson
from pydantic import BaseModel

HASH: Final = 64
"""Hexadecimal digits of a hash."""
NAME: Final = 32
"""Hexadecimal digits of a random name: 128 bits, which nobody guesses or counts through."""
_ID: Final = re.compile(f"[0-9a-f]{{{NAME}}}")


def canonical(document: Any) -> bytes:
    """JSON without blanks, names in order, UTF-8; a pydantic model in its JSON form."""
    if isinstance(document, BaseModel):
        document = document.model_dump(mode="json")
    return orjson.dumps(document, option=orjson.OPT_SORT_KEYS)


def hash_of(content: bytes) -> str:
    """SHA-256 in hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def random_name() -> str:
    """A new name for a row."""
    return secrets.token_hex(NAME // 2)


def is_id(text: str) -> bool:
    """Whether a text can be the name of a row: PostgreSQL takes not every text for a question."""
    return _ID.fullmatch(text) is not None


def now() -> str:
    """This moment in UTC, such as 2021-06-30T08:00:00.000001Z: text that sorts by time, the same in any database."""
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
