"""The rule sets as an analyst would write them with pandas: `cut` and `map` for each characteristic, `where`, sums.

The tables are read from the rule book once, so that the script keeps up with the rules. No part of the evaluator is
used; what makes rows of a table from the same columns (`frame_of`) is not timed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from numpy_floor import SUMS, Floor, Item, floor_of

from scoring.rulesets.book import RuleBook

Arrays = dict[str, NDArray[np.generic]]


def frame_of(columns: Mapping[str, NDArray[np.generic]]) -> pd.DataFrame:
    """The columns as a table; -1 and NaN stand for unknown as they do there."""
    return pd.DataFrame(dict(columns))


@dataclass(frozen=True)
class Script:
    """The script; its tables are those of the numpy script."""

    tables: Floor

    def score(self, frame: pd.DataFrame) -> dict[str, pd.DataFrame]:
        """Findings `[companies, characteristics]`, sums `[companies, factors]`, and `total` with the composite."""
        partial, attribute = {}, {}
        sums = {name: _zeros(frame, len(self.tables.weights)) for name in ("points", "evidenced", "known", "applies")}
        for row, item in enumerate(self.tables.items):
            found = _attributes(frame, item)
            points = _points(frame[item.input], found, item)
            earned = points.fillna(0.0) * item.weight
            grades = frame.get(f"{item.input}@evidence")
            discount = self.tables.discounts[0] if grades is None else grades.map(_series(self.tables.discounts))
            sums["points"][item.factor] += earned
            sums["evidenced"][item.factor] += earned * discount
            sums["known"][item.factor] += (found >= 0) * item.weight
            sums["applies"][item.factor] += (found > -2) * item.weight  # noqa: PLR2004
            partial[row], attribute[row] = points, found
        factors = _factors(sums)
        return {
            "partial": pd.DataFrame(partial),
            "attribute": pd.DataFrame(attribute),
            **factors,
            "total": self._composite(frame, factors),
        }

    def _composite(self, frame: pd.DataFrame, factors: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
        """Weighted means over the factors; unanswered parts count as 50."""
        weights = pd.DataFrame(self.tables.weights[:, frame["stage"].to_numpy()].T, frame.index)
        weights = weights.where(factors["coverage"].notna(), 0.0)
        weights = weights.div(weights.sum(axis=1), axis=0)
        low, high, coverage = (factors[name].fillna(0.0) for name in ("low", "high", "coverage"))
        claimed = factors["evidenced_score"].fillna(0.0) * coverage + 50 * self.tables.discounts[0] * (1 - coverage)
        central = (low + high) / 2
        answered = (coverage > 0).any(axis=1)
        with np.errstate(divide="ignore"):
            logs = np.log(central.where(weights > 0, 1.0))
        total = {
            "composite": (weights * central).sum(axis=1).where(answered),
            "evidenced": (weights * claimed).sum(axis=1).where(answered),
            "covered": (weights * coverage).sum(axis=1),
            "lowest": (weights * low).sum(axis=1),
            "highest": (weights * high).sum(axis=1),
            "geometric": np.exp((weights * logs).sum(axis=1)).where(answered),
            "weakest": factors["score"].where(coverage > 0).min(axis=1).where(answered),
        }
        return pd.DataFrame(total)


def pandas_script(book: RuleBook) -> Script:
    """The script for `book`."""
    return Script(floor_of(book))


def pandas_arrays(found: Mapping[str, pd.DataFrame]) -> Arrays:
    """What the script found as arrays in the shapes of `Findings` and `Composite`."""
    arrays: Arrays = {name: found[name].to_numpy().T for name in ("partial", "attribute", *SUMS)}
    return arrays | {str(name): column.to_numpy() for name, column in found["total"].items()}


def _attributes(frame: pd.DataFrame, item: Item) -> "pd.Series[Any]":
    values = frame[item.input]
    if item.cuts is None:
        found = values
    else:
        edges = [-np.inf, *item.cuts, np.inf]
        found = pd.cut(values, edges, right=False, labels=False).fillna(-1).astype("int8")
    if item.derived:
        for name in item.allowed:
            found = found.where(frame[name] >= 0, -1)
    for name, allowed in item.allowed.items():
        found = found.where(frame[name].map(_series(allowed)), -2)
    return found


def _points(values: "pd.Series[Any]", found: "pd.Series[Any]", item: Item) -> "pd.Series[Any]":
    if item.knots is not None:
        return pd.Series(np.interp(values, *item.knots), values.index).where(found >= 0)
    points = found.map(dict(enumerate(item.points)))
    if item.cuts is not None and item.slope.any():
        points += (values - found.map(dict(enumerate(item.origin)))) * found.map(dict(enumerate(item.slope)))
    return points


def _factors(sums: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    points, evidenced, known, applies = sums.values()
    return {
        "score": points / known,
        "evidenced_score": evidenced / known,
        "coverage": known / applies,
        "low": points / applies,
        "high": (points + 100 * (applies - known)) / applies,
    }


def _series(values: NDArray[np.generic]) -> "pd.Series[Any]":
    """A table to look codes up in; code -1 finds the last value, or the first where no unknown is foreseen."""
    return pd.Series(values, [*range(len(values) - 1), -1] if values.dtype == bool else range(len(values)))


def _zeros(frame: pd.DataFrame, columns: int) -> pd.DataFrame:
    return pd.DataFrame(0.0, frame.index, range(columns))
