"""Reasons: which findings lift or pull down a composite, and in which words."""

import numpy as np
from numpy.typing import NDArray

from scoring.rulesets.evaluate import Findings
from scoring.text import Lang


def strongest(impact: NDArray[np.float64], count: int) -> NDArray[np.intp]:
    """Numbers of the `count` characteristics that matter most, strongest first, `[count, companies]`."""
    size = np.ascontiguousarray(np.abs(impact).T)
    found = np.empty((min(count, len(impact)), len(size)), np.intp)
    every = np.arange(len(size))
    for place in found:
        place[:] = size.argmax(axis=1)
        size[every, place] = -1
    return found


def sentence(found: Findings, row: int, company: int, lang: Lang) -> str:
    """One finding in words: what was looked at and what it says."""
    return said(found, row, int(found.attribute[row, company]), lang)


def said(found: Findings, row: int, attribute: int, lang: Lang) -> str:
    """A characteristic with one of its attributes in words."""
    item = found.program.characteristics[row]
    colon = "：" if lang == "zh" else ": "
    return f"{item.name.in_(lang)}{colon}{item.scale[attribute].says.in_(lang)}"
