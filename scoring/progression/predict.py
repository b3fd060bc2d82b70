"""Prediction: probability, interval and reasons for every company of a table, or the reason why there is none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.progression.abstention import abstentions
from scoring.progression.calibration import sigmoid
from scoring.progression.context import WHOLE_MARKET, MarketContext, context_of
from scoring.progression.events import Events, Floats, Ints, Market
from scoring.progression.features import FeatureTable, features
from scoring.progression.model import HorizonModel, MarketModel, Model
from scoring.progression.months import day_of
from scoring.progression.reasons import GROUPS, membership
from scoring.progression.settings import HORIZONS
from scoring.text import Text, both

LATER_CONTEXT: Final = both(
    "the table is too small to be its own market, and the model's market figures are of a later date",
    "表格太小，不足以代表市场；而模型的市场数据晚于评估基准日",
)


@dataclass(frozen=True, eq=False)
class Predictions:
    """Predictions for all companies of a table, in its order.

    `[companies]`: `months_since` and `last_day` (days since 1970-01-01) of the last round by `as_of`, NaN without
    one; `stage` its stage group, 0 without one; `abstained` the reason why there is no prediction.
    `[2, companies]`, for 12 and 24 months, NaN where abstained: `probability` between `low` and `high`.
    With reasons: `contributions` `[2, companies, groups of reasons]` in logits, which with `base` `[2, companies]`
    add up to the logit of the probability.
    `context_day` is the day of the market's figures, `own_context` whether they were made of the table itself.
    """

    market: Market
    as_of: date
    months_since: Floats
    last_day: Floats
    stage: Ints
    probability: Floats
    low: Floats
    high: Floats
    abstained: list[Text | None]
    base: Floats
    contributions: Floats | None
    own_context: bool
    context_day: int


def predict(model: Model, events: Events, as_of: date, *, reasons: bool = False) -> Predictions:
    """Predict for every company of `events` from what was known on `as_of`, that day included.

    A table of at least half the companies that the model was fitted on is its own market context; a smaller one is
    seen against the market of the model, and gets no prediction where that is of a later date.
    """
    fitted, day = model.markets.get(events.market), day_of(as_of)
    context, own = _context(fitted, events, day)
    table = features(events, day, context)
    why = abstentions(events, as_of, table, fitted)
    if context.day > day:
        why = [reason or LATER_CONTEXT for reason in why]
    rows = np.flatnonzero([why[company] is None for company in table.company])
    size = len(events.companies.id)
    result = _blank(events.market, as_of, size, why, reasons, own, context.day)
    result.months_since[table.company], result.stage[table.company] = table.months_since, table.stage
    result.last_day[table.company] = table.last_day
    if fitted is not None and len(rows):
        _fill(result, fitted, table, rows)
    return result


def _context(fitted: MarketModel | None, events: Events, day: int) -> tuple[MarketContext, bool]:
    """The table's own context where it is a whole market, or where there is no model that would have one.

    A portfolio or a single sector is no market, however long: beside the market that the model was fitted on it must
    have at least half as many companies. Earlier than that market it can only be compared with itself.
    """
    if fitted is None:
        return context_of(events, day), True
    least = WHOLE_MARKET if day < fitted.context.day else max(WHOLE_MARKET, fitted.context.companies // 2)
    if _funded(events, day) < least:
        return fitted.context, False
    return context_of(events, day), True


def _funded(events: Events, day: int) -> int:
    return len(np.unique(events.rounds.company[events.rounds.day <= day]))


def _blank(
    market: Market, as_of: date, size: int, why: Sequence[Text | None], reasons: bool, own: bool, context_day: int
) -> Predictions:
    """Predictions with nothing in them yet."""
    unknown = [np.full((len(HORIZONS), size), np.nan) for _ in range(4)]
    return Predictions(
        market=market,
        as_of=as_of,
        months_since=np.full(size, np.nan),
        last_day=np.full(size, np.nan),
        stage=np.zeros(size, dtype=np.int64),
        probability=unknown[0],
        low=unknown[1],
        high=unknown[2],
        abstained=list(why),
        base=unknown[3],
        contributions=np.full((len(HORIZONS), size, len(GROUPS)), np.nan) if reasons else None,
        own_context=own,
        context_day=context_day,
    )


def _fill(result: Predictions, fitted: MarketModel, table: FeatureTable, rows: NDArray[np.intp]) -> None:
    """Score the rows of the table that get a prediction."""
    matrix, company = table.matrix[rows], table.company[rows]
    trees, shares = fitted.forest.score(matrix), None
    if result.contributions is not None:
        shares = fitted.forest.contributions(matrix)
    for number, months in enumerate(HORIZONS):
        part = fitted.horizons[months]
        score = part.score(trees, matrix)
        probability = sigmoid(part.calibration.logit(score))
        low, high = part.calibration.interval(score, probability)
        result.probability[number, company], result.low[number, company] = probability, low
        result.high[number, company] = high
        if result.contributions is not None and shares is not None:
            groups = _by_feature(part, shares[:, :-1], matrix) @ membership(fitted.names)
            result.contributions[number, company] = groups
            result.base[number, company] = _base(part, shares[:, -1])
    _order_horizons(result)


def _by_feature(part: HorizonModel, trees: Floats, matrix: Floats) -> Floats:
    """Each feature's share of the calibrated logit `[rows, features]`."""
    of_trees, of_ridge = part.blend.share * part.calibration.slope
    linear = part.ridge.standardised(matrix) * part.ridge.coefficient
    return np.asarray(of_trees * trees + of_ridge * linear)


def _base(part: HorizonModel, trees: Floats) -> Floats:
    """What is left of the calibrated logit without any feature, `[rows]`."""
    score = part.blend.score(trees, np.full(len(trees), part.ridge.intercept))
    return part.calibration.logit(score)


def _order_horizons(result: Predictions) -> None:
    """Within 24 months at least as likely as within 12: where the fits cross, the shorter one speaks for both."""
    crossed = result.probability[1] < result.probability[0]
    result.probability[1, crossed] = result.probability[0, crossed]
    for bound in (result.low, result.high):
        bound[1] = np.maximum(bound[1], bound[0])
    result.base[1, crossed] = result.base[0, crossed]
    if result.contributions is not None:
        result.contributions[1, crossed] = result.contributions[0, crossed]
