"""Peers in the tables of a ranking: a column of percentiles a measure, and a row a company and measure."""

from collections.abc import Iterator
from itertools import islice
from typing import Any, Final

from scoring.output.heading import Heading
from scoring.peers.result import Peers
from scoring.ranking import RankedCompany, Ranking
from scoring.text import Lang

PEER_HEADINGS: Final = [
    Heading("rank", "Rank", "名次", 7, "whole"),
    Heading("company", "Company", "公司", 28),
    Heading("measure", "Measure", "指标", 32),
    Heading("percentile", "Percentile", "百分位", 10, "score"),
    Heading("low", "Low", "下限", 8, "score"),
    Heading("high", "High", "上限", 8, "score"),
    Heading("group", "Peer group", "对比群组", 32),
    Heading("n", "Companies", "企业数", 10, "count"),
    Heading("source", "Source", "来源", 36),
    Heading("vintage", "Source as of", "来源截至", 12, "date"),
    Heading("borrowed", "Drawn from a wider group", "借自更大范围", 12, "share"),
    Heading("borrowed_from", "Which wider group", "更大范围", 32, "text", None, True),
    Heading("widened", "Why a wider group", "为何扩大对比范围", 50),
    Heading("later", "Later than the as-of date", "晚于评估基准日", 40, "text", None, True),
]
_REFERENCE: Final[dict[Lang, str]] = {"en": "reference population: {dataset}", "zh": "参照总体：{dataset}"}


def percentile_headings(result: Ranking) -> list[Heading]:
    """A column for the percentile in each measure, named by its key or, in Chinese, its name."""
    return [
        Heading(f"percentile_{measure}", f"{name}, percentile", f"百分位：{name}", 12, "score")
        for measure, name in result.measures.items()
    ]


def percentiles(result: Ranking, company: RankedCompany) -> list[float | None]:
    """The company's percentile in each measure; None where it has none."""
    found = [company.standings.get(measure) for measure in result.measures]
    return [standing.percentile if standing else None for standing in found]


def peer_rows(result: Ranking, companies: int | None = None) -> Iterator[list[Any]]:
    """One row a company and measure, in the order of PEER_HEADINGS, of the first `companies` or of all."""
    about = [_about(peers, result.lang) for peers in result.peers]
    for company in islice(result.ranking, companies):
        for measure, name in result.measures.items():
            if standing := company.standings.get(measure):
                place, low, high, peers = standing
                yield [company.rank, company.company, name, place, low, high, *about[peers]]


def _about(peers: Peers, lang: Lang) -> list[Any]:
    """Group, size, source and vintage, what it borrows from which wider group, why it is wider, whether it is later."""
    source = _REFERENCE[lang].format(dataset=peers.dataset) if peers.source == "reference" else peers.dataset
    borrowed = peers.borrowed if peers.pooled_with else None
    return [peers.group.name, peers.n, source, peers.vintage, borrowed, peers.pooled_with, peers.widened, peers.later]
