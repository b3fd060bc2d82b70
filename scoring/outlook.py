"""Outlook: what the progression model says of profiles, and what of it may enter a composite."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.profile import CompanyProfile
from scoring.progression.artefact import load
from scoring.progression.from_profiles import events_of
from scoring.progression.ladder import ALL_STAGES
from scoring.progression.model import MarketModel, Model
from scoring.progression.months import add_months
from scoring.progression.predict import Predictions, predict
from scoring.progression.reasons import sentence
from scoring.resources import resource
from scoring.text import Text, both

Floats = NDArray[np.float64]
SPEAKS_FOR_MONTHS = 36
"""Months after its training data end in which the model may enter a composite; later it only informs."""
LONGER = 1
"""Place of the 24-month horizon among the predictions; its probability makes the standing."""


@dataclass(frozen=True, eq=False)
class Outlook:
    """Predictions for a table of profiles, in its order.

    `probability`, `low`, `high` `[2, companies]` for 12 and 24 months, NaN where the model abstains; `standing`,
    `standing_low`, `standing_high` `[companies]`: place 0-100 among companies of the same stage that raised in the
    three years before the training data end. `why` says why there is no prediction, `silent` why a prediction does not
    enter the composite, `reasons` what it rests on, `vintage` where the model's data end.
    """

    probability: Floats
    low: Floats
    high: Floats
    standing: Floats
    standing_low: Floats
    standing_high: Floats
    why: list[Text | None]
    silent: list[Text | None]
    reasons: list[Text | None]
    vintage: list[date | None]


def outlook_of(profiles: Sequence[CompanyProfile[Any]]) -> Outlook:
    """Predict for `profiles`, each as of its own date. LightGBM is loaded only if one of them has a usable history."""
    result = _blank(len(profiles))
    by_date: dict[date, list[int]] = defaultdict(list)
    for at, profile in enumerate(profiles):
        by_date[profile.as_of].append(at)
    for as_of, places in by_date.items():
        found = events_of([profiles[at] for at in places])
        for at, reason in zip(places, found.left_out, strict=True):
            result.why[at] = reason
        for market, events in found.markets.items():
            model = shipped_model()
            said = predict(model, events, as_of, reasons=True)
            _take(result, model.markets[market], said, [places[at] for at in found.profile[market]])
    return result


@cache
def shipped_model() -> Model:
    """The model that comes with the product."""
    return load(resource("models", "progression"))


def _blank(size: int) -> Outlook:
    def unknown(*shape: int) -> Floats:
        return np.full(shape, np.nan)

    return Outlook(
        probability=unknown(2, size),
        low=unknown(2, size),
        high=unknown(2, size),
        standing=unknown(size),
        standing_low=unknown(size),
        standing_high=unknown(size),
        why=[None] * size,
        silent=[None] * size,
        reasons=[None] * size,
        vintage=[None] * size,
    )


def _take(result: Outlook, model: MarketModel, said: Predictions, places: list[int]) -> None:
    """Copy what was said of the companies of one market and date to their places in the table."""
    result.probability[:, places] = said.probability
    result.low[:, places], result.high[:, places] = said.low, said.high
    silent = groundless(model, said.as_of)
    for number, at in enumerate(places):
        result.why[at] = said.abstained[number]
        if said.abstained[number] is not None:
            continue
        result.vintage[at], result.silent[at] = model.as_of, silent
        result.reasons[at] = _reasons(said, number)
        ladder = model.ladders.get(int(said.stage[number]), model.ladders[ALL_STAGES])
        result.standing[at] = ladder.standing(said.probability[LONGER, number])
        result.standing_low[at] = ladder.standing(said.low[LONGER, number])
        result.standing_high[at] = ladder.standing(said.high[LONGER, number])


def _reasons(said: Predictions, number: int) -> Text | None:
    if said.contributions is None:
        return None
    shares = said.contributions[LONGER, number]
    return both(sentence(shares, "en"), sentence(shares, "zh"))


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
