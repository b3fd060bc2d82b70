"""What is said of a cohort as a whole, on the screen: how sure its order is, shortlist, judges, fairness, changes."""

from rich.console import Console

from scoring.cli.show import say, say_list
from scoring.cli.words import WORDS
from scoring.cohort.assumptions import FEWEST_DRAWS, MOST_TESTED
from scoring.ranking import Ranking

_MOST_LINES = 8
_MOST_INFLUENCES = 3
_MOVES = 0.05
"""Share of the movement below which a choice is not worth a word on the screen."""


def show_cohort(console: Console, result: Ranking) -> None:
    """Everything that is known of the cohort; nothing for a part that was not asked for."""
    _show_uncertainty(console, result)
    _show_shortlist(console, result)
    _show_judges(console, result)
    words = WORDS[result.lang]
    if result.fairness:
        title = words["fairness"].format(basis=result.fairness.basis)
        say_list(console, title if result.fairness.warnings else "", result.fairness.warnings[:_MOST_LINES])
    if result.changes:
        title = words["changes"].format(before=result.changes.before or result.changes.before_as_of)
        say_list(console, title, result.changes.in_words)


def _show_uncertainty(console: Console, result: Ranking) -> None:
    words, tested = WORDS[result.lang], result.uncertainty
    if tested is None:
        if len(result.ranking) > MOST_TESTED:
            say(console, words["untested"].format(most=f"{MOST_TESTED:,}", draws=FEWEST_DRAWS))
        return
    say(console, words["tested"].format(draws=f"{tested.draws:,}", seed=tested.seed, bands=tested.bands,
                                        shift=f"{tested.shift:.1f}"))  # fmt: skip
    strong = [each for each in tested.influences if each.total >= _MOVES][:_MOST_INFLUENCES]
    named = [words["influence"].format(name=each.name, share=f"{each.total:.0%}") for each in strong]
    if named:
        say(console, words["moves_most"].format(influences=words["comma"].join(named)))


def _show_shortlist(console: Console, result: Ranking) -> None:
    words, listed = WORDS[result.lang], result.shortlist
    if listed is None:
        return
    title = words["selected" if listed.gates else "seated"].format(
        title=listed.title, passed=listed.passed, selected=listed.selected
    )
    gates = [
        words["gate"].format(number=gate.number, name=gate.name, met=gate.met, failed=gate.failed,
                             unknown=gate.unknown, only=gate.only)
        for gate in listed.gates
    ]  # fmt: skip
    near = [words["note"].format(column=miss.company) + miss.in_words for miss in listed.near_misses[:_MOST_LINES]]
    say_list(console, title, [*gates, *near, *listed.notes])


def _show_judges(console: Console, result: Ranking) -> None:
    words, heard = WORDS[result.lang], result.judges
    if heard is None:
        return
    correlation = "–" if heard.correlation is None else f"{heard.correlation:.2f}"
    lines = [words["judged"].format(judges=len(heard.judges), judged=heard.judged, correlation=correlation)]
    lines += [words["note"].format(column=found.name) + found.in_words for found in heard.agreement]
    lines += [words["note"].format(column=judge.name) + judge.note for judge in heard.judges if judge.note]
    if heard.discuss:
        lines.append(words["discuss"].format(companies=words["comma"].join(heard.discuss[:_MOST_LINES])))
    say_list(console, words["judges"], [*lines, *heard.notes])
