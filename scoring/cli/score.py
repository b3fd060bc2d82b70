"""`upslope score`: any number of companies, each scored by itself, in parts."""

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import typer

from scoring.cli.console import Failure, as_of_date, explained, language, printable, rule_book, spare_the_input
from scoring.cli.progress import progress_bar
from scoring.cli.score_words import PARTS, WORDS
from scoring.intake.headings.mapping import read_mapping
from scoring.rulesets.book import RuleBook
from scoring.scale.cluster import check_workers, connected, score_on
from scoring.scale.folder import clear, held, make_ready
from scoring.scale.inputs import files_of
from scoring.scale.job import Done, Job
from scoring.scale.joining import WRITERS
from scoring.scale.parts import Part, parts_of
from scoring.scale.running import Tell, score_here
from scoring.scale.sameness import makings
from scoring.scale.summary import summary_of, write_summary
from scoring.text import Lang

_MOST_SHOWN = 5


@dataclass(frozen=True)
class Place:
    """Options as typed: where the work is done."""

    scheduler: str | None
    processes: int | None


def run(
    tables: Sequence[str],
    output: Path,
    place: Place,
    overwrite: bool,
    weights: Path | None,
    rules: Path | None,
    mapping: Path | None,
    as_of: str | None,
    lang: str,
) -> None:
    """Score the companies of `tables` into a folder of Parquet files, or into one .parquet or .csv file."""
    chosen = language(lang)
    day = as_of_date(as_of, chosen) or date.today()
    _check_place(place, output, chosen)
    book = rule_book(rules, weights, chosen)
    with explained(chosen):
        files = files_of(tables)
        for file in files:
            spare_the_input(output if _is_file(output) else None, file, lang=chosen)
        mapped = read_mapping(mapping, book) if mapping else None
        parts = parts_of(files, book, mapped)
        with _folder(output, files, overwrite) as folder:
            job = Job(folder, day, chosen, mapped, makings())
            done = _scored(parts, job, book, place)
            summary = summary_of(done, job, book)
            if _is_file(output):
                written = [folder / part.name for part in parts]
                WRITERS[output.suffix.lower()](written, output, book, chosen)
            else:
                clear(folder, {part.name for part in parts})
                write_summary(folder, summary)
    _tell(summary, len(files), output, chosen)


def _scored(parts: Sequence[Part], job: Job, book: RuleBook, place: Place) -> list[Done]:
    with progress_bar(job.lang) as progress:

        def tell(done: int, of: int) -> None:
            progress(PARTS, done, of)

        try:
            return _where(parts, job, book, place, tell)
        except KeyboardInterrupt:
            typer.echo(f"\nupslope: {WORDS[job.lang]['stopped']}", err=True)
            raise


def _where(parts: Sequence[Part], job: Job, book: RuleBook, place: Place, tell: Tell) -> list[Done]:
    if place.scheduler is None:
        clear(job.folder)
        return score_here(parts, job, book, place.processes, tell)
    with connected(place.scheduler) as client:
        check_workers(client, job.makings, job.folder)
        clear(job.folder)
        return score_on(client, parts, job, book, tell)


def _check_place(place: Place, output: Path, lang: Lang) -> None:
    words = WORDS[lang]
    if place.scheduler is not None and place.processes is not None:
        raise Failure(words["either"])
    if output.suffix and not output.is_dir() and not _is_file(output):
        raise Failure(words["bad_output"].format(found=repr(output.name)))
    if not output.absolute().parent.is_dir():
        raise Failure(words["no_folder"].format(folder=output.absolute().parent))


def _is_file(output: Path) -> bool:
    return output.suffix.lower() in WRITERS and not output.is_dir()


@contextmanager
def _folder(output: Path, files: Sequence[Path], overwrite: bool) -> Iterator[Path]:
    """Where the parts go: the folder asked for, or one beside a single file that is gone in the end."""
    if not _is_file(output):
        make_ready(output, files, overwrite=overwrite)
        with held(output.absolute()):
            yield output.absolute()
        return
    beside = Path(tempfile.mkdtemp(prefix=f".{output.name}.", dir=output.absolute().parent))
    try:
        beside.chmod(0o755)
        yield beside
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _tell(summary: dict[str, Any], files: int, output: Path, lang: Lang) -> None:
    words, versions = WORDS[lang], summary["versions"]
    scored, rejected = summary["companies"], summary["rejected"]
    counts = {"scored": f"{scored:,}", "rejected": f"{rejected:,}", "files": f"{files:,}"}
    nouns = {
        "companies": "company" if scored == 1 else "companies",
        "rows": "row" if rejected == 1 else "rows",
        "tables": "file" if files == 1 else "files",
    }
    typer.echo(words["counted"].format(**counts, **nouns))
    typer.echo(words["made"].format(as_of=summary["as_of"], **versions))
    for note in summary["notes"][:_MOST_SHOWN]:
        typer.echo(printable(f"· {_column(note['column'], words)}{note['message']}"))
    if (more := len(summary["notes"]) - _MOST_SHOWN) > 0:
        typer.echo(words["more_notes"].format(more=more))
    told = summary["problems"][:_MOST_SHOWN]
    for problem in told:
        path = _column(problem.get("path", ""), words)
        typer.echo(printable(words["rejected_row"].format(**{"row": "", **problem, "path": path})))
    if (more := summary["rejected"] - len(told)) > 0:
        typer.echo(words["more_problems"].format(more=more))
    typer.echo(f"→ {output}")


def _column(name: str, words: dict[str, str]) -> str:
    return words["column"].format(column=name) if name else ""
