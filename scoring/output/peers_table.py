"""Peers in the tables of a ranking: a column of percentiles a measure, and a row a company and measure."""

from collections.abc import Iterator
from typing import Any, Final

import numpy as np

from scoring.output.column import cells, nothing
from scoring.output.heading import Heading
from scoring.peers.result import Peers
from scoring.ranked_table import RankedTable
from scoring.ranked_table_of import table_of
from scoring.ranking import Ranking
from scoring.scored_columns import Column
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


def percentiles(result: Ranking, table: RankedTable) -> list[Column]:
    """The companies' percentiles, a column a measure."""
    known = dict(zip(table.standings.measures, table.standings.percentile, strict=True))
    return [known.get(measure, nothing(len(table))) for measure in result.measures]


def peer_rows(result: Ranking, companies: int) -> Iterator[list[Any]]:
    """One row a company and measure, in the order of PEER_HEADINGS, of the first `companies`."""
    table, about = table_of(result), [_about(peers, result.lang) for peers in result.peers]
    rows = np.arange(min(companies, len(table)))
    ranks, names = cells(table.rank[rows], "whole"), table.company[rows].tolist()
    for rank, name, standings in zip(ranks, names, table.standings.of(rows), strict=True):
        for measure, title in result.measures.items():
            if standing := standings.get(measure):
                place, low, high, peers = standing
                yield [rank, name, title, place, low, high, *about[peers]]


def _about(peers: Peers, lang: Lang) -> list[Any]:
    """Group, size, source and vintage, what it borrows from which wider group, why it is wider, whether it is later."""
    source = _REFERENCE[lang].format(dataset=peers.dataset) if peers.source == "reference" else peers.dataset
    borrowed = peers.borrowed if peers.pooled_with else None
    return [peers.group.name, peers.n, source, peers.vintage, borrowed, peers.pooled_with, peers.widened, peers.later]
