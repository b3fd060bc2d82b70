"""Reasons: the features summed up into a few things that a person would say, in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from scoring.progression.fitted.settings import HORIZONS
from scoring.progression.histories.events import Floats, Ints
from scoring.text import Lang, Text, both

if TYPE_CHECKING:
    from scoring.progression.predict import Predictions


@dataclass(frozen=True)
class ReasonGroup:
    """A thing a person would say: its name, and what it means if it speaks for or against a further round."""

    key: str
    name: Text
    lifts: Text
    lowers: Text


def _group(key: str, en: str, zh: str) -> ReasonGroup:
    """A group worded by its direction alone: contributions say which way a thing points, not why."""
    return ReasonGroup(
        key,
        both(en, zh),
        both(f"{en} speaks for a further round", f"{zh}有利于再次融资"),
        both(f"{en} speaks against a further round", f"{zh}不利于再次融资"),
    )


GROUPS: Final = (
    _group("timing", "the time since the last round", "距上一轮的时间"),
    _group("pace", "the rhythm of its rounds", "历次融资的节奏"),
    _group("amounts", "what is known of the amounts raised", "已知的融资金额"),
    _group("stage", "the stage it has reached", "所处融资阶段"),
    _group("sector", "the climate in its sector", "行业融资环境"),
    _group("region", "the climate in its region", "地区融资环境"),
    _group("investors", "what is known of its investors", "投资方情况"),
)

_FEATURES: Final[Mapping[str, tuple[str, ...]]] = {
    "timing": ("since", "since_rel", "hz_now", "hz12", "hz24"),
    "pace": ("n", "first", "meangap", "pace", "r12", "r24", "r36", "own_oe"),
    "amounts": (
        *("amt", "totamt", "maxamt", "amt24", "amt_rel_sec", "amtmiss", "usd"),
        *("runway", "runway_last", "runway_tot"),
    ),
    "stage": ("stage", "rung", "cnt1", "cnt2", "cnt3", "cnt4", "cnt5", "cnt6", "cnt7"),
    "sector": (
        *("oe12_sec", "vol_sec", "grow_sec"),
        *("sec_amt", "sec_order", "sec_digits", "sec_unstaged", "sec_angel", "sec_gap"),
    ),
    "region": ("oe_reg", "oe_state", "oe_city", "vol_reg", "temp_reg"),
}

_GROUP_OF: Final = {name: key for key, names in _FEATURES.items() for name in names}

_BETWEEN: Final[Mapping[Lang, str]] = {"en": "; ", "zh": "；"}
_ALMOST: Final = 1e-6
_SMALL: Final = 0.02
"""Contributions under this many logits (half a percentage point at most) are not worth a word."""


def group_of(feature: str) -> str:
    """Key of the group that a feature belongs to. Raises KeyError for a name that no group has."""
    if feature.startswith("inv_"):
        return "investors"
    return _GROUP_OF[feature]


@lru_cache(maxsize=8)
def membership(names: tuple[str, ...]) -> Floats:
    """1 where a feature belongs to a group, `[features, groups]`."""
    keys = [group.key for group in GROUPS]
    return np.array([[float(group_of(name) == key) for key in keys] for name in names])


def words(predictions: "Predictions", lang: Lang, *, horizon: int = 12, most: int = 3) -> list[str]:
    """The strongest reasons of each company in words, strongest first; the reason of the abstention where there is one.

    A sign and the logits gained or lost stand behind each: `+0.31`.
    """
    whys: list[str] = predictions.abstained.map(lambda why: why.in_(lang), "", object).tolist()
    if predictions.contributions is None:
        return whys
    told = sentences_of(predictions.contributions[HORIZONS.index(horizon)], lang, most).tolist()
    return [why or reasons for why, reasons in zip(whys, told, strict=True)]


def sentence(contributions: Floats, lang: Lang, most: int = 3) -> str:
    """One company's strongest contributions `[groups]` in words."""
    strongest = np.argsort(-np.abs(contributions), kind="stable")[:most]
    parts = [_phrase(int(number), float(contributions[number]), lang) for number in strongest]
    told = [part for number, part in zip(strongest, parts, strict=True) if abs(contributions[number]) >= _SMALL]
    return _BETWEEN[lang].join(told)


def sentences_of(contributions: Floats, lang: Lang, most: int = 3) -> NDArray[np.object_]:
    """`sentence` of many companies `[companies, groups]` at once: each thing to say is worded once."""
    found = np.full(len(contributions), "", object)
    known = np.flatnonzero(np.abs(contributions).max(axis=1, initial=0) >= _SMALL)
    shares = contributions[known]
    strongest = np.argsort(-np.abs(shares), axis=1, kind="stable")[:, :most]
    for place, number in enumerate(strongest.T):
        share = shares[np.arange(len(known)), number]
        told = np.abs(share) >= _SMALL
        found[known[told]] += _phrases(number[told], share[told], lang, _BETWEEN[lang] if place else "")
    return found


def _phrases(number: Ints, share: Floats, lang: Lang, before: str) -> NDArray[np.object_]:
    """What one share of each company says, `[companies]`, with something `before` it."""
    hundredths = np.rint(share * 100)
    # Where the third decimal is about 5, the last bits of a share decide which way its text is rounded.
    near = np.abs(np.abs(share * 100 - hundredths) - 0.5) < _ALMOST
    hundredths[near] = [round(float(f"{each:.2f}") * 100) for each in share[near].tolist()]
    spread = 1 + int(np.abs(hundredths).max(initial=0))
    used, place = np.unique((number * 2 * spread + spread + hundredths).astype(np.int64), return_inverse=True)
    groups, values = np.divmod(used, 2 * spread)
    said = zip(groups.tolist(), ((values - spread) / 100).tolist(), strict=True)
    return np.array([before + _phrase(group, value, lang) for group, value in said], object)[place]


def _phrase(number: int, contribution: float, lang: Lang) -> str:
    group = GROUPS[number]
    says = (group.lifts if contribution > 0 else group.lowers).in_(lang)
    value = f"{contribution:+.2f}".replace("-", "−")
    return f"{says}（{value}）" if lang == "zh" else f"{says} ({value})"
