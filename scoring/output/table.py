"""A ranking as a table: which columns it has, what they are called, how a cell reads."""

from collections.abc import Iterator
from typing import Any

from scoring import taxonomy
from scoring.output.heading import SCORE, Heading
from scoring.ranking import RankedCompany, Ranking, RejectedRow
from scoring.text import Lang

HEADINGS = [
    Heading("rank", "Rank", "名次", 7, "0"),
    Heading("company", "Company", "公司", 28),
    Heading("composite", "Composite", "综合得分", 10, SCORE),
    Heading("low", "Low", "下限", 8, SCORE),
    Heading("high", "High", "上限", 8, SCORE),
    Heading("coverage", "Coverage", "信息覆盖率", 10, "0%"),
    Heading("evidenced_score", "Evidenced score", "证据折算得分", 12, SCORE),
    Heading("focus", "Focus", "聚焦", 10, SCORE),
    Heading("solution", "Solution", "方案", 10, SCORE),
    Heading("financing", "Financing", "融资", 10, SCORE),
    Heading("market", "Market", "市场", 10, SCORE),
    Heading("operations", "Operations", "运营", 10, SCORE),
    Heading("data_loop", "Data loop", "数据闭环", 10, SCORE),
    Heading("top_reasons", "Top reasons", "主要理由", 70),
    Heading("probability_12m", "Raises within 12 months", "12 个月内再融资概率", 12, "0%"),
    Heading("low_12m", "12 months, low", "12 个月概率下限", 9, "0%"),
    Heading("high_12m", "12 months, high", "12 个月概率上限", 9, "0%"),
    Heading("probability_24m", "Raises within 24 months", "24 个月内再融资概率", 12, "0%"),
    Heading("low_24m", "24 months, low", "24 个月概率下限", 9, "0%"),
    Heading("high_24m", "24 months, high", "24 个月概率上限", 9, "0%"),
    Heading("standing", "Standing in its stage", "同阶段位置", 10, SCORE),
    Heading("progression_reasons", "Why so likely", "预测理由", 40),
    Heading("progression_note", "On the prediction", "预测说明", 40),
    Heading("city", "City", "城市", 12),
    Heading("stage", "Stage", "阶段", 10),
    Heading("row", "Input row", "原表行号", 9, "0"),
    Heading("status", "Status", "状态", 9),
    Heading("problems", "Problems", "问题说明", 50),
]
REJECTED_HEADINGS = [
    Heading("row", "Row", "行号", 7, "0"),
    Heading("company", "Company", "公司", 28),
    Heading("column", "Column", "列", 16),
    Heading("value", "Value", "原值", 24),
    Heading("problem", "What is wrong", "问题", 60),
    Heading("expected", "Expected", "应为", 40),
]
_SEMICOLON: dict[Lang, str] = {"en": "; ", "zh": "；"}
_STATUS = {"ranked": {"en": "ranked", "zh": "已排名"}, "rejected": {"en": "rejected", "zh": "未采用"}}


def ranked_rows(result: Ranking) -> Iterator[list[Any]]:
    """One row a ranked company, in the order of HEADINGS."""
    for company in result.ranking:
        yield [_cell(company, heading.key, result.lang) for heading in HEADINGS]


def rejected_in_ranking(result: Ranking) -> Iterator[list[Any]]:
    """One row a rejected row, in the order of HEADINGS, so that a single table tells everything."""
    for row in result.rejected:
        known = {
            "company": row.company,
            "row": row.row,
            "status": _STATUS["rejected"][result.lang],
            "problems": _SEMICOLON[result.lang].join(_problem_text(problem, result.lang) for problem in row.problems),
        }
        yield [known.get(heading.key) for heading in HEADINGS]


def rejected_rows(result: Ranking) -> Iterator[list[Any]]:
    """One row a problem, in the order of REJECTED_HEADINGS."""
    for row in result.rejected:
        for problem in row.problems:
            yield _rejected_row(row, problem)


def _rejected_row(row: RejectedRow, problem: dict[str, object]) -> list[Any]:
    found = [problem.get(key) for key in ("path", "value", "message", "expected")]
    return [row.row, row.company, *found]


def _problem_text(problem: dict[str, object], lang: Lang) -> str:
    path, expected, message = problem.get("path"), problem.get("expected"), problem["message"]
    if lang == "zh":
        return (f"{path}：" if path else "") + f"{message}" + (f"（应为：{expected}）" if expected else "")
    return (f"{path}: " if path else "") + f"{message}" + (f" (expected {expected})" if expected else "")


def _cell(company: RankedCompany, key: str, lang: Lang) -> Any:
    said = company.progression
    worded: dict[str, Any] = {
        "top_reasons": ("；" if lang == "zh" else "; ").join(company.reasons),
        "city": taxonomy.places()[company.city].in_(lang) if company.city else None,
        "stage": taxonomy.stages()[company.stage].in_(lang) if company.stage else None,
        "status": _STATUS["ranked"][lang],
        "standing": said.standing,
        "progression_reasons": said.reasons,
        "progression_note": said.note,
    }
    for each in said.horizons:
        worded |= {f"{name}_{each.months}m": getattr(each, name) for name in ("probability", "low", "high")}
    return worded[key] if key in worded else company.factors.get(key, getattr(company, key, None))
