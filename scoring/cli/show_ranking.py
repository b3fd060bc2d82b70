"""A ranking on the screen: the best companies, and what the numbers rest on."""

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from scoring.assessment import THIN_COVERAGE
from scoring.cli.show import name_cell, number, say, screen
from scoring.cli.show_cohort import show_cohort
from scoring.cli.words import WORDS
from scoring.cohort.result import RankRange
from scoring.errors import shortened
from scoring.ranked_table_of import as_of_span, table_of
from scoring.ranking import Ranking

_MOST_REJECTED = 10
_MOST_NOTES = 8
_WIDEST_NAME = 28


def show_ranking(result: Ranking, top: int) -> None:
    """The best `top` companies, what was rejected, and what the numbers rest on."""
    console, words = screen(), WORDS[result.lang]
    console.print(_ranking_table(result, top))
    counted = words["counted"].format(
        ranked=len(result.ranking), rejected=len(result.rejected), as_of=as_of_span(result),
        rules=result.versions.rules, data=result.versions.data,
    )  # fmt: skip
    say(console, counted)
    thin = int((table_of(result).coverage < THIN_COVERAGE).sum())
    if thin:
        say(console, words["thin"].format(count=thin, share=f"{THIN_COVERAGE:.0%}"))
    unread = [column.header for column in result.columns if column.header and column.field is None]
    if unread:
        say(console, words["unread"].format(columns=words["comma"].join(unread)))
    show_cohort(console, result)
    _show_notes(console, result)
    _show_rejected(console, result)


def _ranking_table(result: Ranking, top: int) -> Table:
    words = WORDS[result.lang]
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(words["rank"], justify="right", no_wrap=True)
    best = result.ranking[:top]
    longest = max((cell_len(name_cell(company.company)) for company in best), default=0)
    table.add_column(
        words["company"],
        min_width=min(longest, _WIDEST_NAME),
        no_wrap=True,
        max_width=_WIDEST_NAME,
        overflow="ellipsis",
    )
    tested = result.uncertainty
    for name in ("composite", "interval", *(("range", "band", "in_top") if tested else ()), "coverage", "evidenced"):
        title = words[name].format(top=tested.top) if tested else words[name]
        table.add_column(title, justify="right", no_wrap=True)
    table.add_column(words["reasons"])  # the one that gives way where the screen is narrow
    for company in best:
        table.add_row(
            str(company.rank or "–"),
            name_cell(company.company),
            number(company.composite),
            f"{number(company.low)}–{number(company.high)}",
            *(_places(company.uncertain) if tested else ()),
            f"{company.coverage:.0%}",
            number(company.evidenced_score),
            Text("\n".join(company.reasons[:2]), no_wrap=True, overflow="ellipsis"),
        )
    return table


def _places(where: RankRange | None) -> tuple[str, str, str]:
    """The range of a company's rank, its tie band, and its chance to be in the top."""
    return (f"{where.low}–{where.high}", str(where.band), f"{where.in_top:.0%}") if where else ("–", "–", "–")


def _show_notes(console: Console, result: Ranking) -> None:
    for note in result.notes[:_MOST_NOTES]:
        place = WORDS[result.lang]["note"].format(column=note.column) if note.column else ""
        say(console, f"· {place}{note.message}", "dim")


def _show_rejected(console: Console, result: Ranking) -> None:
    words = WORDS[result.lang]
    for row in result.rejected[:_MOST_REJECTED]:
        for problem in row.problems:
            line = words["rejected_row"].format(row=row.row, company=shortened(row.company or "–"))
            line += words["note"].format(column=problem["path"]) if problem.get("path") else ""
            line += str(problem["message"])
            line += words["expected"].format(expected=problem["expected"]) if problem.get("expected") else ""
            say(console, line)
    if len(result.rejected) > _MOST_REJECTED:
        say(console, words["more_rejected"].format(count=len(result.rejected) - _MOST_REJECTED))
