"""Bounds of the numbers and dates of a cohort: what is known as a band may lie anywhere in it."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from scoring.columns.dates import months
from scoring.columns.funding import funding_columns
from scoring.ledger import DECIMALS
from scoring.profile import CompanyProfile, FundingRound, Span
from scoring.profile.values import earliest, latest
from scoring.scored import Scored
from scoring.shortlist.fields import Field
from scoring.table import CompanyTable, RoundTable
from scoring.table.from_profiles import table_of

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Bounds = tuple[Floats, Floats]
Profiles = Sequence[CompanyProfile[Any]]
_SHARE_DECIMALS: Final = 4
_HORIZONS: Final = ("probability_12m", "probability_24m")
_YEAR_ONLY: Final = len("2019")
_SINCE: Final = "months_since_last_round"
_AMOUNTS: Final = ("last_round_cny_m", "total_raised_cny_m")


def bounds_of(field: Field, profiles: Profiles, scored: Scored) -> Bounds:
    """Lowest and highest value possible for each company, both NaN where nothing is known.

    Results are rounded as they are shown. A date known to the month counts as its middle in spans of time, as in the
    rules; one known to the year does not.
    """
    table = scored.table
    if field.id == "founded":
        first = table.founded.map(lambda day: earliest(day).toordinal(), np.nan)
        return first, table.founded.map(lambda day: latest(day).toordinal(), np.nan)
    if field.id == "head_count":
        return _head_counts(table)
    exact = _exact(field, scored, len(profiles))
    if field.id == "age_months":
        return _widened(exact, profiles, table.founded.map(_is_year, False, bool), _age)
    if field.id == _SINCE:
        rough = _of_rounds(table, table.rounds.date.map(_is_year, False, bool))
        return _widened(exact, profiles, rough, lambda profile: _refigured(profile, _SINCE, _dated)[::-1])
    if field.id in _AMOUNTS:
        rough = _of_rounds(table, _is_band(table.rounds))
        return _widened(exact, profiles, rough, lambda profile: _refigured(profile, field.id, _paid))
    return exact, exact


def _exact(field: Field, scored: Scored, size: int) -> Floats:
    if field.origin == "column":
        return np.asarray(scored.columns.get(field.id, np.full(size, np.nan)), float)
    if field.origin == "factor":
        row = scored.found.program.factors.index(field.id)
        return np.asarray(np.round(scored.found.factors.score[row], DECIMALS))
    if field.id in _HORIZONS:
        return np.asarray(np.round(scored.outlook.probability[_HORIZONS.index(field.id)], _SHARE_DECIMALS))
    if field.id == "standing":
        return np.asarray(np.round(scored.outlook.standing, DECIMALS))
    values = getattr(scored.total, "score" if field.id == "composite" else field.id)
    return np.asarray(np.round(values, _SHARE_DECIMALS if field.form == "share" else DECIMALS))


def _head_counts(table: CompanyTable) -> Bounds:
    """An open end lies at 0, or at infinity."""
    known = ~(np.isnan(table.head_low) & np.isnan(table.head_high))
    low = np.where(known & np.isnan(table.head_low), 0.0, table.head_low)
    return low, np.where(known & np.isnan(table.head_high), np.inf, table.head_high)


def _is_band(rounds: RoundTable) -> Flags:
    """Rounds whose amount is known between two ends, one of which may be open."""
    known = ~(np.isnan(rounds.low) & np.isnan(rounds.high))
    return np.asarray(known & (rounds.low != rounds.high))


def _of_rounds(table: CompanyTable, rounds: Flags) -> Flags:
    """Companies that have one of these rounds."""
    return np.bincount(table.rounds.company[rounds], minlength=len(table)) > 0


def _widened(
    exact: Floats,
    profiles: Profiles,
    rough: Flags,
    ends: Callable[[CompanyProfile[Any]], tuple[float, float]],
) -> Bounds:
    """The values, and both ends where a company's is known only roughly (`rough`)."""
    low, high = exact.copy(), exact.copy()
    for at in np.flatnonzero(rough & ~np.isnan(exact)).tolist():
        low[at], high[at] = ends(profiles[at])
    return low, high


def _ends(span: Span | None) -> tuple[float, float] | None:
    return None if span is None else (span.low or 0.0, np.inf if span.high is None else span.high)


def _is_year(day: str | None) -> bool:
    return day is not None and len(day) == _YEAR_ONLY


def _age(profile: CompanyProfile[Any]) -> tuple[float, float]:
    founded, today = profile.founded or "", months(profile.as_of)
    return max(0.0, today - months(latest(founded))), max(0.0, today - months(earliest(founded)))


def _refigured(
    profile: CompanyProfile[Any], name: str, change: Callable[[FundingRound, int, date], dict[str, Any]]
) -> tuple[float, float]:
    """A fact of the funding history with its rounds at the first (0) and at the last (1) of their ends."""
    variants = []
    for end in (0, 1):
        rounds = [item.model_copy(update=change(item, end, profile.as_of)) for item in profile.rounds or ()]
        variants.append(profile.model_copy(update={"rounds": rounds}))
    found = funding_columns(table_of(variants))[name]
    return float(found[0]), float(found[1])


def _paid(item: FundingRound, end: int, _: date) -> dict[str, Any]:
    ends = _ends(item.amount)
    return {"amount": ends and Span.model_construct(low=ends[end], high=ends[end])}


def _dated(item: FundingRound, end: int, as_of: date) -> dict[str, Any]:
    """The date as a day; a round that may have come by the as-of date came by it."""
    if not item.date or not _is_year(item.date):
        return {}
    first = earliest(item.date)
    last = max(first, min(latest(item.date), as_of))
    return {"date": (last if end else first).isoformat()}
