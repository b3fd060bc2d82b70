"""Findings as a table: one row a company and characteristic, best company first."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from scoring.output.column import Block, rows_of
from scoring.output.heading import Heading
from scoring.ranked_table import RankedTable, Rows
from scoring.ranked_table_of import table_of
from scoring.ranking import Characteristic, Ranking
from scoring.scored_columns import Column
from scoring.table import Coded
from scoring.text import Lang

FINDING_HEADINGS: Final = [
    Heading("rank", "Rank", "名次", 7, "whole"),
    Heading("company", "Company", "公司", 28),
    Heading("row", "Input row", "原表行号", 9, "whole"),
    Heading("factor", "Factor, id", "成功要素代码", 12),
    Heading("factor_name", "Factor", "成功要素", 30),
    Heading("characteristic", "Characteristic, id", "指标代码", 22),
    Heading("characteristic_name", "Characteristic", "指标", 40),
    Heading("state", "State", "状态", 14),
    Heading("finding", "Finding", "评定", 52),
    Heading("partial_score", "Score of the answer (0–100)", "单项得分（0–100）", 14, "score"),
    Heading("share", "Share of the composite", "占综合得分的比重", 14, "fine share"),
    Heading("points", "Points in the composite", "计入综合得分", 12, "points"),
]
"""All columns of findings, in their order."""
_OF_ITEM: Final = ("factor", "factor_name", "id", "name")
_STATES: Final = ("scored", "unknown", "not_applicable")
_SAYS: Final[tuple[dict[Lang, str], ...]] = (
    {"en": "not answered", "zh": "未回答"},
    {"en": "does not apply", "zh": "不适用"},
)
"""What stands for an attribute of -1 and of -2."""
_AT_ONCE: Final = 2048
"""Companies whose findings are held at one time."""


def finding_blocks(result: Ranking, companies: int | None = None) -> Iterator[Block]:
    """Columns in the order of FINDING_HEADINGS, of the first `companies` or of all, some companies after the other.

    The state is the engine's word, the finding that of the result. An unknown one counts with the middle of the scale.
    """
    table = table_of(result)
    count = len(table) if companies is None else min(companies, len(table))
    for start in range(0, count, _AT_ONCE):
        rows = np.arange(start, min(start + _AT_ONCE, count))
        told = rows[table.told[rows]]
        if len(told):
            yield _block(result, table, told)


def finding_rows(result: Ranking, companies: int) -> Iterator[tuple[Any, ...]]:
    """The same as rows, None where a cell is empty."""
    for block in finding_blocks(result, companies):
        yield from rows_of(FINDING_HEADINGS, block)


def _block(result: Ranking, table: RankedTable, rows: Rows) -> Block:
    """Findings of some companies."""
    found, items = table.findings(rows), result.characteristics
    company = np.repeat(np.arange(len(rows), dtype=np.int32), len(items))
    item = np.tile(np.arange(len(items), dtype=np.int32), len(rows))
    attribute = found.attribute.T.ravel().astype(np.int64)
    return [
        table.rank[rows][company],
        Coded(tuple(table.company[rows].tolist()), company),
        table.row[rows][company],
        *(Coded(tuple(getattr(each, name) for each in items), item) for name in _OF_ITEM),
        Coded(_STATES, np.maximum(-attribute, 0).astype(np.int32)),
        _said(items, item, attribute, result.lang),
        *(part.T.ravel() for part in (found.partial, found.share, found.points)),
    ]


def _said(items: Sequence[Characteristic], item: NDArray[np.int32], attribute: NDArray[np.int64], lang: Lang) -> Column:
    """Each finding in words."""
    starts = np.cumsum([len(_SAYS), *(len(each.attributes) for each in items)])[:-1]
    says = (*(text[lang] for text in _SAYS), *(text for each in items for text in each.attributes))
    return Coded(says, np.where(attribute < 0, -1 - attribute, starts[item] + attribute).astype(np.int32))
