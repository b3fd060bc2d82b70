"""Derived facts from the funding history: stage, pace, amounts and who invested, up to the as-of date."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from scoring import taxonomy
from scoring.columns.dates import month_bounds, months
from scoring.columns.registry import STAGES
from scoring.profile import CompanyProfile, FundingRound, Investor

Column = NDArray[np.generic]
STRANGER_KIND = "other"
"""Kind of an investor whose name neither the list nor a keyword tells."""
RAISING = ("equity", "listing")
"""Kinds of round that raise equity: a grant, a loan, a share transfer or a takeover is no funding round."""
NO_INSTITUTION = {STRANGER_KIND, "angel_individual"}
"""Kinds that add nothing to the mix of institutions."""


class History(NamedTuple):
    """What the rounds of one company tell at its as-of date; NaN and -1 for what they do not."""

    stage: int = -1
    rounds_count: float = np.nan
    months_since_last_round: float = np.nan
    months_per_round: float = np.nan
    months_to_first_round: float = np.nan
    total_raised_cny_m: float = np.nan
    last_round_cny_m: float = np.nan
    investors_count: float = np.nan
    investor_kinds_count: float = np.nan
    giant_investor: int = -1
    industry_investor: int = -1
    state_investor: int = -1
    incubator_investor: int = -1


_FLAGS = {"stage", "giant_investor", "industry_investor", "state_investor", "incubator_investor"}


def funding_columns(profiles: Sequence[CompanyProfile[Any]]) -> dict[str, Column]:
    """Columns of `History`, one row a profile."""
    rows = [_history(profile) for profile in profiles]
    return {
        name: np.array([row[place] for row in rows], np.int8 if name in _FLAGS else float)
        for place, name in enumerate(History._fields)
    }


def funding_grade(profile: CompanyProfile[Any]) -> str | None:
    """Evidence grade of the facts above: that of the weakest round read, a round's own before the profile's."""
    grades = [item.evidence or profile.evidence for item in profile.rounds or () if _by(profile, item)]
    if not grades:
        return profile.evidence
    known = taxonomy.evidence_grades().slugs
    return min(grades, key=lambda grade: known.index(grade) if grade else -1)


def _history(profile: CompanyProfile[Any]) -> History:
    if profile.rounds is None:
        return History()
    known = [item for item in profile.rounds if _by(profile, item)]
    if not known and profile.latest_round_only:
        return History()  # what came before the latest round, and so before the as-of date, is not known
    if not known:
        return History(stage=STAGES.index("unfunded"), rounds_count=0.0)
    raised = [item for item in known if taxonomy.rounds()[item.round].kind in RAISING]
    facts: dict[str, float] = {"stage": _stage(known), "last_round_cny_m": _last_amount(raised)}
    if not profile.latest_round_only:
        facts |= {"rounds_count": float(len(raised)), "total_raised_cny_m": _total(raised)}
    facts |= _pace(profile, raised)
    facts |= _investors([investor for item in known for investor in item.investors], profile.latest_round_only)
    return History(**facts)  # type: ignore[arg-type]


def _by(profile: CompanyProfile[Any], item: FundingRound) -> bool:
    """Whether a round is known at the as-of date; an undated one is taken to be."""
    return item.date is None or month_bounds(item.date)[0] <= months(profile.as_of)


def _stage(known: list[FundingRound]) -> int:
    """Highest rung reached; rounds without a rung (strategic, undisclosed) tell none."""
    entries = [taxonomy.rounds()[item.round] for item in known]
    ranked = [entry for entry in entries if entry.stage is not None and entry.order is not None]
    return STAGES.index(str(max(ranked, key=lambda entry: entry.order or 0).stage)) if ranked else -1


def _last_amount(raised: list[FundingRound]) -> float:
    """Amount of the latest round; unknown where several rounds lack the dates to tell which that is."""
    if len(raised) == 1:
        return _amount(raised[0])
    if not raised or not all(item.date for item in raised):
        return np.nan
    return _amount(max(raised, key=lambda item: month_bounds(item.date or "")[1]))


def _amount(item: FundingRound) -> float:
    """Million yuan at the fixed rate of `data/taxonomies/currencies.yaml`; the middle of a band."""
    if item.amount is None:
        return np.nan
    return item.amount.middle * taxonomy.currencies()[item.currency].cny / 1e6


def _total(raised: list[FundingRound]) -> float:
    """Sum of all amounts; unknown as soon as one is."""
    return sum(_amount(item) for item in raised)


def _pace(profile: CompanyProfile[Any], raised: list[FundingRound]) -> dict[str, float]:
    """Months between founding, rounds and the as-of date; unknown as soon as one round has no date."""
    if not raised or not all(item.date for item in raised):
        return {}
    end = months(profile.as_of)
    dates = sorted(min(month_bounds(item.date or "")[1], end) for item in raised)
    facts = {"months_since_last_round": end - dates[-1]}
    if profile.latest_round_only:
        return facts
    if len(dates) > 1:
        facts["months_per_round"] = (dates[-1] - dates[0]) / (len(dates) - 1)
    if profile.founded:
        facts["months_to_first_round"] = max(0.0, dates[0] - month_bounds(profile.founded)[1])
    return facts


def _investors(investors: list[Investor], latest_only: bool) -> dict[str, float]:
    """Number and kinds of the investors named; nothing when none is. One round proves who is there, not who is not."""
    if not investors:
        return {}
    kinds = {_kind(investor) for investor in investors}
    flags = {
        "giant_investor": "platform_giant" in kinds,
        "industry_investor": bool(kinds & {"platform_giant", "corporate"}),
        "state_investor": "government_fund" in kinds,
        "incubator_investor": "incubator" in kinds,
    }
    if latest_only:
        return {name: 1 for name, there in flags.items() if there}
    counts = {
        "investors_count": float(len({investor.name for investor in investors})),
        "investor_kinds_count": float(len(kinds - NO_INSTITUTION)),
    }
    return counts | flags


def _kind(investor: Investor) -> str:
    return investor.kind or _kind_by_name(investor.name)


@lru_cache(maxsize=65_536)
def _kind_by_name(name: str) -> str:
    found = taxonomy.investor_kind(name)
    return found.slug if found else STRANGER_KIND
