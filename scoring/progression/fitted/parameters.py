"""Parameters: a market's fitted numbers as plain JSON, and back."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any

import numpy as np

from scoring.progression.features.context import from_json
from scoring.progression.fitted.blend import Blend
from scoring.progression.fitted.boosting import Forest
from scoring.progression.fitted.calibration import Calibration, Grid
from scoring.progression.fitted.ladder import Ladder
from scoring.progression.fitted.model import HorizonModel, MarketModel
from scoring.progression.fitted.ridge import Ridge
from scoring.progression.histories.events import Floats, Market


def market_to_json(model: MarketModel) -> dict[str, object]:
    """Everything but the trees and the context, which have files of their own."""
    return {
        "as_of": model.as_of.isoformat(),
        "names": list(model.names),
        "seeds": len(model.forest.texts),
        "stages": {str(stage): companies for stage, companies in model.stages.items()},
        "rows": dict(model.rows),
        "ladders": {str(stage): ladder.percentiles.tolist() for stage, ladder in model.ladders.items()},
        "horizons": {str(months): _horizon_to_json(part) for months, part in model.horizons.items()},
    }


def market_from_json(market: Market, data: Mapping[str, Any], forest: Forest, context: Any) -> MarketModel:
    """The reverse; raises KeyError, TypeError or ValueError where a number is missing or not finite."""
    names = tuple(data["names"])
    return MarketModel(
        market=market,
        as_of=date.fromisoformat(data["as_of"]),
        names=names,
        forest=forest,
        horizons={int(months): _horizon(part, len(names)) for months, part in data["horizons"].items()},
        stages={int(stage): int(companies) for stage, companies in data["stages"].items()},
        rows={name: int(count) for name, count in data["rows"].items()},
        ladders={int(stage): Ladder(_finite(values)) for stage, values in data["ladders"].items()},
        context=from_json(context),
    )


def _horizon_to_json(part: HorizonModel) -> dict[str, object]:
    calibration = part.calibration
    return {
        "ridge": _plain(part.ridge),
        "blend": _plain(part.blend),
        "slope": calibration.slope,
        "intercept": calibration.intercept,
        "venn_abers": [_plain(grid) for grid in calibration.grids],
    }


def _horizon(data: Mapping[str, Any], features: int) -> HorizonModel:
    ridge = {name: _finite(value, features) for name, value in data["ridge"].items() if name != "intercept"}
    grids = [{name: _finite(value) for name, value in grid.items()} for grid in data["venn_abers"]]
    return HorizonModel(
        Ridge(**ridge, intercept=float(data["ridge"]["intercept"])),
        Blend(**{name: _finite(value, 2) for name, value in data["blend"].items()}),
        Calibration(float(data["slope"]), float(data["intercept"]), tuple(Grid(**grid) for grid in grids)),
    )


def _plain(part: Ridge | Blend | Grid) -> dict[str, object]:
    """Fields of a part, arrays as lists."""
    values = {field.name: getattr(part, field.name) for field in fields(part)}
    return {name: value.tolist() if isinstance(value, np.ndarray) else value for name, value in values.items()}


def _finite(values: Any, length: int | None = None) -> Floats:
    array = np.array(values, dtype=np.float64)
    if not np.isfinite(array).all() or (length is not None and array.shape != (length,)):
        raise ValueError(f"expected {length or 'some'} finite numbers")
    return array
