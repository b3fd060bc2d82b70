"""Leakage demonstration: how figures above 0.9 come about on the same companies, and what is left without the leaks.

NEVER a way to predict. Two mistakes are made here on purpose, one at a time and together: columns of the companies
table as of its own day (status, number of rounds, total raised, date of the last round), which tell of the very
rounds to be predicted; and a random split, which fits on companies of the same months as those it is tested on.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import nan
from pathlib import Path
from typing import Any, Final

import numpy as np

from scoring.errors import Wrong, refuse
from scoring.intake.cells.dates import parse_date
from scoring.intake.cells.numbers import bare_number
from scoring.intake.cells.values import Cell, as_text
from scoring.intake.files.tables import load_table
from scoring.progression.fitted.settings import SETTINGS
from scoring.progression.fitting.landmarks import Landmarks, Snapshot
from scoring.progression.fitting.measures import Measure, measure
from scoring.progression.histories.company_events import day_of_partial
from scoring.progression.histories.events import Events, Floats, Names
from scoring.progression.histories.months import add_months
from scoring.text import both

SNAPSHOT: Final = ("status", "funding_rounds", "funding_total_usd", "last_funding_at")
"""Columns that a companies table fills as of the day it was exported."""

_ID: Final = "permalink"
_TEST_SHARE: Final = 0.3
_RESAMPLES: Final = 300


@dataclass(frozen=True)
class Setting:
    """One way of measuring the same learner: `random_split`, `snapshot_columns`, tested companies, figures."""

    random_split: bool
    snapshot_columns: bool
    companies: int
    auc: Measure
    average_precision: Measure


def demonstrate(events: Events, companies: Path, as_of: date, horizon: int) -> list[Setting]:
    """Measure one learner in four settings; the first is clean, the others leak.

    The learner is scikit-learn's HistGradientBoostingClassifier as it comes. Raises InputError for a companies table
    without the snapshot columns.
    """
    landmarks = Landmarks(events, SETTINGS[events.market].least_rounds)
    earlier = add_months(as_of, -horizon)
    leak = snapshot_columns(companies, events.companies.id)
    test, fit = landmarks.at(as_of), landmarks.at(earlier)
    outcome, fit_outcome = landmarks.outcomes(as_of, horizon), landmarks.outcomes(earlier, horizon)
    chosen = np.random.default_rng(0).random(len(outcome)) < _TEST_SHARE
    found = []
    for leaking in (False, True):
        now, before = (_matrix(each, leak, leaking) for each in (test, fit))
        found.append(_setting(False, leaking, (before, fit_outcome), (now, outcome)))
        found.append(_setting(True, leaking, (now[~chosen], outcome[~chosen]), (now[chosen], outcome[chosen])))
    return found


def snapshot_columns(path: Path, ids: Names) -> Floats:
    """SNAPSHOT of each company `[companies, 4]`, NaN where not given; the status as a number, the date as a day."""
    rows = load_table(path).rows
    at = {as_text(cell).strip().lower(): place for place, cell in enumerate(rows[0])} if rows else {}
    missing = [name for name in (_ID, *SNAPSHOT) if name not in at]
    if missing:
        raise refuse(
            path.name,
            f"the leakage demonstration needs the columns {', '.join(missing)}",
            f"演示数据泄漏需要以下列：{'、'.join(missing)}",
            expected=both("the companies table of the Crunchbase export", "Crunchbase 导出的公司表"),
        )
    known = {as_text(row[at[_ID]]): [row[at[name]] for name in SNAPSHOT] for row in rows[1:] if len(row) >= len(at)}
    codes = {status: code for code, status in enumerate(sorted({as_text(cells[0]) for cells in known.values()}))}
    return np.array([_numbers(known.get(str(company)), codes) for company in ids], dtype=np.float64)


def _numbers(cells: list[Cell] | None, codes: Mapping[str, int]) -> list[float]:
    if cells is None:
        return [nan] * len(SNAPSHOT)
    status, rounds, total, last = cells
    amounts = [number if (number := bare_number(cell)) is not None else nan for cell in (rounds, total)]
    return [codes[as_text(status)], *amounts, _day(last)]


def _day(cell: Cell) -> float:
    try:
        return float(day_of_partial(str(parse_date(cell).value))[0])
    except Wrong:
        return nan


def _matrix(snapshot: Snapshot, leak: Floats, leaking: bool) -> Floats:
    return np.column_stack([snapshot.matrix, leak[snapshot.company]]) if leaking else snapshot.matrix


def _setting(random_split: bool, leaking: bool, fit: tuple[Floats, Floats], test: tuple[Floats, Floats]) -> Setting:
    from sklearn.ensemble import HistGradientBoostingClassifier  # noqa: PLC0415  evaluation only

    learner: Any = HistGradientBoostingClassifier(random_state=0).fit(*fit)
    figures = measure(test[1], learner.predict_proba(test[0])[:, 1], resamples=_RESAMPLES)
    return Setting(random_split, leaking, len(test[1]), figures["auc"], figures["average_precision"])
