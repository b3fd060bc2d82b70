"""Model: everything a fitted progression model holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from scoring.progression.features.context import MarketContext
from scoring.progression.fitted.blend import Blend
from scoring.progression.fitted.boosting import Forest
from scoring.progression.fitted.calibration import Calibration
from scoring.progression.fitted.ladder import Ladders
from scoring.progression.fitted.ridge import Ridge
from scoring.progression.histories.events import Floats, Market


@dataclass(frozen=True, eq=False)
class HorizonModel:
    """What differs by horizon; the forest is shared."""

    ridge: Ridge
    blend: Blend
    calibration: Calibration

    def score(self, trees: Floats, matrix: Floats) -> Floats:
        """Blended score `[rows]` from the forest's logits `[rows]` and the features `[rows, features]`."""
        return self.blend.score(trees, self.ridge.score(matrix))


@dataclass(frozen=True, eq=False)
class MarketModel:
    """One market's model, fitted on what was known on `as_of`.

    `horizons` by months (12, 24); `stages`: companies behind each stage group in fitting; `rows`: fitting rows of
    the forest and of the ridges; `ladders`: percentiles of the probability by stage group on `as_of`; `context`:
    figures of the market on `as_of`, for tables too small to have their own.
    """

    market: Market
    as_of: date
    names: tuple[str, ...]
    forest: Forest
    horizons: Mapping[int, HorizonModel]
    stages: Mapping[int, int]
    rows: Mapping[str, int]
    ladders: Ladders
    context: MarketContext


@dataclass(frozen=True, eq=False)
class Model:
    """Models by market with the notes of their training; `version` is a hash of the artefact's content."""

    markets: Mapping[Market, MarketModel]
    notes: Mapping[str, object]
    version: str
