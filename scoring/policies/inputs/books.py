"""The figures of annual accounts side by side, and doubts about them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from scoring.policies.inputs import doubt_remarks, remarks
from scoring.policies.inputs.bounded import Flags, Floats, Ints, Note
from scoring.text import Text

Place = tuple[str, int]
"""A figure and how many years it lies back: 1 is the last whole year before the as-of date."""
_PARTS: Final[Mapping[str, tuple[str, ...]]] = {"revenue": ("main_revenue", "rd_cost"), "costs": ("rd_cost",)}
"""What is typed in one go with a figure, and so in the same unit."""


@dataclass(frozen=True, eq=False)
class Doubt:
    """A note on figures that are not to be used where it stands."""

    concerns: frozenset[Place]
    note: Note


@dataclass(frozen=True, eq=False)
class Books:
    """Figures `[companies, years]`; years in business, ends of the head counts, the last whole year `[companies]`."""

    given: Mapping[str, Floats]
    business: Floats
    heads: tuple[Floats, Floats]
    last: Ints

    def of(self, place: Place) -> Floats:
        """A figure of a year, `[companies]`."""
        return self.given[place[0]][:, place[1] - 1]

    def found(self, place: Place, at: int) -> Text:
        """A figure of a company with what stands there."""
        return remarks.figure_found(place[0], int(self.last[at]) + 1 - place[1], float(self.of(place)[at]))

    def pair(self, one: Place, other: Place, where: Flags, says: Callable[[Text, Text], Text]) -> Doubt:
        """A doubt about two figures; `says` words it."""
        note = Note(where, lambda at: says(self.found(one, at), self.found(other, at)))
        return Doubt(frozenset((one, other)), note)

    def apart(self, one: Place, other: Place, where: Flags) -> Doubt:
        """The factor between two figures: it may lie in whatever was typed in one go with one of them."""
        found = self.pair(one, other, where, doubt_remarks.far_apart)
        parts = frozenset((part, back) for figure, back in (one, other) for part in _PARTS.get(figure, ()))
        return Doubt(found.concerns | parts, found.note)
