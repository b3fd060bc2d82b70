"""Figures of the 2021 report on the screen: by subject and kind, with their sections and, where doubtful, notes."""

from collections import Counter
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from scoring.cli.peers_words import WORDS
from scoring.cli.show import say
from scoring.cli.wrapping import Words
from scoring.peers.report.listing import NATIONAL, subject_name
from scoring.peers.result import ReportFigure
from scoring.text import Lang

_MOST_OF_A_KIND = 3


def show_report(console: Console, figures: Sequence[ReportFigure], lang: Lang) -> None:
    """The first few figures of each kind on the city and sector; on all China where there are none."""
    chosen = _chosen(figures, lang)
    for about in dict.fromkeys(figure.about for figure in chosen):
        console.print()
        say(console, WORDS[lang]["report_on"].format(about=about), "bold")
        console.print(_table([figure for figure in chosen if figure.about == about], lang))
    if more := len(figures) - len(chosen):
        say(console, WORDS[lang]["more_figures"].format(count=more))


def _chosen(figures: Sequence[ReportFigure], lang: Lang) -> list[ReportFigure]:
    national = subject_name(NATIONAL, lang)
    local = [figure for figure in figures if figure.about != national]
    counted: Counter[tuple[str, str]] = Counter()
    chosen = []
    for figure in local or figures:
        counted[figure.about, figure.kind] += 1
        if counted[figure.about, figure.kind] <= _MOST_OF_A_KIND:
            chosen.append(figure)
    return chosen


def _table(figures: Sequence[ReportFigure], lang: Lang) -> Table:
    words = WORDS[lang]
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("kind", "figure", "report_value", "report_date", "section"):
        table.add_column(words[name])
    told = ""
    for figure in sorted(figures, key=lambda each: _first(figures, each.kind)):
        kind, told = ("" if figure.kind == told else words[f"kind_{figure.kind}"]), figure.kind
        value = figure.value + (f"\n! {figure.caution}" if figure.caution else "")
        table.add_row(*map(Words, (kind, figure.name, value, figure.as_of, figure.section)))
    return table


def _first(figures: Sequence[ReportFigure], kind: str) -> int:
    """Where a kind first stands, so that the figures of one kind stand together."""
    return next(place for place, figure in enumerate(figures) if figure.kind == kind)
