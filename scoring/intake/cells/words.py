"""Words with a fixed meaning: places, rounds, evidence grades, currencies."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final, TypeVar

from scoring import taxonomy
from scoring.errors import Wrong
from scoring.intake.cells.values import Cell, Read, as_text, is_missing, plain, quoted, shown
from scoring.taxonomy import Taxonomy
from scoring.text import both

E = TypeVar("E", bound=taxonomy.Entry)

UNFUNDED: Final = "unfunded"
NO_DISTRICT: Final = both("the district is not known, so the city alone is used", "没有收录这个区县，只采用城市")
COUNTRY_ONLY: Final = both(
    "the city is not in the list of places, so its country is used", "没有收录这个城市，只采用国家"
)
_A_PLACE: Final = both("a city, a province or a country", "城市、省份或国家")

_KINDS: Final = {
    "round": (
        both("round", "轮次"),
        both("a round such as 天使轮, A轮, Series B or 未融资", "轮次，例如天使轮、A轮、Series B 或未融资"),
    ),
    "currency": (
        both("currency", "币种"),
        both("a currency such as CNY, 人民币, USD or 美元", "币种，例如 CNY、人民币、USD 或美元"),
    ),
    "evidence grade": (
        both("evidence grade", "证据等级"),
        both(
            "own_statement, internal_record, third_party_document or public_register",
            "证据等级：" + "、".join(grade.zh for grade in taxonomy.evidence_grades()),
        ),
    ),
}
# 'none' in a round column means never funded, and is no missing value.
_NO_ROUND: Final = frozenset({"none", "无", "无融资", "没有"})


def parse_round(cell: Cell) -> Read:
    """Read a round into its slug, or UNFUNDED. Raises Wrong with the nearest names."""
    text = as_text(cell)
    if found := find_round(text):
        return Read(found)
    return Read(None if is_missing(cell) else _slug(taxonomy.rounds(), text, "round"))


def find_round(text: str) -> str | None:
    """Slug of the round that a text means, or UNFUNDED; None where it says nothing or is no round.

    Raises Wrong for a formula or a spreadsheet error.
    """
    if plain(text) in _NO_ROUND:
        return UNFUNDED
    if is_missing(text):
        return None
    stage = taxonomy.stages().find(text)
    if stage and stage.slug == UNFUNDED:
        return UNFUNDED
    entry = taxonomy.rounds().find(text)
    return entry.slug if entry else None


def parse_place(*parts: str) -> Read:
    """Read a place from its parts, the widest first: country, province, city, district ('' where not given).

    Raises Wrong when city, province or country can't be told.
    """
    country, *inner = (parts[0], *parts[1:]) if len(parts) == 4 else ("", *parts)  # noqa: PLR2004
    whole = _find(country, *inner)
    if isinstance(whole, str):
        return Read(whole, COUNTRY_ONLY if _is_coarse(whole, inner) else None)
    if len(inner) > 1 and inner[-1] and isinstance(without := _find(country, *inner[:-1]), str):
        return Read(without, NO_DISTRICT)
    abroad = _find(country) if country else None
    if isinstance(abroad, str) and taxonomy.places()[abroad].region == "overseas":
        return Read(abroad, COUNTRY_ONLY)
    raise whole.with_traceback(None)


def _is_coarse(slug: str, inner: Sequence[str]) -> bool:
    """Whether a city abroad was given that is not known, so that only its country was found."""
    place = taxonomy.places()[slug]
    given = [part for part in inner if part]
    return place.region == "overseas" and bool(given) and not any(_find(part) == slug for part in given)


@lru_cache(maxsize=8192)
def _find(*parts: str) -> str | Wrong:
    text = " · ".join(part for part in parts if part)
    match = taxonomy.find_place(text)
    if match.place:
        return match.place.slug
    problem = match.problem or both(f"{shown(text)} is no known place", f"没有收录{quoted(text)}这个地点")
    return Wrong(problem.en, problem.zh, _A_PLACE)


def parse_grade(cell: Cell) -> Read:
    """Read an evidence grade into its slug. Raises Wrong with the known grades."""
    return Read(_slug(taxonomy.evidence_grades(), as_text(cell), "evidence grade"))


def parse_currency(cell: Cell) -> Read:
    """Read a currency into its ISO code. Raises Wrong with the nearest names."""
    return Read(_slug(taxonomy.currencies(), as_text(cell), "currency"))


def _slug(names: Taxonomy[E], text: str, what: str) -> str:
    entry = names.find(text)
    if entry is None:
        kind, example = _KINDS[what]
        near = names.nearest(text[:100])
        if near and what != "evidence grade":  # there are four grades, and all are listed
            example = both(", ".join(f"{one.en} ({one.zh})" for one in near), "、".join(one.zh for one in near))
        raise Wrong(f"{shown(text)} is not a known {kind.en}", f"没有收录{quoted(text)}这个{kind.zh}", example)
    return entry.slug
