"""Scores of companies as columns: totals, factors, reasons and prediction, in the order of the table of companies."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from scoring import taxonomy
from scoring.columns.registry import STAGES
from scoring.ledger import DECIMALS, percent, rounded_all
from scoring.outlook import sentences
from scoring.progression.fitted.settings import HORIZONS
from scoring.progression_result import PROBABILITY_DECIMALS
from scoring.reasons import said as worded
from scoring.reasons import strongest
from scoring.scored import Scored
from scoring.table import Coded
from scoring.table.coded import coded
from scoring.table.distinct import distinct
from scoring.text import Lang, Text

Floats = NDArray[np.float64]
Column = NDArray[Any] | Coded[Any]
"""A column of a table: numbers (NaN for none), texts (None for none), or values that repeat."""

TOP_REASONS: Final = 3
SHARE_DECIMALS: Final = 4


@dataclass(frozen=True, eq=False)
class Prognosis:
    """What the model says, arrays `[companies]`, rounded as they are shown; NaN or unknown where it says nothing.

    `probability`, `low`, `high` by horizon in months; `weight` is percent of the composite.
    """

    probability: dict[int, Floats]
    low: dict[int, Floats]
    high: dict[int, Floats]
    standing: Floats
    weight: Floats
    reasons: NDArray[np.object_]
    note: Coded[str]
    data_until: Coded[date]

    def take(self, rows: NDArray[np.intp]) -> "Prognosis":
        """The same of some companies, or of all in another order."""
        horizons = (self.probability, self.low, self.high)
        probability, low, high = ({months: part[rows] for months, part in each.items()} for each in horizons)
        return Prognosis(
            probability, low, high, self.standing[rows], self.weight[rows], self.reasons[rows], self.note.take(rows),
            self.data_until.take(rows),
        )  # fmt: skip


def scored_columns(scored: Scored, lang: Lang) -> dict[str, Column]:
    """All that is said of each company by itself, by name of the column: what a cohort adds is not in it.

    `reason_1` … are sentences, `reason_1_code` … the same as `characteristic.attribute`.
    """
    table, prognosis = scored.table, prognosis_of(scored, lang)
    told, codes = reasons_of(scored, lang)
    return {
        "company": table.name,
        "city": place_names(table.city, lang),
        "stage": stage_names(stage_of(scored), lang),
        "as_of": table.as_of,
        **totals_of(scored),
        **factors_of(scored),
        **{f"reason_{place}": column for place, column in enumerate(told, start=1)},
        **{f"reason_{place}_code": column for place, column in enumerate(codes, start=1)},
        **horizon_columns(prognosis),
        "standing": prognosis.standing,
        "weight": prognosis.weight,
        "progression_reasons": prognosis.reasons,
        "progression_note": prognosis.note,
    }


def shown(values: Floats) -> Floats:
    """Values as they are shown; ranks follow these, so that what looks equal is equal."""
    return np.round(values, DECIMALS)


def totals_of(scored: Scored) -> dict[str, Floats]:
    """Composite, its interval, coverage (0-1) and evidenced score; NaN without any answer."""
    total = scored.total
    return {
        "composite": shown(total.score),
        "low": shown(total.low),
        "high": shown(total.high),
        "coverage": np.round(total.coverage, SHARE_DECIMALS),
        "evidenced_score": shown(total.evidenced_score),
    }


def factors_of(scored: Scored) -> dict[str, Floats]:
    """Score of each factor, by its id."""
    found = scored.found
    return dict(zip(found.program.factors, shown(found.factors.score), strict=True))


def stage_of(scored: Scored) -> Coded[str]:
    """Slug of each company's stage."""
    return Coded(STAGES, np.asarray(scored.columns["stage"], np.int32))


def renamed(column: Coded[Any], of: Callable[[Any], str]) -> Coded[str]:
    """What `of` makes of each value; several of them may become one."""
    names = coded(map(of, column.values))
    return Coded(names.values, np.append(names.codes, np.int32(-1))[column.codes])


