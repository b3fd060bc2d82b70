"""Findings as CSV."""

from scoring.output.csvtext import csv_bytes
from scoring.output.findings_table import FINDING_HEADINGS, finding_blocks
from scoring.ranking import Ranking


def findings_csv(result: Ranking) -> bytes:
    """One row a company and characteristic, all companies; the header alone where there are no findings."""
    return csv_bytes(FINDING_HEADINGS, finding_blocks(result), result.lang)
