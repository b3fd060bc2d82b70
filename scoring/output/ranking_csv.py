"""A ranking as CSV: UTF-8 with BOM, since that is how spreadsheets recognise Chinese."""

import csv
import io
from typing import Any

from scoring.output.files import neutral
from scoring.output.peers_table import percentile_headings, percentiles
from scoring.output.table import HEADINGS, ranked_rows, rejected_in_ranking
from scoring.ranking import Ranking


def ranking_csv(result: Ranking) -> bytes:
    """The ranking and, after it, the rejected rows with status and problems; one header.

    Behind everything else stands a column of percentiles among peers for each measure.

    English headers are stable keys for programs; Chinese ones are labels.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    headings = [*HEADINGS, *percentile_headings(result)]
    writer.writerow([heading.key if result.lang == "en" else heading.zh for heading in headings])
    for company, row in zip(result.ranking, ranked_rows(result), strict=True):
        writer.writerow([_plain(value) for value in (*row, *percentiles(result, company))])
    for row in rejected_in_ranking(result):
        writer.writerow([_plain(value) for value in (*row, *[None] * len(result.measures))])
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8")


def _plain(value: Any) -> Any:
    return neutral(value) if isinstance(value, str) else value
