"""The mixed-effects model of judges' marks, fitted: variances and spreads by EM, worths and severities exactly."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from scoring.judges.marks import Floats

_ROUNDS: Final = 300
_OUTER: Final = 12
_CLOSE: Final = 1e-5
_AS_IF: Final = 1.0
"""The variances over judges are estimated as if so many more judges of the usual kind had been seen."""
_USUAL_SEVERITY: Final = 0.4
"""Of the standard deviation of all marks; likewise below."""
_USUAL_SPREAD: Final = 0.25
_USUAL_WORTH: Final = 0.7
_USUAL_NOISE: Final = 0.5
_AS_IF_MARKS: Final = 2.0
"""The variance of chance likewise, as if so many more marks: a handful of marks can't prove that there is no chance."""
_LOOSE: Final = 1.0
_STEP: Final = 1e-3
_MOST_CURVED: Final = 60
"""Judges up to whom log b's curvature is taken of the marginal likelihood; beyond, of the complete one."""
_NEWTON: Final = 8


@dataclass(frozen=True, eq=False)
class Belief:
    """Variances and spreads in force: log b by judge, its centre, and the variances of chance, a and log b."""

    log_b: Floats
    centre: float
    noise: float
    of_a: float
    of_b: float


@dataclass(frozen=True, eq=False)
class Posterior:
    """Worth [companies] and a [judges]: means; variance of worth, covariance of a, and across (worth, a)."""

    worth: Floats
    a: Floats
    var_worth: Floats
    cov_a: Floats
    across: Floats


def climb(y: Floats, there: Floats) -> Belief:
    """EM: posterior of worth and a, then log b and the variances that fit it best, until nothing moves.

    The variance of log b moves in an outer loop: it needs the uncertainty of log b itself, from the curvature.
    """
    judges = y.shape[1]
    start = np.log(_USUAL_WORTH)
    belief = Belief(np.full(judges, start), start, 0.5, _USUAL_SEVERITY**2, _USUAL_SPREAD**2)
    for _ in range(_OUTER):
        belief = _settled(y, there, belief)
        cov_b, _, _ = turns(y, there, belief, posterior(y, there, belief))
        off = belief.log_b - belief.log_b.mean()
        doubt = np.trace(cov_b) - cov_b.sum() / judges
        of_b = (off @ off + doubt + _AS_IF * _USUAL_SPREAD**2) / (judges - 1 + _AS_IF)
        if abs(of_b - belief.of_b) < _CLOSE:
            break
        belief = replace(belief, of_b=float(of_b))
    return _settled(y, there, belief)


def _settled(y: Floats, there: Floats, belief: Belief) -> Belief:
    for _ in range(_ROUNDS):
        before = belief
        belief = _better(y, there, belief, posterior(y, there, belief))
        moved = np.max(np.abs(belief.log_b - before.log_b)) + abs(belief.noise - before.noise)
        if moved + abs(belief.of_a - before.of_a) < _CLOSE:
            break
    return belief


def posterior(y: Floats, there: Floats, belief: Belief) -> Posterior:
    """Worth and a given all else; the mean of the a's has a flat prior."""
    judges = y.shape[1]
    b = np.exp(belief.log_b)
    own = 1 + (there * b**2).sum(axis=1) / belief.noise
    cross = there * (b / belief.noise)
    spread_out = (np.eye(judges) - 1 / judges) / belief.of_a
    weighted = cross / own[:, None]
    judge_precision = np.diag(there.sum(axis=0) / belief.noise) + spread_out - cross.T @ weighted
    cov_a = np.linalg.inv(judge_precision)
    from_worth, from_a = (y * b).sum(axis=1) / belief.noise, y.sum(axis=0) / belief.noise
    a = cov_a @ (from_a - weighted.T @ from_worth)
    across = -weighted @ cov_a
    return Posterior(
        worth=from_worth / own - weighted @ a,
        a=a,
        var_worth=1 / own - (across * weighted).sum(axis=1),
        cov_a=cov_a,
        across=across,
    )


