"""The sheet of the judges: how far they agree, how severe each is, which companies to discuss."""

from typing import Any, Final

from scoring.output.heading import Heading
from scoring.output.workbook.book import Book
from scoring.output.workbook.page import Page
from scoring.ranked_table_of import table_of
from scoring.ranking import Ranking
from scoring.text import Text, both

_NAME: Final = both("Judges", "评委")
_WIDTHS: Final = [38, 12, 12, 15, 11, 11, 12, 11, 11, 56]
_LOW, _HIGH = ("Low", "下限"), ("High", "上限")
_JUDGES: Final = [
    Heading("name", "Judge", "评委"),
    Heading("marks", "Marks given", "评分份数", kind="whole"),
    Heading("mean", "Mean mark", "平均给分", kind="points"),
    Heading("severity", "Severity (points below the average judge)", "严格度（低于平均评委的分数）", kind="points"),
    Heading("severity_low", *_LOW, kind="points"),
    Heading("severity_high", *_HIGH, kind="points"),
    Heading("spread", "Spread (1 is average)", "离散度（1 为平均）", kind="points"),
    Heading("spread_low", *_LOW, kind="points"),
    Heading("spread_high", *_HIGH, kind="points"),
    Heading("note", "What stands out", "值得注意"),
]
_AGREEMENT: Final = [
    Heading("name", "Measure", "指标"),
    Heading("value", "Value", "数值", kind="points"),
    Heading("low", *_LOW, kind="points"),
    Heading("high", *_HIGH, kind="points"),
    Heading("in_words", "In words", "说明"),
]
_DISCUSS: Final = [
    Heading("company", "Company", "公司"),
    Heading("rank", "Rank", "名次", kind="whole"),
    Heading("judges_rank", "Rank by the judges", "评委名次", kind="whole"),
    Heading("mark", "Judges' mark", "评委评分", kind="points"),
    Heading("low", *_LOW, kind="points"),
    Heading("high", *_HIGH, kind="points"),
    Heading("discuss", "What to discuss", "讨论要点"),
]
_METHODS: Final[dict[str, Text]] = {
    "severity and spread": both(
        "Marks are corrected for how severe each judge is and how widely they spread their marks.",
        "评分已按每位评委的严格程度和打分离散程度校正。",
    ),
    "z-scores": both(
        "Each judge's marks are standardised to the same mean and spread, then averaged.",
        "先把每位评委的评分标准化到相同的均值和离散程度，再取平均。",
    ),
}
_WORDS: Final = {
    "method": both("Method", "方法"),
    "scale": both("Scale of the marks", "评分范围"),
    "judged": both("Companies judged", "有评分的企业"),
    "correlation": both("Order of judges and of scores, rank correlation", "评委与系统排序的等级相关"),
    "agreement": both("How far the judges agree", "评委之间的一致程度"),
    "judges": both("Each judge", "各位评委"),
    "discuss": both("Companies to discuss", "提请讨论的企业"),
    "unmatched": both("Judged, but not in this cohort", "有评分但不在本批企业中"),
    "notes": both("What else to know", "其他说明"),
}


def add_judges(book: Book, result: Ranking) -> None:
    """Add the sheet."""
    report = result.judges
    if report is None:
        return
    page = Page(book, _NAME, _WIDTHS)
    page.title(book.say(_NAME))
    page.fact(book.say(_WORDS["method"]), book.say(_METHODS[report.method]))
    page.fact(book.say(_WORDS["scale"]), f"{report.scale_low:g}–{report.scale_high:g}")
    page.fact(book.say(_WORDS["judged"]), report.judged)
    if report.correlation is not None:
        page.fact(book.say(_WORDS["correlation"]), report.correlation, "0.00")
    if report.agreement:
        page.heading(book.say(_WORDS["agreement"]))
        page.table(_AGREEMENT, [[getattr(each, heading.key) for heading in _AGREEMENT] for each in report.agreement])
    page.heading(book.say(_WORDS["judges"]))
    page.table(_JUDGES, [[getattr(judge, heading.key) for heading in _JUDGES] for judge in report.judges])
    if rows := _to_discuss(result):
        page.heading(book.say(_WORDS["discuss"]))
        page.table(_DISCUSS, rows)
    for name, texts in (("unmatched", report.unmatched), ("notes", report.notes)):
        if texts:
            page.heading(book.say(_WORDS[name]))
            for text in texts:
                page.paragraph(text)


def _to_discuss(result: Ranking) -> list[list[Any]]:
    """The strongest disagreement first."""
    heard = table_of(result).judged or ()
    flagged = [(result.ranking[at], said) for at, said in enumerate(heard) if said and said.discuss]
    flagged.sort(key=lambda pair: -abs(pair[1].gap or 0))
    return [
        [company.company, company.rank, said.rank, said.mark, said.low, said.high, said.discuss]
        for company, said in flagged
    ]
