"""`upslope predict`: funding events in, probabilities with intervals and reasons out."""

from collections import Counter
from datetime import date
from pathlib import Path

import typer

from scoring.cli.console import Failure, as_of_date, explained, language, spare_the_input
from scoring.cli.progress import progress_bar
from scoring.cli.progression_words import WORDS
from scoring.outlook import groundless
from scoring.output.files import write_bytes
from scoring.output.predictions import predictions_csv
from scoring.progression.fitted.artefact import load
from scoring.progression.fitted.model import MarketModel
from scoring.progression.histories.reading import EventTable, read_events
from scoring.progression.predict import Predictions, predict
from scoring.resources import resource
from scoring.text import Lang, both

MOST_SHOWN = 10


def run(
    events: Path,
    companies: Path | None,
    acquisitions: Path | None,
    mapping: Path | None,
    model: Path | None,
    as_of: str | None,
    output: Path,
    lang: str,
) -> None:
    """Predict for every company of `events` with a round by `as_of` and no exit."""
    chosen = language(lang)
    day = as_of_date(as_of, chosen) or date.today()
    if output.suffix.lower() != ".csv":
        raise Failure(f"--output: {output.name!r} (expected .csv)")
    spare_the_input(output, events, companies, acquisitions, mapping, lang=chosen)
    with explained(chosen), progress_bar(chosen) as progress:
        progress(both("reading", "读取"), 0, 3)
        fitted = load(model or resource("models", "progression"))
        table = read_events(events, companies=companies, acquisitions=acquisitions, mapping=mapping)
        progress(both("predicting", "预测"), 1, 3)
        said = {market: (part, predict(fitted, part, day, reasons=True)) for market, part in table.markets.items()}
        progress(both("writing", "写出"), 2, 3)
        write_bytes(output, predictions_csv(said, chosen))
    predicted = sum(int((predictions.probability[0] >= 0).sum()) for _, predictions in said.values())
    words = WORDS[chosen]
    typer.echo(words["predicted_count"].format(count=predicted, as_of=day, version=fitted.version))
    for market, (_, predictions) in said.items():
        _tell_market(fitted.markets.get(market), predictions, chosen)
    _tell(table, chosen)
    typer.echo(f"→ {output}")


def _tell_market(fitted: MarketModel | None, said: Predictions, lang: Lang) -> None:
    """Whether the model has ground to speak at that date, what it was seen against, and who got no prediction."""
    words = WORDS[lang]
    if fitted is not None:
        ground = groundless(fitted, said.as_of)
        if ground:
            typer.echo(f"! {ground.in_(lang)}")
        if not said.own_context:
            typer.echo(words["small_table"].format(market=words[said.market], until=fitted.as_of))
    whys = said.abstained.map(lambda why: why.in_(lang), None, object)
    for reason, count in Counter(whys[said.abstained.known]).most_common():
        typer.echo(words["abstained_count"].format(count=count, reason=reason))


def _tell(table: EventTable, lang: Lang) -> None:
    """What was remarked, rejected and left out, at most a few lines of each."""
    words = WORDS[lang]
    for note in table.notes[:MOST_SHOWN]:
        typer.echo(f"· {note.in_(lang)}")
    problems = [problem for row in table.rejected for problem in row.problems]
    for problem in problems[:MOST_SHOWN]:
        typer.echo(problem.in_(lang))
    if len(problems) > MOST_SHOWN:
        typer.echo(words["more_rows"].format(count=len(problems) - MOST_SHOWN))
    for company in table.left_out[:MOST_SHOWN]:
        typer.echo(words["left_out"].format(company=company.name or company.id, reason=company.reason.in_(lang)))
    if len(table.left_out) > MOST_SHOWN:
        typer.echo(words["more_left_out"].format(count=len(table.left_out) - MOST_SHOWN))
