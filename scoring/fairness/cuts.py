"""The cuts of a cohort: which city, sector, stage and head-count band each company belongs to."""

from collections.abc import Callable
from typing import Any, Final

import numpy as np

from scoring import taxonomy
from scoring.cohort.cohort import Cohort
from scoring.fairness.result import By
from scoring.scored_columns import renamed, stage_of
from scoring.table import Coded
from scoring.text import Text, both

NAMES: Final[dict[By, Text]] = {
    "city": both("City", "所在城市"),
    "sector": both("Main sector", "主攻行业"),
    "stage": both("Stage", "融资阶段"),
    "head_count": both("Head count", "员工人数"),
}
_NOT_STATED: Final = both("not stated", "未填写")


def groups_of(cohort: Cohort, by: By) -> Coded[str]:
    """Group of each company, by slug; unknown where it does not say."""
    table = cohort.table
    if by == "stage":
        return stage_of(cohort.scored)
    if by == "sector":
        return table.sector
    return _band(cohort) if by == "head_count" else renamed(table.city, _city)


def group_text(by: By, group: str | None) -> Text:
    """Name of a group."""
    if group is None:
        return _NOT_STATED
    known: dict[str, Callable[[], taxonomy.Taxonomy[Any]]] = {
        "city": taxonomy.places,
        "sector": taxonomy.sectors,
        "stage": taxonomy.stages,
        "head_count": taxonomy.headcount_bands,
    }
    entry = known[by]()[group]
    return both(entry.en, entry.zh)


def _city(place: str) -> str:
    """The city of a county; a province or country where no more is known."""
    entry = taxonomy.places()[place]
    return entry.parent if entry.kind == "county" and entry.parent else place


def _band(cohort: Cohort) -> Coded[str]:
    """Band of a head count, of its middle where it is a band itself; an open band begins above its low end."""
    low, high = cohort.table.head_low, cohort.table.head_high
    staff = np.where(np.isnan(high), low + 1, np.asarray(cohort.scored.columns["head_count"], float))
    known = ~np.isnan(staff)
    codes = np.full(len(staff), -1, np.int32)
    sizes, codes[known] = np.unique(np.maximum(1, np.rint(staff[known])), return_inverse=True)
    return renamed(Coded(tuple(sizes.tolist()), codes), lambda size: taxonomy.band_for_headcount(int(size)).slug)
