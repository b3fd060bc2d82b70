"""The table of companies to columns: one array an answer or derived fact."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from scoring import taxonomy
from scoring.columns.funding import funding_columns, funding_grades
from scoring.columns.identity import identity_columns
from scoring.rulesets.book import RuleBook
from scoring.table import CompanyTable
from scoring.table.from_profiles import answer_codes

Column = NDArray[np.generic]


def columns_of(table: CompanyTable, book: RuleBook) -> dict[str, Column]:
    """Columns of `table` for the rule sets of `book`.

    Numbers are float64 with NaN for unknown, choices int8 with -1; a column `<name>@evidence` stands beside
    every column of which some value has an evidence grade. Nothing after a company's `as_of` is read.
    """
    identity, funding = identity_columns(table), funding_columns(table)
    of_company = table.evidence.map(taxonomy.evidence_grades().slugs.index, -1, np.int8)
    columns = identity | _evidence(identity, of_company) | funding | _evidence(funding, funding_grades(table))
    for item in book.asked():
        for name in answer_codes(item):
            if name in table.answers:
                columns[name] = table.answers[name]
        if item.input in table.grades:
            columns |= _evidence([item.input], table.grades[item.input])
    return columns


def _evidence(names: Iterable[str], grades: NDArray[np.int8]) -> dict[str, Column]:
    """Grade columns for the columns `names`; none where nobody gave a grade, which counts as the first of them."""
    if not (grades >= 0).any():
        return {}
    codes = np.maximum(grades, np.int8(0))
    return {f"{name}@evidence": codes for name in names}
