"""A ranking as CSV."""

from scoring.output.csvtext import csv_bytes
from scoring.output.whole_table import whole_blocks, whole_headings
from scoring.ranking import Ranking


def ranking_csv(result: Ranking) -> bytes:
    """The ranking and, after it, the rejected rows with status and problems; one header.

    Behind everything else stands a column of percentiles among peers for each measure.
    """
    return csv_bytes(whole_headings(result), whole_blocks(result), result.lang)
