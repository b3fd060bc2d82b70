"""A header as it may be read: as it stands, without what is in brackets, without a unit at its end."""

import re
import unicodedata
from typing import Final

from scoring.intake.cells.units import Unit, parse_unit, split_units, unit_among

_BRACKETS: Final = re.compile(r"[(\[{【<]([^()\[\]{}【】<>]*)[)\]}】>]")
_LAST_WORD: Final = re.compile(r"^(.*?\S)[\s_/:\-,]+((?:usd|rmb|cny|eur|hkd|us\$|\$|in)?[\s_]*[^\s_/:,]+)$")
_UNIT_AT_END: Final = re.compile(r"^(\S.*?)(万元|亿元|万美元|%)$")


def readings(header: str) -> list[tuple[str, Unit | None]]:
    """The texts that a header may be known by, each with the unit that is not part of it."""
    text = unicodedata.normalize("NFKC", header).strip()
    unit = unit_among(_BRACKETS.findall(text))
    bare = without_brackets(text)
    found: list[tuple[str, Unit | None]] = [(text, None)] if unit is None else []
    found.append((bare, unit))
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", bare).casefold()
    for pattern in (_LAST_WORD, _UNIT_AT_END):
        match = pattern.match(spaced)
        if match and (tail := parse_unit(match[2].replace("_", " "))):
            found.append((match[1], tail))
    return found


def without_brackets(text: str) -> str:
    """The text without brackets and what is in them."""
    return _BRACKETS.sub(" ", text).strip()


def in_brackets(header: str) -> list[str]:
    """What stands in the brackets of a header and is no unit, part by part."""
    pieces = _BRACKETS.findall(unicodedata.normalize("NFKC", header))
    return [part for piece in pieces for part in split_units(piece) if not parse_unit(part)]
