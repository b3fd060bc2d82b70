"""`upslope versus`: two companies of a table compared, on the screen or as JSON."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import typer
from rich.table import Table

from scoring.cli.cohort_options import Reading
from scoring.cli.console import Failure, explained, spare_the_input
from scoring.cli.show import name_cell, number, say, screen
from scoring.cli.words import WORDS
from scoring.cohort.assumptions import Assumptions
from scoring.cohort.cohort import Cohort
from scoring.cohort.differences import PROGRESSION, PROGRESSION_NAME
from scoring.cohort.finding import find_company
from scoring.cohort.result import DifferenceLine, Versus
from scoring.cohort.versus import versus
from scoring.errors import Wrong
from scoring.output.files import as_json, write_bytes
from scoring.text import Lang

_MOST_LINES: Final = 12


def run(table: Path, first: str, second: str, reading: Reading, assumptions: Assumptions, output: Path | None) -> None:
    """Compare the companies `first` and `second` of the file `table`."""
    lang = reading.lang
    spare_the_input(output, table, reading.mapping, reading.weights, lang=lang)
    cohort = reading.cohort(table)
    try:
        places = [find_company(cohort, asked) for asked in (first, second)]
        result = versus(cohort, *places, assumptions=assumptions, lang=lang)
    except Wrong as wrong:
        expected = f"（应为：{wrong.expected.zh}）" if wrong.expected else ""
        raise Failure(f"{wrong.text.zh}{expected}" if lang == "zh" else str(wrong)) from None
    if output:
        with explained(lang):
            write_bytes(output, as_json(result))
        typer.echo(f"→ {output}")
    _show(result, cohort, lang)


def _show(result: Versus, cohort: Cohort, lang: Lang) -> None:
    """In a sentence, by factor, and by the findings that matter most; the last line of each table is the whole."""
    console = screen()
    names = {rules.id: rules.name.in_(lang) for rules in cohort.scored.book.rule_sets}
    names[PROGRESSION] = PROGRESSION_NAME.in_(lang)
    say(console, result.in_words, "bold")
    console.print(_factors(result, names, lang))
    console.print(_findings(result, names, lang))


def _factors(result: Versus, names: Mapping[str, str], lang: Lang) -> Table:
    table = _table(WORDS[lang]["factor"], WORDS[lang]["difference"])
    for factor, difference in result.factors.items():
        if difference:
            table.add_row(names[factor], f"{difference:+.2f}")
    table.add_row(WORDS[lang]["composite"], f"{result.difference:+.2f}", style="bold")
    return table


def _findings(result: Versus, names: Mapping[str, str], lang: Lang) -> Table:
    words = WORDS[lang]
    sides = [name_cell(side.company) for side in (result.first, result.second)]
    table = _table(words["finding"], *sides, words["difference"])
    table.add_column("", overflow="fold", ratio=1)
    for line in result.lines[:_MOST_LINES]:
        about = f"{line.name} · {names[line.factor]}" if line.factor else line.name
        says = f"{_says(line, 0, lang)} / {_says(line, 1, lang)}".replace("[", r"\[")
        table.add_row(about, f"{line.first:.2f}", f"{line.second:.2f}", f"{line.difference:+.2f}", says)
    if rest := result.lines[_MOST_LINES:]:
        total = sum(line.difference for line in rest)
        table.add_row(words["smaller"].format(count=len(rest)), "", "", f"{total:+.2f}", "")
    ends = [number(side.composite) for side in (result.first, result.second)]
    table.add_row(words["composite"], *ends, f"{result.difference:+.2f}", "", style="bold")
    return table


def _table(title: str, *numbers: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(title, overflow="fold")
    for name in numbers:
        table.add_column(name, justify="right", overflow="fold", max_width=20)
    return table


def _says(line: DifferenceLine, side: int, lang: Lang) -> str:
    """What the finding of the first (0) or second (1) company says."""
    states, says = (line.first_state, line.second_state), (line.first_says, line.second_says)
    return says[side] or WORDS[lang][states[side]]
