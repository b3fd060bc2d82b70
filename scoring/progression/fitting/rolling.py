"""Rolling evaluation: the figures of the model card, on one as-of date after another."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any, Final

from scoring.progression.fitting.backtest import last_day, refit
from scoring.progression.fitting.evaluate import evaluate, plain
from scoring.progression.fitting.leakage import demonstrate
from scoring.progression.fitting.train import Progress
from scoring.progression.histories.events import Events, Market
from scoring.text import Text, both

WINDOWS: Final[Mapping[Market, Mapping[date, tuple[int, ...]]]] = {
    "us": {
        date(2009, 10, 1): (24,),
        date(2010, 10, 1): (24,),
        date(2011, 4, 1): (24,),
        date(2011, 10, 1): (24, 12),
        date(2012, 10, 1): (12,),
    },
    "cn": {date(2013, 9, 10): (24, 12), date(2014, 3, 10): (12,), date(2014, 9, 10): (12,)},
}
"""As-of dates by market, with the horizons whose outcomes are complete in the data."""

LEAKAGE: Final = (date(2011, 10, 1), 24)
"""Date and horizon of the leakage demonstration, on the US data."""

Say = Callable[[Text], Progress]
"""Gives the progress callback of a window that is about to start."""


def measured(markets: Mapping[Market, Events], companies: Path, say: Say) -> dict[str, Any]:
    """All figures of the card as a plain mapping; `companies` is the US companies table.

    For each date the model is fitted anew on what was known then, and so are the baselines.
    """
    windows = [
        each.as_dict()
        for market, dates in WINDOWS.items()
        for as_of, horizons in dates.items()
        for each in _window(markets[market], as_of, horizons, say(both(f"{market} {as_of}")))
    ]
    as_of, horizon = LEAKAGE
    settings = [plain(asdict(each)) for each in demonstrate(markets["us"], companies, as_of, horizon)]
    return {
        "data": {market: _described(events) for market, events in markets.items()},
        "windows": windows,
        "leakage": {"as_of": as_of.isoformat(), "horizon": horizon, "settings": settings},
    }


def _window(events: Events, as_of: date, horizons: tuple[int, ...], progress: Progress) -> list[Any]:
    model = refit(events, as_of, progress)
    return [evaluate(model, events, as_of, horizon, progress=progress) for horizon in horizons]


def _described(events: Events) -> dict[str, Any]:
    return {
        "companies": len(events.companies.id),
        "rounds": len(events.rounds.day),
        "last_round": last_day(events).isoformat(),
    }
