"""Intake: tables of companies, as people keep them, into profiles. See `read_table`."""

from scoring.intake.below import Intake
from scoring.intake.headers import ColumnUse
from scoring.intake.reading import read_batch, read_table
from scoring.intake.rows import RejectedRow

__all__ = ["ColumnUse", "Intake", "RejectedRow", "read_batch", "read_table"]
