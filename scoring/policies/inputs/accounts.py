"""Annual accounts by how many years they lie back, with the figures that are in doubt left out.

`back` 1 is the last whole calendar year before the as-of date, 2 and 3 are the years before it.
"""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Final

import numpy as np

from scoring.policies.inputs import remarks
from scoring.policies.inputs.books import Doubt, Place
from scoring.policies.inputs.bounded import Flags, Floats, Ints, Note, Says
from scoring.policies.inputs.doubts import doubts_of
from scoring.profile.accounts import ACCOUNT_FIELDS
from scoring.table import CompanyTable
from scoring.text import Text

YEARS: Final = 3


class Accounts:
    """The accounts of a table of companies, figures as `[companies, YEARS]` in yuan, NaN where not known.

    `last` is the calendar year of `back` 1. `business` counts the accounting years since founding, the founding year
    as one and a year that goes on as none; NaN where the founding date is not known.
    """

    def __init__(self, table: CompanyTable) -> None:
        self.table = table
        self.last: Ints = table.as_of.map(lambda day: day.year - 1, 0, np.int64)
        self.founded: Floats = table.founded.map(lambda partial: int(partial[:4]), np.nan)
        self.business: Floats = np.maximum(self.last + 1 - self.founded, 0)

    @cached_property
    def given(self) -> Mapping[str, Floats]:
        """What the accounts say, by figure; a year that is not over is not read."""
        entries = self.table.accounts
        if not len(entries):
            nothing = np.broadcast_to(np.nan, (len(self.table), YEARS))
            return dict.fromkeys(ACCOUNT_FIELDS, nothing)
        back = self.last[entries.company] + 1 - entries.year
        rows = np.flatnonzero((back >= 1) & (back <= YEARS))
        at = entries.company[rows], back[rows] - 1
        found = {figure: np.full((len(self.table), YEARS), np.nan) for figure in ACCOUNT_FIELDS}
        for figure in ACCOUNT_FIELDS:
            if figure in entries.figures:
                found[figure][at] = entries.figures[figure][rows]
        return found

    @cached_property
    def doubts(self) -> list[Doubt]:
        """Figures that contradict each other, or look 10,000 times too small or too large."""
        if not len(self.table.accounts):
            return []
        heads = self.table.head_low, self.table.head_high
        return doubts_of(self.given, self.business, heads, self.last)

    @cached_property
    def _doubtful(self) -> Mapping[Place, Flags]:
        found: dict[Place, Flags] = {}
        for doubt in self.doubts:
            for place in doubt.concerns:
                found[place] = found[place] | doubt.note.where if place in found else doubt.note.where
        return found

    def figure(self, figure: str, back: int) -> Floats:
        """One figure of one year, `[companies]`; NaN where it is in doubt."""
        found = self.given[figure][:, back - 1]
        doubtful = self._doubtful.get((figure, back))
        return found if doubtful is None else np.where(doubtful, np.nan, found)

    def all_years(self, figure: str) -> Floats:
        """One figure of all years, `[companies, YEARS]`, the last year first."""
        return np.stack([self.figure(figure, back) for back in range(1, YEARS + 1)], axis=1)

    def lacks(self, place: Place, at: int) -> bool:
        """Whether a company that was there in that year does not give a figure of it."""
        figure, back = place
        return bool(np.isnan(self.given[figure][at, back - 1])) and not self.business[at] < back

    def name(self, place: Place, at: int) -> Text:
        """What a figure of a company is called: 'revenue 2025'."""
        return remarks.figure_name(place[0], self._year(place[1], at))

    def found(self, place: Place, at: int) -> Text:
        """A figure of a company with what stands there."""
        figure, back = place
        return remarks.figure_found(figure, self._year(back, at), float(self.given[figure][at, back - 1]))

    def notes(self, places: list[Place], *, since_founding: bool) -> Iterator[Note]:
        """What is odd about some figures; `since_founding`: years before the company was there are not wanted."""
        if not places:
            return
        for doubt in self.doubts:
            if not doubt.concerns.isdisjoint(places):
                yield doubt.note
        for back in sorted({back for _, back in places}):
            listed = [self.given[figure][:, back - 1] for figure, year in places if year == back]
            nothing, all_given = np.any(np.isnan(listed), axis=0), ~np.all(np.isnan(listed), axis=0)
            early = self.business < back
            if back == 1:
                yield Note(nothing & self._going_on & ~early, self._says_not_over)
            if back == 1 or not since_founding:
                yield Note(nothing & early, self._says_before_founding(back))
            if since_founding:
                yield Note(all_given & early, self._says_too_early(back))

    @cached_property
    def _going_on(self) -> Flags:
        """Companies that give accounts of a year that is not over."""
        entries = self.table.accounts
        found = np.zeros(len(self.table), bool)
        found[entries.company[entries.year > self.last[entries.company]]] = True
        return found

    def _year(self, back: int, at: int) -> int:
        return int(self.last[at]) + 1 - back

    def _says_not_over(self, at: int) -> Text:
        entries = self.table.accounts
        years = entries.year[entries.company == at]
        return remarks.not_over(int(years[years > self.last[at]].min()), int(self.last[at]))

    def _says_before_founding(self, back: int) -> Says:
        return lambda at: remarks.before_founding(int(self.founded[at]), self._year(back, at))

    def _says_too_early(self, back: int) -> Says:
        return lambda at: remarks.too_early(int(self.founded[at]), self._year(back, at))
