"""Cells that list things: sector tags with what they tell of layer and segment, and investors."""

import re
from functools import cache
from typing import Final, NamedTuple

from scoring import taxonomy
from scoring.intake.cells.remembered import remembered
from scoring.intake.cells.values import MISSING, Cell, Read, as_text, plain
from scoring.text import both

MOST_SECTORS: Final = 10
NO_TAG: Final = both("no tag is known, so the sector stays unknown", "没有一个标签对得上，行业按未知处理")
ADVISERS: Final = both("financial advisers are no investors and are left out", "财务顾问不是投资方，不计入")

_SEPARATORS: Final = "/／、,，;；|\n"
_SPLIT: Final = re.compile(rf"[{_SEPARATORS}]+")
_FINER: Final = re.compile(r"[丨·&＆]|\s+and\s+")
_NOBODY: Final = frozenset(
    {"老股东", "投资方未透露", "投资方未披露", "未透露投资方", "无", "没有", "undisclosed investors"}
)
_ADVISER: Final = re.compile(r"[（(]\s*(?:独家)?(?:财务顾问|financial advis[eo]r|fa)\s*[)）]", re.IGNORECASE)
_CHINESE_ROLE: Final = "(?:联合|本轮)?(?:领投|跟投|独家投资|独投)(?:方|机构|人)?"
_ENGLISH_ROLE: Final = "(?:co-?)?lead(?:ing)?(?: investors?)?|(?:co-?)?led(?: by)?|follow(?:er|ed by)?"
_ROLE: Final = rf"(?:{_CHINESE_ROLE}|老股东|{_ENGLISH_ROLE})"
ROLE_IN_BRACKETS: Final = re.compile(rf"\s*[（(]\s*{_ROLE}\s*[)）]", re.IGNORECASE)
_ROLE_AROUND: Final = re.compile(
    rf"^{_ROLE}$|^(?:{_ROLE}|投资方|投资机构)\s*[:：]\s*|"
    rf"^(?:{_CHINESE_ROLE}|lead investors?|(?:co-?)?led by|followed by)\s+|"
    rf"(?<=\S)\s*(?:{_CHINESE_ROLE})?(?:等机构|等)?$|\s+(?:co-?)?(?:lead(?: investor)?|led)$",
    re.IGNORECASE,
)


class Tags(NamedTuple):
    """What the tags of one cell say: slugs in the order of the text, and the tags that say nothing."""

    sectors: tuple[str, ...]
    layers: tuple[str, ...]
    segments: tuple[str, ...]
    unmatched: tuple[str, ...]


def parse_tags(cell: Cell) -> Read:
    """Read tags into Tags. An unknown tag is no error: the caller says which ones were left out."""
    tags = [tag.strip() for tag in _tag_pattern().findall(as_text(cell)) if plain(tag) not in MISSING]
    found: tuple[dict[str, None], ...] = ({}, {}, {})
    unmatched: list[str] = []
    for tag in tags:
        parts = [tag] if any(_match(tag)) else [part for part in _FINER.split(tag) if part.strip()]
        matches = [_match(part) for part in parts]
        for match in matches:
            for place, slug in zip(found, match, strict=True):
                if slug:
                    place[slug] = None
        if not any(any(match) for match in matches):
            unmatched.append(tag)
    sectors, layers, segments = (tuple(place) for place in found)
    return Read(Tags(sectors[:MOST_SECTORS], layers, segments, tuple(unmatched)) if tags else None)


@cache
def _tag_pattern() -> re.Pattern[str]:
    """One tag: a known name that holds a separator itself ('AR/VR', 'Courts, police and …'), or plain text."""
    entries: list[taxonomy.Entry] = [*taxonomy.sectors(), *taxonomy.layers(), *taxonomy.segments()]
    spellings = (form for entry in entries for form in (entry.en, entry.zh, *entry.aliases))
    inside = sorted((form for form in spellings if _SPLIT.search(form)), key=len, reverse=True)
    names = "|".join(r"\s*".join(map(_loosely, form.replace(" ", ""))) for form in inside)
    return re.compile(rf"\s*(?:{names})(?=\s*(?:[{_SEPARATORS}]|$))|[^{_SEPARATORS}]+", re.IGNORECASE)


def _loosely(character: str) -> str:
    """Pattern of a character in its plain and its full-width form."""
    wide = {",": "[,，]", "/": "[/／]", "(": "[(（]", ")": "[)）]", "（": "[(（]", "）": "[)）]"}
    return wide.get(character, re.escape(character))


@remembered(16_384)
def _match(tag: str) -> tuple[str | None, str | None, str | None]:
    found = (taxonomy.sectors().find(tag), taxonomy.layers().find(tag), taxonomy.segments().find(tag))
    return tuple(entry.slug if entry else None for entry in found)  # type: ignore[return-value]


def settle(tags: Tags) -> tuple[str | None, str | None]:
    """One layer and one segment out of the tags, in the order of the text, the segment inside the layer."""
    layer = tags.layers[0] if tags.layers else None
    segments = taxonomy.segments()
    fitting = [slug for slug in tags.segments if layer is None or segments[slug].layer == layer]
    segment = fitting[0] if fitting else None
    return layer or (segments[segment].layer if segment else None), segment


def parse_investors(cell: Cell) -> Read:
    """Read investors into a list of names, without their role in the round; None when undisclosed."""
    return split_investors(as_text(cell))


def split_investors(text: str) -> Read:
    """The same of text that is not missing as a whole."""
    names: list[str] = []
    advisers = False
    for part in _SPLIT.split(text):
        name, adviser = _investor(part)
        advisers |= adviser
        if name:
            names.append(name)
    return Read(list(dict.fromkeys(names)) or None, ADVISERS if advisers else None)


@remembered(65_536)
def _investor(part: str) -> tuple[str | None, bool]:
    """The name without the role, None for nobody; and whether it is an adviser, who is no investor."""
    if _ADVISER.search(part):
        return None, True
    name = _ROLE_AROUND.sub("", ROLE_IN_BRACKETS.sub("", part).strip()).strip()
    return (None if plain(name) in MISSING or plain(name) in _NOBODY else name), False
