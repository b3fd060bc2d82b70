"""The columns of scored companies: fixed in advance, so that all parts of a job fit together."""

from typing import Any, Final

from scoring.output.column import arrow_type
from scoring.output.heading import Heading
from scoring.rulesets.book import RuleBook

_BEFORE: Final = (
    Heading("row", "Input row", "原表行号", kind="whole"),
    Heading("company", "Company", "公司"),
    Heading("status", "Status", "状态"),
    Heading("composite", "Composite", "综合得分", kind="score"),
    Heading("low", "Low", "下限", kind="score"),
    Heading("high", "High", "上限", kind="score"),
    Heading("coverage", "Coverage", "信息覆盖率", kind="share"),
    Heading("evidenced_score", "Evidenced score", "证据折算得分", kind="score"),
)
_BEHIND: Final = (
    Heading("reason_1", "First reason", "第一理由"),
    Heading("reason_2", "Second reason", "第二理由"),
    Heading("reason_3", "Third reason", "第三理由"),
    Heading("reason_1_code", "First reason, code", "第一理由代码"),
    Heading("reason_2_code", "Second reason, code", "第二理由代码"),
    Heading("reason_3_code", "Third reason, code", "第三理由代码"),
    Heading("probability_12m", "Raises within 12 months", "12 个月内再融资概率", kind="share"),
    Heading("low_12m", "12 months, low", "12 个月概率下限", kind="share"),
    Heading("high_12m", "12 months, high", "12 个月概率上限", kind="share"),
    Heading("probability_24m", "Raises within 24 months", "24 个月内再融资概率", kind="share"),
    Heading("low_24m", "24 months, low", "24 个月概率下限", kind="share"),
    Heading("high_24m", "24 months, high", "24 个月概率上限", kind="share"),
    Heading("standing", "Standing in its stage", "同阶段位置", kind="score"),
    Heading("weight", "Weight of the prediction, percent", "预测所占权重（%）", kind="score"),
    Heading("progression_reasons", "Why so likely", "预测理由"),
    Heading("progression_note", "On the prediction", "预测说明"),
    Heading("city", "City", "城市"),
    Heading("stage", "Stage", "阶段"),
    Heading("as_of", "As of", "基准日", kind="date"),
    Heading("problems", "Problems", "问题说明"),
)
FILE: Final = Heading("file", "File", "文件")
"""In front of the others where companies come from files: which one."""


def headings(book: RuleBook) -> list[Heading]:
    """All columns of a scored company; between the two blocks stand the factors."""
    factors = [Heading(rules.id, rules.name.en, rules.name.zh, kind="score") for rules in book.rule_sets]
    return [*_BEFORE, *factors, *_BEHIND]


def schema(book: RuleBook, *, file: bool = False) -> Any:
    """Their Arrow schema; `file` adds the column of the file's name in front."""
    import pyarrow as pa  # noqa: PLC0415 (slow to load)

    listed = [FILE, *headings(book)] if file else headings(book)
    return pa.schema([(heading.key, arrow_type(heading.kind)) for heading in listed])
