"""Results on the screen: what a person wants to read first, in plain tables."""

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table

from scoring import taxonomy
from scoring.assessment import Assessment, FactorResult, Score
from scoring.cli.console import printable
from scoring.cli.words import WORDS
from scoring.errors import shortened
from scoring.ranking import Ranking
from scoring.text import Lang

_MOST_REJECTED = 10
_MOST_NOTES = 8
_PIPED_WIDTH = 140
_THIN = 0.2
"""Coverage below which a place in the order says little."""
_WIDEST_NAME = 28


def show_ranking(result: Ranking, top: int) -> None:
    """The best `top` companies, what was rejected, and what the numbers rest on."""
    console, words = _console(), WORDS[result.lang]
    console.print(_ranking_table(result, top))
    counted = words["counted"].format(
        ranked=len(result.ranking), rejected=len(result.rejected), as_of=result.as_of_span,
        rules=result.versions.rules, data=result.versions.data,
    )  # fmt: skip
    _say(console, counted)
    thin = sum(company.coverage < _THIN for company in result.ranking)
    if thin:
        _say(console, words["thin"].format(count=thin, share=f"{_THIN:.0%}"))
    unread = [column.header for column in result.columns if column.header and column.field is None]
    if unread:
        _say(console, words["unread"].format(columns=words["comma"].join(unread)))
    _show_notes(console, result)
    _show_rejected(console, result)


def _console() -> Console:
    """The screen; piped output is as wide as its reasons need."""
    console = Console()
    return console if console.is_terminal else Console(width=_PIPED_WIDTH)


def _ranking_table(result: Ranking, top: int) -> Table:
    words = WORDS[result.lang]
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(words["rank"], justify="right")
    longest = max((cell_len(_name(company.company)) for company in result.ranking[:top]), default=0)
    table.add_column(words["company"], min_width=min(longest, _WIDEST_NAME), overflow="fold")
    for name in ("composite", "interval", "coverage", "evidenced"):
        table.add_column(words[name], justify="right", no_wrap=True)
    table.add_column(words["reasons"], no_wrap=True, overflow="ellipsis", ratio=1)
    for company in result.ranking[:top]:
        table.add_row(
            str(company.rank or "–"),
            _name(company.company),
            number(company.composite),
            f"{number(company.low)}–{number(company.high)}",
            f"{company.coverage:.0%}",
            number(company.evidenced_score),
            "\n".join(company.reasons[:2]).replace("[", r"\["),
        )
    return table


def _show_notes(console: Console, result: Ranking) -> None:
    for note in result.notes[:_MOST_NOTES]:
        place = WORDS[result.lang]["note"].format(column=note.column) if note.column else ""
        _say(console, f"· {place}{note.message}", "dim")


def _show_rejected(console: Console, result: Ranking) -> None:
    words = WORDS[result.lang]
    for row in result.rejected[:_MOST_REJECTED]:
        for problem in row.problems:
            line = words["rejected_row"].format(row=row.row, company=shortened(row.company or "–"))
            line += words["note"].format(column=problem["path"]) if problem.get("path") else ""
            line += str(problem["message"])
            line += words["expected"].format(expected=problem["expected"]) if problem.get("expected") else ""
            _say(console, line)
    if len(result.rejected) > _MOST_REJECTED:
        _say(console, words["more_rejected"].format(count=len(result.rejected) - _MOST_REJECTED))


def show_assessment(result: Assessment) -> None:
    """Composite, factors, reasons, next steps and what is unknown."""
    console, words = _console(), WORDS[result.lang]
    stage = taxonomy.stages()[result.stage].in_(result.lang) if result.stage else words["stage_unknown"]
    _say(console, f"{shortened(result.company)} · {stage} · {result.as_of}", "bold")
    _say(console, _score_line(words["composite"], result.composite, result.lang))
    console.print(_factor_table(result.factors, result.lang))
    _show_progression(console, result)
    for name, lines in (("strengths", result.strengths), ("weaknesses", result.weaknesses)):
        _show_list(console, words[name], lines)
    _show_list(
        console,
        words["next_steps"],
        [
            words["step"].format(
                gain=number(step.gain), name=step.name, action=step.action, effort=words[step.effort],
                section=step.section,
            )
            for step in result.next_steps
        ],
    )  # fmt: skip
    _show_list(console, words["gaps"], [f"±{gap.width / 2:.1f} · {gap.name}" for gap in result.gaps[:5]])
    named = result.versions.model_dump().items()
    versions = words["comma"].join(f"{words[f'version_{name}']} {version}" for name, version in named)
    _say(console, words["versions"].format(versions=versions), "dim")


def _show_progression(console: Console, result: Assessment) -> None:
    said, words = result.progression, WORDS[result.lang]
    lines = [
        words["within"].format(
            months=each.months, probability=f"{each.probability:.0%}", low=f"{each.low:.0%}", high=f"{each.high:.0%}"
        )
        for each in said.horizons
    ]
    if said.standing is not None:
        lines.append(words["standing"].format(standing=f"{said.standing:.0f}", weight=f"{said.weight:g}"))
    _show_list(console, words["progression"], [*lines, *filter(None, (said.reasons, said.note))])


def _factor_table(factors: list[FactorResult], lang: Lang) -> Table:
    words = WORDS[lang]
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(words["factor"])
    for name in ("weight", "score", "interval", "coverage", "evidenced"):
        table.add_column(words[name], justify="right", no_wrap=True)
    for factor in factors:
        table.add_row(
            factor.name, f"{factor.weight:g}%", number(factor.score),
            f"{number(factor.low)}–{number(factor.high)}", f"{factor.coverage:.0%}", number(factor.evidenced_score),
        )  # fmt: skip
    return table


def _score_line(label: str, score: Score, lang: Lang) -> str:
    words = WORDS[lang]
    return words["score_line"].format(
        label=label, score=number(score.score), low=number(score.low), high=number(score.high),
        coverage=f"{score.coverage:.0%}", evidenced=number(score.evidenced_score),
    )  # fmt: skip


def _show_list(console: Console, title: str, lines: list[str]) -> None:
    if lines:
        console.print(title, style="bold")
    for line in lines:
        _say(console, f"  {line}")


def _say(console: Console, text: str, style: str | None = None) -> None:
    """Print text that may come from a file: as it stands, without control characters."""
    console.print(printable(text), markup=False, highlight=False, style=style)


def _name(company: str) -> str:
    """A company's name for a cell of a table: of a length that leaves room, and no markup."""
    return shortened(printable(company)).replace("[", r"\[")


def number(value: float | None) -> str:
    """A score to one decimal; a dash for none."""
    return "–" if value is None else f"{value:.1f}"
