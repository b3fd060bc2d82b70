"""Backtest: what a model that knew nothing later than a date said on that date, beside what came after.

A model fitted on later events has seen the answers. Where the stored model is that young, the same recipe is
fitted anew on what was known on the date, and that model is measured.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.errors import refuse
from scoring.progression.fitted.ladder import ACTIVE_MONTHS
from scoring.progression.fitted.model import Model
from scoring.progression.fitted.settings import HORIZONS
from scoring.progression.fitting.landmarks import outcomes
from scoring.progression.fitting.train import Progress, train
from scoring.progression.histories.events import Events, Floats, Ints
from scoring.progression.histories.months import add_months, date_of, day_of
from scoring.progression.predict import predict
from scoring.text import both

_QUIET_DAYS: Final = 31
"""A table whose last round is so many days old may still be complete."""


@dataclass(frozen=True, eq=False)
class Scored:
    """Companies that got a prediction on `as_of`, `[rows]` each: number in the events, stage group, outcome within
    `horizon` months, probability and its interval, whether active.

    `abstained` companies had a round by then and got none. `vintage` is the date up to which the model knew events.
    """

    as_of: date
    horizon: int
    vintage: date
    abstained: int
    company: Ints
    stage: Ints
    active: NDArray[np.bool_]
    outcome: Floats
    probability: Floats
    low: Floats
    high: Floats


def knew_too_much(model: Model, events: Events, as_of: date) -> bool:
    """Whether the model of this market was fitted on events after `as_of`."""
    fitted = model.markets.get(events.market)
    return fitted is not None and fitted.as_of > as_of


def refit(events: Events, as_of: date, progress: Progress | None = None) -> Model:
    """The model that the same recipe gives on what was known on `as_of`. Raises InputError for too short a history."""
    return Model({events.market: train(events, as_of, progress=progress)}, {}, "")


def score(model: Model, events: Events, as_of: date, horizon: int) -> Scored:
    """Predict as of a date and look up what came after.

    Raises InputError where the horizon reaches beyond the events, nobody gets a prediction, or all ended alike;
    ValueError for a model that knew events after `as_of`: its figures would flatter.
    """
    if knew_too_much(model, events, as_of):
        raise ValueError(
            f"a model with events up to {model.markets[events.market].as_of} cannot be measured on {as_of}"
        )
    _check_complete(events, as_of, horizon)
    predicted = predict(model, events, as_of)
    rows = np.flatnonzero(~predicted.abstained.known)
    number = HORIZONS.index(horizon)
    outcome = outcomes(events, as_of, horizon, rows)
    _check_both(events, as_of, outcome)
    return Scored(
        as_of=as_of,
        horizon=horizon,
        vintage=model.markets[events.market].as_of,
        abstained=int(np.isfinite(predicted.months_since).sum()) - len(rows),
        company=rows,
        stage=predicted.stage[rows],
        active=predicted.months_since[rows] <= ACTIVE_MONTHS,
        outcome=outcome,
        probability=predicted.probability[number, rows],
        low=predicted.low[number, rows],
        high=predicted.high[number, rows],
    )


def last_day(events: Events) -> date:
    """Date of the newest round: what a table can be known on."""
    return date_of(int(events.rounds.day.max(initial=0)))


def _check_complete(events: Events, as_of: date, horizon: int) -> None:
    end, last = add_months(as_of, horizon), last_day(events)
    if day_of(end) <= day_of(last) + _QUIET_DAYS:
        return
    latest = add_months(last, -horizon).isoformat()
    raise refuse(
        f"events ({events.market})",
        f"the last round is dated {last}: what came within {horizon} months of {as_of} is not known yet",
        f"最后一条融资记录的日期是 {last}，{as_of} 之后 {horizon} 个月内的结果尚不完整",
        expected=both(f"--as-of {latest} or earlier", f"--as-of 不晚于 {latest}"),
    )


def _check_both(events: Events, as_of: date, outcome: Floats) -> None:
    if 0 < outcome.sum() < len(outcome):
        return
    raise refuse(
        f"events ({events.market})",
        f"{len(outcome)} companies get a prediction as of {as_of} and all ended alike, so there is nothing to compare",
        f"截至 {as_of} 有 {len(outcome)} 家公司得到预测，但结果全部相同，无从比较",
        expected=both("another --as-of, or more companies", "换一个 --as-of，或提供更多公司"),
    )
