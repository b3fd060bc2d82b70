"""`upslope rules check`: is a folder of rule sets sound?"""

from pathlib import Path

import typer

from scoring.cli.console import explained, language
from scoring.cli.words import WORDS
from scoring.errors import InputError
from scoring.report_facts import facts
from scoring.resources import resource
from scoring.rulesets.book import load_book, reference_problems


def run(folder: Path | None, lang: str) -> None:
    """Check `folder`; faults go to standard error, one a line, with exit status 2."""
    chosen = language(lang)
    folder = folder or resource("rules")
    with explained(chosen):
        book = load_book(folder)
        problems = reference_problems(folder, list(facts()))
        if problems:
            raise InputError(problems)
    asked = book.asked()
    count = sum(len(rules.characteristics) for rules in book.rule_sets)
    short = sum(bool(item.ask and item.ask.short) for item in asked)
    words = WORDS[chosen]["sound"]
    sets, packs, version = len(book.rule_sets), len(book.packs), book.version
    typer.echo(
        words.format(
            folder=folder.resolve().name,
            sets=sets,
            packs=packs,
            count=count,
            asked=len(asked),
            short=short,
            version=version,
        )
    )
