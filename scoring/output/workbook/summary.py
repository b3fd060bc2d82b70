"""The first sheet: what was ranked, the first places, what moves them, and what a committee should know."""

from typing import Any, Final

import numpy as np

from scoring.assessment import THIN_COVERAGE
from scoring.output.heading import Heading
from scoring.output.table import headings_of, ranked_rows
from scoring.output.workbook.book import WARN, Book
from scoring.output.workbook.page import Page
from scoring.output.workbook.ranking_sheet import draw_bars
from scoring.output.workbook.summary_words import WORDS
from scoring.ranked_table_of import as_of_dates, as_of_span, table_of
from scoring.ranking import Ranking

_WIDTHS: Final = [32, 13, 11, 9, 9, 11, 11, 11, 13, 8, 10, 74]
_FIRST: Final = 15
"""Companies shown here where no seats are given."""
_MOST_FIRST: Final = 30
_COMPARED: Final = ("even", "may be chance", "differs")
"""Verdicts on a group that was compared with another."""
_COLUMNS: Final = (
    "company", "rank", "composite", "low", "high", "rank_median", "rank_low", "rank_high", "in_top", "band", "selected",
)  # fmt: skip
_REASON: Final = Heading("top_reasons", "First reason", "首要理由")
_INFLUENCES: Final = [
    Heading("name", "Choice", "选择"),
    Heading("total", "Share of the movement, with interplay", "对名次变动的影响（含交互）", kind="share"),
    Heading("total_low", "Low", "下限", kind="share"),
    Heading("total_high", "High", "上限", kind="share"),
    Heading("first", "Alone", "单独影响", kind="share"),
    Heading("about", "What was varied", "变动内容"),
]


def add_summary(book: Book, result: Ranking) -> None:
    """Add the sheet; parts that the ranking lacks are left out."""
    page = Page(book, WORDS["sheet"], _WIDTHS)
    page.title(book.say(WORDS["title"]))
    _facts(book, page, result)
    _first_places(book, page, result)
    _influences(book, page, result)
    _judges(book, page, result)
    _fairness(book, page, result)
    if result.changes is not None:
        page.heading(book.say(WORDS["changes"]))
        for text in result.changes.in_words:
            page.paragraph(text)
    page.heading(book.say(WORDS["know"]))
    for text in _to_know(book, result):
        page.paragraph(text)


def _facts(book: Book, page: Page, result: Ranking) -> None:
    days = as_of_dates(result)
    page.fact(book.say(WORDS["as_of"]), days[0] if len(days) == 1 else as_of_span(result), "yyyy-mm-dd")
    page.fact(book.say(WORDS["companies"]), len(result.ranking))
    if nameless := int(np.isnan(table_of(result).rank).sum()):
        page.fact(book.say(WORDS["unranked"]), nameless)
    if result.rejected:
        page.fact(book.say(WORDS["rejected"]), len(result.rejected))
    if (report := result.shortlist) is not None:
        page.fact(book.say(WORDS["seats"]), book.say(WORDS["no_limit"]) if report.seats is None else report.seats)
        if report.gates:
            page.fact(book.say(WORDS["passed"]), report.passed)
        page.fact(book.say(WORDS["selected"]), report.selected)
    if (tested := result.uncertainty) is not None and tested.draws:
        values = {"bands": tested.bands, "draws": f"{tested.draws:,}", "shift": f"{tested.shift:.1f}"}
        page.fact(book.say(WORDS["bands"]), book.say(WORDS["bands_say"], **values))


def _first_places(book: Book, page: Page, result: Ranking) -> None:
    seats = result.shortlist.seats if result.shortlist else None
    count = min(max(seats or 0, _FIRST), _MOST_FIRST, len(result.ranking))
    if not count:
        return
    known = {heading.key: heading for heading in headings_of(result)}
    headings = [known[key] for key in _COLUMNS if key in known] + [_REASON]
    # One reason each, so that the rows stay low and the bars can be seen against each other.
    told = [company.model_copy(update={"reasons": company.reasons[:1]}) for company in result.ranking[:count]]
    best = result.model_copy(update={"ranking": told})
    page.heading(book.say(WORDS["first"], count=count))
    draw_bars(page.table(headings, ranked_rows(best, headings)), headings)


def _influences(book: Book, page: Page, result: Ranking) -> None:
    if result.uncertainty is None or not result.uncertainty.influences:
        return
    page.heading(book.say(WORDS["influences"]))
    page.paragraph(book.say(WORDS["influences_say"]))
    rows = [[getattr(each, heading.key) for heading in _INFLUENCES] for each in result.uncertainty.influences]
    draw_bars(page.table(_INFLUENCES, rows), _INFLUENCES, {"total": 1})


def _judges(book: Book, page: Page, result: Ranking) -> None:
    report = result.judges
    if report is None:
        return
    page.heading(book.say(WORDS["judges"]))
    known = [each for each in report.agreement if each.value is not None]
    for each in known or report.agreement[:1]:
        page.paragraph(book.say(WORDS["agreement"], name=each.name, in_words=each.in_words))
    flagged = report.discuss
    page.paragraph(
        book.say(WORDS["discuss"], count=len(flagged), names=("、" if book.lang == "zh" else ", ").join(flagged))
        if flagged
        else book.say(WORDS["no_discuss"])
    )


def _fairness(book: Book, page: Page, result: Ranking) -> None:
    report = result.fairness
    if report is None:
        return
    page.heading(book.say(WORDS["fairness"]))
    page.paragraph(book.say(WORDS["basis"], n=report.n, selected=report.selected, basis=report.basis))
    for warning in report.warnings:
        page.paragraph(warning, font_color=WARN)
    if not report.warnings:
        compared = any(group.verdict in _COMPARED for cut in report.cuts for group in cut.groups)
        page.paragraph(book.say(WORDS["fair" if compared else "no_groups"]))


def _to_know(book: Book, result: Ranking) -> list[str]:
    thin = int((table_of(result).coverage < THIN_COVERAGE).sum())
    values: dict[str, Any] = {"thin": thin, "share": f"{THIN_COVERAGE:.0%}", "rejected": len(result.rejected)}
    wanted = {
        "know_unknown": True,
        "know_thin": thin,
        "know_bands": result.uncertainty is not None,
        "know_rejected": result.rejected,
        "know_human": True,
    }
    said = [book.say(WORDS[name], **values) for name, applies in wanted.items() if applies]
    return said + (result.shortlist.notes if result.shortlist else [])
