"""Peers in the tables of a ranking: a column of percentiles a measure, and a row a company and measure."""

from collections.abc import Iterator
from itertools import islice
from typing import Any, Final

from scoring.output.heading import SCORE, Heading
from scoring.peers.result import Peers
from scoring.ranking import RankedCompany, Ranking
from scoring.text import Lang

PEER_HEADINGS: Final = [
    Heading("rank", "Rank", "名次", 7, "0"),
    Heading("company", "Company", "公司", 28),
    Heading("measure", "Measure", "指标", 34),
    Heading("percentile", "Percentile", "百分位", 10, SCORE),
    Heading("low", "Low", "下限", 8, SCORE),
    Heading("high", "High", "上限", 8, SCORE),
    Heading("group", "Peer group", "对比群组", 36),
    Heading("n", "Companies", "企业数", 9, "#,##0"),
    Heading("source", "Source", "来源", 44),
    Heading("vintage", "Source as of", "来源截至", 12),
    Heading("borrowed", "Drawn from a wider group", "借自更大范围", 12, "0%"),
    Heading("borrowed_from", "Which wider group", "更大范围", 36),
    Heading("widened", "Why a wider group", "为何扩大对比范围", 70),
    Heading("later", "Later than the as-of date", "晚于评估基准日", 40),
]
MOST_ROWS: Final = 1_048_000
"""Rows that fit a sheet of Excel, with room for the header and a last word."""
_REFERENCE: Final[dict[Lang, str]] = {"en": "reference population: {dataset}", "zh": "参照总体：{dataset}"}
_CUT: Final[dict[Lang, str]] = {
    "en": "no room for more rows; the ranking as .json has them all",
    "zh": "工作表放不下更多行，输出为 .json 可查看全部",
}


def percentile_headings(result: Ranking) -> list[Heading]:
    """A column for the percentile in each measure, named by its key or, in Chinese, its name."""
    return [
        Heading(f"percentile_{measure}", f"{name}, percentile", f"百分位：{name}", 12, SCORE)
        for measure, name in result.measures.items()
    ]


def percentiles(result: Ranking, company: RankedCompany) -> list[float | None]:
    """The company's percentile in each measure; None where it has none."""
    found = [company.standings.get(measure) for measure in result.measures]
    return [standing.percentile if standing else None for standing in found]


def peer_rows(result: Ranking, most: int = MOST_ROWS) -> Iterator[list[Any]]:
    """One row a company and measure, in the order of PEER_HEADINGS; beyond `most` a last row says where the rest is."""
    rows = _rows(result)
    yield from islice(rows, most)
    if next(rows, None) is not None:
        yield [None, _CUT[result.lang], *[None] * (len(PEER_HEADINGS) - 2)]


def _rows(result: Ranking) -> Iterator[list[Any]]:
    about = [_about(peers, result.lang) for peers in result.peers]
    for company in result.ranking:
        for measure, name in result.measures.items():
            if standing := company.standings.get(measure):
                place, low, high, peers = standing
                yield [company.rank, company.company, name, place, low, high, *about[peers]]


def _about(peers: Peers, lang: Lang) -> list[Any]:
    """Group, size, source and vintage, what it borrows from which wider group, why it is wider, whether it is later."""
    source = _REFERENCE[lang].format(dataset=peers.dataset) if peers.source == "reference" else peers.dataset
    vintage = peers.vintage.isoformat() if peers.vintage else None
    borrowed = peers.borrowed if peers.pooled_with else None
    return [peers.group.name, peers.n, source, vintage, borrowed, peers.pooled_with, peers.widened, peers.later]
