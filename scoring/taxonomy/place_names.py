"""Cuts a line of text into place names, and tells which places each name may stand for."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Final

from scoring.taxonomy.lookup import normalise
from scoring.taxonomy.places import place_file, places

Readings = dict[str, int]
"""The slugs of the places that a name may stand for, each with how plainly: see NAME and the following."""

# How a name stands for a place: the lower, the plainer. A name alone takes the plainest reading.
NAME, PREFERRED_DISTRICT, DISTRICT, SHORT_FORM = range(4)

_RUNS: Final = re.compile(r"[一-鿿]+|[^\W一-鿿]+(?:['’][^\W一-鿿]+)*")
_SUFFIX: Final = re.compile(r"(?:自治[州县旗]|特别行政区|地区|林区|新区|[市区县旗盟州])$")
_SILENT: Final = frozenset(
    {"其他", "其它", "市辖区", "other", "others", "city", "province", "district", "county", "municipality"}
    | {"prefecture", "autonomous", "region", "new", "area", "of", "the", "sar", "pr"}
)
_LONGEST_NAME: Final = 5  # words in an English name
_LONGEST_RUN: Final = 16  # characters in a Chinese name


def cut(text: str) -> tuple[list[Readings], str]:
    """The readings of each known name in the text, and the first piece that is no known name."""
    found: dict[str, Readings] = {}
    unknown = ""
    for piece, readings in _pieces(unicodedata.normalize("NFKC", text).casefold()):
        if readings:
            # '吉林 · 吉林' names the province and the city: the second time counts as a name of its own.
            found[piece if piece not in found else f"{piece} again"] = readings
        elif not unknown and piece not in _SILENT:
            unknown = piece
    return list(found.values()), unknown


def _pieces(text: str) -> Iterator[tuple[str, Readings]]:
    runs = [match.group() for match in _RUNS.finditer(text)]
    while runs:
        if "一" <= runs[0][0] <= "鿿":
            yield from _chinese_pieces(runs.pop(0))
            continue
        width = next((n for n in range(_LONGEST_NAME, 0, -1) if normalise("".join(runs[:n])) in _index()), 1)
        piece = normalise("".join(runs[:width]))
        del runs[:width]
        yield piece, _index().get(piece, {})


def _chinese_pieces(run: str) -> Iterator[tuple[str, Readings]]:
    """Cut '广东省深圳市南山区' from the left, always the longest name; the rest in one piece."""
    while run:
        known = (n for n in range(min(len(run), _LONGEST_RUN), 1, -1) if run[:n] in _index() or run[:n] in _SILENT)
        size = next(known, len(run))
        yield run[:size], _index().get(run[:size], {})
        run = run[size:]


@cache
def _index() -> dict[str, Readings]:
    """Every written form of a place or district, with the places it may stand for and how."""
    index: dict[str, Readings] = {}

    def add(form: str, slug: str, how: int) -> None:
        readings = index.setdefault(normalise(form), {})
        readings[slug] = min(how, readings.get(slug, how))

    for place in places():
        for name in (place.slug, place.en, place.zh, *place.aliases):
            add(name, place.slug, NAME)
        add(_stem(place.zh), place.slug, SHORT_FORM)
        for district in place.districts:
            add(district, place.slug, DISTRICT)
            add(_stem(district), place.slug, SHORT_FORM)
    for name, slug in place_file("districts")["preferred"].items():
        add(name, slug, PREFERRED_DISTRICT)
    for name, slugs in place_file("places")["shared_names"].items():
        for slug in slugs:
            add(name, slug, NAME)
    return index


def _stem(name: str) -> str:
    stem = _SUFFIX.sub("", name)
    return stem if len(stem) > 1 else name
