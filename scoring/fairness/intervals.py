"""Statistics of the fairness check: intervals of means, rates and ratios of rates, and an exact test of two rates."""

import math
from collections.abc import Callable, Sequence
from functools import cache
from statistics import NormalDist, fmean
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

LEVEL: Final = 0.90
_Z: Final = NormalDist().inv_cdf((1 + LEVEL) / 2)
_STEPS: Final = 80
"""Halvings of a search: an interval as fine as a float."""

Interval = tuple[float, float]


def mean_interval(values: Sequence[float]) -> Interval | None:
    """Student's t interval of a mean; None below two values."""
    if len(values) < 2:  # noqa: PLR2004 - one value has no spread
        return None
    mean = fmean(values)
    spread = math.sqrt(math.fsum(((np.asarray(values) - mean) ** 2).tolist()) / (len(values) - 1))
    half = _t(len(values) - 1) * spread / math.sqrt(len(values))
    return mean - half, mean + half


def rate_interval(hits: int, n: int) -> Interval:
    """Wilson's score interval of a rate (Wilson 1927); `n` at least 1."""
    rate, spread = hits / n, _Z * _Z / n
    middle = (rate + spread / 2) / (1 + spread)
    half = _Z / (1 + spread) * math.sqrt(rate * (1 - rate) / n + spread / (4 * n))
    return max(0.0, middle - half), min(1.0, middle + half)


def ratio_interval(hits: int, n: int, base_hits: int, base_n: int) -> Interval:
    """Score interval of the ratio of two rates (Koopman 1984, Biometrics 40:513); `base_hits` at least 1.

    It holds where a group has no hit, or nothing but hits, where the logarithmic interval (Katz 1978) breaks down.
    """
    ratio = (hits / n) / (base_hits / base_n)

    def too_far(other: float) -> bool:
        return _score(other, hits, n, base_hits, base_n) > _Z

    low = 0.0 if hits == 0 else _edge(too_far, ratio, -1)
    return low, _edge(too_far, ratio or 0.01 * base_n / (n * base_hits), 1)


def exact_p(hits: int, n: int, base_hits: int, base_n: int) -> float:
    """Fisher's exact test of two rates, two-sided: the chance of a table no likelier than this one."""
    both, whole = hits + base_hits, n + base_n
    first = max(0, both - base_n)
    counts, log = np.arange(first, min(n, both) + 1), _log_factorials(whole.bit_length())
    log_chance = _log_choose(log, n, counts) + _log_choose(log, base_n, both - counts)
    chance = np.exp(log_chance - _log_choose(log, whole, both))
    here = chance[hits - first]
    return float(min(1.0, chance[chance <= here * (1 + 1e-7)].sum()))


def holm(chances: Sequence[float]) -> list[float]:
    """Chances corrected for how many were looked at (Holm 1979, Scandinavian Journal of Statistics 6:65)."""
    order = sorted(range(len(chances)), key=chances.__getitem__)
    corrected, largest = [0.0] * len(chances), 0.0
    for done, at in enumerate(order):
        largest = max(largest, min(1.0, (len(chances) - done) * chances[at]))
        corrected[at] = largest
    return corrected


def _score(ratio: float, hits: int, n: int, base_hits: int, base_n: int) -> float:
    """How many standard deviations the two rates lie off a ratio, under the likeliest rates that have it."""
    a = (n + base_n) * ratio
    b = -(ratio * (n + base_hits) + hits + base_n)
    base = (-b - math.sqrt(max(0.0, b * b - 4 * a * (hits + base_hits)))) / (2 * a)
    rate = min(1.0, ratio * base)
    variance = rate * (1 - rate) / n + ratio * ratio * base * (1 - base) / base_n
    away = abs(hits / n - ratio * base_hits / base_n)
    if variance <= 0:
        return 0.0 if away == 0 else math.inf
    return away / math.sqrt(variance)


def _edge(too_far: Callable[[float], bool], start: float, direction: int) -> float:
    """Where, going up or down from `start`, a ratio begins to be too far, on a logarithmic scale."""
    near, step = math.log(start), float(direction)
    while not too_far(math.exp(near + step)):
        near, step = near + step, 2 * step
        if abs(near + step) > 700:  # noqa: PLR2004 - beyond what a float holds
            return 0.0 if direction < 0 else math.inf
    far = near + step
    for _ in range(_STEPS):
        middle = (near + far) / 2
        if middle in (near, far):
            break
        near, far = (near, middle) if too_far(math.exp(middle)) else (middle, far)
    return math.exp(near)


def _log_choose(log: Floats, n: int, k: NDArray[np.int64] | int) -> Floats:
    return np.asarray(log[n] - log[k] - log[n - k])


@cache
def _log_factorials(bits: int) -> Floats:
    """Logarithms of the factorials of all numbers of so many binary digits."""
    return np.array([math.lgamma(number + 1) for number in range(1 << bits)])


@cache
def _t(degrees: int) -> float:
    from scipy.special import stdtrit  # noqa: PLC0415 - slow to load, and only needed here

    return float(stdtrit(degrees, (1 + LEVEL) / 2))
