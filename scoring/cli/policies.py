"""`upslope policies`: which official programmes there are on a day, and all that one of them wants."""

from datetime import date
from pathlib import Path

import typer

from scoring.cli.console import Failure, as_of_date, explained, language, rule_book
from scoring.cli.policies_words import WORDS
from scoring.cli.show_policies import show_listing, show_programme
from scoring.output.files import as_json, write_bytes
from scoring.policies.evaluate import programmes_of
from scoring.policies.lister import listed
from scoring.policies.listing import PolicyListing
from scoring.rulesets.book import RuleBook
from scoring.taxonomy import normalise
from scoring.text import Lang


def run(
    programme: str | None, as_of: str | None, rules: Path | None, form: str, output: Path | None, lang: str
) -> None:
    """List the programmes as of a day, or show the one that `programme` names."""
    chosen = language(lang)
    day = as_of_date(as_of, chosen) or date.today()
    _check(form, output, chosen)
    book = rule_book(rules, None, chosen)
    listing = listed(day, chosen, book)
    if programme is not None:
        listing = _only(listing, _found(programme, book, chosen))
    if output:
        with explained(chosen):
            write_bytes(output, as_json(listing))
    if form == "json" and not output:
        typer.echo(as_json(listing).decode(), nl=False)
    elif form == "text":
        if programme is None:
            show_listing(listing, chosen)
        else:
            show_programme(listing.programmes[0], day, chosen)
        if output:
            typer.echo(WORDS[chosen]["written"].format(path=output))


def _check(form: str, output: Path | None, lang: Lang) -> None:
    if form not in ("text", "json"):
        raise Failure(WORDS[lang]["bad_form"].format(found=repr(form)))
    if output and output.suffix.lower() != ".json":
        raise Failure(WORDS[lang]["bad_output"].format(found=repr(output.name)))


def _found(asked: str, book: RuleBook, lang: Lang) -> str:
    """The programme that a text names by its id or its name in either language. Raises Failure."""
    for pack in book.packs:
        if normalise(asked) in map(normalise, (pack.programme, pack.name.en, pack.name.zh)):
            return pack.programme
    words = WORDS[lang]
    known = [
        words["named"].format(id=each.id, name=each.versions[-1].name.in_(lang)) for each in programmes_of(book.packs)
    ]
    raise Failure(words["unknown"].format(asked=asked, known=words["comma"].join(known) or words["none_known"]))


def _only(listing: PolicyListing, programme: str) -> PolicyListing:
    chosen = [each for each in listing.programmes if each.programme == programme]
    return listing.model_copy(update={"programmes": chosen})
