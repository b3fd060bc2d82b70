"""The sheet of the shortlist: who is selected, what each gate does, who only just is not."""

from typing import Any, Final

from scoring.output.heading import Heading
from scoring.output.workbook.book import Book
from scoring.output.workbook.page import Page
from scoring.ranked_table_of import table_of
from scoring.ranking import Ranking
from scoring.shortlist.result import ShortlistReport
from scoring.text import both

_NAME: Final = both("Shortlist", "入围名单")
_WIDTHS: Final = [44, 10, 11, 11, 11, 13, 64]
_GATES: Final = [
    Heading("name", "Condition", "条件"),
    Heading("number", "Number", "编号", kind="whole"),
    Heading("met", "Met", "满足", kind="count"),
    Heading("failed", "Not met", "不满足", kind="count"),
    Heading("unknown", "Not known", "未知", kind="count"),
    Heading("only", "Stopped by this alone", "仅因此项未通过", kind="count"),
    Heading("written", "As written", "规则原文"),
]
_NEAR: Final = [
    Heading("company", "Company", "公司"),
    Heading("rank", "Rank", "名次", kind="whole"),
    Heading("row", "Input row", "原表行号", kind="whole"),
    Heading("in_words", "What would have to change", "需要如何改变"),
]
_SELECTED: Final = [
    Heading("company", "Company", "公司"),
    Heading("rank", "Rank", "名次", kind="whole"),
    Heading("composite", "Composite", "综合得分", kind="score"),
    Heading("low", "Low", "下限", kind="score"),
    Heading("high", "High", "上限", kind="score"),
    Heading("coverage", "Coverage", "信息覆盖率", kind="share"),
    Heading("reason", "First reason", "首要理由"),
]
_WORDS: Final = {
    "seats": both("Seats", "名额"),
    "no_limit": both("no limit", "不限"),
    "passed": both("Meet every condition", "满足全部条件"),
    "selected": both("Selected", "入围"),
    "gates": both("Conditions", "入围条件"),
    "near": both("Near misses", "差一点入围"),
    "notes": both("What else to know", "其他说明"),
}


def add_shortlist(book: Book, result: Ranking) -> None:
    """Add the sheet."""
    report = result.shortlist
    if report is None:
        return
    page = Page(book, _NAME, _WIDTHS)
    page.title(report.title or book.say(_NAME))
    _facts(book, page, report)
    if report.gates:
        page.heading(book.say(_WORDS["gates"]))
        page.table(_GATES, [[getattr(gate, heading.key) for heading in _GATES] for gate in report.gates])
    if selected := _selected(result):
        page.heading(book.say(_WORDS["selected"]))
        page.table(_SELECTED, selected)
    if report.near_misses:
        page.heading(book.say(_WORDS["near"]))
        page.table(_NEAR, [[getattr(miss, heading.key) for heading in _NEAR] for miss in report.near_misses])
    if report.notes:
        page.heading(book.say(_WORDS["notes"]))
        for note in report.notes:
            page.paragraph(note)


def _facts(book: Book, page: Page, report: ShortlistReport) -> None:
    seats = book.say(_WORDS["no_limit"]) if report.seats is None else report.seats
    page.fact(book.say(_WORDS["seats"]), seats)
    page.fact(book.say(_WORDS["passed"]), report.passed)
    page.fact(book.say(_WORDS["selected"]), report.selected)


def _selected(result: Ranking) -> list[list[Any]]:
    """Those selected, best first."""
    said = table_of(result).shortlisted or ()
    selected = [at for at, each in enumerate(said) if each and each.selected]
    return [
        [each.company, each.rank, each.composite, each.low, each.high, each.coverage, next(iter(each.reasons), None)]
        for each in (result.ranking[at] for at in selected)
    ]
