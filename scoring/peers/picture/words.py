"""Words of the pictures: which way is better, who the peers are, what stands where nothing can be compared."""

from collections.abc import Mapping
from typing import Final

from scoring.peers.picture.numbers import percent
from scoring.peers.result import Better, Origin, Peers
from scoring.text import Lang, Text, both

BETTER: Final[Mapping[Better, Text]] = {
    "higher": both("Higher is better", "越高越好"),
    "lower": both("Lower is better", "越低越好"),
    "neither": both("Neither high nor low is better", "高低本身不分好坏"),
}
COMPANY: Final = both("This company", "本企业")
NOTHING: Final = both("There is nothing to compare with here.", "暂无可供对比的数据。")
_SOURCES: Final[Mapping[Origin, Text]] = {
    "reference": both("reference population", "参照总体"),
    "installation": both("companies assessed here", "在本系统评估过的企业"),
    "cohort": both("companies of this ranking", "本次排名中的企业"),
}


def stated(what: str, value: str, lang: Lang) -> str:
    """`what: value`, with the colon of the language."""
    return f"{what}：{value}" if lang == "zh" else f"{what}: {value}"


def peers_words(peers: Peers, lang: Lang) -> list[str]:
    """Who the peers are, why they are wider than asked for, and where the figures come from."""
    size = f"{peers.n:,}"
    companies = both("company" if peers.n == 1 else "companies", "家企业").in_(lang)
    name = peers.group.name or "-"
    said = [both(f"Peers: {name}; {size} {companies}.", f"对比群组：{name}，共 {size} {companies}。").in_(lang)]
    if peers.widened:
        said.append(peers.widened)
    if peers.later:
        said.append(peers.later)
    if peers.pooled_with:
        wider, share = peers.pooled_with, percent(100 * peers.borrowed)
        pooled = both(f"{share} of the estimate comes from {wider}.", f"估计值有 {share} 来自{_gap(wider)}。")
        said.append(pooled.in_(lang))
    return [*said, _source(peers, lang)]


def interval_words(low: str, high: str, lang: Lang) -> str:
    """The 90 % interval of a percentile or a rate."""
    return f"90% 区间：{low} 至 {high}" if lang == "zh" else f"90% interval: {low} to {high}"


def _source(peers: Peers, lang: Lang) -> str:
    what = _SOURCES[peers.source].in_(lang)
    if peers.dataset:
        what += f"（{peers.dataset}）" if lang == "zh" else f" ({peers.dataset})"
    if peers.vintage:
        what += f"，截至 {peers.vintage}" if lang == "zh" else f", as of {peers.vintage}"
    return f"来源：{what}。" if lang == "zh" else f"Source: {what}."


def _gap(name: str) -> str:
    """A name within a Chinese sentence: Latin letters stand off by a space."""
    return (" " if name[0].isascii() else "") + name + (" " if name[-1].isascii() else "")
