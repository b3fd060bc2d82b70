"""An assessment on the screen: what a person wants to read first, in plain tables."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from scoring import taxonomy
from scoring.assessment import Assessment, FactorResult, Score
from scoring.cli.show import number, say, say_list, screen
from scoring.cli.show_peers import show_standing
from scoring.cli.show_verdicts import show_unasked, show_verdicts
from scoring.cli.words import WORDS
from scoring.errors import shortened
from scoring.text import Lang


def show_assessment(result: Assessment, facts: Sequence[str] = ()) -> None:
    """Composite, factors, programmes, reasons, next steps and what is unknown.

    `facts` are answers that only programmes ask for, of a company that told none of them: then these are named instead
    of verdicts.
    """
    console, words = screen(), WORDS[result.lang]
    stage = taxonomy.stages()[result.stage].in_(result.lang) if result.stage else words["stage_unknown"]
    say(console, f"{shortened(result.company)} · {stage} · {result.as_of}", "bold")
    say(console, _score_line(words["composite"], result.composite, result.lang))
    console.print(_factor_table(result.factors, result.lang))
    _show_progression(console, result)
    if facts:
        show_unasked(console, facts, result.lang)
    else:
        show_verdicts(console, result.policies, result.lang)
    show_standing(console, result.peers, result.lang)
    for name, lines in (("strengths", result.strengths), ("weaknesses", result.weaknesses)):
        say_list(console, words[name], lines)
    say_list(
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
    say_list(console, words["gaps"], [f"±{gap.width / 2:.1f} · {gap.name}" for gap in result.gaps[:5]])
    named = result.versions.model_dump().items()
    versions = words["comma"].join(f"{words[f'version_{name}']} {version}" for name, version in named)
    say(console, words["versions"].format(versions=versions), "dim")


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
    say_list(console, words["progression"], [*lines, *filter(None, (said.reasons, said.note))])


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
