"""What is assessed, with what, and the log of who did what.

Rows are written once. A profile is a numbered version of a company; an assessment belongs to a profile and points to
the artefacts that made it. A row goes only with its whole company, which takes its profiles and assessments along.
"""

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from store.canonical import HASH, NAME
from store.schema.base import TIME, metadata

artefacts = Table(
    "artefacts", metadata,
    Column("hash", String(HASH), primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("version", String(64), nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("kept_at", String(TIME), nullable=False),
)  # fmt: skip
"""What decides a result: rule sets, data, model, release; `hash` is that of the content before it was packed.

A release that showed a company which has left since is emptied: its content is then no bytes at all.
"""

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
