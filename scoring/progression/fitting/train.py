"""Training: one market's model from its events, nothing later than the as-of date read.

The ranker (trees and ridge) is fitted on landmarks whose outcome is complete on the as-of date. For calibration
the same is done again as of earlier dates, and each of those rankers scores the population of its own date: what
became of it is known by now.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from scoring.errors import InputError, refuse
from scoring.progression.features.context import context_of
from scoring.progression.features.groups import LEAST
from scoring.progression.features.table import NAMES
from scoring.progression.fitted.blend import Blend, fit_blend
from scoring.progression.fitted.boosting import Fit, Forest, fit_forest
from scoring.progression.fitted.calibration import Calibration, Window, fit_calibration, joined, sigmoid
from scoring.progression.fitted.ladder import Ladder, ladders_of
from scoring.progression.fitted.model import HorizonModel, MarketModel
from scoring.progression.fitted.ridge import Ridge, fit_ridge
from scoring.progression.fitted.settings import HORIZONS, SETTINGS, Settings
from scoring.progression.fitting.landmarks import Landmarks
from scoring.progression.histories.events import Events, Floats
from scoring.progression.histories.months import add_months, day_of
from scoring.text import Text, both

Progress = Callable[[Text, int, int], None]
"""Called with what is being done, steps done and steps in all."""

_BOTH_OUTCOMES: Final = 2


def train(
    events: Events,
    as_of: date,
    *,
    progress: Progress | None = None,
    settings: Settings | None = None,
    fit: Fit = fit_forest,
) -> MarketModel:
    """Fit, blend and calibrate the model of `events.market` as of a date, for 12 and 24 months; `fit` fits its trees.

    Raises InputError where the events reach too little back for it.
    """
    return _Training(events, settings or SETTINGS[events.market], progress, fit).run(as_of)


@dataclass(frozen=True, eq=False)
class _Ranker:
    """Trees, ridge and blend of one date and horizon."""

    ridge: Ridge
    blend: Blend
    score: Floats
    """Of the population of its own date, `[rows]`."""


class _Training:
    """The steps of one training, with what they share: snapshots by date and forests by date."""

    def __init__(self, events: Events, settings: Settings, progress: Progress | None, fit: Fit) -> None:
        self.events, self.settings, self.progress, self.fit = events, settings, progress, fit
        self.landmarks = Landmarks(events, settings.least_rounds)
        self.names = NAMES[events.market]
        self.forests: dict[date, tuple[Forest, Floats]] = {}
        self.steps, self.done = len(HORIZONS) * (1 + len(settings.windows)) + 1, 0

    def run(self, as_of: date) -> MarketModel:
        """All steps."""
        horizons = {horizon: self.horizon(as_of, horizon) for horizon in HORIZONS}
        self.tell(both("market context", "市场背景"))
        model = MarketModel(
            market=self.events.market,
            as_of=as_of,
            names=self.names,
            forest=self.forests[as_of][0],
            horizons=horizons,
            stages=self.stages(as_of),
            rows=self.row_counts(as_of),
            ladders=self.ladders(as_of, horizons),
            context=context_of(self.events, day_of(as_of)).shippable(),
        )
        self.tell(both("fitted", "训练完成"))
        return model

    def horizon(self, as_of: date, horizon: int) -> HorizonModel:
        """Ranker and calibration of one horizon."""
        final = self.ranker(as_of, horizon)
        return HorizonModel(final.ridge, final.blend, self.calibration(as_of, horizon))

    def ranker(self, as_of: date, horizon: int) -> _Ranker:
        """Fit on everything complete on a date, and score that date's population."""
        when = as_of.isoformat()
        self.tell(both(f"{horizon} months, as of {when}", f"{horizon} 个月，截至 {when}"))
        ridge = fit_ridge(*self.rows(as_of, horizon, self.settings.ridge_grid), self.settings.ridge_strength)
        matrix, (_, trees) = self.landmarks.at(as_of).matrix, self.forest(as_of)
        blend = fit_blend(trees, ridge.score(matrix), self.settings.ridge_weight)
        return _Ranker(ridge, blend, blend.score(trees, ridge.score(matrix)))

    def forest(self, as_of: date) -> tuple[Forest, Floats]:
        """The trees fitted as of a date and their logits of its population; horizons share them."""
        if as_of not in self.forests:
            label = self.settings.tree_label_months
            forest = self.fit(*self.rows(as_of, label, self.settings.tree_grid), self.names, self.settings)
            self.forests[as_of] = forest, forest.score(self.landmarks.at(as_of).matrix)
        return self.forests[as_of]

    def calibration(self, as_of: date, horizon: int) -> Calibration:
        """Earlier rankers against what became of their populations."""
        windows: list[Window] = []
        for back in self.settings.windows:
            begin = add_months(as_of, -horizon - back)
            windows.append((self.ranker(begin, horizon).score, self.landmarks.outcomes(begin, horizon)))
        if len(np.unique(joined(windows)[1])) < _BOTH_OUTCOMES:
            raise self.too_little(as_of, horizon)
        recent = sum(horizon + back <= self.settings.level_months for back in self.settings.windows)
        return fit_calibration(windows, max(1, recent))

    def rows(self, as_of: date, horizon: int, grid: tuple[int, int]) -> tuple[Floats, Floats]:
        """Fitting rows; raises InputError if there are none or all ended alike."""
        matrix, outcome = self.landmarks.rows(as_of, horizon, grid)
        if len(np.unique(outcome)) < _BOTH_OUTCOMES:
            raise self.too_little(as_of, horizon)
        return matrix, outcome

    def too_little(self, as_of: date, horizon: int) -> InputError:
        """The error of events that do not reach back far enough."""
        when, least = add_months(as_of, -horizon).isoformat(), self.settings.least_rounds
        return refuse(
            f"events ({self.events.market})",
            f"too little to learn from: {least} rounds up to {when} and further rounds after them are needed",
            f"数据不足，无法训练：{when} 之前至少需要 {least} 条融资记录，且其后要有后续融资",
            expected=both(
                "five years of dated rounds before the as-of date, or a later as-of date",
                "截止日之前五年的带日期融资记录，或改用更晚的截止日",
            ),
        )

    def stages(self, as_of: date) -> dict[int, int]:
        """Companies by stage group at the newest landmark that the trees learnt from, groups of 10 or more."""
        newest = self.landmarks.at(add_months(as_of, -self.settings.tree_label_months))
        stage, companies = np.unique(newest.stage, return_counts=True)
        counts = zip(stage.tolist(), companies.tolist(), strict=True)
        return {number: count for number, count in counts if number > 0 and count >= LEAST}

    def ladders(self, as_of: date, horizons: Mapping[int, HorizonModel]) -> dict[int, Ladder]:
        """Where the probabilities of the population of `as_of` lie, by stage group."""
        snapshot, trees = self.landmarks.at(as_of), self.forests[as_of][1]
        parts = horizons.values()
        likely = [sigmoid(part.calibration.logit(part.score(trees, snapshot.matrix))) for part in parts]
        return ladders_of(np.max(likely, axis=0), snapshot.stage, snapshot.months_since)

    def row_counts(self, as_of: date) -> dict[str, int]:
        """Fitting rows of the forest and of each ridge."""
        label = self.settings.tree_label_months
        grids = {"forest": (label, self.settings.tree_grid)}
        grids |= {f"ridge_{horizon}": (horizon, self.settings.ridge_grid) for horizon in HORIZONS}
        return {name: len(self.landmarks.rows(as_of, *grid)[1]) for name, grid in grids.items()}

    def tell(self, text: Text) -> None:
        """Report the start of a step."""
        if self.progress:
            self.progress(text, min(self.done, self.steps), self.steps)
        self.done += 1