def _moments(y: Floats, there: Floats, at: Posterior) -> tuple[Floats, Floats]:
    """Expected Σ worth² and Σ (mark − a) × worth of each judge's marks."""
    square = there.T @ (at.worth**2 + at.var_worth)
    product = (there * ((y - at.a) * at.worth[:, None] - at.across)).sum(axis=0)
    return square, product


def _better(y: Floats, there: Floats, belief: Belief, at: Posterior) -> Belief:
    judges, count = y.shape[1], there.sum()
    square, product = _moments(y, there, at)
    log_b = belief.log_b
    for _ in range(_NEWTON):
        slope, bend = _slope(log_b, square, product, belief)
        log_b = log_b + np.clip(slope / bend, -0.5, 0.5)
    b = np.exp(log_b)
    left = y - at.a - at.worth[:, None] * b
    doubt = np.diag(at.cov_a) + b**2 * at.var_worth[:, None] + 2 * b * at.across
    unexplained = float((there * (left**2 + doubt)).sum()) + _AS_IF_MARKS * _USUAL_NOISE**2
    loose = _LOOSE**-2
    centre = (log_b.sum() / belief.of_b + np.log(_USUAL_WORTH) * loose) / (judges / belief.of_b + loose)
    off = at.a - at.a.mean()
    of_a = off @ off + np.trace(at.cov_a) - at.cov_a.sum() / judges + _AS_IF * _USUAL_SEVERITY**2
    return Belief(
        log_b=log_b,
        centre=float(centre),
        noise=unexplained / (float(count) + _AS_IF_MARKS),
        of_a=float(of_a / (judges - 1 + _AS_IF)),
        of_b=belief.of_b,
    )


def _slope(log_b: Floats, square: Floats, product: Floats, belief: Belief) -> tuple[Floats, Floats]:
    """First derivative by log b, and an always positive stand-in for minus the second."""
    b = np.exp(log_b)
    slope = (b * product - b**2 * square) / belief.noise - (log_b - belief.centre) / belief.of_b
    return slope, b**2 * square / belief.noise + 1 / belief.of_b


def turns(y: Floats, there: Floats, belief: Belief, at: Posterior) -> tuple[Floats, Floats, Floats]:
    """Covariance of log b, and by how much marks and a's turn with it (numerical derivatives, one judge at a time)."""
    judges = y.shape[1]
    square, product = _moments(y, there, at)
    _, bend = _slope(belief.log_b, square, product, belief)
    mark = at.a.mean() + np.exp(belief.log_b.mean()) * at.worth
    turn_mark, turn_a = np.zeros((len(y), judges)), np.zeros((judges, judges))
    if judges > _MOST_CURVED:
        return np.diag(1 / bend), turn_mark, turn_a
    curve = np.zeros((judges, judges))
    slope, _ = _slope(belief.log_b, square, product, belief)
    for judge in range(judges):
        log_b = belief.log_b + _STEP * (np.arange(judges) == judge)
        other = posterior(y, there, replace(belief, log_b=log_b))
        # The expected slope of the complete likelihood is the slope of the marginal one (Louis 1982).
        moved, _ = _slope(log_b, *_moments(y, there, other), belief)
        curve[:, judge] = (slope - moved) / _STEP
        turn_mark[:, judge] = (other.a.mean() + np.exp(log_b.mean()) * other.worth - mark) / _STEP
        turn_a[:, judge] = (other.a - at.a) / _STEP
    return _inverse(curve, judges, belief), turn_mark, turn_a


def _inverse(curve: Floats, judges: int, belief: Belief) -> Floats:
    """Covariance from a curvature, each direction at least as curved as the prior is (no wider than it)."""
    values, vectors = np.linalg.eigh((curve + curve.T) / 2)
    least = 1 / (belief.of_b + _LOOSE**2 * judges)
    return np.asarray((vectors / np.maximum(values, least)) @ vectors.T)
