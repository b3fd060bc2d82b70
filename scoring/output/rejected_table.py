"""Rows of the input that could not be used: as a table of their own, and in the table of the ranking."""

from collections.abc import Iterator
from typing import Any, Final

from scoring.output.company_cells import SEPARATOR
from scoring.output.heading import Heading
from scoring.ranking import Ranking, RejectedRow
from scoring.text import Lang

REJECTED_HEADINGS: Final = [
    Heading("row", "Row", "行号", 7, "whole"),
    Heading("company", "Company", "公司", 28),
    Heading("column", "Column", "列", 16),
    Heading("value", "Value", "原值", 24),
    Heading("problem", "What is wrong", "问题", 60),
    Heading("expected", "Expected", "应为", 40),
]
_REJECTED: Final[dict[Lang, str]] = {"en": "rejected", "zh": "未采用"}


def rejected_rows(result: Ranking) -> Iterator[list[Any]]:
    """One row a problem, in the order of REJECTED_HEADINGS."""
    for row in result.rejected:
        for problem in row.problems:
            yield [row.row, row.company, *(problem.get(key) for key in ("path", "value", "message", "expected"))]


def rejected_cells(row: RejectedRow, lang: Lang) -> dict[str, Any]:
    """A rejected row in the table of the ranking, by key of the column: who it is, and all its problems in one cell."""
    problems = SEPARATOR[lang].join(_problem_text(problem, lang) for problem in row.problems)
    return {"company": row.company, "row": row.row, "status": _REJECTED[lang], "problems": problems}


def _problem_text(problem: dict[str, object], lang: Lang) -> str:
    path, expected, message = problem.get("path"), problem.get("expected"), problem["message"]
    if lang == "zh":
        return (f"{path}：" if path else "") + f"{message}" + (f"（应为：{expected}）" if expected else "")
    return (f"{path}: " if path else "") + f"{message}" + (f" (expected {expected})" if expected else "")
