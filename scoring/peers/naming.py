"""Naming: measures, distributions and chains of groups as results show them."""

from collections.abc import Sequence
from typing import Any, Final

from scoring.peers.chains import Chain
from scoring.peers.distribution import Distribution
from scoring.peers.groups import LEAST, Group, group_name, peer_group
from scoring.peers.measures import Measure
from scoring.peers.pooling import borrowed
from scoring.peers.result import Peers, Quantile
from scoring.text import Lang, Text, both

DECIMALS: Final = 1
"""Decimals of a percentile."""
_SHOWN: Final = tuple(range(5, 100, 5))
"""Percents at which the distribution of a group is shown."""
_QUARTILES: Final = {"lower_quartile": 25, "median": 50, "upper_quartile": 75}
_WORTH_SAYING: Final = 0.1
"""Share borrowed from a wider group from which on it is told."""

_NARROWER: Final = both("the narrower group", "更小范围内")
_GRAIN: Final = {"city": both("city", "市"), "province": both("province", "省级"), "country": both("country", "国家")}


def headed(measure: Measure, lang: Lang) -> dict[str, Any]:
    """What a benchmark says of its measure."""
    return {
        "measure": measure.id, "name": measure.name.in_(lang), "unit": measure.unit.in_(lang), "better": measure.better,
    }  # fmt: skip


def spread(curve: Distribution, *, counted: bool = False) -> dict[str, Any]:
    """What a benchmark says of a group's distribution; a quantile in an open end is left out."""
    quantiles = curve.quantiles([percent / 100 for percent in _SHOWN])
    values = (quantiles.round() if counted else quantiles).tolist()
    known = {percent: value for percent, value in zip(_SHOWN, values, strict=True) if value == value}  # noqa: PLR0124
    return {name: known.get(percent) for name, percent in _QUARTILES.items()} | {
        "quantiles": [Quantile(percent=percent, value=value) for percent, value in known.items()]
    }


def peers_named(chain: Chain, sizes: Sequence[int], lang: Lang, measure: str | None = None) -> Peers:
    """The group of a chain whose groups have these sizes, and why it is wider; of a rate, as of its own date."""
    return _peers(chain, sizes, lang, measure, group_name(chain.asked))


def peers_shared(chain: Chain, sizes: Sequence[int], lang: Lang) -> Peers:
    """The same for companies of several groups: the reason does not name the group asked for."""
    return _peers(chain, sizes, lang, None, _NARROWER)


def borrowing(groups: Sequence[Group], sizes: Sequence[int], strengths: Sequence[float], lang: Lang) -> dict[str, Any]:
    """What the peers of a line say of the wider group that its first one borrows from."""
    share = borrowed(sizes, strengths)
    if share < _WORTH_SAYING:
        return {}
    return {"pooled_with": group_name(groups[1]).in_(lang), "borrowed": round(share, 2)}


def _peers(chain: Chain, sizes: Sequence[int], lang: Lang, measure: str | None, asked: Text) -> Peers:
    line, source = chain.line, chain.line.source
    later = both(
        f"the source speaks as of {source.vintage}, after the as-of date: no earlier one tells this",
        f"数据来源截至 {source.vintage}，晚于评估基准日；更早的来源没有这项数据",
    )
    return Peers(
        source="reference",
        dataset=source.name.in_(lang),
        vintage=source.as_of.get(measure or "", source.vintage),
        group=peer_group(line.used, lang),
        n=sizes[0],
        widened=_reason(chain, asked).in_(lang) if chain.wider else None,
        later=later.in_(lang) if chain.later else None,
        **borrowing(line.groups, sizes[: len(line.strengths) + 1], line.strengths, lang),
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
    grain = ("", "") if chain.wider == "few" else (
        f"the source names no place finer than a {_GRAIN[finest].en}, and ",
        f"数据来源的地点只到{_GRAIN[finest].zh}，且",
    )  # fmt: skip
    english = "there it" if grain[0] else "the source"
    chinese = "" if grain[0] else "数据来源中"
    return both(
        f"{grain[0]}{english} has fewer than {LEAST} companies like {asked.en} with this figure, so {used.en} is used",
        f"{grain[1]}{chinese}{asked.zh}有此数据的企业不足 {LEAST} 家，因此与{used.zh}比较",
    )
