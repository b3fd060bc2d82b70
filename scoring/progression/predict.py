"""Prediction: probability, interval and reasons for every company of a table, or the reason why there is none."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import numpy as np

from scoring.cores import threads
from scoring.progression.abstention import abstentions
from scoring.progression.features.context import WHOLE_MARKET, MarketContext, context_of
from scoring.progression.features.table import features
from scoring.progression.fitted.calibration import sigmoid
from scoring.progression.fitted.model import HorizonModel, MarketModel, Model
from scoring.progression.fitted.settings import HORIZONS
from scoring.progression.histories.events import Events, Floats, Ints, Market
from scoring.progression.histories.months import day_of
from scoring.progression.reasons import GROUPS, membership
from scoring.table.coded import Coded, joined
from scoring.text import Text, both

_COMPANIES: Final = 16_384
"""Companies whose features are made in one go, on each core."""
_ROWS: Final = 4_096
"""Companies scored in one go: what a core's cache holds."""
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
    abstained: Coded[Text]
    base: Floats
    contributions: Floats | None
    own_context: bool
    context_day: int


def predict(
    model: Model, events: Events, as_of: date, *, reasons: bool = False, own_market: bool = True
) -> Predictions:
    """Predict for every company of `events` from what was known on `as_of`, that day included.

    A table of at least half the companies that the model was fitted on is its own market context; a smaller one is
    seen against the market of the model, and gets no prediction where that is of a later date. Without `own_market`
    that goes for a table of any size: what is said of a company then depends on nothing else in the table.
    """
    fitted, day, size = model.markets.get(events.market), day_of(as_of), len(events.companies.id)
    context, own = _context(fitted, events, day, own_market)
    result = _blank(events.market, as_of, size, reasons, own, context.day)

    def part(first: int) -> Coded[Text]:
        rows = slice(first, first + _COMPANIES)
        some = events if size <= _COMPANIES else events.take(np.arange(size)[rows])
        return _fill(result, rows, fitted, some, context)

    starts = range(0, size, _COMPANIES)
    if len(starts) <= 1:
        said = [part(first) for first in starts]
    else:
        with ThreadPoolExecutor(threads()) as pool:
            said = list(pool.map(part, starts))
    _order_horizons(result)
    return replace(result, abstained=joined(said))


def _context(fitted: MarketModel | None, events: Events, day: int, own_market: bool) -> tuple[MarketContext, bool]:
    """The table's own context where it is a whole market, or where there is no model that would have one.

    A portfolio or a single sector is no market, however long: beside the market that the model was fitted on it must
    have at least half as many companies. Earlier than that market it can only be compared with itself.
    """
    if fitted is None:
        return context_of(events, day), True
    least = WHOLE_MARKET if day < fitted.context.day else max(WHOLE_MARKET, fitted.context.companies // 2)
    if not own_market or _funded(events, day) < least:
        return fitted.context, False
    return context_of(events, day), True


def _funded(events: Events, day: int) -> int:
    return int(np.count_nonzero(np.bincount(events.rounds.company[events.rounds.day <= day])))


def _blank(market: Market, as_of: date, size: int, reasons: bool, own: bool, context_day: int) -> Predictions:
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
        abstained=Coded((), np.full(size, -1, np.int32)),
        base=unknown[3],
        contributions=np.full((len(HORIZONS), size, len(GROUPS)), np.nan) if reasons else None,
        own_context=own,
        context_day=context_day,
    )


def _fill(
    result: Predictions, rows: slice, fitted: MarketModel | None, events: Events, context: MarketContext
) -> Coded[Text]:
    """Say of `events`, the companies `rows` of the result, what is to be said; returns who gets no prediction."""
    day = day_of(result.as_of)
    table = features(events, day, context)
    why = abstentions(events, result.as_of, table, fitted)
    if context.day > day:
        why = Coded((*why.values, LATER_CONTEXT), np.where(why.known, why.codes, len(why.values)).astype(np.int32))
    for name in ("months_since", "stage", "last_day"):
        getattr(result, name)[rows][table.company] = getattr(table, name)
    spoken = np.flatnonzero(~why.known[table.company])
    for first in range(0, len(spoken), _ROWS):
        assert fitted is not None  # noqa: S101 - without a model everybody abstains
        at = spoken[first : first + _ROWS]
        _score(result, table.company[at] + rows.start, fitted, table.matrix.T[:, at].T)
    return why


def _score(result: Predictions, company: Ints, fitted: MarketModel, matrix: Floats) -> None:
    """Score some companies from their features `[companies, features]`."""
    if result.contributions is None:
        trees, by_group = fitted.forest.score(matrix), None
    else:
        trees, by_group = fitted.forest.lookup.shares(matrix)
    for number, months in enumerate(HORIZONS):
        part = fitted.horizons[months]
        if result.contributions is None or by_group is None:
            score = part.score(trees, matrix)
        else:
            ridge, linear = part.ridge.shares(matrix, membership(fitted.names))
            score = part.blend.score(trees, ridge)
            of_trees, of_ridge = part.blend.share * part.calibration.slope
            result.contributions[number, company] = of_trees * by_group + of_ridge * linear
            result.base[number, company] = _base(part, fitted.forest.lookup.base)
        probability = sigmoid(part.calibration.logit(score))
        low, high = part.calibration.interval(score, probability)
        result.probability[number, company], result.low[number, company] = probability, low
        result.high[number, company] = high


def _base(part: HorizonModel, trees: float) -> float:
    """What is left of the calibrated logit without any feature."""
    score = part.blend.score(np.array([trees]), np.array([part.ridge.intercept]))
    return float(part.calibration.logit(score)[0])


def _order_horizons(result: Predictions) -> None:
    """Within 24 months at least as likely as within 12: where the fits cross, the shorter one speaks for both."""
    crossed = result.probability[1] < result.probability[0]
    result.probability[1, crossed] = result.probability[0, crossed]
    for bound in (result.low, result.high):
        bound[1] = np.maximum(bound[1], bound[0])
    result.base[1, crossed] = result.base[0, crossed]
    if result.contributions is not None:
        result.contributions[1, crossed] = result.contributions[0, crossed]
