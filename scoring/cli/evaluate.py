"""`upslope evaluate`: how well a model would have done on an earlier date, beside baselines."""

from pathlib import Path

import orjson
import typer
from rich.console import Console
from rich.table import Table

from scoring.cli.console import Failure, as_of_date, explained, language, spare_the_input
from scoring.cli.progress import progress_bar
from scoring.cli.progression_words import WORDS
from scoring.output.files import write_bytes
from scoring.progression.fitted.artefact import load
from scoring.progression.fitted.model import Model
from scoring.progression.fitted.settings import HORIZONS
from scoring.progression.fitting.evaluate import Evaluation, Measured, Population, evaluate
from scoring.progression.fitting.measures import LEVELS, RANKS, Measure
from scoring.progression.histories.reading import EventTable, read_events
from scoring.resources import resource
from scoring.text import Lang

_PIPED_WIDTH = 140


def run(
    model: Path | None,
    events: Path,
    companies: Path | None,
    acquisitions: Path | None,
    mapping: Path | None,
    as_of: str | None,
    horizon: int,
    output: Path | None,
    baselines: bool,
    lang: str,
) -> None:
    """Measure the model in the folder `model` (None: the shipped one) on the events, one market after another."""
    chosen = language(lang)
    words, day = WORDS[chosen], as_of_date(as_of, chosen)
    spare_the_input(output, events, companies, acquisitions, mapping, lang=chosen)
    if day is None:
        raise Failure(words["no_as_of"])
    if horizon not in HORIZONS:
        raise Failure(words["bad_horizon"].format(found=horizon))
    found: list[Evaluation] = []
    with explained(chosen):
        stored = load(model or resource("models", "progression"))
        table = read_events(events, companies=companies, acquisitions=acquisitions, mapping=mapping)
        if not table.markets:
            raise Failure(words["no_market"].format(file=events.name))
        for part in table.markets.values():
            title = words["window"].format(market=words[part.market], as_of=day)
            with progress_bar(chosen, title) as progress:
                found.append(evaluate(stored, part, day, horizon, progress=progress, baselines=baselines))
        if output:
            write_bytes(output, _as_json(found, stored))
    _show(found, stored, table, chosen)
    if output:
        typer.echo(words["written"].format(path=output))


def _as_json(found: list[Evaluation], stored: Model) -> bytes:
    content = {"model": stored.version, "evaluations": [each.as_dict() for each in found]}
    return orjson.dumps(content, option=orjson.OPT_INDENT_2) + b"\n"


def _show(found: list[Evaluation], stored: Model, table: EventTable, lang: Lang) -> None:
    console, words = _console(), WORDS[lang]
    if table.rejected:
        first = table.rejected[0].problems[0].in_(lang)
        _line(console, words["rejected"].format(count=len(table.rejected), first=first))
    for each in found:
        _show_evaluation(console, each, stored, lang)


def _show_evaluation(console: Console, each: Evaluation, stored: Model, lang: Lang) -> None:
    words = WORDS[lang]
    title = words["title"].format(market=words[each.market], horizon=each.horizon, as_of=each.as_of)
    console.print(title, style="bold", markup=False, highlight=False)
    mode = words["refitted" if each.refitted else "stored"]
    style = "yellow" if each.refitted else None
    vintage = stored.markets[each.market].as_of
    console.print(mode.format(stored=vintage, as_of=each.as_of), style=style, markup=False, highlight=False)
    for name, part in each.populations.items():
        _show_population(console, name, part, words)
    note = "interval_note" if each.fitting_rows else "no_baselines_note"
    _line(console, words[note].format(rows=f"{each.fitting_rows:,}", as_of=each.as_of))
    for scorer, reason in each.missing.items():
        _line(console, words["missing"].format(name=words[scorer], reason=reason.in_(lang)))
    if each.abstained:
        _line(console, words["abstained"].format(count=f"{each.abstained:,}"))


def _show_population(console: Console, name: Population, part: Measured, words: dict[str, str]) -> None:
    raised = part.measures["model"]["base_rate"]
    rate = f"{raised.value:.1%} ({raised.low:.1%}–{raised.high:.1%})"
    console.print()
    _line(console, words["population"].format(name=words[name], companies=f"{part.companies:,}", rate=rate))
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(words["scorer"], no_wrap=True)
    for measure in (*RANKS, *LEVELS):
        table.add_column(words[measure], no_wrap=True)
    for scorer, figures in part.measures.items():
        cells = [_figure(figures.get(measure)) for measure in (*RANKS, *LEVELS)]
        table.add_row(words[scorer], *cells, style="bold" if scorer == "model" else None)
    console.print(table)
    if name == "active":
        _show_reliability(console, name, part, words)


def _show_reliability(console: Console, name: Population, part: Measured, words: dict[str, str]) -> None:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("bin", "companies", "predicted", "observed", "bounds"):
        table.add_column(words[column], justify="right")
    for number, each in enumerate(part.reliability, start=1):
        bounds = f"{each.low:.3f}–{each.high:.3f}"
        table.add_row(str(number), f"{each.companies:,}", f"{each.predicted:.3f}", f"{each.observed:.3f}", bounds)
    console.print()
    _line(console, words["reliability"].format(name=words[name]))
    console.print(table)


def _figure(measure: Measure | None) -> str:
    """A figure with its interval; a dash for none."""
    if measure is None or measure.value != measure.value:
        return "–"
    return f"{measure.value:.3f} ({measure.low:.3f}–{measure.high:.3f})"


def _line(console: Console, text: str) -> None:
    console.print(text, markup=False, highlight=False)


def _console() -> Console:
    """The screen; piped output is as wide as its tables need."""
    console = Console()
    return console if console.is_terminal else Console(width=_PIPED_WIDTH)
