"""Reasons: which findings lift or pull down a composite, and in which words."""

import numpy as np
from numpy.typing import NDArray

from scoring.rulesets.evaluate import Findings
from scoring.text import Lang


def strongest(impact: NDArray[np.float64], count: int) -> NDArray[np.intp]:
    """Numbers of the `count` characteristics that matter most, strongest first, `[count, companies]`."""
    return np.argsort(-np.abs(impact), axis=0, kind="stable")[:count]


def sentence(found: Findings, row: int, company: int, lang: Lang) -> str:
    """One finding in words: what was looked at and what it says."""
    item = found.program.characteristics[row]
    attribute = int(found.attribute[row, company])
    colon = "：" if lang == "zh" else ": "
    return f"{item.name.in_(lang)}{colon}{item.scale[attribute].says.in_(lang)}"
