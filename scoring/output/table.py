"""A ranking as a table: which columns it has and what they are called; one table for CSV, Excel and Parquet."""

from collections.abc import Iterator
from typing import Any, Final

from scoring.output.column import Block, nothing, rows_of
from scoring.output.heading import Heading
from scoring.output.ranked_cells import ranked_cells
from scoring.output.rejected_table import rejected_cells
from scoring.ranked_table import RankedTable
from scoring.ranked_table_of import table_of
from scoring.ranking import Ranking
from scoring.text import Lang

HEADINGS: Final = [
    Heading("rank", "Rank", "名次", 7, "whole"),
    Heading("company", "Company", "公司", 28),
    Heading("composite", "Composite", "综合得分", 10, "score"),
    Heading("low", "Low", "下限", 7, "score"),
    Heading("high", "High", "上限", 7, "score"),
    Heading("rank_median", "Median rank of the draws", "模拟名次的中位数", 10, "score", "uncertainty"),
    Heading("rank_low", "Best rank (90 %)", "最好名次（90%）", 9, "whole", "uncertainty"),
    Heading("rank_high", "Worst rank (90 %)", "最差名次（90%）", 9, "whole", "uncertainty"),
    Heading("in_top", "Among the top {top}, share of draws", "进入前 {top} 名的比例", 10, "share", "uncertainty"),
    Heading("band", "Tie band", "并列档", 6, "whole", "uncertainty"),
    Heading("selected", "Selected", "入围", 9, "flag", "shortlist"),
    Heading("gates_failed", "Gates failed, numbers", "未满足的条件（编号）", 10, "text", "shortlist"),
    Heading("gates_unknown", "Gates not known, numbers", "未知的条件（编号）", 10, "text", "shortlist"),
    Heading("why_not", "Why not selected", "未入围原因", 34, "text", "shortlist", True),
    Heading("judges_mark", "Judges' mark", "评委评分", 9, "points", "judges"),
    Heading("judges_low", "Judges' mark, low", "评委评分下限", 9, "points", "judges", True),
    Heading("judges_high", "Judges' mark, high", "评委评分上限", 9, "points", "judges", True),
    Heading("judges_raw", "Marks, plain mean", "原始平均分", 9, "points", "judges", True),
    Heading("judges_marks", "Number of marks", "评分份数", 9, "whole", "judges", True),
    Heading("judges_rank", "Rank by the judges", "评委名次", 9, "whole", "judges"),
    Heading("judges_gap", "Judges' percentile minus the score's", "评委百分位减系统百分位", 11, "score", "judges"),
    Heading("judges_discuss", "To discuss", "提请讨论", 34, "text", "judges", True),
    Heading("coverage", "Coverage", "信息覆盖率", 9, "share"),
    Heading("evidenced_score", "Evidenced score", "证据折算得分", 10, "score"),
    Heading("focus", "Focus", "聚焦", 8, "score"),
    Heading("solution", "Solution", "方案", 8, "score"),
    Heading("financing", "Financing", "融资", 9, "score"),
    Heading("market", "Market", "市场", 8, "score"),
    Heading("operations", "Operations", "运营", 10, "score"),
    Heading("data_loop", "Data loop", "数据闭环", 8, "score"),
    Heading("top_reasons", "Top reasons", "主要理由", 70),
    Heading("probability_12m", "Raises within 12 months", "12 个月内再融资概率", 10, "share", None, True),
    Heading("low_12m", "12 months, low", "12 个月概率下限", 9, "share", None, True),
    Heading("high_12m", "12 months, high", "12 个月概率上限", 9, "share", None, True),
    Heading("probability_24m", "Raises within 24 months", "24 个月内再融资概率", 10, "share"),
    Heading("low_24m", "24 months, low", "24 个月概率下限", 9, "share", None, True),
    Heading("high_24m", "24 months, high", "24 个月概率上限", 9, "share", None, True),
    Heading("standing", "Standing in its stage", "同阶段位置", 10, "score", None, True),
    Heading("progression_reasons", "Why so likely", "预测理由", 40, "text", None, True),
    Heading("progression_note", "On the prediction", "预测说明", 40, "text", None, True),
    Heading("city", "City", "城市", 11),
    Heading("stage", "Stage", "阶段", 9),
    Heading("as_of", "As of", "基准日", 12, "date", None, True),
    Heading("row", "Input row", "原表行号", 7, "whole"),
    Heading("status", "Status", "状态", 9),
    Heading("problems", "Problems", "问题说明", 50),
]
"""All columns that a table of a ranking may have, in their order."""


def headings_of(result: Ranking) -> list[Heading]:
    """The columns that this ranking has; those of a part that it lacks are left out."""
    top = result.uncertainty.top if result.uncertainty else 0
    return [
        heading._replace(en=heading.en.format(top=top), zh=heading.zh.format(top=top))
        for heading in HEADINGS
        if heading.part is None or getattr(result, heading.part) is not None
    ]


def ranked_columns(table: RankedTable, headings: list[Heading], lang: Lang) -> Block:
    """The ranked companies, a column a heading; an empty one where there is nothing to say."""
    known, empty = ranked_cells(table, lang), nothing(len(table))
    return [known.get(heading.key, empty) for heading in headings]


def ranked_rows(result: Ranking, headings: list[Heading]) -> Iterator[tuple[Any, ...]]:
    """One row a ranked company, in the order of `headings`; None where there is nothing to say."""
    return rows_of(headings, ranked_columns(table_of(result), headings, result.lang))


def rejected_in_ranking(result: Ranking, headings: list[Heading]) -> Block:
    """The rejected rows, a column a heading, so that a single table tells everything."""
    known, empty = rejected_cells(result.rejected, result.lang), nothing(len(result.rejected))
    return [known.get(heading.key, empty) for heading in headings]
