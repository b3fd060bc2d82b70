"""A ranking as an Excel workbook: summary, ranking, findings and all else that was found, a sheet each."""

import io
from datetime import datetime, time

import xlsxwriter

from scoring.collector import collector_at_rest
from scoring.output.workbook.book import Book
from scoring.output.workbook.changes_sheet import add_changes
from scoring.output.workbook.fairness_sheet import add_fairness
from scoring.output.workbook.judges_sheet import add_judges
from scoring.output.workbook.lists import add_findings, add_peers, add_reading, add_rejected
from scoring.output.workbook.method import add_method
from scoring.output.workbook.programmes_sheet import add_programmes
from scoring.output.workbook.ranking_sheet import add_ranking
from scoring.output.workbook.shortlist_sheet import add_shortlist
from scoring.output.workbook.summary import add_summary
from scoring.ranking import Ranking

_SHEETS = (
    add_summary,
    add_ranking,
    add_findings,
    add_peers,
    add_judges,
    add_shortlist,
    add_programmes,
    add_fairness,
    add_changes,
    add_rejected,
    add_reading,
    add_method,
)
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


@collector_at_rest()
def ranking_xlsx(result: Ranking) -> bytes:
    """The workbook as bytes: real numbers and dates, frozen headers, filters; sheets of absent parts are left out."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, _OPTIONS) as workbook:
        # The same input gives the same bytes: no time of writing in the file. Excel knows no time zones.
        workbook.set_properties({"title": "Upslope", "created": datetime.combine(result.as_of, time())})
        book = Book(workbook, result.lang)
        for add in _SHEETS:
            add(book, result)
    return buffer.getvalue()
