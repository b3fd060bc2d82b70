"""Rows that sum up a table ('合计', 'Total', '平均') instead of naming a company."""

import re
from collections.abc import Sequence
from typing import Final

from scoring.errors import Wrong
from scoring.intake.cells.values import Cell, is_missing, plain
from scoring.intake.headings.fields import NAMES
from scoring.intake.headings.headers import ColumnUse

SUMS: Final = re.compile(
    r"(?:合计|总计|小计|共计|累计|汇总|总数|平均|平均值|平均数|均值|中位数)(?:\d+(?:家|户|个|项|行)?(?:企业|公司)?)?|"
    r"共\d+(?:家|户|个|项)(?:企业|公司)?|(?:(?:grand|sub)-?)?totals?|sum|average|mean|median"
)
_OF_A_COMPANY: Final = ("legal_name", "city", "province", "district", "sectors", "founded", "round")
"""Fields that no sum has: a company that happens to be called 'Total' has one of them filled."""


def is_sum(row: Sequence[Cell], uses: Sequence[ColumnUse]) -> bool:
    """Whether a row is headed like a sum and tells nothing that only a company has."""
    cells = list(zip(row, uses, strict=False))
    names = [cell for cell, use in cells if use.field in NAMES and cell not in ("", None)]
    if not names or not all(isinstance(name, str) and SUMS.fullmatch(_bare(name)) for name in names):
        return False
    return all(_silent(cell) for cell, use in cells if use.field in _OF_A_COMPANY and use.field not in NAMES)


def _silent(cell: Cell) -> bool:
    """Whether a cell says nothing; a formula or an error is something."""
    try:
        return is_missing(cell)
    except Wrong:
        return False


def _bare(name: str) -> str:
    """A name without blanks ('合 计') and without the colon behind it."""
    return "".join(plain(name).split()).strip(":")
