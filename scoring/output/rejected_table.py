"""Rows of the input that could not be used: as a table of their own, and in the table of the ranking."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

import numpy as np

from scoring.output.column import repeated
from scoring.output.heading import Heading
from scoring.output.ranked_cells import SEPARATOR
from scoring.ranking import Ranking, RejectedRow
from scoring.scored_columns import Column
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


def rejected_cells(rows: Sequence[RejectedRow], lang: Lang) -> dict[str, Column]:
    """Rejected rows in the table of the ranking, by key of the column: who it is, and all its problems in one cell."""
    problems = [SEPARATOR[lang].join(_problem_text(problem, lang) for problem in row.problems) for row in rows]
    return {
        "company": np.array([row.company for row in rows], object),
        "row": np.array([row.row for row in rows], float),
        "status": repeated(_REJECTED[lang], len(rows)),
        "problems": np.array(problems, object),
    }


def _problem_text(problem: dict[str, object], lang: Lang) -> str:
    path, expected, message = problem.get("path"), problem.get("expected"), problem["message"]
    if lang == "zh":
        return (f"{path}：" if path else "") + f"{message}" + (f"（应为：{expected}）" if expected else "")
    return (f"{path}: " if path else "") + f"{message}" + (f" (expected {expected})" if expected else "")
