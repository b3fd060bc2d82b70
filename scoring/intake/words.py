"""Words with a fixed meaning: places, rounds, evidence grades, yes and no, the choices of an answer."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final, TypeVar

from scoring import taxonomy
from scoring.intake.values import MISSING, Cell, Read, Unreadable, as_text, is_missing, plain, shown
from scoring.rulesets.schema import Characteristic
from scoring.taxonomy import Taxonomy

E = TypeVar("E", bound=taxonomy.Entry)

UNFUNDED: Final = "unfunded"
NO_DISTRICT: Final = "the district is not known, so the city alone is used"
COUNTRY_ONLY: Final = "the city is not in the list of places, so its country is used"

EXAMPLES: Final = {
    "round": "a round such as 天使轮, A轮, Series B or 未融资",
    "currency": "a currency such as CNY, 人民币, USD or 美元",
    "evidence grade": "own_statement, internal_record, third_party_document or public_register",
}
_YES: Final = frozenset(["yes", "y", "true", "1", "是", "有", "对", "√", "✓", "✔", "已有", "具备"])
_NO: Final = frozenset(["no", "n", "false", "0", "否", "无", "没有", "不是", "×", "x", "✗", "✘", "不具备"])
_NOTHING: Final = frozenset(["none", "no", "无", "没有", "都没有", "以上都没有", "none of these", "none of them"])
# 'none' in a round column means never funded, and is no missing value.
_NO_ROUND: Final = frozenset({"none", "无", "无融资", "没有"})


def parse_round(cell: Cell) -> Read:
    """Read a round into its slug, or UNFUNDED. Raises Unreadable with the nearest names."""
    text = as_text(cell)
    if plain(text) in _NO_ROUND:
        return Read(UNFUNDED)
    if is_missing(cell):
        return Read(None)
    stage = taxonomy.stages().find(text)
    if stage and stage.slug == UNFUNDED:
        return Read(UNFUNDED)
    return Read(_slug(taxonomy.rounds(), text, "round"))


def parse_place(*parts: str) -> Read:
    """Read a place from its parts, the widest first: country, province, city, district ('' where not given).

    Raises Unreadable when city, province or country can't be told.
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
    raise whole


def _is_coarse(slug: str, inner: Sequence[str]) -> bool:
    """Whether a city abroad was given that is not known, so that only its country was found."""
    place = taxonomy.places()[slug]
    given = [part for part in inner if part]
    return place.region == "overseas" and bool(given) and not any(_find(part) == slug for part in given)


@lru_cache(maxsize=8192)
def _find(*parts: str) -> str | Unreadable:
    text = " · ".join(part for part in parts if part)
    match = taxonomy.find_place(text)
    if match.place:
        return match.place.slug
    problem = match.problem.en if match.problem else f"{shown(text)} is no known place"
    return Unreadable(problem, "a city, a province or a country")


def parse_grade(cell: Cell) -> Read:
    """Read an evidence grade into its slug. Raises Unreadable with the known grades."""
    return Read(_slug(taxonomy.evidence_grades(), as_text(cell), "evidence grade"))


def parse_currency(cell: Cell) -> Read:
    """Read a currency into its ISO code. Raises Unreadable with the nearest names."""
    return Read(_slug(taxonomy.currencies(), as_text(cell), "currency"))


def _slug(names: Taxonomy[E], text: str, what: str) -> str:
    entry = names.find(text)
    if entry is None:
        near = ", ".join(f"{near.en} ({near.zh})" for near in names.nearest(text[:100]))
        raise Unreadable(f"{shown(text)} is not a known {what}", near or EXAMPLES[what])
    return entry.slug


def parse_yes_no(cell: Cell) -> Read:
    """Read yes or no in either language. Raises Unreadable."""
    if isinstance(cell, bool):
        return Read(cell)
    text = plain(as_text(cell))
    if text in _YES or text in _NO:
        return Read(text in _YES)
    raise Unreadable(f"{shown(cell)} is neither yes nor no", "yes or no (是 or 否)")


def choice_index(options: Iterable[tuple[str, str, str]]) -> dict[str, str]:
    """Index choices (id, English, Chinese) by every spelling that stands for them."""
    return {taxonomy.normalise(form): option[0] for option in options for form in option}


def parse_choice(cell: Cell, index: dict[str, str]) -> Read:
    """Read one choice into its id. Raises Unreadable listing the choices."""
    text = as_text(cell)
    found = index.get(taxonomy.normalise(text))
    if found:
        return Read(found)
    if is_missing(cell):
        return Read(None)
    raise Unreadable(f"{shown(text)} is no choice here", "one of " + ", ".join(dict.fromkeys(index.values())))


def parse_checklist(cell: Cell, index: dict[str, str]) -> Read:
    """Read several choices into their ids, [] for an explicit 'none'. Raises Unreadable with the choices."""
    text = as_text(cell)
    if plain(text) in _NOTHING:
        return Read([])
    if plain(text) in MISSING or is_missing(cell):
        return Read(None)
    found: list[str] = []
    for piece in (piece.strip() for piece in re.split(r"[;；|\n]", text)):
        # A choice may hold a comma itself, so the whole piece is tried first.
        whole = index.get(taxonomy.normalise(piece))
        parts = [] if whole else [part for part in re.split(r"[,，、/]", piece) if part.strip()]
        found += [whole] if whole else [_item(part, index) for part in parts]
    return Read(list(dict.fromkeys(found)))


def _item(text: str, index: dict[str, str]) -> str:
    found = index.get(taxonomy.normalise(text))
    if found is None:
        known = ", ".join(dict.fromkeys(index.values()))
        raise Unreadable(f"{shown(text.strip())} is no choice here", f"any of {known}")
    return found


def options_of(item: Characteristic) -> dict[str, str]:
    """Index of the choices that a characteristic offers."""
    parts = item.ask.items if item.ask and item.ask.kind == "checklist" else item.scale
    return choice_index((part.id, part.says.en, part.says.zh) for part in parts)
