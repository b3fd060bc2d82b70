"""The cuts of a cohort: which city, sector, stage and head-count band each company belongs to."""

from collections.abc import Callable
from typing import Any, Final

from scoring import taxonomy
from scoring.cohort.cohort import Cohort
from scoring.columns.registry import STAGES
from scoring.fairness.result import By
from scoring.profile import CompanyProfile, Span
from scoring.text import Text, both

NAMES: Final[dict[By, Text]] = {
    "city": both("City", "所在城市"),
    "sector": both("Main sector", "主攻行业"),
    "stage": both("Stage", "融资阶段"),
    "head_count": both("Head count", "员工人数"),
}
_NOT_STATED: Final = both("not stated", "未填写")


def groups_of(cohort: Cohort, by: By) -> list[str | None]:
    """Group of each company, by slug; None where it does not say."""
    profiles = cohort.profiles
    if by == "stage":
        return [STAGES[code] if code >= 0 else None for code in cohort.scored.columns["stage"].tolist()]
    of: dict[str, Callable[[CompanyProfile[Any]], str | None]] = {
        "city": lambda profile: _city(profile.city),
        "sector": lambda profile: profile.sectors[0] if profile.sectors else None,
        "head_count": lambda profile: _band(profile.head_count),
    }
    return [of[by](profile) for profile in profiles]


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


def _city(place: str | None) -> str | None:
    """The city of a county; a province or country where no more is known."""
    if place is None:
        return None
    entry = taxonomy.places()[place]
    return entry.parent if entry.kind == "county" else place


def _band(span: Span | None) -> str | None:
    """Band of a head count, of its middle where it is a band itself; an open band begins above its low end."""
    if span is None:
        return None
    staff = span.low + 1 if span.high is None and span.low is not None else span.middle
    return taxonomy.band_for_headcount(max(1, round(staff))).slug
