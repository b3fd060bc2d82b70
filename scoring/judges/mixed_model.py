"""The mixed model of judges' marks, fitted: companies fixed, judges' severities and spreads random.

mark = a + b × worth + chance. A company's worth is free (no prior), so only marks of the same company tell a judge's
a and b from another's: who was dealt which companies does not matter. a and log b vary about 0 over judges, with
variances from the data; each worth is solved exactly given them, and they are climbed to by Gauss-Newton steps.
"""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from scipy.linalg import helmert

from scoring.judges.marks import Floats

_LOOSE: Final = 1000.0
_ROUNDS: Final = 400
_CLOSE: Final = 1e-6
_LONGEST: Final = 0.5
"""No step moves a log b by more."""
_AS_IF: Final = 1.0
"""The variance of a is estimated as if so many more judges of the usual kind had been seen."""
_AS_IF_SPREADS: Final = 6.0
"""That of log b likewise: spreads are hard to tell, so they lean more on the usual one."""
_USUAL_SEVERITY: Final = 0.5
"""Of the standard deviation of all marks; likewise chance. The spread is a logarithm."""
_USUAL_SPREAD: Final = 0.2
_USUAL_NOISE: Final = 0.5
_AS_IF_MARKS: Final = 2.0
"""The variance of chance likewise, as if so many more marks: a handful of marks can't prove that there is no chance."""


@dataclass(frozen=True, eq=False)
class Fit:
    """a and log b by judge (each adding up to 0), worth by company, and the variances of chance, a and log b.

    `freedom` is the number of marks left over to tell chance by, at least `_AS_IF_MARKS`. `covariance` is that of all
    a, then all log b [2 judges, 2 judges].
    """

    a: Floats
    log_b: Floats
    worth: Floats
    noise: float
    of_a: float
    of_b: float
    freedom: float
    covariance: Floats


def fit(y: Floats, there: Floats) -> Fit:
    """Fit marks [companies, judges] of mean 0 and standard deviation 1, 0 where `there` is 0."""
    judges = y.shape[1]
    # Columns that add up to 0: the level and the scale of all judges together are the companies'.
    apart = np.kron(np.eye(2), helmert(judges).T)
    now = Fit(
        np.zeros(judges), np.zeros(judges), _worth(y, there, np.zeros(judges), np.ones(judges)),
        _USUAL_NOISE**2, _USUAL_SEVERITY**2, _USUAL_SPREAD**2, _AS_IF_MARKS, np.zeros((0, 0)),
    )  # fmt: skip
    for _ in range(_ROUNDS):
        before, now = now, _better(y, there, now, apart)
        moved = max(np.max(np.abs(now.a - before.a)), np.max(np.abs(now.log_b - before.log_b)))
        if max(moved, abs(now.noise - before.noise), abs(now.of_a - before.of_a)) < _CLOSE:
            break
    return now


def _worth(y: Floats, there: Floats, a: Floats, b: Floats) -> Floats:
    return np.asarray((there * (y - a)) @ b / (there @ b**2))


def _better(y: Floats, there: Floats, now: Fit, apart: Floats) -> Fit:
    """One step of all judges' a and log b, then the variances that fit them best."""
    judges = y.shape[1]
    steep, curved = (apart.T @ each @ apart / now.noise for each in information(there, now))
    hold = np.diag(np.repeat([1 / (_LOOSE * now.of_a), 1 / now.of_b], judges - 1))
    at = apart.T @ np.concatenate([now.a, now.log_b])
    left = there * (y - now.a - np.outer(now.worth, np.exp(now.log_b)))
    slope = np.concatenate([left.sum(axis=0), np.exp(now.log_b) * (now.worth @ left)])
    step = apart @ np.linalg.solve(steep + hold, apart.T @ slope / now.noise - hold @ at)
    step *= min(1, _LONGEST / max(np.max(np.abs(step[judges:])), _LONGEST))
    moved = replace(now, a=now.a + step[:judges], log_b=now.log_b + step[judges:])
    moved = replace(moved, worth=_worth(y, there, moved.a, np.exp(moved.log_b)))
    return _variances(y, there, moved, apart, steep, curved, hold)


def information(there: Floats, now: Fit) -> tuple[Floats, Floats]:
    """What the marks tell of all a and log b once worths are fitted to them, times the variance of chance.

    First the variance of the slope of the likelihood, then its expected curvature, which is less: an estimated worth
    varies by chance too, and that part of its square tells nothing of b.
    """
    b = np.exp(now.log_b)
    weight = there @ b**2
    share = there * b / np.sqrt(weight)[:, None]
    drawn = share * np.outer(now.worth, b)
    of_a = np.diag(there.sum(axis=0)) - share.T @ share
    across = np.diag(b * (now.worth @ there)) - share.T @ drawn
    of_b = np.diag(b**2 * (now.worth**2 @ there)) - drawn.T @ drawn
    by_chance = there * b**2 / weight[:, None]
    overstated = now.noise * (np.diag(by_chance.sum(axis=0)) - by_chance.T @ by_chance)
    return (
        np.block([[of_a, across], [across.T, of_b]]),
        np.block([[of_a, across], [across.T, of_b - overstated]]),
    )


def _variances(y: Floats, there: Floats, now: Fit, apart: Floats, steep: Floats, curved: Floats, hold: Floats) -> Fit:
    """Variances by the rule of expectation and maximisation, and the covariance of a and log b."""
    companies, judges = y.shape
    values, vectors = np.linalg.eigh(curved)
    curved = (vectors * np.maximum(values, 0)) @ vectors.T
    prior = np.diag(np.repeat([1 / now.of_a, 1 / now.of_b], judges - 1))
    tight, inverse = np.linalg.inv(curved + prior), np.linalg.inv(curved + hold)
    at = apart.T @ np.concatenate([now.a, now.log_b])
    expected = tight @ (curved + hold) @ at
    of_a, of_b = (expected**2 + np.diag(tight)).reshape(2, judges - 1).sum(axis=1)
    left = there * (y - now.a - np.outer(now.worth, np.exp(now.log_b)))
    freedom = max(float(there.sum()) - companies - float(np.trace(inverse @ curved)), 0.0) + _AS_IF_MARKS
    return replace(
        now,
        noise=float((left**2).sum() + _AS_IF_MARKS * _USUAL_NOISE**2) / freedom,
        of_a=float(of_a + _AS_IF * _USUAL_SEVERITY**2) / (judges - 1 + _AS_IF),
        of_b=float(of_b + _AS_IF_SPREADS * _USUAL_SPREAD**2) / (judges - 1 + _AS_IF_SPREADS),
        freedom=freedom,
        # What the prior holds back counts with the prior's own variance, chance with that of the slope.
        covariance=apart @ inverse @ (steep + hold @ (hold / np.diag(prior))) @ inverse @ apart.T,
    )
