"""The mixed model of judges' marks, fitted: companies fixed, judges' severities and spreads random.

mark = a + b × worth + chance. A company's worth is free (no prior), so only marks of the same company tell one judge's
a and b from another's: who was dealt which companies does not matter. a and log b vary about 0 over judges, with
variances from the data. Each worth is solved exactly given a and b, which are climbed to by Gauss-Newton steps.

Spreads are shrunk as that variance says, which is strongly where marks are few. Severities are shrunk a thousand times
less: in a chain of judges who share few companies a severity that goes with worth is a trend which shrinking would
flatten. So where marks tell severities they are as if fixed; where nothing tells them, between panels, they are held
to be alike. Either way the covariance has the variance from the data, and is as wide as that between panels.
"""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from scipy.linalg import helmert

from scoring.judges.marks import Floats

_ROUNDS: Final = 400
_CLOSE: Final = 1e-6
_LONGEST: Final = 0.5
"""No step moves a log b by more."""
_LOOSE: Final = 1000.0
"""The variance that severities are shrunk with, in variances from the data."""
_AS_IF: Final = 1.0
"""The variance of a is estimated as if so many more judges of the usual kind had been seen."""
_AS_IF_SPREADS: Final = 6.0
"""That of log b likewise: marks say little of it, so it leans more on the usual one."""
_USUAL_SEVERITY: Final = 0.5
"""Of the standard deviation of all marks; likewise chance. That of a spread is one of its logarithm."""
_USUAL_SPREAD: Final = 0.2
_USUAL_NOISE: Final = 0.5
_AS_IF_MARKS: Final = 2.0
"""The variance of chance likewise, as if so many more marks: a handful of marks can't prove that there is no chance."""


@dataclass(frozen=True, eq=False)
class Fit:
    """a and log b by judge (each adds up to 0), worth by company, and the variances of chance, a and log b.

    `freedom` is how many marks are left over to tell chance by, as-if ones included. `covariance` is that of all a,
    then all log b [2 judges, 2 judges].
    """

    a: Floats
    log_b: Floats
    worth: Floats
    noise: float
    of_a: float
    of_b: float
    freedom: float
    covariance: Floats


@dataclass(frozen=True, eq=False)
class _Told:
    """What marks tell of a and log b, and what is taken of them, all in differences between judges.

    `steep` is the variance of the slope of the likelihood, `curved` its expected curvature; `hold` the precisions that
    shrink, `prior` those from the data.
    """

    steep: Floats
    curved: Floats
    hold: Floats
    prior: Floats


def fit(y: Floats, there: Floats) -> Fit:
    """Fit marks [companies, judges] of mean 0 and standard deviation 1; `there` is 1 at a mark, else 0, as is `y`."""
    judges = y.shape[1]
    level = (there * y).sum(axis=1) / there.sum(axis=1)
    now = Fit(
        np.zeros(judges), np.zeros(judges), level, _USUAL_NOISE**2, _USUAL_SEVERITY**2, _USUAL_SPREAD**2,
        _AS_IF_MARKS, np.zeros((2 * judges, 2 * judges)),
    )  # fmt: skip
    # Columns that add up to 0: the level and the scale that all judges share are the companies'.
    apart = np.kron(np.eye(2), helmert(judges).T)
    for _ in range(_ROUNDS):
        before, told = now, _told(there, now, apart)
        now = _variances(y, there, _step(y, there, now, apart, told), apart, told)
        moved = max(np.max(np.abs(now.a - before.a)), np.max(np.abs(now.log_b - before.log_b)))
        if max(moved, abs(now.noise - before.noise), abs(now.of_a - before.of_a)) < _CLOSE:
            break
    return now


def left_over(y: Floats, there: Floats, now: Fit) -> Floats:
    """What a, b and worth leave over of each mark [companies, judges]; 0 where there is none."""
    return np.asarray(there * (y - now.a - np.outer(now.worth, np.exp(now.log_b))))


def _told(there: Floats, now: Fit, apart: Floats) -> _Told:
    """Information on a and log b once worths are fitted to them.

    The curvature by log b is less than the slope's variance: an estimated worth varies by chance too, and that part of
    its square tells nothing of b.
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
    steep, curved = (
        apart.T @ np.block([[of_a, across], [across.T, block]]) @ apart / now.noise
        for block in (of_b, of_b - overstated)
    )
    values, vectors = np.linalg.eigh(curved)
    curved = (vectors * np.maximum(values, 0)) @ vectors.T
    prior = np.repeat([1 / now.of_a, 1 / now.of_b], len(b) - 1)
    hold = prior / np.repeat([_LOOSE, 1], len(b) - 1)
    return _Told(steep, curved, np.diag(hold), np.diag(prior))


def _step(y: Floats, there: Floats, now: Fit, apart: Floats, told: _Told) -> Fit:
    """One step of all a and log b uphill, and the worths that go with them."""
    judges = y.shape[1]
    left = left_over(y, there, now)
    slope = np.concatenate([left.sum(axis=0), np.exp(now.log_b) * (now.worth @ left)]) / now.noise
    at = apart.T @ np.concatenate([now.a, now.log_b])
    step = apart @ np.linalg.solve(told.steep + told.hold, apart.T @ slope - told.hold @ at)
    step *= _LONGEST / max(np.max(np.abs(step[judges:])), _LONGEST)
    a, log_b = now.a + step[:judges], now.log_b + step[judges:]
    b = np.exp(log_b)
    return replace(now, a=a, log_b=log_b, worth=(there * (y - a)) @ b / (there @ b**2))


def _variances(y: Floats, there: Floats, now: Fit, apart: Floats, told: _Told) -> Fit:
    """Variances by expectation and maximisation, and the covariance of a and log b."""
    companies, judges = y.shape
    tight, loose = np.linalg.inv(told.curved + told.prior), np.linalg.inv(told.curved + told.hold)
    # Where they would stand were they shrunk as the prior says: the variances are to be of such.
    at = tight @ (told.curved + told.hold) @ apart.T @ np.concatenate([now.a, now.log_b])
    of_a, of_b = (at**2 + np.diag(tight)).reshape(2, judges - 1).sum(axis=1)
    freedom = max(there.sum() - companies - np.trace(loose @ told.curved), 0.0) + _AS_IF_MARKS
    # An error is chance in the slope and what shrinking holds back, which is of the prior's variance.
    errors = told.steep + told.hold @ np.linalg.solve(told.prior, told.hold)
    return replace(
        now,
        noise=float((left_over(y, there, now) ** 2).sum() + _AS_IF_MARKS * _USUAL_NOISE**2) / float(freedom),
        of_a=float(of_a + _AS_IF * _USUAL_SEVERITY**2) / (judges - 1 + _AS_IF),
        of_b=float(of_b + _AS_IF_SPREADS * _USUAL_SPREAD**2) / (judges - 1 + _AS_IF_SPREADS),
        freedom=float(freedom),
        covariance=apart @ loose @ errors @ loose @ apart.T,
    )
