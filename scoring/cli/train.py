"""`upslope train`: funding events in, a fitted model out."""

from pathlib import Path

import typer

from scoring.cli.console import as_of_date, explained, language
from scoring.cli.progress import progress_bar
from scoring.cli.progression_words import WORDS
from scoring.errors import refuse
from scoring.progression.artefact import load, save
from scoring.progression.backtest import last_day
from scoring.progression.events import Events, Market
from scoring.progression.model import MarketModel
from scoring.progression.reading import read_events
from scoring.progression.train import train
from scoring.text import both


def run(
    events: list[Path],
    companies: list[Path],
    acquisitions: list[Path],
    mapping: Path | None,
    output: Path,
    as_of: str | None,
    lang: str,
) -> None:
    """Fit a model of every market in the files `events`, each as of the last day of its events or `as_of`."""
    chosen = language(lang)
    day = as_of_date(as_of, chosen)
    models: dict[Market, MarketModel] = {}
    with explained(chosen):
        for market, part in _markets(events, companies, acquisitions, mapping).items():
            with progress_bar(chosen, WORDS[chosen][market]) as progress:
                models[market] = train(part, day or last_day(part), progress=progress)
        save(models, output, {"files": [path.name for path in events]})
        version = load(output).version
    typer.echo(WORDS[chosen]["trained"].format(markets=", ".join(models), version=version))
    typer.echo(f"→ {output}")


def _markets(
    events: list[Path], companies: list[Path], acquisitions: list[Path], mapping: Path | None
) -> dict[Market, Events]:
    """Events by market; a table of companies or acquisitions belongs to the event file in the same folder."""
    markets: dict[Market, Events] = {}
    for path in events:
        table = read_events(
            path, companies=_beside(path, companies), acquisitions=_beside(path, acquisitions), mapping=mapping
        )
        for market, part in table.markets.items():
            if market in markets:
                expected = both("all events of a market in one file", "同一市场的事件放在同一个文件里")
                wrong = (f"a second file with events of the market {market!r}", f"市场 {market!r} 出现在第二个文件中")
                raise refuse(path.name, *wrong, expected=expected)
            markets[market] = part
    return markets


def _beside(path: Path, listed: list[Path]) -> Path | None:
    return next((other for other in listed if other.parent.resolve() == path.parent.resolve()), None)
