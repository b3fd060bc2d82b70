"""Derived facts from identity: place, sector, layer, age, head count."""

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring import taxonomy
from scoring.columns.dates import month_bounds, months
from scoring.columns.registry import CITY_TIERS, CROWDING, QUADRANTS
from scoring.profile import CompanyProfile
from scoring.profile.values import Span

Column = NDArray[np.generic]
CROWDED_SHARE = 20.0
"""Percent of all solution companies from which on a sector counts as crowded (manufacturing 23, medical 21)."""


def identity_columns(profiles: Sequence[CompanyProfile[Any]]) -> dict[str, Column]:
    """Columns that name, place, sector, layer, founding date and head count tell."""
    sectors = [profile.sectors[0] if profile.sectors else None for profile in profiles]
    columns: dict[str, Column] = {
        "sector": _codes(sectors, taxonomy.sectors().slugs, np.int16),
        "layer": _codes([_layer(profile) for profile in profiles], taxonomy.layers().slugs),
        "sector_quadrant": _codes([_quadrant(sector) for sector in sectors], QUADRANTS),
        "sector_crowding": _codes([_crowding(sector) for sector in sectors], CROWDING),
        "city_tier": _codes([_tier(profile.city) for profile in profiles], CITY_TIERS),
        "in_pilot_zone": np.array([_in_pilot_zone(profile) for profile in profiles], np.int8),
        "age_months": np.array([_age(profile) for profile in profiles]),
        "head_count": np.array([_middle(profile.head_count) for profile in profiles]),
    }
    return columns


def _codes(values: Sequence[str | None], known: Sequence[str], kind: type = np.int8) -> Column:
    places: dict[str | None, int] = {slug: number for number, slug in enumerate(known)}
    return np.array([places.get(value, -1) for value in values], kind)


def _layer(profile: CompanyProfile[Any]) -> str | None:
    if profile.layer or not profile.segment:
        return profile.layer
    return taxonomy.segments()[profile.segment].layer


def _quadrant(sector: str | None) -> str | None:
    return taxonomy.sectors()[sector].quadrant if sector else None


def _crowding(sector: str | None) -> str | None:
    if sector is None:
        return None
    share = taxonomy.sectors()[sector].solution_share
    return "crowded" if share and share > CROWDED_SHARE else "other"


@cache
def _tier(city: str | None) -> str | None:
    """Tier of the report; a bare province could hold any city, so it tells nothing."""
    place = taxonomy.places()[city] if city else None
    if place is None or (place.kind == "province" and place.tier is None):
        return None
    return place.tier if place.tier in CITY_TIERS else "other"


def _in_pilot_zone(profile: CompanyProfile[Any]) -> int:
    place = taxonomy.places()[profile.city] if profile.city else None
    if place is None or (place.kind == "province" and place.pilot_zone is None):
        return -1
    return int(place.pilot_zone is not None and place.pilot_zone <= profile.as_of.year)


def _age(profile: CompanyProfile[Any]) -> float:
    if profile.founded is None:
        return np.nan
    return max(0.0, months(profile.as_of) - month_bounds(profile.founded)[1])


def _middle(span: Span | None) -> float:
    return np.nan if span is None else span.middle
