"""Tables as the newest migration leaves them. How they come about, and what guards them, stands in `migrations`.

Rows are written once. A profile is a numbered version of a company; an assessment belongs to a profile and points to
the artefacts that made it. A row goes only with its whole company, which takes its profiles and assessments along.
Times are text in UTC, ids random text, content the bytes that were hashed.
"""

from typing import Final

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from store.canonical import HASH, NAME

TIME: Final = 27
"""Characters of a time."""
metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

artefacts = Table(
    "artefacts", metadata,
    Column("hash", String(HASH), primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("version", String(64), nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("kept_at", String(TIME), nullable=False),
)  # fmt: skip
"""What decides a result: rule sets, data, model, release; `hash` is that of the content before it was packed."""

companies = Table(
    "companies", metadata,
    Column("id", String(NAME), primary_key=True),
    Column("made_at", String(TIME), nullable=False),
)  # fmt: skip
"""A company as this installation knows it; its name stands in its profiles."""

profiles = Table(
    "profiles", metadata,
    Column("id", String(NAME), primary_key=True),
    Column("company", String(NAME), ForeignKey("companies.id", ondelete="CASCADE"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("hash", String(HASH), nullable=False),
    Column("saved_at", String(TIME), nullable=False),
    UniqueConstraint("company", "number"),
    CheckConstraint("number >= 1", name="number"),
)  # fmt: skip

assessments = Table(
    "assessments", metadata,
    Column("id", String(NAME), primary_key=True),
    Column("profile", String(NAME), ForeignKey("profiles.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("lang", String(2), nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("hash", String(HASH), nullable=False),
    Column("program", String(64), nullable=False),
    Column("rules", String(HASH), ForeignKey("artefacts.hash"), nullable=False, index=True),
    Column("data", String(HASH), ForeignKey("artefacts.hash"), nullable=False, index=True),
    Column("model", String(HASH), ForeignKey("artefacts.hash"), nullable=False, index=True),
    Column("release", String(HASH), ForeignKey("artefacts.hash"), nullable=True, index=True),
    Column("made_at", String(TIME), nullable=False),
)  # fmt: skip

audit = Table(
    "audit", metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", String(TIME), nullable=False),
    Column("actor", Text, nullable=False),
    Column("action", String(64), nullable=False),
    Column("subject", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("previous", String(HASH), nullable=False),
    Column("hash", String(HASH), nullable=False),
)  # fmt: skip

audit_head = Table(
    "audit_head", metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("count", Integer, nullable=False),
    Column("hash", String(HASH), nullable=False),
    CheckConstraint("id = 1", name="single"),
)  # fmt: skip
"""A single row: how many lines the log has, and the hash of the last one."""

_IMMUTABLE: Final = ("artefacts", "companies", "profiles", "assessments", "audit")
_ALWAYS: Final = {
    *(f"{table}_not_changed" for table in _IMMUTABLE),
    *(f"{table}_not_deleted" for table in ("profiles", "assessments", "audit", "audit_head")),
    "audit_head_only_grows",
}
GUARDS: Final = {
    "sqlite": _ALWAYS | {f"{table}_not_replaced" for table in (*_IMMUTABLE, "audit_head")},
    "postgresql": _ALWAYS | {f"{table}_not_emptied" for table in (*_IMMUTABLE, "audit_head")},
}
"""Triggers that the newest migration leaves behind; `check` looks for each."""
