"""A cut in numbers: groups with their scores and selection rates, the one they are compared with, and the verdicts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import fmean
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.fairness.intervals import Interval, exact_p, holm, mean_interval, rate_interval, ratio_interval
from scoring.fairness.result import Verdict
from scoring.table import Coded

FEWEST: Final = 5
"""Companies from which on a group is judged."""
LEAST_SHARE: Final = 0.02
"""Share of the cohort that a group must have to be what others are compared with (29 CFR 1607.4 D, as a habit)."""
FOUR_FIFTHS: Final = 0.8
CHANCE: Final = 0.05


@dataclass(frozen=True, eq=False)
class Group:
    """One group: places of its companies, how many of them are selected, and what the comparison says.

    `chance` is Fisher's exact p against the reference, corrected (Holm) for all groups of the cut that are compared.
    """

    id: str | None
    members: NDArray[np.intp]
    selected: int
    score: float | None
    score_ends: Interval | None
    ratio: float | None = None
    ratio_ends: Interval | None = None
    chance: float | None = None
    verdict: Verdict = "too few"

    @property
    def n(self) -> int:
        """Number of companies."""
        return len(self.members)

    @property
    def rate(self) -> float:
        """Selection rate, 0-1."""
        return self.selected / self.n

    @property
    def rate_ends(self) -> Interval:
        """Interval of the rate."""
        return rate_interval(self.selected, self.n)


def cut(of: Coded[str], scores: NDArray[np.float64], selected: NDArray[np.bool_]) -> list[Group]:
    """Groups of a cut, largest first, judged; `of` names each company's group, `scores` are NaN where there is none."""
    order = np.argsort(of.codes, kind="stable")
    found, starts = np.unique(of.codes[order], return_index=True)
    members = zip(found.tolist(), np.split(order, starts[1:]), strict=True)
    groups = [_group(None if code < 0 else of.values[code], places, scores, selected) for code, places in members]
    groups.sort(key=lambda group: (-group.n, group.id is None, group.id or ""))
    return _judged(groups, len(of))


def reference(groups: Sequence[Group], size: int) -> Group | None:
    """The group with the highest rate, the larger of two; neither a small one nor those that do not say."""
    fit = [group for group in groups if group.id is not None and group.n >= max(FEWEST, LEAST_SHARE * size)]
    return max(fit, key=lambda group: (group.rate, group.n), default=None)


def _group(
    name: str | None, places: NDArray[np.intp], scores: NDArray[np.float64], selected: NDArray[np.bool_]
) -> Group:
    known = [score for score in scores[places].tolist() if score == score]  # noqa: PLR0124 - NaN has no score
    mean = fmean(known) if known else None
    return Group(name, places, int(selected[places].sum()), mean, mean_interval(known))


def _judged(groups: list[Group], size: int) -> list[Group]:
    base = reference(groups, size)
    if base is None:
        return groups
    compared = [group for group in groups if group is not base and group.n >= FEWEST]
    chances = holm([exact_p(group.selected, group.n, base.selected, base.n) for group in compared])
    chance_of = {id(group): chance for group, chance in zip(compared, chances, strict=True)}
    return [
        _compared(group, base, chance_of[id(group)])
        if id(group) in chance_of
        else replace(group, ratio=1.0 if base.selected else None, verdict="reference")
        if group is base
        else group
        for group in groups
    ]


def _compared(group: Group, base: Group, chance: float) -> Group:
    if base.selected == 0:  # then nobody is selected anywhere where it counts
        return replace(group, chance=chance, verdict="even")
    ratio = group.rate / base.rate
    ends = ratio_interval(group.selected, group.n, base.selected, base.n)
    # A ratio of exactly four fifths is even, whatever the division of two floats makes of it.
    if 5 * group.selected * base.n >= 4 * base.selected * group.n:
        return replace(group, ratio=ratio, ratio_ends=ends, chance=chance, verdict="even")
    verdict: Verdict = "differs" if chance < CHANCE else "may be chance"
    return replace(group, ratio=ratio, ratio_ends=ends, chance=chance, verdict=verdict)
