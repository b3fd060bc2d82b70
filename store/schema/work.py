"""What people do with companies: what a company consents to, saved cohorts, notes and overrides.

Rows are written once, save rankings, which are written anew without a company that is deleted. All go with their
company or cohort.
"""

from sqlalchemy import Boolean, Column, ForeignKey, Integer, LargeBinary, String, Table, Text

from store.canonical import HASH, NAME
from store.schema.base import TIME, metadata

consents = Table(
    "consents", metadata,
    Column("company", String(NAME), ForeignKey("companies.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("shared", Boolean(name="shared"), nullable=False),
    Column("peers", Boolean(name="peers"), nullable=False),
    Column("at", String(TIME), nullable=False),
)  # fmt: skip
"""What a company consents to, the last number in force: seen by staff (`shared`), counted among peers (`peers`)."""

cohorts = Table(
    "cohorts", metadata,
    Column("id", String(NAME), primary_key=True),
    Column("name", Text, nullable=False),
    Column("plan", LargeBinary, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("made_at", String(TIME), nullable=False),
)  # fmt: skip
"""A saved cohort; `plan` is how it was ranked, as JSON of whoever saved it."""

cohort_members = Table(
    "cohort_members", metadata,
    Column("cohort", String(NAME), ForeignKey("cohorts.id", ondelete="CASCADE"), primary_key=True),
    Column("row", Integer, primary_key=True, autoincrement=False),
    Column("company", String(NAME), ForeignKey("companies.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("profile", String(NAME), ForeignKey("profiles.id", ondelete="CASCADE"), nullable=False, index=True),
)  # fmt: skip
"""The companies of a cohort by the rows of its table."""

cohort_rankings = Table(
    "cohort_rankings", metadata,
    Column("cohort", String(NAME), ForeignKey("cohorts.id", ondelete="CASCADE"), primary_key=True),
    Column("lang", String(2), primary_key=True),
    Column("content", LargeBinary, nullable=False),
    Column("hash", String(HASH), nullable=False),
)  # fmt: skip
"""The ranking of a cohort as JSON, compressed by zlib; `hash` is that of the JSON."""

remarks = Table(
    "remarks", metadata,
    Column("id", String(NAME), primary_key=True),
    Column("company", String(NAME), ForeignKey("companies.id", ondelete="CASCADE"), nullable=True, index=True),
    Column("cohort", String(NAME), ForeignKey("cohorts.id", ondelete="CASCADE"), nullable=True, index=True),
    Column("kind", String(16), nullable=False),
    Column("subject", String(64), nullable=False),
    Column("value", String(64), nullable=False),
    Column("reason", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", String(TIME), nullable=False),
)  # fmt: skip
"""Notes, overrides and withdrawals of either, on a company, a cohort, or a company within a cohort."""
