"""Outlook: what the progression model says of companies, and what of it may enter a composite."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from scoring.progression.fitted.artefact import load
from scoring.progression.fitted.ladder import standings
from scoring.progression.fitted.model import MarketModel, Model
from scoring.progression.histories.events import Ints
from scoring.progression.histories.from_table import events_of
from scoring.progression.histories.months import add_months
from scoring.progression.predict import Predictions, predict
from scoring.progression.reasons import GROUPS, sentence, sentences_of
from scoring.resources import resource
from scoring.table import Coded, CompanyTable
from scoring.text import Lang, Text, both

Floats = NDArray[np.float64]
V = TypeVar("V", bound=Hashable)
SPEAKS_FOR_MONTHS = 36
"""Months after its training data end in which the model may enter a composite; later it only informs."""
LONGER = 1
"""Place of the 24-month horizon among the predictions; its probability makes the standing and the reasons."""


@dataclass(frozen=True, eq=False)
class Outlook:
    """Predictions for a table of companies, in its order.

    `probability`, `low`, `high` `[2, companies]` for 12 and 24 months, NaN where the model abstains; `standing`,
    `standing_low`, `standing_high` `[companies]`: place 0-100 among companies of the same stage that raised in the
    three years before the training data end. `[companies]` each: `why` says why there is no prediction, `silent` why a
    prediction does not enter the composite, `vintage` where the model's data end. `contributions` `[companies, groups
    of reasons]` are what the longer horizon rests on, in logits; NaN where the model abstains.
    """

    probability: Floats
    low: Floats
    high: Floats
    standing: Floats
    standing_low: Floats
    standing_high: Floats
    why: Coded[Text]
    silent: Coded[Text]
    vintage: Coded[date]
    contributions: Floats

    def reason(self, at: int) -> Text | None:
        """What one prediction rests on, in words; None where there is none or nothing worth a word."""
        en, zh = (sentence(self.contributions[at], lang) for lang in ("en", "zh"))
        return both(en, zh) if en else None


def outlook_of(table: CompanyTable, *, own_market: bool = True) -> Outlook:
    """Predict for the companies of `table`, each as of its own date.

    With `own_market` a table that is large enough is its own market; without, each company is seen against the market
    of the model alone, so that it gets the same outlook in whatever table it stands.
    """
    drafted, found = _Draft(len(table)), events_of(table)
    drafted.why.put(np.arange(len(table)), found.left_out)
    for market, events in found.markets.items():
        companies, fitted = found.company[market], shipped_model().markets[market]
        for as_of, rows in _by_value(table.as_of.take(companies)):
            part = events if len(rows) == len(companies) else events.take(rows)
            said = predict(shipped_model(), part, as_of, reasons=True, own_market=own_market)
            drafted.take(fitted, said, companies[rows])
    return drafted.outlook()


def sentences(outlook: Outlook, lang: Lang) -> NDArray[np.object_]:
    """What each prediction rests on, in words, `[companies]`: what `Outlook.reason` says of one; None for nothing."""
    told = sentences_of(outlook.contributions, lang)
    told[told == ""] = None
    return told


@cache
def shipped_model() -> Model:
    """The model that comes with the product."""
    return load(resource("models", "progression"))


def _by_value(column: Coded[date]) -> Iterator[tuple[date, Ints]]:
    """Each date of a column with its rows (ascending)."""
    order = np.argsort(column.codes, kind="stable")
    ends = np.cumsum(np.bincount(column.codes, minlength=len(column.values)))
    for value, begin, end in zip(column.values, [0, *ends], ends, strict=False):
        if begin < end:
            yield value, order[begin:end]


class _Column(Generic[V]):
    """A coded column that is filled part by part."""

    def __init__(self, size: int) -> None:
        self._places: dict[V, int] = {}
        self._codes = np.full(size, -1, np.int32)

    def put(self, rows: Ints, part: Coded[V]) -> None:
        places = [self._places.setdefault(value, len(self._places)) for value in part.values]
        self._codes[rows] = np.array([*places, -1])[part.codes]

    def coded(self) -> Coded[V]:
        return Coded(tuple(self._places), self._codes)


class _Draft:
    """An outlook to which one market and date after the other is added."""

    def __init__(self, size: int) -> None:
        self._pairs = {name: np.full((2, size), np.nan) for name in ("probability", "low", "high")}
        self._standings = {name: np.full(size, np.nan) for name in ("standing", "standing_low", "standing_high")}
        self._contributions = np.full((size, len(GROUPS)), np.nan)
        self.why, self._silent = _Column[Text](size), _Column[Text](size)
        self._vintage = _Column[date](size)

    def take(self, model: MarketModel, said: Predictions, places: Ints) -> None:
        """Add what was said of the companies of one market and date, whose numbers in the table are `places`."""
        self.why.put(places, said.abstained)
        spoken = np.flatnonzero(~said.abstained.known)
        rows, stage = places[spoken], said.stage[spoken]
        for name, column in self._pairs.items():
            column[:, rows] = getattr(said, name)[:, spoken]
        for name, source in (("standing", "probability"), ("standing_low", "low"), ("standing_high", "high")):
            self._standings[name][rows] = standings(model.ladders, stage, getattr(said, source)[LONGER, spoken])
        if said.contributions is not None:
            self._contributions[rows] = said.contributions[LONGER, spoken]
        every = np.zeros(len(rows), np.int32)
        self._vintage.put(rows, Coded((model.as_of,), every))
        silent = groundless(model, said.as_of)
        if silent:
            self._silent.put(rows, Coded((silent,), every))

    def outlook(self) -> Outlook:
        """The whole of it."""
        return Outlook(
            **self._pairs,
            **self._standings,
            why=self.why.coded(),
            silent=self._silent.coded(),
            vintage=self._vintage.coded(),
            contributions=self._contributions,
        )


def groundless(model: MarketModel, as_of: date) -> Text | None:
    """Why the model, fitted on data up to one date, has no ground to speak at another."""
    end = model.as_of.isoformat()
    if as_of < model.as_of:
        return both(
            f"the model has learnt from data up to {end}, later than the as-of date, so it does not count here",
            f"模型的训练数据截至 {end}，晚于评估基准日，因此不计入综合得分",
        )
    if as_of > add_months(model.as_of, SPEAKS_FOR_MONTHS):
        return both(
            f"the model's data end in {end}; the market has changed since, so this informs but does not count",
            f"模型的训练数据截至 {end}，此后市场已有变化，结果仅供参考，不计入综合得分",
        )
    return None
