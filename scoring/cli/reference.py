"""`upslope reference build`: company lists in, the aggregates of the reference population out."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typer

from scoring.cli.console import Failure, explained, language
from scoring.cli.peers_words import WORDS
from scoring.cli.progress import progress_bar
from scoring.errors import InputError
from scoring.output.files import write_bytes
from scoring.peers.building.sources import SOURCES, build
from scoring.text import Lang, both


def run(data: Path, output: Path, lang: str) -> None:
    """Read every source in the folder `data` and write a file each into `output`: all of them or none."""
    chosen = language(lang)
    _check(data, chosen)
    with explained(chosen), TemporaryDirectory() as fresh:
        written = _built(data, Path(fresh), chosen)
        output.mkdir(parents=True, exist_ok=True)
        for path, _ in written:
            write_bytes(output / path.name, path.read_bytes())
    for path, document in written:
        typer.echo(_told(path.name, document, chosen))
    typer.echo(WORDS[chosen]["written"].format(path=output))


def _check(data: Path, lang: Lang) -> None:
    """Refuse a folder without the sources before any of them is read."""
    words, named = WORDS[lang], [source.id for source in SOURCES]
    folders = words["comma"].join(named)
    if not data.is_dir():
        raise Failure(words["no_data"].format(folder=data, folders=folders))
    missing = [name for name in named if not (data / name).is_dir()]
    if missing:
        found = words["comma"].join(missing)
        raise Failure(words["no_source"].format(folder=data, found=found, folders=folders))


def _built(data: Path, fresh: Path, lang: Lang) -> list[tuple[Path, dict[str, Any]]]:
    """Build into the folder `fresh`; a fault names the source too, since several have files of the same name."""
    names = {source.id: both(source.en, source.zh) for source in SOURCES}
    begun: list[str] = []
    with progress_bar(lang) as tell:

        def begin(source: str) -> None:
            begun.append(source)
            tell(names[source], len(begun) - 1, len(names))

        try:
            return build(data, fresh, begin)
        except InputError as error:
            found = [replace(problem, where=f"{begun[-1]}/{problem.where}") for problem in error.problems]
            raise InputError(found) from None


def _told(name: str, document: dict[str, Any], lang: Lang) -> str:
    parts = [*document["measures"].values(), *document.get("rates", {}).values(), document.get("stage_mix", {})]
    cells = sum(len(part.get("cells", {})) for part in parts)
    companies = f"{document['companies']:,}"
    return WORDS[lang]["built"].format(file=name, companies=companies, cells=f"{cells:,}", vintage=document["vintage"])
