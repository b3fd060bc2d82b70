"""Finds the place that a line of text means: '广东 · 深圳', '北京市海淀区', 'Shenzhen, Guangdong', '四川'.

The text is cut into names; each name may stand for several places (朝阳 is a city in Liaoning and a district
of Beijing). The place meant is the one that agrees with every name; where several do, we ask back.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from scoring.taxonomy.entries import Place
from scoring.taxonomy.lookup import NEAREST_CUTOFF
from scoring.taxonomy.place_names import SHORT_FORM, Readings, cut
from scoring.taxonomy.places import places
from scoring.text import Lang, Text

_LEVELS: Final = ("continent", "country", "province", "city", "county")
_LONGEST_TEXT: Final = 100  # characters; what lies behind is no place name any more
_CLOSE: Final = 0.7
"""How close a Latin name must come to be offered: among hundreds of names of a few letters many are half alike."""
_CITY: Final = _LEVELS.index("city")


@dataclass(frozen=True, slots=True)
class PlaceMatch:
    """The place found; or none, with the problem in words and the places it could have been."""

    place: Place | None
    problem: Text | None = None
    candidates: tuple[Place, ...] = ()


@lru_cache(maxsize=4096)
def find_place(text: str) -> PlaceMatch:
    """The place that the text means. Never raises: an unknown or ambiguous place comes back as a problem."""
    if not text.strip():
        return PlaceMatch(None, Text(en="No place is given.", zh="未填写地点。"))
    if len(text) > _LONGEST_TEXT:
        text = text[:_LONGEST_TEXT] + "…"
    names, unknown = cut(text)
    if not names:
        return _unknown(text, text)
    # A street named after another town ('深圳市龙岗区平湖街道') must not contradict the city.
    agreed = _agreeing(names) or _agreeing([name for name in names if min(name.values()) < SHORT_FORM])
    if not agreed:
        return _contradiction(text, names)
    best = _plainest(agreed, names)
    if len(best) > 1:
        return _ambiguous(text, best)
    place = places()[best[0]]
    if unknown and place.region != "overseas" and _LEVELS.index(place.kind) < _CITY:
        return _unknown(text, unknown, inside=place)
    return PlaceMatch(place)


def _agreeing(names: list[Readings]) -> Readings:
    """The places that one of the names stands for and that lie in what every other name stands for."""
    agreed: Readings = {}
    for slug in {slug for readings in names for slug in readings}:
        line = _line(slug)
        costs = [[how for above, how in readings.items() if above in line] for readings in names]
        known = [min(cost) for cost in costs if cost]
        if len(known) == len(names):
            # The name that stands for the place itself counts with that reading, not with a wider one.
            own = min(readings[slug] - cost for readings, cost in zip(names, known, strict=True) if slug in readings)
            agreed[slug] = sum(known) + own
    return agreed


def _line(slug: str) -> tuple[str, ...]:
    """The place and everything it lies in."""
    parent = places()[slug].parent
    return (slug, *_line(parent)) if parent else (slug,)


def _plainest(agreed: Readings, names: list[Readings]) -> list[str]:
    """Of several names take the most detailed place, then the plainest reading; of one name the plainest."""
    if sum(any(_LEVELS.index(places()[slug].kind) > 1 for slug in readings) for readings in names) > 1:
        outer = {above for slug in agreed for above in _line(slug)[1:]}
        agreed = {slug: how for slug, how in agreed.items() if slug not in outer}
    best = min(agreed.values())
    return sorted(slug for slug, how in agreed.items() if how == best)


def _ambiguous(text: str, slugs: list[str]) -> PlaceMatch:
    options = tuple(places()[slug] for slug in slugs)
    en = " or ".join(_with_province(place, "en") for place in options)
    zh = "、".join(_with_province(place, "zh") for place in options)
    problem = Text(
        en=f"Place {text!r} could be {en}. Write the province or city as well.",
        zh=f"地点“{text}”可能指{zh}，请补充所在省份或城市。",
    )
    return PlaceMatch(None, problem, options)


def _contradiction(text: str, names: list[Readings]) -> PlaceMatch:
    options = tuple(places()[min(readings, key=lambda slug: (readings[slug], slug))] for readings in names)
    en = ", ".join(place.en for place in options)
    zh = "、".join(place.zh for place in options)
    problem = Text(
        en=f"Place {text!r} names places that do not lie in each other: {en}. Write one of them.",
        zh=f"地点“{text}”中的{zh}互不隶属，请只保留一个。",
    )
    return PlaceMatch(None, problem, options)


def _unknown(text: str, piece: str, inside: Place | None = None) -> PlaceMatch:
    close = places().nearest(piece, 12, _CLOSE if piece.isascii() else NEAREST_CUTOFF)
    near = [place for place in close if not inside or inside.slug in _line(place.slug)][:3]
    hint_en = f" Nearest: {', '.join(place.en for place in near)}." if near else ""
    hint_zh = f"是否指{'、'.join(place.zh for place in near)}？" if near else ""
    problem = Text(
        en=f"Place {text!r} is not known.{hint_en} Write a city, a province or a country.",
        zh=f"无法识别地点“{text}”。{hint_zh}请填写城市、省份或国家。",
    )
    return PlaceMatch(None, problem, tuple(near))


def _with_province(place: Place, lang: Lang) -> str:
    province = places()[place.province or place.slug]
    if province is place:
        return place.in_(lang)
    if lang == "zh":
        return f"{province.zh}{place.zh}"
    return place.en if province.en in place.en else f"{place.en}, {province.en}"
