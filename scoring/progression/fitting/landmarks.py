"""Landmarks: the table as it stood on many as-of dates, with what came after. Time goes one way only.

Landmarking after van Houwelingen, "Dynamic prediction by landmarking in event history analysis" (Scandinavian
Journal of Statistics 2007).
"""

from dataclasses import dataclass
from datetime import date

import numpy as np

from scoring.progression.features.context import context_of
from scoring.progression.features.hazards import LAG
from scoring.progression.features.history import progression_of
from scoring.progression.features.table import features
from scoring.progression.histories.events import Events, Floats, Ints
from scoring.progression.histories.months import add_months, day_of


@dataclass(frozen=True, eq=False)
class Snapshot:
    """Companies funded and without a listing by a date: `matrix` `[rows, features]`, the rest `[rows]`."""

    matrix: Floats
    company: Ints
    months_since: Floats
    stage: Ints


def outcomes(events: Events, when: date, horizon: int, company: Ints) -> Floats:
    """1 where a company raised more than 30 days after `when` and within `horizon` months of it, else 0."""
    rounds = progression_of(events)
    hit = (rounds.when > day_of(when) + LAG) & (rounds.when <= day_of(add_months(when, horizon)))
    raised = np.zeros(len(events.companies.id))
    raised[rounds.company[hit]] = 1
    return raised[company]


class Landmarks:
    """Snapshots of one market by date, each built once."""

    def __init__(self, events: Events, least_rounds: int) -> None:
        self.events, self._least = events, least_rounds
        self._snapshots: dict[date, Snapshot] = {}

    def at(self, when: date) -> Snapshot:
        """The table on a date."""
        if when not in self._snapshots:
            day = day_of(when)
            table = features(self.events, day, context_of(self.events, day))
            rows = table.alive
            self._snapshots[when] = Snapshot(
                np.ascontiguousarray(table.matrix[rows]),
                table.company[rows],
                table.months_since[rows],
                table.stage[rows],
            )
        return self._snapshots[when]

    def outcomes(self, when: date, horizon: int) -> Floats:
        """What became of the companies of `at(when)`."""
        return outcomes(self.events, when, horizon, self.at(when).company)

    def dates(self, as_of: date, horizon: int, grid: tuple[int, int]) -> list[date]:
        """Landmarks whose outcome is complete by `as_of`, newest first, those with too little history left out."""
        step, count = grid
        dates = [add_months(as_of, -horizon - step * number) for number in range(count)]
        when = progression_of(self.events).when
        return [landmark for landmark in dates if (when <= day_of(landmark)).sum() >= self._least]

    def rows(self, as_of: date, horizon: int, grid: tuple[int, int]) -> tuple[Floats, Floats]:
        """Features `[rows, features]` and outcomes `[rows]` of all landmarks; both empty if there is none."""
        dates = self.dates(as_of, horizon, grid)
        if not dates:
            return np.empty((0, 0)), np.empty(0)
        matrix = np.concatenate([self.at(landmark).matrix for landmark in dates])
        return matrix, np.concatenate([self.outcomes(landmark, horizon) for landmark in dates])
