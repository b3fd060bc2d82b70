"""`upslope train`: funding events in, a fitted model out."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast, get_args

import typer

from scoring.cli.console import Failure, as_of_date, explained, language
from scoring.cli.progress import progress_bar
from scoring.cli.progression_words import WORDS
from scoring.errors import refuse
from scoring.progression.fitted.artefact import load, save
from scoring.progression.fitted.boosting import Fit, fit_forest
from scoring.progression.fitted.model import MarketModel
from scoring.progression.fitting.backtest import last_day
from scoring.progression.fitting.train import train
from scoring.progression.histories.events import Events, Market
from scoring.progression.histories.reading import read_events
from scoring.scale.cluster import check_workers, connected
from scoring.scale.fitting import Share, fit_on
from scoring.scale.sameness import makings
from scoring.text import Lang, both


def run(
    events: list[Path],
    companies: list[Path],
    acquisitions: list[Path],
    mapping: Path | None,
    output: Path,
    as_of: str | None,
    lang: str,
    scheduler: str | None = None,
    share: str | None = None,
) -> None:
    """Fit a model of every market in the files `events`, each as of the last day of its events or `as_of`.

    With a `scheduler` the trees are fitted on its Dask cluster, which shares out `share`.
    """
    chosen = language(lang)
    shared = _share(scheduler, share, chosen)
    day = as_of_date(as_of, chosen)
    models: dict[Market, MarketModel] = {}
    with explained(chosen), _fitting(scheduler, shared) as fit:
        for market, part in _markets(events, companies, acquisitions, mapping).items():
            with progress_bar(chosen, WORDS[chosen][market]) as progress:
                models[market] = train(part, day or last_day(part), progress=progress, fit=fit)
        save(models, output, {"files": [path.name for path in events]})
        version = load(output).version
    typer.echo(WORDS[chosen]["trained"].format(markets=", ".join(models), version=version))
    typer.echo(f"→ {output}")


def _share(scheduler: str | None, share: str | None, lang: Lang) -> Share:
    if share is not None and (scheduler is None or share not in get_args(Share)):
        raise Failure(WORDS[lang]["bad_share"].format(found=repr(share)))
    return cast("Share", share or "rows")


@contextmanager
def _fitting(scheduler: str | None, share: Share) -> Iterator[Fit]:
    """What fits a forest: this machine, or the workers of a cluster that are like it."""
    if scheduler is None:
        yield fit_forest
        return
    with connected(scheduler) as client:
        check_workers(client, makings())
        yield fit_on(client, share)


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
