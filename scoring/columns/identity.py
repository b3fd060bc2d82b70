"""Derived facts from identity: place, sector, layer, age, head count."""

import numpy as np
from numpy.typing import NDArray

from scoring import taxonomy
from scoring.columns.dates import month_bounds, months
from scoring.columns.registry import CITY_TIERS, CROWDING, LAYERS, QUADRANTS
from scoring.columns.spans import middles
from scoring.table import CompanyTable

Column = NDArray[np.generic]
CROWDED_SHARE = 20.0
"""Percent of all solution companies from which on a sector counts as crowded (manufacturing 23, medical 21)."""
_ANY_YEAR = 9999
"""Later than any as-of date: the year in which a place without a pilot zone gets one."""


def identity_columns(table: CompanyTable) -> dict[str, Column]:
    """Columns that name, place, sector, layer, founding date and head count tell, one row a company."""
    sectors = taxonomy.sectors()
    return {
        "sector": table.sector.map(sectors.slugs.index, -1, np.int16),
        "layer": _layers(table),
        "sector_quadrant": table.sector.map(lambda slug: _code(sectors[slug].quadrant, QUADRANTS), -1, np.int8),
        "sector_crowding": table.sector.map(lambda slug: _code(_crowding(slug), CROWDING), -1, np.int8),
        "city_tier": table.city.map(lambda slug: _code(_tier(slug), CITY_TIERS), -1, np.int8),
        "in_pilot_zone": _in_pilot_zone(table),
        "age_months": _ages(table),
        "head_count": middles(table.head_low, table.head_high),
    }


def _code(value: str | None, known: tuple[str, ...]) -> int:
    return known.index(value) if value in known else -1


def _layers(table: CompanyTable) -> Column:
    """The layer named, else that of the segment."""
    own = table.layer.map(LAYERS.index, -1, np.int8)
    told = table.segment.map(lambda slug: _code(taxonomy.segments()[slug].layer, LAYERS), -1, np.int8)
    return np.where(table.layer.known, own, told)


def _crowding(sector: str) -> str:
    share = taxonomy.sectors()[sector].solution_share
    return "crowded" if share and share > CROWDED_SHARE else "other"


def _tier(city: str) -> str | None:
    """Tier of the report; a bare province could hold any city, so it tells nothing."""
    place = taxonomy.places()[city]
    if place.kind == "province" and place.tier is None:
        return None
    return place.tier if place.tier in CITY_TIERS else "other"


def _in_pilot_zone(table: CompanyTable) -> Column:
    since = table.city.map(_pilot_year, -1, np.int16)
    year = table.as_of.map(lambda day: day.year, 0, np.int16)
    return np.where(since < 0, np.int8(-1), since <= year)


def _pilot_year(city: str) -> int:
    """Year from which on a place is in a pilot zone; -1 for a bare province, which tells nothing."""
    place = taxonomy.places()[city]
    if place.pilot_zone is not None:
        return place.pilot_zone
    return -1 if place.kind == "province" else _ANY_YEAR


def _ages(table: CompanyTable) -> Column:
    founded = table.founded.map(lambda partial: month_bounds(partial)[1], np.nan)
    return np.asarray(np.maximum(0.0, table.as_of.map(months, np.nan) - founded))
