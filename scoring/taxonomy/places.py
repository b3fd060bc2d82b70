"""Builds the places: continents, countries, provinces, cities and a few counties, with what the report says.

The data stand in places.yaml, countries.yaml, districts.yaml and report_places.yaml of `data/taxonomies/`.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, Final

from scoring.taxonomy.entries import Entry, Figure, Place
from scoring.taxonomy.load import entries, read_yaml
from scoring.taxonomy.lookup import Taxonomy

Row = dict[str, Any]

COUNTRY: Final = "china"


@cache
def places() -> Taxonomy[Place]:
    """Continents, countries, provinces, cities and counties. For free text use `find_place`."""
    rows = dict(_abroad())
    rows |= _china(place_file("places"))
    _add_clusters(rows, place_file("places")["clusters"])
    for slug, names in place_file("districts")["districts"].items():
        rows[slug]["districts"] = tuple(names.split())
    for slug, report in place_file("report_places")["places"].items():
        rows[slug] |= _report(report)
    return Taxonomy("places", entries("places", Place, rows))


@cache
def regions() -> Taxonomy[Entry]:
    """The regions that provinces belong to, and `overseas`."""
    return _groups("regions", place_file("places")["regions"])


@cache
def clusters() -> Taxonomy[Entry]:
    """The city clusters, e.g. the Yangtze River Delta."""
    return _groups("clusters", place_file("places")["clusters"])


@cache
def tiers() -> Taxonomy[Entry]:
    """The tiers that the report sorts its places into."""
    return _groups("tiers", place_file("report_places")["tiers"])


@cache
def place_file(name: str) -> Mapping[str, Any]:
    """The content of one of the place files, read once."""
    return read_yaml("taxonomies", f"{name}.yaml")


def _groups(name: str, rows: Mapping[str, Row]) -> Taxonomy[Entry]:
    wanted = {"en", "zh", "aliases"}
    named = {slug: {key: row[key] for key in row.keys() & wanted} for slug, row in rows.items()}
    return Taxonomy(name, entries(name, Entry, named))


def _abroad() -> Iterator[tuple[str, Row]]:
    file = place_file("countries")
    for slug, row in file["continents"].items():
        yield slug, {**row, "kind": "continent", "region": "overseas"}
    for continent, countries in file["countries"].items():
        for slug, row in countries.items():
            region = None if slug == COUNTRY else "overseas"
            yield slug, {**row, "kind": "country", "parent": continent, "region": region}


def _china(file: Mapping[str, Any]) -> dict[str, Row]:
    rows: dict[str, Row] = {}
    for slug, row in file["municipalities"].items():
        rows[slug] = {**row, "kind": "city", "parent": COUNTRY, "province": slug}
    for province, row in file["provinces"].items():
        cities = row["cities"]
        own = {key: value for key, value in row.items() if key != "cities"}
        rows[province] = {**own, "kind": "province", "parent": COUNTRY, "province": province}
        for slug, zh in cities.items():
            region = {"province": province, "region": row["region"]}
            rows[slug] = {"zh": zh, "kind": "city", "parent": province, **region}
    for slug, row in file["counties"].items():
        parent = rows[row["parent"]]
        rows[slug] = {**row, "kind": "county", "province": parent["province"], "region": parent["region"]}
    return {slug: _named(slug, row, file["names"].get(slug, {})) for slug, row in rows.items()}


def _named(slug: str, row: Row, names: Row) -> Row:
    """Fill in the English name from the slug and the official Chinese name from the short one."""
    official = names.get("official") or row.pop("official", None) or f"{row['zh']}市"
    others = [name for name in (official, *names.get("aliases", ())) if name != row["zh"]]
    return {**row, "en": names.get("en") or slug.replace("_", " ").title(), "aliases": others}


def _add_clusters(rows: dict[str, Row], groups: Mapping[str, Row]) -> None:
    for cluster, group in groups.items():
        for slug in group["places"]:
            rows[slug]["cluster"] = cluster


def _report(report: Row) -> Row:
    figures = {name: Figure(**figure) for name, figure in report.get("figures", {}).items()}
    zone = report.get("pilot_zone", {})
    return {
        "tier": report["tier"],
        "pilot_zone": zone.get("year"),
        "pilot_zone_fact": zone.get("fact"),
        "report": MappingProxyType(figures),
    }
