"""The sheet of changes since an earlier cohort: who moved, how far, and by which findings."""

from typing import Any, Final

from scoring.cohort.result import Change, DifferenceLine, Fate
from scoring.output.heading import Heading
from scoring.output.workbook.book import Book
from scoring.output.workbook.listing import listing
from scoring.ranking import Ranking
from scoring.text import Lang, both

_NAME: Final = both("Changes", "变化")
_STRONGEST: Final = 4
"""Findings named for each company."""
_HEADINGS: Final = [
    Heading("company", "Company", "公司", 28),
    Heading("fate", "In which", "出现于", 14),
    Heading("rank_before", "Rank before", "上期名次", 9, "whole"),
    Heading("rank_now", "Rank now", "本期名次", 9, "whole"),
    Heading("composite_before", "Composite before", "上期综合得分", 11, "score"),
    Heading("composite_now", "Composite now", "本期综合得分", 11, "score"),
    Heading("difference", "Difference", "得分变化", 11, "points"),
    Heading("beyond_doubt", "Beyond what is unknown", "超出未知答案的影响", 11, "flag"),
    Heading("stage_before", "Stage before", "上期阶段", 12),
    Heading("stage_now", "Stage now", "本期阶段", 12),
    Heading("row_before", "Row before", "上期行号", 9, "whole", None, True),
    Heading("row_now", "Row now", "本期行号", 9, "whole", None, True),
    Heading("moved_by", "What moved it most", "主要变动项", 64),
]
_FATES: Final[dict[Fate, dict[Lang, str]]] = {
    "both": {"en": "both", "zh": "两期均有"},
    "new": {"en": "new", "zh": "新增"},
    "gone": {"en": "gone", "zh": "不再出现"},
}
_MOVED: Final = both("{name} {points:+.1f} ({before} → {now})", "{name} {points:+.1f}（{before} → {now}）")
_STATES: Final = {
    "unknown": both("not answered", "未回答"),
    "not_applicable": both("does not apply", "不适用"),
    "scored": both("–"),
}


def add_changes(book: Book, result: Ranking) -> None:
    """Add the sheet, in the order of the comparison."""
    if result.changes is not None:
        listing(book, _NAME, _HEADINGS, [_row(book, change) for change in result.changes.companies], frozen=1)


def _row(book: Book, change: Change) -> list[Any]:
    known = {name: getattr(change, name, None) for name in (heading.key for heading in _HEADINGS)}
    known["fate"] = _FATES[change.fate][book.lang]
    moved = [line for line in change.ledger[:_STRONGEST] if line.difference]
    known["moved_by"] = ("；" if book.lang == "zh" else "; ").join(_moved(book, line) for line in moved) or None
    return list(known.values())


def _moved(book: Book, line: DifferenceLine) -> str:
    """One finding: the first of a line is now, the second before."""
    now = line.first_says or book.say(_STATES[line.first_state])
    before = line.second_says or book.say(_STATES[line.second_state])
    return book.say(_MOVED, name=line.name, points=line.difference, before=before, now=now)
