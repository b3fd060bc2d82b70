"""Partial pooling: what a small group says of a share, steadied by the wider group around it.

The share p of a group below a value is taken as drawn from Beta(m·q, m·(1 − q)) around the share q of the wider group;
m, how many companies the wider group is worth, is estimated from how much the groups of the reference population
really differ from the rest around them: beta-binomial empirical Bayes (Morris, "Parametric empirical Bayes inference",
JASA 1983) by maximum likelihood (Griffiths, "Maximum likelihood estimation for the beta-binomial distribution",
Biometrics 1973). The widest group starts from Jeffreys' prior (Brown, Cai and DasGupta, "Interval estimation for a
binomial proportion", Statistical Science 2001).

Count and prior both grow with the value, so the posterior does: a better company never gets a lower percentile.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

CONFIDENCE: Final = 0.9
_MOST_MORE: Final = 10.0
TYPICAL_STRENGTH: Final = 30.0
"""m where there are too few groups to estimate it; about the middle of what the reference populations show."""
_PAIRS_NEEDED: Final = 5
_GRID: Final = np.geomspace(2, 500, 60)
_THRESHOLDS: Final = (0.1, 0.25, 0.5, 0.75, 0.9)
"""Shares of the wider group at which a narrower one is compared with it."""


class Share(NamedTuple):
    """Belief on the share of a group below a value as a beta distribution, arrays `[companies]`.

    `tied` is the share that has the value itself, of which half counts as below.
    """

    alpha: Floats
    beta: Floats
    tied: Floats | float = 0.0

    @property
    def mean(self) -> Floats:
        """Expected share, 0-1."""
        return self.alpha / (self.alpha + self.beta)

    def interval(self) -> tuple[Floats, Floats]:
        """Central interval of `CONFIDENCE`.

        A tie counted half varies less than one counted whole: by tied / 4 of the binomial variance q(1 − q), which
        is as if the companies were more; so a value that many share has a narrower interval than its neighbours.
        """
        from scipy.special import betaincinv  # noqa: PLC0415 - slow to load, and seldom needed

        variance = self.mean * (1 - self.mean)
        more = variance / np.maximum(variance - self.tied / 4, variance / _MOST_MORE)
        alpha, beta, tail = self.alpha * more, self.beta * more, (1 - CONFIDENCE) / 2
        low, high = betaincinv(alpha, beta, tail), betaincinv(alpha, beta, 1 - tail)
        # Next to 0 or 1 the belief is so lopsided that its mean can lie outside.
        return np.minimum(low, self.mean), np.maximum(high, self.mean)


def widest(share: Floats, n: float | Floats) -> Share:
    """Belief from a group without a wider one: Jeffreys' prior."""
    return Share(n * share + 0.5, n * (1 - share) + 0.5)


def pooled(share: Floats, n: float | Floats, wider: Share, strength: float | Floats) -> Share:
    """Belief from a group's own share, drawn towards the wider group as far as groups are alike.

    The wider group's own uncertainty lessens what it is worth.
    """
    worth = _worth(strength, wider.alpha + wider.beta)
    prior = worth * wider.mean
    return Share(n * share + prior, n * (1 - share) + worth - prior)


def borrowed(sizes: Sequence[int], strengths: Sequence[float]) -> float:
    """How much of a belief on the first group rests on the wider ones, 0-1; sizes narrowest first."""
    total, worth = sizes[-1] + 1.0, 0.0
    for size, strength in zip(reversed(sizes[:-1]), reversed(strengths), strict=True):
        worth = float(_worth(strength, np.array(total)))
        total = size + worth
    return worth / total


def strength(pairs: Sequence[tuple[Floats, Floats]]) -> float:
    """m that makes the likeliest what groups show, given the others of the wider group around each.

    `pairs` holds the values of a group, and those of its wider group without it. Maximum likelihood of beta-binomial
    counts up to the wider group's quantiles, on a grid.
    """
    counted = [_counts(own, others) for own, others in pairs if len(own) and len(others)]
    if len(counted) < _PAIRS_NEEDED:
        return TYPICAL_STRENGTH
    upto, n, prior, worth_most = (np.concatenate(parts) for parts in zip(*counted, strict=True))
    return float(_GRID[np.argmax([_likelihood(upto, n, prior, _worth(m, worth_most)) for m in _GRID])])


def _counts(own: Floats, others: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    """Of one pair, at every threshold: how many are up to it, of how many, the wider share and how many it rests on.

    Whole counts: a tie counted half would vary less than the likelihood takes it to, and groups would look alike.
    """
    thresholds = np.unique(np.quantile(others, _THRESHOLDS, method="inverted_cdf"))
    thresholds = thresholds[thresholds < others.max()]
    upto = np.array([(own <= each).sum() for each in thresholds], float)
    wider = np.array([(others <= each).sum() for each in thresholds], float)
    size = np.ones(len(thresholds))
    return upto, len(own) * size, (wider + 0.5) / (len(others) + 1), (len(others) + 1) * size


def _likelihood(upto: Floats, n: Floats, prior: Floats, worth: Floats) -> float:
    """Logarithm of the beta-binomial likelihood, up to what does not depend on `worth`."""
    from scipy.special import betaln  # noqa: PLC0415

    alpha, beta = worth * prior, worth * (1 - prior)
    return float((betaln(upto + alpha, n - upto + beta) - betaln(alpha, beta)).sum())


def _worth(strength: float | Floats, total: Floats) -> Floats:
    """What a wider group of `total` companies is worth: its own uncertainty lessens its strength."""
    return 1 / (1 / (strength + 1) + 1 / (total + 1)) - 1
