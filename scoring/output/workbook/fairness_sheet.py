"""The sheet of the fairness check: one row a group, with its selection rate and what it means in words."""

from collections.abc import Iterator
from typing import Any, Final

from scoring.fairness.result import FairCut, FairGroup, Verdict
from scoring.output.heading import Heading
from scoring.output.workbook.book import WARN, Book
from scoring.output.workbook.listing import listing
from scoring.output.workbook.ranking_sheet import draw_bars
from scoring.ranking import Ranking
from scoring.text import Lang, both

_NAME: Final = both("Fairness", "公平性")
_HEADINGS: Final = [
    Heading("by", "Compared by", "比较维度", 13),
    Heading("group", "Group", "分组", 24),
    Heading("n", "Companies", "企业数", 10, "count"),
    Heading("score", "Mean composite", "平均综合得分", 10, "score"),
    Heading("score_low", "Mean, low", "均值下限", 8, "score"),
    Heading("score_high", "Mean, high", "均值上限", 8, "score"),
    Heading("selected", "Selected", "入选数", 9, "count"),
    Heading("rate", "Selection rate", "入选率", 10, "share"),
    Heading("rate_low", "Rate, low", "入选率下限", 8, "share"),
    Heading("rate_high", "Rate, high", "入选率上限", 8, "share"),
    Heading("ratio", "Rate ÷ highest rate", "与最高入选率之比", 10, "points"),
    Heading("ratio_low", "Ratio, low", "比值下限", 8, "points"),
    Heading("ratio_high", "Ratio, high", "比值上限", 8, "points"),
    Heading("verdict", "Verdict", "判断", 20),
    Heading("in_words", "In words", "说明", 54),
]
VERDICTS: Final[dict[Verdict, dict[Lang, str]]] = {
    "reference": {"en": "highest rate", "zh": "入选率最高"},
    "even": {"en": "even", "zh": "相当"},
    "may be chance": {"en": "may be chance", "zh": "可能出于偶然"},
    "differs": {"en": "differs", "zh": "存在差异"},
    "too few": {"en": "too few to tell", "zh": "企业太少，无法判断"},
}


def add_fairness(book: Book, result: Ranking) -> None:
    """Add the sheet; groups of which the rate differs beyond the four-fifths rule stand out."""
    if result.fairness is None:
        return
    rows = [_row(cut, group, book.lang) for cut, group in _groups(result.fairness.cuts)]
    table = listing(book, _NAME, _HEADINGS, rows, frozen=2)
    draw_bars(table, _HEADINGS, {"rate": 1})
    place = [heading.key for heading in _HEADINGS].index("verdict")
    rule = {"type": "cell", "criteria": "==", "value": f'"{VERDICTS["differs"][book.lang]}"'}
    look = book.style(bold=True, font_color=WARN)
    table.sheet.conditional_format(table.first, place, table.last, place, rule | {"format": look})


def _groups(cuts: list[FairCut]) -> Iterator[tuple[FairCut, FairGroup]]:
    return ((cut, group) for cut in cuts for group in cut.groups)


def _row(cut: FairCut, group: FairGroup, lang: Lang) -> list[Any]:
    known = group.model_dump() | {"by": cut.name, "group": group.name, "verdict": VERDICTS[group.verdict][lang]}
    return [known[heading.key] for heading in _HEADINGS]
