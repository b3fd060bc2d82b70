"""What this installation has shown of companies that opted in: releases made of blocks, and what is told of whom.

A block is shown as long as all its members are there; `size` says how many they were. See `scoring.peers.installation`.
"""

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, String, Table

from store.canonical import HASH, NAME
from store.schema.base import TIME, metadata

releases = Table(
    "releases", metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("as_of", String(10), nullable=False),
    Column("artefact", String(HASH), ForeignKey("artefacts.hash"), nullable=False, index=True),
    Column("made_at", String(TIME), nullable=False),
)  # fmt: skip
"""Releases, the last number in force; the artefact holds what is shown, without any name."""

blocks = Table(
    "blocks", metadata,
    Column("id", String(NAME), primary_key=True),
    Column("size", Integer, nullable=False),
)  # fmt: skip

block_members = Table(
    "block_members", metadata,
    Column("block", String(NAME), ForeignKey("blocks.id", ondelete="CASCADE"), primary_key=True),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("company", String(NAME), ForeignKey("companies.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("content", LargeBinary, nullable=False),
)  # fmt: skip
"""Members of a block in their order, as they entered it: place, sector, stage and scores as JSON."""

release_blocks = Table(
    "release_blocks", metadata,
    Column("release", Integer, ForeignKey("releases.number"), primary_key=True),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("block", String(NAME), ForeignKey("blocks.id", ondelete="CASCADE"), nullable=False, index=True),
)  # fmt: skip
"""The blocks of a release in their order."""

told = Table(
    "told", metadata,
    Column("company", String(NAME), ForeignKey("companies.id", ondelete="CASCADE"), primary_key=True),
    Column("content", LargeBinary, nullable=False),
)  # fmt: skip
"""Every score that a company has brought into a block, by measure, as JSON."""
