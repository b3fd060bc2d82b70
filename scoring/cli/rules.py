"""`upslope rules check`: is a folder of rule sets sound?"""

from pathlib import Path

import typer

from scoring.cli.console import Failure, explained
from scoring.report_facts import facts
from scoring.resources import resource
from scoring.rulesets.book import load_book, reference_problems


def run(folder: Path | None) -> None:
    """Check `folder`; faults go to standard error, one a line, with exit status 2."""
    folder = folder or resource("rules")
    with explained():
        book = load_book(folder)
    problems = reference_problems(folder, list(facts()))
    if problems:
        raise Failure("\n".join(map(str, problems)))
    asked = book.asked()
    count = sum(len(rules.characteristics) for rules in book.rule_sets)
    short = sum(bool(item.ask and item.ask.short) for item in asked)
    typer.echo(
        f"{folder.name}: {len(book.rule_sets)} rule sets, {count} characteristics, "
        f"{len(asked)} questions ({short} in the short form): sound; version {book.version}"
    )
