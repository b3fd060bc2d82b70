"""Severity and spread: a judge's mark is a + b × what the company is worth + chance; a and b differ by judge.

A mixed model in the spirit of many-facet measurement (Linacre 1989), see `mixed_model`: companies fixed, judges random.
It does not take companies as dealt to judges by chance. Where judges see companies of similar worth, all hangs on the
companies that they share; so the intervals count the doubt about all judges' a and b (delta method), and are wide
between companies whose judges are far apart in the chain of shared ones.

By simulation (60 companies, 30 seeds; chance 0.6 of a standard deviation of worth, severities 0.8, log spreads 0.25):

| judges and marks                           | Spearman: this | two-way least squares | plain means | 90 % hold |
|--------------------------------------------|----------------|-----------------------|-------------|-----------|
| by chance, 3 of 8 judges                   | 0.935          | 0.931                 | 0.891       | 90 %      |
| 6 judges in a chain by worth, 3 each       | 0.916          | 0.913                 | 0.864       | 89 %      |
| that chain, the severest on the strongest  | 0.914          | 0.916                 | 0.636       | 91 %      |
| all 8 judges                               | 0.975          | 0.973                 | 0.973       | 90 %      |

`tests/scoring/judges/test_designs.py` holds it to that.
"""

from dataclasses import replace
from typing import Final

import numpy as np
from scipy.stats import t as student_t

from scoring.judges.corrected import Corrected
from scoring.judges.marks import Floats, Marks
from scoring.judges.mixed_model import Fit, fit, left_over
from scoring.judges.panels import panels
from scoring.text import Text, both

_EVEN: Final = 1e-9
_LEAST_FREEDOM: Final = 3.0
_ON_TRUST: Final = both(
    "Panels are compared as if their judges were equally strict on average, and the intervals are wide for it",
    "目前按各组评委的平均松紧相当来比较，所以区间较宽",
)


def by_severity_and_spread(marks: Marks) -> Corrected:
    """Correct marks for each judge's severity and spread. Deterministic; works for incomplete designs."""
    table = marks.matrix
    centre, scale = float(np.mean(marks.values)), float(np.std(marks.values))
    notes = panels(marks, _ON_TRUST)
    if scale <= _EVEN * (marks.scale_high - marks.scale_low):
        same = both("all marks are equal: they tell no company from another", "所有分数都相同，无法区分公司")
        return _flat(marks, centre, (*notes, same))
    there = (~np.isnan(table)).astype(np.float64)
    y = np.where(there > 0, (table - centre) / scale, 0.0)
    return replace(_in_points(y, there, fit(y, there), marks, centre, scale), notes=notes)


def _in_points(y: Floats, there: Floats, found: Fit, marks: Marks, centre: float, scale: float) -> Corrected:
    """Marks and intervals on the average judge's scale: the mean of what all judges would have given."""
    b, width = np.exp(found.log_b), float(student_t.ppf(0.95, max(found.freedom, _LEAST_FREEDOM)))
    mark = b.mean() * found.worth
    turn = _turn(y, there, found)
    var_mark = b.mean() ** 2 * found.noise / (there @ b**2) + np.einsum("ij,jk,ik->i", turn, found.covariance, turn)
    # The spread is b against the mean of all: a rise of all of them is none.
    relative = np.eye(len(b)) - b / b.sum()
    var_a, cov_b = np.diag(found.covariance)[: len(b)], found.covariance[len(b) :, len(b) :]
    half, half_severity, half_spread = (
        width * np.sqrt(var) for var in (var_mark, var_a, np.diag(relative @ cov_b @ relative.T))
    )
    spread = b / b.mean()
    return Corrected(
        mark=centre + scale * mark,
        low=centre + scale * (mark - half),
        high=centre + scale * (mark + half),
        severity=-scale * found.a,
        severity_low=scale * (-found.a - half_severity),
        severity_high=scale * (-found.a + half_severity),
        spread=spread,
        spread_low=spread * np.exp(-half_spread),
        spread_high=spread * np.exp(half_spread),
        left_over=scale * left_over(y, there, found)[marks.company, marks.judge],
        noise=scale * float(np.sqrt(found.noise)),
    )


def _turn(y: Floats, there: Floats, found: Fit) -> Floats:
    """By how much each mark turns with each judge's a, then log b [companies, 2 judges]."""
    b = np.exp(found.log_b)
    share = there * b / (there @ b**2)[:, None]
    drawn = np.outer(found.worth, b)
    of_b = share * (y - found.a - 2 * drawn)
    return np.hstack([-b.mean() * share, b.mean() * of_b + drawn / len(b)])


def _flat(marks: Marks, level: float, notes: tuple[Text, ...]) -> Corrected:
    companies, judges = np.full(len(marks.companies), level), np.zeros(len(marks.judges))
    return Corrected(
        companies, companies, companies, judges, judges, judges, judges + 1, judges + 1, judges + 1,
        np.zeros(len(marks.values)), 0.0, notes,
    )  # fmt: skip
