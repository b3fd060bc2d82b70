"""Naming: measures, distributions and chains of groups as results show them."""

from typing import Any, Final

import numpy as np

from scoring.peers.chains import Chain
from scoring.peers.distribution import Distribution, significant
from scoring.peers.groups import LEAST, group_name, peer_group
from scoring.peers.measures import Measure
from scoring.peers.result import Peers, Quantile
from scoring.text import Lang, Text, both

DECIMALS: Final = 1
"""Decimals of a percentile."""
_SHOWN: Final = tuple(range(5, 100, 5))
"""Percents at which the distribution of a group is shown."""
_QUARTILES: Final = {"lower_quartile": 0.25, "median": 0.5, "upper_quartile": 0.75}

_NARROWER: Final = both("the narrower group", "更小范围内")
_GRAIN: Final = {"province": both("province", "省级"), "country": both("country", "国家")}


def headed(measure: Measure, lang: Lang) -> dict[str, Any]:
    """What a benchmark says of its measure."""
    return {
        "measure": measure.id, "name": measure.name.in_(lang), "unit": measure.unit.in_(lang), "better": measure.better,
    }  # fmt: skip


def spread(curve: Distribution) -> dict[str, Any]:
    """What a benchmark says of a group's distribution; a quantile in an open end is left out."""
    points = [(percent, _value(curve.quantile(percent / 100))) for percent in _SHOWN]
    return {name: _value(curve.quantile(share)) for name, share in _QUARTILES.items()} | {
        "quantiles": [Quantile(percent=percent, value=value) for percent, value in points if value is not None]
    }


def peers_named(chain: Chain, n: int, lang: Lang, measure: str | None = None) -> Peers:
    """The group of a chain, with the reason for a wider one in full; of a rate, as of the date it was looked at."""
    return _peers(chain, n, lang, measure, group_name(chain.asked))


def peers_shared(chain: Chain, n: int, lang: Lang) -> Peers:
    """The same for companies of several groups: the reason does not name the group asked for."""
    return _peers(chain, n, lang, None, _NARROWER)


def _peers(chain: Chain, n: int, lang: Lang, measure: str | None, asked: Text) -> Peers:
    source, borrows = chain.line.source, chain.line.borrows_from
    return Peers(
        source="reference",
        dataset=source.name.in_(lang),
        vintage=source.as_of.get(measure or "", source.vintage),
        group=peer_group(chain.line.used, lang),
        n=n,
        widened=_reason(chain, asked).in_(lang) if chain.wider else None,
        pooled_with=borrows.in_(lang) if borrows else None,
    )


def _reason(chain: Chain, asked: Text) -> Text:
    """Why the group used is wider than the one asked for."""
    used, finest = group_name(chain.line.used), chain.line.source.finest
    if chain.wider == "no_city":
        return both(f"no city is given, so {used.en} is used", f"没有填写城市，因此与{used.zh}比较")
    if chain.wider == "grain":
        return both(
            f"the source names no place finer than a {_GRAIN[finest].en}, so {used.en} is used",
            f"数据来源的地点只到{_GRAIN[finest].zh}，因此与{used.zh}比较",
        )
    return both(
        f"the source has fewer than {LEAST} companies of {asked.en} with this figure, so {used.en} is used",
        f"数据来源中{asked.zh}有此数据的企业不足 {LEAST} 家，因此与{used.zh}比较",
    )


def _value(value: float | None) -> float | None:
    return None if value is None else float(significant(np.array([value]))[0])
