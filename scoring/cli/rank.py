"""`upslope rank`: a table in, a ranking on the screen and in a file."""

from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import typer

from scoring.cli.console import Failure, as_of_date, explained, language, rule_book, spare_the_input
from scoring.cli.show_ranking import show_ranking
from scoring.output.files import as_json, write_bytes
from scoring.output.ranking_csv import ranking_csv
from scoring.output.ranking_xlsx import ranking_xlsx
from scoring.ranker import rank
from scoring.ranking import Ranking
from scoring.text import Lang

_WRITERS: dict[str, Callable[[Ranking], bytes]] = {".csv": ranking_csv, ".xlsx": ranking_xlsx, ".json": as_json}
_WORTH_A_SPINNER = 200_000
"""Bytes of input from which on waiting is noticed."""


def run(
    table: Path,
    output: Path | None,
    weights: Path | None,
    rules: Path | None,
    mapping: Path | None,
    as_of: str | None,
    lang: str,
    top: int,
    sheet: str | None = None,
) -> None:
    """Rank the companies in the file `table`, a workbook's in the sheet `sheet`."""
    chosen = language(lang)
    day = as_of_date(as_of, chosen)
    write = _writer(output, chosen)
    spare_the_input(output, table, mapping, weights, lang=chosen)
    with explained(chosen):
        size = table.stat().st_size
    book = rule_book(rules, weights, chosen)
    with explained(chosen), _progress(size, table.name):
        result = rank(table, as_of=day, lang=chosen, book=book, mapping=mapping, sheet=sheet)
    if output and write:
        with explained(chosen):
            write_bytes(output, write(result))
    show_ranking(result, top)
    if output:
        typer.echo(f"→ {output}")


def _writer(output: Path | None, lang: Lang) -> Callable[[Ranking], bytes] | None:
    """Writer for the output's ending; refused before any work is done."""
    if output is None:
        return None
    if output.suffix.lower() not in _WRITERS:
        raise Failure(
            f"--output：无法识别 {output.name!r} 的扩展名（应为 .csv、.xlsx 或 .json）"
            if lang == "zh"
            else f"--output: {output.name!r} has no known ending (expected .csv, .xlsx or .json)"
        )
    if not output.absolute().parent.is_dir():
        raise Failure(
            f"--output：没有 {output.parent} 这个文件夹，请先新建"
            if lang == "zh"
            else f"--output: there is no folder {output.parent}; make it first"
        )
    return _WRITERS[output.suffix.lower()]


def _progress(size: int, name: str) -> Any:
    """A spinner on a terminal while a large table is read; nothing where output is piped."""
    if size < _WORTH_A_SPINNER:
        return nullcontext()
    from rich.console import Console

    return Console(stderr=True).status(f"{name} …")
