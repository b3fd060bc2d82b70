"""Findings as a table: one row a company and characteristic, best company first."""

from collections.abc import Iterator
from itertools import islice
from typing import Any, Final

from scoring.output.heading import Heading
from scoring.ranking import CompactFinding, Ranking
from scoring.rulesets.scale import NOT_APPLICABLE, UNKNOWN
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
_STATES: Final[dict[int, str]] = {UNKNOWN: "unknown", NOT_APPLICABLE: "not_applicable"}
_SAYS: Final[dict[str, dict[Lang, str]]] = {
    "unknown": {"en": "not answered", "zh": "未回答"},
    "not_applicable": {"en": "does not apply", "zh": "不适用"},
}


def finding_rows(result: Ranking, companies: int | None = None) -> Iterator[list[Any]]:
    """Rows in the order of FINDING_HEADINGS, of the first `companies` or of all.

    The state is the engine's word, the finding that of the result. An unknown one counts with the middle of the scale.
    """
    about = [((item.factor, item.factor_name, item.id, item.name), item.attributes) for item in result.characteristics]
    for company in islice(result.ranking, companies):
        who = (company.rank, company.company, company.row)
        told = zip(about, company.findings, strict=True) if company.findings else ()
        for (what, attributes), finding in told:
            yield [*who, *what, *_said(finding, attributes, result.lang)]


def _said(finding: CompactFinding, attributes: list[str], lang: Lang) -> tuple[Any, ...]:
    attribute, partial, points, share = finding
    if attribute >= 0:
        return "scored", attributes[attribute], partial, share, points
    state = _STATES[attribute]
    return state, _SAYS[state][lang], partial, share, points
