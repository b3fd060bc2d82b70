"""Inputs from identity and staff: head count, age in days, whether on the mainland, share of scientific staff."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

import numpy as np

from scoring import taxonomy
from scoring.policies.inputs import remarks
from scoring.policies.inputs.bounded import Bounded, Flags, Floats, Note, between, exactly, percent
from scoring.profile.values import earliest, latest
from scoring.table import CompanyTable
from scoring.taxonomy.places import COUNTRY
from scoring.text import Text

Answers = Callable[[str], Floats]
_OFF_THE_MAINLAND: Final = ("hk_mo_tw", "overseas")
_HUNDRED: Final = 100.0


def head_count(table: CompanyTable) -> Bounded:
    """Ends of the band; an open one ends at 0 or nowhere."""
    low, high = table.head_low, table.head_high
    nothing = np.isnan(low) & np.isnan(high)
    return between(np.where(nothing, np.nan, np.nan_to_num(low)), np.where(np.isnan(high) & ~nothing, np.inf, high))


def age_days(table: CompanyTable) -> Bounded:
    """Days from founding to the as-of date: a date known to the month or year may be any day of it."""
    day = table.as_of.map(date.toordinal, np.nan)
    low = day - table.founded.map(lambda partial: latest(partial).toordinal(), np.nan)
    high = day - table.founded.map(lambda partial: earliest(partial).toordinal(), np.nan)
    return between(np.maximum(low, 0), np.maximum(high, 0))


def mainland(table: CompanyTable) -> Bounded:
    """1 on the mainland, 0 elsewhere; a place that holds both (China, Asia) tells nothing."""
    return exactly(table.city.map(_on_the_mainland, np.nan))


def _on_the_mainland(slug: str) -> float:
    places = taxonomy.places()
    if slug in (COUNTRY, places[COUNTRY].parent):
        return np.nan
    return float(places[slug].region not in _OFF_THE_MAINLAND)


def science_staff(table: CompanyTable, answers: Answers, names: Mapping[str, Text]) -> Bounded:
    """The number given, unknown where it is above the head count."""
    above = _more_than_staff(table, answers, names)
    return exactly(answers("science_staff")).unknown(above.where).noted(above)


def science_share(table: CompanyTable, answers: Answers, names: Mapping[str, Text]) -> Bounded:
    """Share of the head count, over its band; without their number at most all but those outside R&D."""
    staff, band = answers("science_staff"), head_count(table)
    above, none = _more_than_staff(table, answers, names), Note(band.high == 0, lambda at: remarks.no_staff())
    low = np.where(np.isinf(band.high), 0.0, percent(staff, band.high))
    high = np.minimum(percent(staff, np.maximum(band.low, np.maximum(staff, 1))), _HUNDRED)
    outside = answers("non_rd_share")
    untold = np.isnan(staff)
    low = np.where(untold, np.where(np.isnan(outside), np.nan, 0.0), low)
    high = np.where(untold, _HUNDRED - outside, high)
    return between(low, high, untold).unknown(above.where | none.where).noted(above, none)


def _more_than_staff(table: CompanyTable, answers: Answers, names: Mapping[str, Text]) -> Note:
    staff, most = answers("science_staff"), table.head_high
    wrong: Flags = staff > most

    def says(at: int) -> Text:
        head_count_name = remarks.field_name("head_count")
        return remarks.more_than_all(names["science_staff"], float(staff[at]), head_count_name, float(most[at]))

    return Note(wrong, says)
