"""The sheet of official programmes: what each rests on, and verdict and points of every company."""

from collections.abc import Sequence
from typing import Any, Final

from scoring.output.column import rows_of
from scoring.output.heading import Heading
from scoring.output.programmes_table import programme_columns, programme_headings
from scoring.output.ranked_cells import SEPARATOR
from scoring.output.workbook.book import GOOD, WARN, Book
from scoring.output.workbook.listing import Listing
from scoring.output.workbook.page import Page
from scoring.policies.report import VERDICT_WORDS
from scoring.policies.result import Verdict
from scoring.ranked_table_of import table_of
from scoring.ranking import RankedProgramme, Ranking
from scoring.text import Lang, both

_NAME: Final = both("Programmes", "政策资质")
_COMPANY: Final = [Heading("company", "Company", "公司", 34), Heading("rank", "Rank", "名次", 8, "whole")]
_LOOKS: Final[dict[Verdict, dict[str, object]]] = {
    "qualifies": {"font_color": GOOD, "bg_color": "#E1F0E6", "bold": True},
    "may": {"font_color": "#7A5200", "bg_color": "#FBF1D9"},
    "does_not": {"font_color": WARN, "bg_color": "#FBE6DE"},
    "cannot_say": {"font_color": "#4F5B66", "bg_color": "#EEF1F3"},
    "not_in_force": {"font_color": "#4F5B66", "italic": True},
}
_WORDS: Final = {
    "say": both(
        "Worked out from what the table tells; only the authority decides. Points lie between low and high: what is "
        "not answered, or left to the authority's judgement, keeps them apart.",
        "按表中信息测算，最终以主管部门认定为准。得分给出上下限：未回答的问题和由主管部门判断的事项，都会使上下限拉开。",
    ),
    "may": both(
        "{may}: nothing is missing, but the authority's judgement or a value known as a band decides. {cannot_say}: an "
        "answer is missing that decides.",
        "{may}：信息已齐，结果取决于主管部门的判断，或取决于只知道范围的数值。{cannot_say}：缺少能决定结果的信息。",
    ),
    "basis": both("What they rest on", "测算依据"),
    "points": both("at most {max} points", "满分 {max} 分"),
    "one_source": both(
        "{count} figures rest on a single source: confirm them", "其中 {count} 个数字只有一个来源，请核实"
    ),
    "untold": both("no company gives {names}: add columns for them", "没有企业填写{names}，补上这些列才能得出更多结论"),
    "one_figure": both("1 figure rests on a single source: confirm it", "其中 1 个数字只有一个来源，请核实"),
    "none": both("no version in force on the as-of date", "评估基准日没有现行标准"),
    "companies": both("Companies", "各企业结果"),
    "low": both("Points, low", "得分下限"),
    "high": both("Points, high", "得分上限"),
}
_STOP: Final[dict[Lang, str]] = {"en": ". ", "zh": "。"}


def add_programmes(book: Book, result: Ranking) -> None:
    """Add the sheet."""
    if not result.programmes:
        return
    headings = [*_COMPANY, *(_short(heading) for heading in programme_headings(result))]
    page = Page(book, _NAME, [heading.width for heading in headings])
    page.title(book.say(_NAME))
    page.paragraph(book.say(_WORDS["say"]))
    page.paragraph(book.say(_WORDS["may"], **{name: book.say(words) for name, words in VERDICT_WORDS.items()}))
    page.heading(book.say(_WORDS["basis"]))
    for programme in result.programmes:
        page.fact(programme.name, _basis(book, programme))
    page.heading(book.say(_WORDS["companies"]))
    table = page.table(headings, _rows(result, headings))
    page.sheet.autofilter(table.first - 1, 0, table.last, len(headings) - 1)
    page.sheet.repeat_rows(table.first - 1)
    _colour(book, table, headings)


def _short(heading: Heading) -> Heading:
    """A heading of points beside the verdict that it belongs to needs no name."""
    if heading.kind == "text":
        return heading
    words = _WORDS["low" if heading.key.endswith("_low") else "high"]
    return heading._replace(en=words.en, zh=words.zh)


def _rows(result: Ranking, headings: Sequence[Heading]) -> list[tuple[Any, ...]]:
    table = table_of(result)
    return list(rows_of(headings, [table.company, table.rank, *programme_columns(result, table)]))


def _basis(book: Book, programme: RankedProgramme) -> str:
    """Documents with their numbers, points, how much rests on one source, with whom to check."""
    said = [*programme.documents] or [book.say(_WORDS["none"])]
    if programme.points_max is not None:
        said.append(book.say(_WORDS["points"], max=f"{programme.points_max:g}"))
    if count := programme.single_source:
        said.append(book.say(_WORDS["one_figure" if count == 1 else "one_source"], count=count))
    if programme.untold:
        said.append(book.say(_WORDS["untold"], names=("、" if book.lang == "zh" else ", ").join(programme.untold)))
    text = SEPARATOR[book.lang].join(said)
    return f"{text}{_STOP[book.lang]}{programme.check}" if programme.check else text


def _colour(book: Book, table: Listing, headings: Sequence[Heading]) -> None:
    """Verdicts stand out by colour beside their words."""
    for place, heading in enumerate(headings):
        if place < len(_COMPANY) or heading.kind != "text":
            continue
        for verdict, look in _LOOKS.items():
            words = VERDICT_WORDS[verdict].in_(book.lang)
            rule = {"type": "cell", "criteria": "==", "value": f'"{words}"', "format": book.style(**look)}
            table.sheet.conditional_format(table.first, place, table.last, place, rule)
