"""Evaluation: the model's measures on an earlier date, beside its two parts and the baselines, on the same rows."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final, Literal

import numpy as np

from scoring.errors import InputError, refuse
from scoring.progression.abstention import MARKETS
from scoring.progression.features.table import NAMES
from scoring.progression.fitted.model import MarketModel, Model
from scoring.progression.fitted.settings import SETTINGS
from scoring.progression.fitting.backtest import Scored, knew_too_much, refit, score
from scoring.progression.fitting.baselines import BASELINES, TOO_LITTLE, NotInstalled, Rows, fitting_rows
from scoring.progression.fitting.breakdown import Part, breakdown
from scoring.progression.fitting.landmarks import Landmarks
from scoring.progression.fitting.measures import RESAMPLES, Bin, Measure, lead, measure, reliability
from scoring.progression.fitting.train import Progress
from scoring.progression.histories.events import Events, Floats, Market
from scoring.text import Text, both

Population = Literal["active", "all"]
Group = Literal["sector", "region"]

MODEL: Final = "model"
PARTS: Final = ("trees_alone", "ridge_alone")
"""The parts of the blend: scores, no probabilities."""


@dataclass(frozen=True)
class Measured:
    """One population: `measures` by scorer (MODEL, PARTS, BASELINES) and name, the model's `leads` over every other
    scorer, ten bins of the model.
    """

    companies: int
    measures: Mapping[str, Mapping[str, Measure]]
    leads: Mapping[str, Mapping[str, Measure]]
    reliability: list[Bin]


@dataclass(frozen=True, eq=False)
class Evaluation:
    """All figures of one market, date and horizon.

    `vintage` is the date up to which the measured model knew events; `refitted` says that it was fitted anew, since
    the stored one knew more. `abstained` companies had a round and got no prediction. `missing` says why a baseline
    is not there. `breakdown` are groups of 100 or more active companies.
    """

    market: Market
    as_of: date
    horizon: int
    vintage: date
    refitted: bool
    abstained: int
    fitting_rows: int
    populations: Mapping[Population, Measured]
    missing: Mapping[str, Text]
    breakdown: Mapping[Group, list[Part]]

    def as_dict(self) -> dict[str, Any]:
        """Plain mapping for JSON: figures to four decimals, None for what cannot be measured."""
        return {
            **{name: getattr(self, name) for name in ("market", "horizon", "refitted", "abstained", "fitting_rows")},
            "as_of": self.as_of.isoformat(),
            "vintage": self.vintage.isoformat(),
            "populations": {name: plain(asdict(part)) for name, part in self.populations.items()},
            "missing": {name: reason.model_dump() for name, reason in self.missing.items()},
            "breakdown": {name: [plain(asdict(part)) for part in parts] for name, parts in self.breakdown.items()},
        }


def evaluate(
    model: Model,
    events: Events,
    as_of: date,
    horizon: int,
    *,
    progress: Progress | None = None,
    baselines: bool = True,
    resamples: int = RESAMPLES,
) -> Evaluation:
    """Measure `model` on what came within `horizon` (12 or 24) months of `as_of`.

    A model that knew events after `as_of` is fitted anew without them. Raises InputError where the outcome is not
    complete in the events, or there is too little to fit or to measure.
    """
    if events.market not in model.markets:
        raise _unknown_market(events.market)
    refitted = knew_too_much(model, events, as_of)
    fair = refit(events, as_of, progress) if refitted else model
    scored = score(fair, events, as_of, horizon)
    fitted, scores = fair.markets[events.market], {MODEL: scored.probability}
    missing: dict[str, Text] = {}
    rows = 0
    if baselines:
        beside, missing, rows = _beside(fitted, events, scored, progress)
        scores |= beside
    everyone = np.ones(len(scored.company), dtype=np.bool_)
    masks: dict[Population, Any] = {"active": scored.active, "all": everyone}
    return Evaluation(
        market=events.market,
        as_of=as_of,
        horizon=horizon,
        vintage=scored.vintage,
        refitted=refitted,
        abstained=scored.abstained,
        fitting_rows=rows,
        populations={name: _measured(scored, scores, mask, resamples) for name, mask in masks.items() if mask.any()},
        missing=missing,
        breakdown={
            "sector": breakdown(scored, events.companies.sector),
            "region": breakdown(scored, events.companies.region),
        },
    )


def _beside(
    fitted: MarketModel, events: Events, scored: Scored, progress: Progress | None
) -> tuple[dict[str, Floats], dict[str, Text], int]:
    """Scores `[rows]` of the parts and the baselines, why one is missing, and the baselines' fitting rows."""
    settings = SETTINGS[events.market]
    landmarks = Landmarks(events, settings.least_rounds)
    fit = fitting_rows(landmarks, NAMES[events.market], scored.as_of, scored.horizon, settings)
    if not len(fit.outcome):
        return {}, dict.fromkeys(BASELINES, TOO_LITTLE), 0
    now = landmarks.at(scored.as_of)
    rows = np.flatnonzero(np.isin(now.company, scored.company))
    asked = Rows(fit.names, now.matrix[rows], now.stage[rows], np.empty(0))
    found = dict(
        zip(
            PARTS,
            (fitted.forest.score(asked.matrix), fitted.horizons[scored.horizon].ridge.score(asked.matrix)),
            strict=True,
        )
    )
    missing: dict[str, Text] = {}
    for number, (name, run) in enumerate(BASELINES.items()):
        _tell(progress, name, number)
        try:
            found[name] = run(fit, asked)
        except NotInstalled as reason:
            missing[name] = reason.text
    return found, missing, len(fit.outcome)


def _measured(scored: Scored, scores: Mapping[str, Floats], mask: Any, resamples: int) -> Measured:
    outcome = scored.outcome[mask]
    measures = {
        name: measure(outcome, values[mask], probability=name not in PARTS, resamples=resamples)
        for name, values in scores.items()
    }
    ours = scored.probability[mask]
    leads = {
        name: lead(outcome, ours, values[mask], resamples=resamples) for name, values in scores.items() if name != MODEL
    }
    bins = reliability(outcome, ours, scored.low[mask], scored.high[mask])
    return Measured(int(mask.sum()), measures, leads, bins)


def _unknown_market(market: Market) -> InputError:
    name = MARKETS[market]
    return refuse(
        f"events ({market})",
        f"the model knows no company of this market: {name.en}",
        f"模型从未见过该市场的企业：{name.zh}",
        expected=both("a model trained on events of this market", "用该市场的融资事件训练的模型"),
    )


def _tell(progress: Progress | None, name: str, number: int) -> None:
    if progress:
        progress(both(f"baseline {name}", f"基线 {name}"), number, len(BASELINES))


def plain(value: Any) -> Any:
    """A value for JSON: figures to four decimals, None for NaN."""
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [plain(each) for each in value]
    if isinstance(value, float):
        return round(value, 4) if np.isfinite(value) else None
    return value
