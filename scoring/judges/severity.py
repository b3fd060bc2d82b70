"""Severity and spread: a judge's mark is a + b × what the company is worth + chance; a and b differ by judge.

A mixed-effects model, in the spirit of many-facet measurement (Linacre 1989): worth is normal over companies, a and
log b are normal over judges, and all variances come from the data (empirical Bayes by EM). Given b the worths and the
a's are jointly normal and solved exactly; b and the variances are climbed to. Intervals come from the joint posterior,
with the curvature of the marginal likelihood for log b (Louis 1982), so a company with few marks has a wide one.
"""

from dataclasses import replace
from typing import Final

import numpy as np
from scipy.stats import t as student_t

from scoring.judges.corrected import Corrected
from scoring.judges.marks import Floats, Marks
from scoring.judges.mixed_model import Belief, climb, posterior, turns
from scoring.judges.panels import panels
from scoring.text import Text, both

_EVEN: Final = 1e-9
_LEAST_FREEDOM: Final = 3


def by_severity_and_spread(marks: Marks) -> Corrected:
    """Correct marks for each judge's severity and spread. Deterministic; works for incomplete designs."""
    table = marks.matrix
    centre, scale = float(np.mean(marks.values)), float(np.std(marks.values))
    notes = panels(marks)
    if scale <= _EVEN * (marks.scale_high - marks.scale_low):
        same = both("all marks are equal: they tell no company from another", "所有分数都相同，无法区分公司")
        return _flat(marks, centre, (*notes, same))
    there = ~np.isnan(table)
    y = np.where(there, (table - centre) / scale, 0.0)
    belief = climb(y, there)
    return replace(_in_points(y, there, belief, marks, centre, scale), notes=notes)


def _in_points(y: Floats, there: Floats, belief: Belief, marks: Marks, centre: float, scale: float) -> Corrected:
    """Means and intervals on the average judge's scale: mean a + geometric mean b × worth."""
    at = posterior(y, there, belief)
    judges, b = y.shape[1], np.exp(belief.log_b)
    average = float(np.exp(belief.log_b.mean()))
    cov_b, turn_mark, turn_a = turns(y, there, belief, at)
    middle = np.eye(judges) - 1 / judges
    mark = at.a.mean() + average * at.worth
    var_mark = average**2 * at.var_worth + at.cov_a.sum() / judges**2 + 2 * average * at.across.mean(axis=1)
    var_mark = var_mark + np.einsum("ij,jk,ik->i", turn_mark, cov_b, turn_mark)
    severity = at.a.mean() - at.a
    var_severity = np.diag(middle @ (at.cov_a + turn_a @ cov_b @ turn_a.T) @ middle)
    apart, var_apart = belief.log_b - belief.log_b.mean(), np.diag(middle @ cov_b @ middle)
    width = _width(int(there.sum()), len(y), judges)
    half, half_severity, half_spread = (
        width * np.sqrt(np.maximum(var, 0)) for var in (var_mark, var_severity, var_apart)
    )
    left = y - at.a - at.worth[:, None] * b
    return Corrected(
        mark=centre + scale * mark,
        low=centre + scale * (mark - half),
        high=centre + scale * (mark + half),
        severity=scale * severity,
        severity_low=scale * (severity - half_severity),
        severity_high=scale * (severity + half_severity),
        spread=np.exp(apart),
        spread_low=np.exp(apart - half_spread),
        spread_high=np.exp(apart + half_spread),
        left_over=scale * left[marks.company, marks.judge],
        noise=scale * float(np.sqrt(belief.noise)),
    )


def _width(marks: int, companies: int, judges: int) -> float:
    """Half width of 90 % in standard errors: wider where few marks are left over to tell chance by."""
    return float(student_t.ppf(0.95, max(marks - companies - 2 * judges, _LEAST_FREEDOM)))


def _flat(marks: Marks, level: float, notes: tuple[Text, ...]) -> Corrected:
    companies, judges = np.full(len(marks.companies), level), np.zeros(len(marks.judges))
    return Corrected(
        companies, companies, companies, judges, judges, judges, judges + 1, judges + 1, judges + 1,
        np.zeros(len(marks.values)), 0.0, notes,
    )  # fmt: skip
