"""The ledger of differences between two scored companies: its lines add up to the difference of their composites."""

from collections.abc import Mapping
from typing import Final, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from scoring.cohort.result import DifferenceLine
from scoring.composite import MIDDLE
from scoring.ledger import apportioned, rounded
from scoring.rulesets.scale import NOT_APPLICABLE, UNKNOWN
from scoring.scored import Scored
from scoring.text import Lang, both

Floats = NDArray[np.float64]
State = Literal["scored", "unknown", "not_applicable"]

PROGRESSION: Final = "progression"
PROGRESSION_NAME: Final = both("Standing by the progression model", "融资进展模型给出的位置")
_STATES: Final[Mapping[int, State]] = {UNKNOWN: "unknown", NOT_APPLICABLE: "not_applicable"}


class Seat(NamedTuple):
    """A company: the place `at` in a scored table."""

    scored: Scored
    at: int


def points_of(seat: Seat) -> Floats:
    """Points that each finding and, last, the model bring to the composite; an unknown one brings the middle's."""
    scored, at = seat
    partial = scored.found.partial[:, at]
    spoken = scored.total.voice_weight[at] * np.nan_to_num(scored.total.standing[at])
    return np.append(scored.shares[:, at] * np.where(np.isnan(partial), MIDDLE, partial), spoken)


def difference_lines(first: Seat, second: Seat, lang: Lang) -> list[DifferenceLine]:
    """Lines where the two differ, largest difference first; both must be scored with the same rule book.

    The points of each side add up to its composite over all lines, those without a difference among them.
    """
    sides = [_ledger(seat) for seat in (first, second)]
    factors = [rules.id for rules in first.scored.book.rule_sets for _ in rules.characteristics]
    names = [item.name for item in first.scored.found.program.characteristics]
    ids = [item.id for item in first.scored.found.program.characteristics]
    lines = []
    for row, (one, other) in enumerate(zip(*sides, strict=True)):
        last = row == len(ids)
        states = [_state(seat, row) for seat in (first, second)]
        lines.append(
            DifferenceLine(
                id=PROGRESSION if last else ids[row],
                name=(PROGRESSION_NAME if last else names[row]).in_(lang),
                factor=None if last else factors[row],
                first=one,
                second=other,
                difference=rounded(one - other) or 0.0,
                first_state=states[0],
                second_state=states[1],
                first_says=_says(first, row, lang),
                second_says=_says(second, row, lang),
            )
        )
    return sorted((line for line in lines if line.difference), key=lambda line: -abs(line.difference))


def _ledger(seat: Seat) -> list[float]:
    whole = float(seat.scored.total.score[seat.at])
    return [float(each) for each in apportioned(points_of(seat)[:, None], np.array([rounded(whole) or 0.0]))[:, 0]]


def _state(seat: Seat, row: int) -> State:
    scored, at = seat
    if row == len(scored.found.attribute):
        return "scored" if scored.total.voice_weight[at] > 0 else "not_applicable"
    return _STATES.get(int(scored.found.attribute[row, at]), "scored")


def _says(seat: Seat, row: int, lang: Lang) -> str | None:
    """What the finding says, None where there is none."""
    scored, at = seat
    if row == len(scored.found.attribute):
        standing = rounded(float(scored.total.standing[at]), 1)
        return None if _state(seat, row) != "scored" else f"{standing}"
    attribute = int(scored.found.attribute[row, at])
    return scored.found.program.characteristics[row].scale[attribute].says.in_(lang) if attribute >= 0 else None
