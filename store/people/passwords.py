"""Passwords: what one must be, and its hash by argon2id with the parameters of RFC 9106 for little memory."""

import base64
import secrets
import unicodedata
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.profiles import RFC_9106_LOW_MEMORY

from scoring.errors import InputError, refuse
from scoring.text import both
from store.people.names import folded

SHORTEST: Final = 12
"""Characters."""
HASHER = PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)


def hashed(password: str, name: str) -> str:
    """The hash of a new password of the user `name`. Raises InputError where it is too easy to guess."""
    composed = _composed(password)
    if len(composed) < SHORTEST:
        raise _weak(f"has {len(composed)} characters", f"只有 {len(composed)} 个字符")
    if len(set(composed)) == 1:
        raise _weak("is one character over and over", "只由一个字符重复组成")
    if folded(composed) == folded(name):
        raise _weak("is the name", "与姓名相同")
    return HASHER.hash(_bytes(password))


def matches(stored: str, password: str) -> bool:
    """Whether the password is the one of which `stored` is the hash."""
    try:
        return HASHER.verify(stored, _bytes(password))
    except (VerificationError, InvalidHashError):
        return False


def outdated(stored: str) -> bool:
    """Whether the hash was made with other parameters than new ones are."""
    return HASHER.check_needs_rehash(stored)


def rehashed(password: str) -> str:
    """The hash of a password that is in use already."""
    return HASHER.hash(_bytes(password))


def hash_of_nobody() -> str:
    """A hash that no password has, and that takes as long to find that out as anybody's."""
    salt, digest = (
        base64.b64encode(secrets.token_bytes(length)).decode().rstrip("=")
        for length in (HASHER.salt_len, HASHER.hash_len)
    )
    costs = f"m={HASHER.memory_cost},t={HASHER.time_cost},p={HASHER.parallelism}"
    return f"$argon2id$v=19${costs}${salt}${digest}"


def made_up() -> str:
    """A password at random: 24 characters of 144 bits."""
    return secrets.token_urlsafe(18)


def _composed(password: str) -> str:
    """One form for what keyboards send in several."""
    return unicodedata.normalize("NFKC", password)


def _bytes(password: str) -> bytes:
    return _composed(password).encode("utf-8", "surrogatepass")


def _weak(en: str, zh: str) -> InputError:
    expected = both(
        f"at least {SHORTEST} characters, not the name, not one character repeated: three or four words will do",
        f"至少 {SHORTEST} 个字符，不能与姓名相同，也不能是同一个字符的重复；可以用几个词连成一句",
    )
    return refuse("password", en, zh, expected=expected)
