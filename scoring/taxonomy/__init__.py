"""The taxonomies: rounds and stages, places, sectors, layers, segments, currencies, investors and more.

Each function returns one taxonomy, loaded from `data/taxonomies/` at first use and kept.
"""

from scoring.taxonomy.entries import (
    Currency,
    Entry,
    EvidenceGrade,
    Figure,
    HeadcountBand,
    Investor,
    InvestorKind,
    Layer,
    Place,
    Round,
    Sector,
    Segment,
    Stage,
)
from scoring.taxonomy.find_place import PlaceMatch, find_place
from scoring.taxonomy.investors import investor_kind
from scoring.taxonomy.load import load
from scoring.taxonomy.lookup import Taxonomy, TaxonomyError, normalise
from scoring.taxonomy.places import clusters, places, regions, tiers

__all__ = [
    "Currency",
    "Entry",
    "EvidenceGrade",
    "Figure",
    "HeadcountBand",
    "Investor",
    "InvestorKind",
    "Layer",
    "Place",
    "PlaceMatch",
    "Round",
    "Sector",
    "Segment",
    "Stage",
    "Taxonomy",
    "TaxonomyError",
    "band_for_headcount",
    "clusters",
    "currencies",
    "evidence_grades",
    "find_place",
    "headcount_bands",
    "investor_kind",
    "investor_kinds",
    "investors",
    "layers",
    "normalise",
    "places",
    "regions",
    "rounds",
    "sectors",
    "segments",
    "stages",
    "tiers",
]


def stages() -> Taxonomy[Stage]:
    """The ladder from unfunded to exit."""
    return load("stages", Stage)


def rounds() -> Taxonomy[Round]:
    """Funding rounds and events, with the stage each belongs to."""
    return load("rounds", Round)


def sectors() -> Taxonomy[Sector]:
    """Fields of application."""
    return load("sectors", Sector)


def layers() -> Taxonomy[Layer]:
    """The four layers of the AI ecosystem."""
    return load("layers", Layer)


def segments() -> Taxonomy[Segment]:
    """The segments of the layers."""
    return load("segments", Segment)


def currencies() -> Taxonomy[Currency]:
    """Currencies with a fixed rounded rate into yuan."""
    return load("currencies", Currency)


def investor_kinds() -> Taxonomy[InvestorKind]:
    """Kinds of investor."""
    return load("investor_kinds", InvestorKind)


def investors() -> Taxonomy[Investor]:
    """Well-known institutions that invest."""
    return load("investors", Investor)


def evidence_grades() -> Taxonomy[EvidenceGrade]:
    """Grades of evidence, weakest first."""
    return load("evidence_grades", EvidenceGrade)


def headcount_bands() -> Taxonomy[HeadcountBand]:
    """The report's bands of staff numbers, smallest first."""
    return load("headcount_bands", HeadcountBand)


def band_for_headcount(staff: int) -> HeadcountBand:
    """The band that a number of staff falls into. Raises ValueError below 1."""
    for band in headcount_bands():
        if band.low <= staff and (band.high is None or staff <= band.high):
            return band
    raise ValueError(f"a company has at least 1 member of staff, found {staff}")
