"""Secrets that let somebody in: made at random, kept as a hash, compared in the same time whatever they are."""

import hashlib
import hmac
import secrets
from typing import Final

_BYTES: Final = 32


def new_secret() -> str:
    """43 characters of 256 random bits, fit for an address."""
    return secrets.token_urlsafe(_BYTES)


def secret_hash(text: str) -> str:
    """SHA-256 in hexadecimal digits; of 256 random bits it needs no salt. Any text will do, even half a character."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def same(a: str, b: str) -> bool:
    """Whether two hashes are equal, in a time that does not tell how much of them is."""
    return hmac.compare_digest(a.encode(), b.encode())
