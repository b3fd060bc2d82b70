"""Facts of the shipped progression model for readers: markets, ends of data, horizons, and its measured figures."""

import json
from datetime import date
from functools import cache
from typing import Any

from scoring.outlook import SPEAKS_FOR_MONTHS, shipped_model
from scoring.progression.fitted.settings import HORIZONS
from scoring.progression.fitting.card import NAMES
from scoring.resources import resource
from scoring.result import Result


class Figure(Result):
    """A measured figure with its 95 % interval; null where it can't be measured."""

    value: float | None
    low: float | None
    high: float | None


class Scorer(Result):
    """The model, a part of it or a baseline, on one population: its figures by measure (`auc`, `brier` …)."""

    scorer: str
    name: str
    figures: dict[str, Figure]


class Population(Result):
    """Companies of a window on whom all were measured: `active` ones, or `all` that were funded."""

    population: str
    companies: int
    scorers: list[Scorer]


class Window(Result):
    """A later time on which a model fitted as of an earlier one was measured."""

    market: str
    as_of: date
    months: int
    fitted_as_of: date
    populations: list[Population]


class MarketFacts(Result):
    """A market that the model speaks of.

    `counts_for_months` after `data_until` it informs but enters no composite any more.
    """

    market: str
    data_until: date
    counts_for_months: int
    companies: int
    rounds: int


class ModelFacts(Result):
    """What there is to know of the model before using it."""

    version: str
    horizons: list[int]
    markets: list[MarketFacts]
    windows: list[Window]


@cache
def model_facts() -> ModelFacts:
    """Facts of the model that comes with the product."""
    model, metrics = shipped_model(), json.loads(resource("models", "progression", "metrics.json").read_bytes())
    markets = [
        MarketFacts(
            market=market,
            data_until=fitted.as_of,
            counts_for_months=SPEAKS_FOR_MONTHS,
            companies=metrics["data"][market]["companies"],
            rounds=metrics["data"][market]["rounds"],
        )
        for market, fitted in model.markets.items()
    ]
    windows = [_window(each) for each in metrics["windows"]]
    return ModelFacts(version=model.version, horizons=list(HORIZONS), markets=markets, windows=windows)


def _window(each: dict[str, Any]) -> Window:
    populations = [
        Population(
            population=name,
            companies=part["companies"],
            scorers=[
                Scorer(scorer=scorer, name=NAMES[scorer].strip("*"), figures=figures)
                for scorer, figures in part["measures"].items()
            ],
        )
        for name, part in each["populations"].items()
    ]
    return Window(
        market=each["market"],
        as_of=each["as_of"],
        months=each["horizon"],
        fitted_as_of=each["vintage"],
        populations=populations,
    )
