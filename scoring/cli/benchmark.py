"""`upslope benchmark`: the peers of a city, sector and stage, without any company."""

from collections.abc import Iterator
from pathlib import Path

import typer

from scoring.cli.console import Failure, explained, language
from scoring.cli.peers_words import WORDS
from scoring.cli.show import say, screen
from scoring.cli.show_peers import show_picture
from scoring.cli.show_report import show_report
from scoring.output.files import as_json, write_bytes
from scoring.peers.groups import Group, group_name
from scoring.peers.picture import benchmark_svg, mix_svg, rate_svg
from scoring.peers.query import PeerQuery, peer_query
from scoring.peers.result import PeerPicture
from scoring.text import Lang

NATION = "china"
"""Where no city is given."""


def run(
    city: str | None,
    sector: str | None,
    stage: str | None,
    form: str,
    output: Path | None,
    pictures: Path | None,
    lang: str,
) -> None:
    """Show the peer picture; each of `city`, `sector` and `stage` may be None or any known name."""
    chosen = language(lang)
    _check(form, output, chosen)
    with explained(chosen):
        query = peer_query({"city": city, "sector": sector, "stage": stage}, "--{}".format)
        picture = query.picture(chosen)
        if output:
            write_bytes(output, as_json(picture))
        drawn = _write_pictures(pictures, picture, chosen) if pictures else 0
    if form == "json" and not output:
        typer.echo(as_json(picture).decode(), nl=False)
    elif form == "text":
        _show(query, picture, chosen)
        _tell(output, pictures, drawn, chosen)


def _check(form: str, output: Path | None, lang: Lang) -> None:
    if form not in ("text", "json"):
        raise Failure(WORDS[lang]["bad_form"].format(found=repr(form)))
    if output and output.suffix.lower() != ".json":
        raise Failure(WORDS[lang]["bad_output"].format(found=repr(output.name)))


def _show(query: PeerQuery, picture: PeerPicture, lang: Lang) -> None:
    console = screen()
    asked = group_name(Group(query.city or NATION, query.sector, query.stage)).in_(lang)
    say(console, WORDS[lang]["peers_of"].format(group=asked), "bold")
    show_picture(console, picture, lang)
    show_report(console, picture.report, lang)


def _tell(output: Path | None, pictures: Path | None, drawn: int, lang: Lang) -> None:
    if output:
        typer.echo(WORDS[lang]["written"].format(path=output))
    if pictures:
        typer.echo(WORDS[lang]["pictures"].format(folder=pictures, count=drawn))


def _write_pictures(folder: Path, picture: PeerPicture, lang: Lang) -> int:
    """Write a picture for each measure; returns how many."""
    folder.mkdir(parents=True, exist_ok=True)
    drawn = dict(_pictures(picture, lang))
    for name, svg in drawn.items():
        write_bytes(folder / f"{name}.svg", svg.encode())
    return len(drawn)


def _pictures(picture: PeerPicture, lang: Lang) -> Iterator[tuple[str, str]]:
    for benchmark in picture.benchmarks:
        yield benchmark.measure, benchmark_svg(benchmark, lang)
    for rate in picture.rates:
        yield rate.measure, rate_svg(rate, lang)
    if picture.stage_mix:
        yield "stage_mix", mix_svg(picture.stage_mix, lang)
