"""Which companies a committee should talk about: judges and scores far apart, or judges apart among themselves.

Two rules, each with a strength that is 1 where the rule just begins to hold:

* **Judges against scores.** The gap is the judges' percentile minus the scores' percentile, among the companies that
  have both. It counts where it is larger than 25 percentile points and larger than both uncertainties explain: the
  root of the summed squares of the half widths of the 90 % intervals (judges': their corrected mark's interval, as
  percentiles; scores': `doubt`). Strength: gap ÷ the larger of the two.
* **Judges among themselves.** The sum of squares of what severity and spread leave over of a company's marks, around
  its own mean, against chance of the size usual in this table (chi-squared). It counts where chance would produce so
  much in less than 0.2 companies of the whole table, and never above 1 % for one. Strength: root of the sum of squares
  ÷ its critical value.

At most a fifth of the companies is flagged, the strongest; of three or four one, of fewer none.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.stats import chi2, rankdata

from scoring.judges.corrected import Corrected
from scoring.judges.marks import Floats, Marks

LEAST_GAP: Final = 25.0
"""Percentile points: less moves nobody across a quarter of the field."""
_FALSE_ALARMS: Final = 0.2
_MOST_CHANCE: Final = 0.01
_SHARE: Final = 5
FEWEST: Final = 3
"""Of fewer companies none is flagged: with two, each stands either first or last."""


@dataclass(frozen=True, eq=False)
class Disagreement:
    """By company of the marks (NaN, 0: has no score): gap, both places among `both`, and the strength of each rule."""

    gap: Floats
    by_judges: NDArray[np.intp]
    by_scores: NDArray[np.intp]
    both: int
    against_scores: Floats
    among_judges: Floats
    flagged: list[int]


def disagreement(marks: Marks, corrected: Corrected, engine: Floats, doubt: Floats) -> Disagreement:
    """Apply both rules.

    `engine` is the score of each company of the marks, NaN where it has none or is not in the cohort; `doubt` the half
    width of its 90 % interval in percentile points. Companies without a score are never flagged.
    """
    scored = np.flatnonzero(~np.isnan(engine))
    size = len(marks.companies)
    gap, strength = np.full(size, np.nan), np.zeros(size)
    by_judges, by_scores = np.zeros(size, np.intp), np.zeros(size, np.intp)
    if len(scored):
        judged, score = np.round(corrected.mark[scored], 2), engine[scored]
        gap[scored] = percentiles(judged) - percentiles(score)
        by_judges[scored], by_scores[scored] = _places(judged), _places(score)
        half = _as_percentiles(judged, corrected.high[scored]) - _as_percentiles(judged, corrected.low[scored])
        explained = np.hypot(half / 2, doubt[scored])
        strength[scored] = np.abs(gap[scored]) / np.maximum(explained, LEAST_GAP)
    among = _among(marks, corrected)
    return Disagreement(
        gap, by_judges, by_scores, len(scored), strength, among, _flagged(scored, np.fmax(strength, among))
    )


def _flagged(scored: NDArray[np.intp], strength: Floats) -> list[int]:
    strongest = scored[np.argsort(-strength[scored], kind="stable")]
    most = max(len(scored) // _SHARE, 1) if len(scored) >= FEWEST else 0
    return [int(at) for at in strongest[:most] if strength[at] > 1]


def percentiles(values: Floats) -> Floats:
    """Share of the others below each value, 0-100; equal values share the middle of theirs."""
    if len(values) == 1:
        return np.array([50.0])
    return np.asarray(100 * (rankdata(values) - 1) / (len(values) - 1))


def _places(values: Floats) -> NDArray[np.intp]:
    return np.asarray(rankdata(-values, method="min"), dtype=np.intp)


def _as_percentiles(among: Floats, values: Floats) -> Floats:
    """Percentiles at which values would stand among others."""
    ordered = np.sort(among)
    below, upto = (np.searchsorted(ordered, values, side=side) for side in ("left", "right"))
    return np.asarray(50 * (below + upto) / len(among))


def _among(marks: Marks, corrected: Corrected) -> Floats:
    """Strength of disagreement among the judges of each company; 0 with a single mark."""
    size = len(marks.companies)
    strength = np.zeros(size)
    if corrected.noise <= 0:
        return strength
    count = np.bincount(marks.company, minlength=size)
    mean = np.bincount(marks.company, corrected.left_over, minlength=size) / np.maximum(count, 1)
    square = np.bincount(marks.company, (corrected.left_over - mean[marks.company]) ** 2, minlength=size)
    several = count > 1
    chance = min(_MOST_CHANCE, _FALSE_ALARMS / max(int(several.sum()), 1))
    critical = corrected.noise**2 * chi2.isf(chance, count[several] - 1)
    strength[several] = np.sqrt(square[several] / critical)
    return strength
