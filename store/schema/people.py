"""Who may do what: staff with their sessions, tokens of the API, links to kept self-assessments.

These rows change and go. Of every secret there is only its hash; a password's is argon2's, which holds its own salt.
"""

from sqlalchemy import Boolean, Column, ForeignKey, Integer, String, Table, Text

from store.canonical import HASH, NAME
from store.schema.base import TIME, metadata

users = Table(
    "users", metadata,
    Column("id", String(NAME), primary_key=True),
    Column("name", Text, nullable=False),
    Column("key", String(HASH), nullable=False, unique=True),
    Column("role", String(16), nullable=False),
    Column("password", Text, nullable=False),
    Column("active", Boolean(name="active"), nullable=False),
    Column("made_at", String(TIME), nullable=False),
)  # fmt: skip
"""Staff. `key` is the hash of the name as it is compared: without regard to case and kind of letter."""

sessions = Table(
    "sessions", metadata,
    Column("hash", String(HASH), primary_key=True),
    Column("user", String(NAME), ForeignKey("users.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("made_at", String(TIME), nullable=False),
    Column("seen_at", String(TIME), nullable=False),
)  # fmt: skip

attempts = Table(
    "attempts", metadata,
    Column("key", String(HASH), primary_key=True),
    Column("count", Integer, nullable=False),
    Column("last_at", String(TIME), nullable=False),
)  # fmt: skip
"""Failures to sign in, by the hash of whom or where they concern."""

tokens = Table(
    "tokens", metadata,
    Column("id", String(NAME), primary_key=True),
    Column("name", Text, nullable=False),
    Column("hash", String(HASH), nullable=False, unique=True),
    Column("scopes", Text, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("made_at", String(TIME), nullable=False),
    Column("expires_at", String(TIME), nullable=True),
    Column("used_at", String(TIME), nullable=True),
    Column("revoked_at", String(TIME), nullable=True),
)  # fmt: skip
"""Tokens of the API; `scopes` are words with blanks between."""

links = Table(
    "links", metadata,
    Column("company", String(NAME), ForeignKey("companies.id", ondelete="CASCADE"), primary_key=True),
    Column("hash", String(HASH), nullable=False, unique=True),
    Column("made_at", String(TIME), nullable=False),
    Column("expires_at", String(TIME), nullable=False),
)  # fmt: skip
"""The link of a company that keeps its own assessment: one at a time."""
