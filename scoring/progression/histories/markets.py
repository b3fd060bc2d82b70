"""Where a company is: its market (US or China), and the names of place that its market is grouped by."""

from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Final

from scoring import taxonomy
from scoring.errors import Wrong
from scoring.intake.cells.values import plain, quoted, shown
from scoring.intake.cells.words import parse_place
from scoring.progression.histories.events import Market
from scoring.progression.histories.headings import intake_data
from scoring.text import Text, both

NO_PLACE: Final = both("no place is given, so the market is not known", "没有填写地点，无法判断所属市场")
ELSEWHERE: Final = both(
    "lies outside the US and China, the markets that the model knows", "不在美国和中国，模型没有学习过其他市场"
)
READ_AS_STATE: Final = both("two letters are read as a US state", "两个字母按美国州名缩写读取")
_A_PLACE: Final = both(
    "a country, a US state or city with its state, or a Chinese province or city",
    "国家、美国的州或“城市, 州”，或中国的省份、城市",
)
_SHORT: Final = {"cn": "china", "prc": "china", "hk": "hong_kong", "mo": "macao", "tw": "taiwan"}
_CODE: Final = 2


@dataclass(frozen=True)
class Where:
    """Market of a place (None: neither, or not known) and its names for grouping, "" where not known."""

    market: Market | None
    region: str = ""
    state: str = ""
    city: str = ""
    remark: Text | None = None


NOWHERE: Final = Where(None, remark=NO_PLACE)


@lru_cache(maxsize=16384)
def where_is(country: str = "", state: str = "", region: str = "", city: str = "") -> Where:
    """Tell the market from what is given of a place. Raises Wrong for a place that nobody knows."""
    given = [text for text in (country, state, region, city) if text]
    if not given:
        return NOWHERE
    if country:
        slug = _SHORT.get(plain(country)) or str(parse_place(country).value)
        if slug == "united_states":
            return _american(state, region, city)
        return _by_slug(_inner(state, region, city) or slug) if _is_chinese(slug) else _by_slug(slug)
    if any(map(state_of, given)) or any(plain(text) in _us_cities() for text in given):
        found = _american(state, region, city)
        return replace(found, remark=READ_AS_STATE) if not state and len(region or city) == _CODE else found
    try:
        return _by_slug(str(parse_place("", state, region, city).value))
    except Wrong:
        text = " · ".join(given)
        raise Wrong(f"{shown(text)} is no known place", f"没有收录{quoted(text)}这个地点", _A_PLACE) from None


def where_is_slug(slug: str | None) -> Where:
    """Tell the market of a place of the taxonomy."""
    return _by_slug(slug) if slug else NOWHERE


def _is_chinese(slug: str) -> bool:
    return slug == "china" or taxonomy.places()[slug].region != "overseas"


def _by_slug(slug: str) -> Where:
    place = taxonomy.places()[slug]
    if slug == "united_states":
        return Where("us")
    if not _is_chinese(slug):
        return Where(None, remark=ELSEWHERE)
    if place.province is None:
        return Where("cn")
    province = taxonomy.places()[place.province].zh
    return Where("cn", region=province, state=province, city=place.zh)


def _inner(state: str, region: str, city: str) -> str | None:
    """The place inside China, where it can be told."""
    try:
        slug = str(parse_place("", state, region, city).value) if state or region or city else None
    except Wrong:
        return None
    return slug if slug and _is_chinese(slug) else None


def _american(state: str, region: str, city: str) -> Where:
    """Names of a US place. Two towns may share a name, so a city carries its region or state."""
    code = state_of(state) or state or ("" if region and city else state_of(region or city) or "")
    around = region or code
    return Where("us", region, code, f"{city}, {around}" if city and around else city)


def state_of(text: str) -> str | None:
    """Postal code of the US state that a text names, alone or behind a comma ('Austin, TX')."""
    last = text.rpartition(",")[2].strip()
    return last if last in intake_data()["us_states"] else _state_names().get(plain(last))


@cache
def _state_names() -> dict[str, str]:
    return {plain(name): code for code, name in intake_data()["us_states"].items()}


@cache
def _us_cities() -> frozenset[str]:
    return frozenset(map(plain, intake_data()["us_cities"]))
