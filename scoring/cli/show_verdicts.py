"""What official programmes say of a company, on the screen."""

from collections.abc import Sequence
from typing import Final

from rich.console import Console

from scoring.cli.policies_words import WORDS
from scoring.cli.show import say
from scoring.policies.result import PolicyCondition, PolicyItem, PolicyResult
from scoring.text import Lang

_MOST_MISSING: Final = 6
_MOST_FACTS: Final = 4


def show_verdicts(console: Console, results: Sequence[PolicyResult], lang: Lang) -> None:
    """What each programme says of a company: verdict, points, the fewest changes, what is missing or odd."""
    words = WORDS[lang]
    if not results:
        return
    say(console, words["programmes"], "bold")
    for each in results:
        say(console, f"  {words['says'].format(name=each.name, in_words=each.in_words)}")
        for line in _about(each, lang):
            say(console, f"    {line}")
    say(console, f"  {words['check']}", "dim")


def show_unasked(console: Console, facts: Sequence[str], lang: Lang) -> None:
    """What a company has to tell before programmes can say anything of it: accounts, and `facts` (ids of answers)."""
    words = WORDS[lang]
    say(console, words["nothing_told"].format(facts=words["comma"].join(facts[:_MOST_FACTS])))


def _about(each: PolicyResult, lang: Lang) -> list[str]:
    words = WORDS[lang]
    lines = [each.near_miss.in_words] if each.near_miss else []
    if each.missing:
        told = words["comma"].join(each.missing[:_MOST_MISSING])
        if (more := len(each.missing) - _MOST_MISSING) > 0:
            told = words["more_missing"].format(answers=told, count=more)
        lines.append(words["missing"].format(answers=told))
    lines += [f"! {remark}" for remark in each.remarks]
    if alone := _single_source(each):
        lines.append(words["single_source"].format(names=words["comma"].join(alone)))
    if each.cautions:
        lines.append(words["cautions_at"].format(count=len(each.cautions), programme=each.programme))
    return lines


def _single_source(each: PolicyResult) -> list[str]:
    """Conditions and items whose figure only one source tells."""
    items = [item for group in (each.score.groups if each.score else []) for item in group.items]
    figures: list[PolicyCondition | PolicyItem] = [*each.gates, *each.routes, *items]
    return [figure.name for figure in figures if figure.sources == 1]
