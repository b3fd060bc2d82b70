"""Intake: tables of companies, as people keep them, into profiles. See `read_table`."""

from scoring.intake.below import Intake
from scoring.intake.by_row.reader import RejectedRow
from scoring.intake.headings.headers import ColumnUse
from scoring.intake.reading import read_batch, read_table

__all__ = ["ColumnUse", "Intake", "RejectedRow", "read_batch", "read_table"]