def place_names(places: Coded[str], lang: Lang) -> Coded[str]:
    """Places in words."""
    return renamed(places, lambda slug: taxonomy.places()[slug].in_(lang))


def stage_names(stages: Coded[str], lang: Lang) -> Coded[str]:
    """Stages in words."""
    return renamed(stages, lambda slug: taxonomy.stages()[slug].in_(lang))


def prognosis_of(scored: Scored, lang: Lang) -> Prognosis:
    """What the model says of each company, in the language asked for."""
    outlook = scored.outlook

    def by_horizon(values: Floats) -> dict[int, Floats]:
        return dict(zip(HORIZONS, rounded_all(values, PROBABILITY_DECIMALS), strict=True))

    weights, weight = np.unique(scored.total.voice_weight, return_inverse=True)
    return Prognosis(
        probability=by_horizon(outlook.probability),
        low=by_horizon(outlook.low),
        high=by_horizon(outlook.high),
        standing=rounded_all(outlook.standing),
        weight=np.array([percent(each) for each in weights.tolist()])[weight],
        reasons=sentences(outlook, lang),
        note=_first_of(outlook.why, outlook.silent, lang),
        data_until=outlook.vintage,
    )


def _first_of(one: Coded[Text], other: Coded[Text], lang: Lang) -> Coded[str]:
    """The first text, or the other where there is none."""
    behind = np.where(other.known, other.codes + len(one.values), -1)
    either = Coded((*one.values, *other.values), np.where(one.known, one.codes, behind).astype(np.int32))
    return renamed(either, lambda text: text.in_(lang))


def horizon_columns(prognosis: Prognosis) -> dict[str, Floats]:
    """Probability with its ends, a column a horizon."""
    parts = {"probability": prognosis.probability, "low": prognosis.low, "high": prognosis.high}
    return {f"{name}_{months}m": parts[name][months] for months in prognosis.probability for name in parts}


def reasons_of(scored: Scored, lang: Lang) -> tuple[list[Coded[str]], list[Coded[str]]]:
    """The findings that move each company's composite most, up (▲) or down (▼), strongest first, in words.

    Beside them what they are of, as `characteristic.attribute`. Unknown where nothing more moves it.
    """
    found = scored.found
    top, moved = _strongest(scored)
    attribute = found.attribute[top, np.arange(top.shape[1])].astype(np.int64)
    widest = max((len(item.scale) for item in found.program.characteristics), default=1)
    key = np.where(moved == 0, -1, ((top * widest + attribute) << 1) + (moved < 0))
    used, place = distinct(key.ravel())
    number = place.reshape(key.shape).astype(np.int32) - int(len(used) > 0 and used[0] < 0)
    cases = [(*divmod(each >> 1, widest), bool(each & 1)) for each in used.tolist() if each >= 0]
    sentences = tuple(("▼ " if down else "▲ ") + worded(found, row, at, lang) for row, at, down in cases)
    items = found.program.characteristics
    codes = [f"{items[row].id}.{items[row].scale[at].id}" for row, at, _ in cases]
    told = [Coded(sentences, each) for each in number]
    return told, [renamed(Coded(tuple(range(len(codes))), each), codes.__getitem__) for each in number]


def _strongest(scored: Scored) -> tuple[NDArray[np.intp], Floats]:
    """Characteristics that matter most to each company, and the points that they move it by, `[reasons, companies]`."""
    size = len(scored.table)
    top = np.empty((min(TOP_REASONS, len(scored.found.attribute)), size), np.intp)
    moved = np.empty(top.shape)
    for start in range(0, size, _AT_ONCE):
        rows = slice(start, start + _AT_ONCE)
        impacts = scored.impacts_at(rows)
        top[:, rows] = found = strongest(impacts, TOP_REASONS)
        moved[:, rows] = np.take_along_axis(impacts, found, axis=0)
    return top, moved


_AT_ONCE: Final = 4096
"""Companies that are looked at in one go: as many as the processor holds close at hand."""
