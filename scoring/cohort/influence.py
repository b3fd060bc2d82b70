"""Which choice moves the ranking most: Sobol indices of the mean shift in rank, a choice a group of random numbers.

Estimators: Saltelli et al. 2010 (doi:10.1016/j.cpc.2009.09.018) for the first-order index, Jansen 1999 for the total
one; the output is the average shift in rank of the OECD/JRC handbook (2008, section 7). Intervals by bootstrap.
"""

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.cohort.assumptions import Assumptions
from scoring.cohort.result import Choice, Influence
from scoring.cohort.streams import CHOICES, Sheet
from scoring.text import Lang, Text, both

Floats = NDArray[np.float64]

_RESAMPLES: Final = 200
_STILL: Final = 1e-12
"""Variance of the shift below which the ranking does not move at all."""
NAMES: Final[dict[Choice, Text]] = {
    "weights": both("Weights of the factors", "因素权重"),
    "aggregation": both("Way of averaging", "合成方式"),
    "treatment": both("Treatment of unknowns", "对未知项的总体态度"),
    "unknowns": both("What the unknown answers are", "未知项的真实情况"),
    "progression": both("The model's interval", "模型预测区间"),
    "evidence": both("Discount for weak evidence", "证据折扣"),
}
_ABOUT: Final[dict[Choice, Text]] = {
    "weights": both(
        "drawn around the chosen ones, an average weight with a standard deviation of {spread:.0%} of itself",
        "围绕选定权重随机抽取，平均大小的权重标准差为自身的 {spread:.0%}",
    ),
    "aggregation": both(
        "arithmetic mean, where strengths make up for weaknesses, or geometric mean, where they hardly do",
        "算术平均（强项可以弥补弱项）或几何平均（弱项很难被弥补）",
    ),
    "treatment": both(
        "from caution to generosity towards every unknown answer alike", "对所有未知项一律从严，或一律从宽"
    ),
    "unknowns": both(
        "each company's unknown answers anywhere from worst to best", "各家企业的未知项在最差与最好之间各自取值"
    ),
    "progression": both(
        "each company's standing anywhere in the interval of its prediction", "各家企业的模型位置在其预测区间内取值"
    ),
    "evidence": both(
        "from answers taken as claimed to the full discount for weak evidence", "从完全采信自述，到按证据等级足额打折"
    ),
}  # fmt: skip


def influences(
    shift: Callable[[Sheet], Floats], first: Sheet, second: Sheet, assumed: Assumptions, lang: Lang
) -> list[Influence]:
    """Influences, strongest first; `shift` gives the output `[draws]` for a sheet, the two sheets are independent."""
    varied = [choice for choice in CHOICES if choice not in assumed.held]
    if not varied:
        return []
    outputs = shift(first), shift(second), np.array([shift(first.with_from(second, choice)) for choice in varied])
    if np.var(outputs[:2]) < _STILL:
        return []
    single, whole = indices(*outputs)
    resampled = _bootstrap(*outputs, seed=assumed.seed)
    bounds = np.quantile(resampled, [0.05, 0.95], axis=0)
    found = [
        Influence(
            choice=choice,
            name=NAMES[choice].in_(lang),
            about=_ABOUT[choice].in_(lang).format(spread=assumed.spread),
            **_shown("first", single[at], bounds[:, 0, at]),
            **_shown("total", whole[at], bounds[:, 1, at]),
        )
        for at, choice in enumerate(varied)
    ]
    return sorted(found, key=lambda each: -each.total)


def indices(first: Floats, second: Floats, mixed: Floats) -> tuple[Floats, Floats]:
    """First-order and total indices, each `[choices]`, of outputs `[draws]`, `[draws]` and `[choices, draws]`."""
    middle = np.mean([first, second], axis=(0, -1))
    spread = np.var([first, second], axis=(0, -1))
    single = np.mean((second - middle) * (mixed - first), axis=-1) / spread
    return single, np.mean((first - mixed) ** 2, axis=-1) / (2 * spread)


def _bootstrap(first: Floats, second: Floats, mixed: Floats, *, seed: int) -> Floats:
    """Indices of resampled draws, `[resamples, 2, choices]`."""
    chosen = np.random.default_rng(seed).integers(0, len(first), (_RESAMPLES, len(first)))
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.nan_to_num([indices(first[at], second[at], mixed[:, at]) for at in chosen])


def _shown(name: str, value: float, bounds: Floats) -> dict[str, float]:
    """An index with its interval as shares: sampling noise can take an estimate out of 0-1, no index is there."""
    low, value, high = np.clip([min(bounds[0], value), value, max(bounds[1], value)], 0, 1).round(4).tolist()
    return {name: value, f"{name}_low": low, f"{name}_high": high}
