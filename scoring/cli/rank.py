"""`upslope rank`: a table in, a ranking on the screen and in files."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import typer

from scoring.cli.cohort_options import Reading
from scoring.cli.console import Failure, as_of_date, explained, spare_the_input
from scoring.cli.progress import at_work
from scoring.cli.show_ranking import show_ranking
from scoring.cohort.assumptions import Assumptions
from scoring.cohort.cohort import Cohort, read_cohort
from scoring.judges.marks import Marks
from scoring.judges.reading import read_marks
from scoring.output.files import write_bytes
from scoring.output.writers import FINDINGS_WRITERS, WRITERS
from scoring.ranker import rank
from scoring.ranking import Ranking
from scoring.rulesets.book import RuleBook
from scoring.shortlist.reading import read_rules
from scoring.shortlist.rules import ShortlistRules
from scoring.text import Lang

Writer = Callable[[Ranking], bytes]
_WORTH_A_SPINNER = 200_000
"""Bytes of input from which on waiting is noticed."""


@dataclass(frozen=True)
class Beside:
    """Options as typed: what stands beside the table, None where there is nothing."""

    seats: int | None
    shortlist: Path | None
    judges: Path | None
    z_scores: bool
    before: Path | None
    before_as_of: str | None


def run(
    table: Path,
    reading: Reading,
    beside: Beside,
    assumptions: Assumptions,
    output: Path | None,
    findings: Path | None,
    top: int,
) -> None:
    """Rank the companies in the file `table`."""
    lang = reading.lang
    writers = [_writer(output, "--output", WRITERS, lang), _writer(findings, "--findings", FINDINGS_WRITERS, lang)]
    sources = table, reading.mapping, reading.weights, beside.shortlist, beside.judges, beside.before
    for file in (output, findings):
        spare_the_input(file, *sources, lang=lang)
    as_of_date(reading.as_of, lang)
    with explained(lang):
        size = table.stat().st_size
    book = reading.book()
    rules, marks = _rules(beside, book, lang), _marks(beside, lang)
    with at_work(table.name, lang, size >= _WORTH_A_SPINNER) as tell:
        cohort = reading.cohort(table)
        before = _before(beside, cohort, book, lang)
        result = rank(
            cohort, lang=lang, assumptions=assumptions, seats=beside.seats, marks=marks, rules=rules, before=before,
            judging="z-scores" if beside.z_scores else "severity and spread", tell=tell,
        )  # fmt: skip
        for file, write in zip((output, findings), writers, strict=True):
            if file and write:
                with explained(lang):
                    write_bytes(file, write(result))
    show_ranking(result, top)
    for file in (output, findings):
        if file:
            typer.echo(f"→ {file}")


def _rules(beside: Beside, book: RuleBook, lang: Lang) -> ShortlistRules | None:
    with explained(lang):
        return read_rules(beside.shortlist, book) if beside.shortlist else None


def _marks(beside: Beside, lang: Lang) -> Marks | None:
    with explained(lang):
        return read_marks(beside.judges) if beside.judges else None


def _before(beside: Beside, now: Cohort, book: RuleBook, lang: Lang) -> Cohort | None:
    """The earlier cohort, as of a year before unless told otherwise."""
    if beside.before is None:
        return None
    day = as_of_date(beside.before_as_of, lang, "--before-as-of") or _a_year_before(now.as_of)
    if day >= now.as_of:
        raise Failure(
            f"--before-as-of：{day} 不早于 {now.as_of}（应早于本批的基准日）"
            if lang == "zh"
            else f"--before-as-of: {day} is not before {now.as_of} (expected a day before this cohort's)"
        )
    with explained(lang):
        return read_cohort(beside.before, as_of=day, book=book)


def _a_year_before(day: date) -> date:
    return date(day.year - 1, day.month, 28 if (day.month, day.day) == (2, 29) else day.day)


def _writer(output: Path | None, option: str, writers: Mapping[str, Any], lang: Lang) -> Writer | None:
    """Writer for the output's ending; refused before any work is done."""
    if output is None:
        return None
    if output.suffix.lower() not in writers:
        endings = "、".join(writers) if lang == "zh" else ", ".join(writers)
        raise Failure(
            f"{option}：无法识别 {output.name!r} 的扩展名（应为以下之一：{endings}）"
            if lang == "zh"
            else f"{option}: {output.name!r} has no known ending (expected one of {endings})"
        )
    if not output.absolute().parent.is_dir():
        raise Failure(
            f"{option}：没有 {output.parent} 这个文件夹，请先新建"
            if lang == "zh"
            else f"{option}: there is no folder {output.parent}; make it first"
        )
    writer: Writer = writers[output.suffix.lower()]
    return writer
