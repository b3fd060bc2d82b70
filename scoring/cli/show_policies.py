"""Official programmes on the screen: the list of them, and one with all its conditions."""

from collections.abc import Sequence
from datetime import date

from rich.console import Console

from scoring.cli.policies_words import WORDS
from scoring.cli.show import say, say_list, screen
from scoring.policies.listing import ListedProgramme, PolicyListing
from scoring.policies.listing_parts import ListedCondition, ListedItem, ListedScore
from scoring.text import Lang


def show_listing(listing: PolicyListing, lang: Lang) -> None:
    """All programmes, a few lines each."""
    console, words = screen(), WORDS[lang]
    if not listing.programmes:
        say(console, words["no_packs"])
        return
    say(console, words["title"].format(as_of=listing.as_of, version=listing.version), "bold")
    for each in listing.programmes:
        console.print()
        say(console, words["head"].format(id=each.programme, name=each.name), "bold")
        for line in _head(each, listing.as_of, lang):
            say(console, f"  {line}")
        if each.check:
            say(console, f"  {each.check}", "dim")
    console.print()
    say(console, words["more"].format(example=listing.programmes[0].programme))


def show_programme(each: ListedProgramme, day: date, lang: Lang) -> None:
    """One programme: documents, every condition with clause and sources, points, papers, cautions."""
    console, words = screen(), WORDS[lang]
    say(console, words["head"].format(id=each.programme, name=each.name), "bold")
    for line in _head(each, day, lang):
        say(console, f"  {line}")
    for document in each.documents:
        if document.address:
            say(console, f"  {words['address'].format(address=document.address)}", "dim")
    if each.outcome:
        say(console, f"  {words['outcome'].format(outcome=each.outcome)}")
    _show_conditions(console, words["gates_title"], each.gates, lang)
    if each.score:
        _show_score(console, each.score, lang)
    _show_conditions(console, words["routes_title"], each.routes, lang)
    say_list(console, words["papers"], each.papers)
    say_list(console, words["cautions"], each.cautions)
    if each.check:
        say(console, each.check, "bold")


def _head(each: ListedProgramme, day: date, lang: Lang) -> list[str]:
    """Documents, dates, what it takes to pass, how sure the figures are, and the status."""
    words = WORDS[lang]
    if not each.in_force:
        versions = words["semicolon"].join(each.versions)
        return [words["not_in_force"].format(as_of=day, versions=versions)]
    named = [words["document"].format(name=document.name, number=document.number) for document in each.documents]
    dates = "until" if each.effective_to else "since"
    return [
        *named,
        words[dates].format(start=each.effective_from, end=each.effective_to),
        words["pass"].format(parts=_to_pass(each, lang)),
        words["figures"].format(count=each.figures, single=each.single_source, cautions=len(each.cautions)),
        words["status"].format(status=each.status),
    ]


def _to_pass(each: ListedProgramme, lang: Lang) -> str:
    words = WORDS[lang]
    count = len(each.gates)
    parts = [words["gates_one" if count == 1 else "gates"].format(count=count)]
    if each.score:
        parts.append(words["points"].format(wanted=each.score.wanted, max=f"{each.score.max:g}"))
    said = words["and"].join(parts)
    if routes := len(each.routes):
        said = words["route_one" if routes == 1 else "routes"].format(parts=said, count=routes)
    return said


def _show_conditions(console: Console, title: str, conditions: Sequence[ListedCondition], lang: Lang) -> None:
    if not conditions:
        return
    say(console, title, "bold")
    for each in conditions:
        flags = [name for name in ("judged", "fixed") if getattr(each, name)]
        say(console, f"  {_named(each.name, [each.clause, *_sources(each.sources, lang, *flags)], lang)}")
        say(console, f"    {each.wanted}")


def _show_score(console: Console, score: ListedScore, lang: Lang) -> None:
    words = WORDS[lang]
    (sources,) = _sources(score.sources, lang)
    title = words["score_title"].format(
        name=score.name, wanted=score.wanted, max=f"{score.max:g}", clause=score.clause, sources=sources
    )
    say(console, title, "bold")
    for group in score.groups:
        minimum = words["minimum"].format(minimum=group.minimum) if group.minimum else ""
        say(console, f"  {words['group'].format(name=group.name, max=f'{group.max:g}')}{minimum}")
        for item in group.items:
            _show_item(console, item, lang)


def _show_item(console: Console, item: ListedItem, lang: Lang) -> None:
    words = WORDS[lang]
    most = words["at_most"].format(max=f"{item.max:g}")
    about = [most, item.clause, *_sources(item.sources, lang, *(["judged"] if item.judged else []))]
    say(console, f"    {_named(item.name, about, lang)}")
    for each in item.calculations:
        bands = [words["band"].format(says=band.says, points=band.points) for band in each.bands]
        line = words["points_of"].format(name=each.name, bands=words["semicolon"].join(bands))
        say(console, f"      {line}")


def _named(name: str, about: Sequence[str], lang: Lang) -> str:
    words = WORDS[lang]
    return words["about"].format(name=name, about=words["semicolon"].join(about))


def _sources(count: int, lang: Lang, *flags: str) -> list[str]:
    """How many sources agree, and what else is said of a figure."""
    words = WORDS[lang]
    return [words["sources_one" if count == 1 else "sources"].format(count=count), *(words[flag] for flag in flags)]
