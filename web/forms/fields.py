"""Fields of the form: their names, and what a browser posts put in order."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

Fields = dict[str, list[str]]
"""What stands in the form: texts by the name of their field, as typed. Unanswered fields are left out."""

IDENTITY: Final = ("name", "city", "layer", "segment", "founded", "head_count", "as_of", "evidence")
"""Fields of the company that hold one text each, in the order of the profile."""
FUNDING: Final = "funding"
NEVER, UNKNOWN, LISTED = "never", "unknown", "listed"
ROUND_PARTS: Final = ("round", "date", "amount", "currency", "investors", "evidence")
NONE_OF_THESE: Final = "-"
"""The tick of a checklist that says: none of them. No item can be called so."""
_ROUND: Final = re.compile(r"rounds-(\d{1,6})-(\w+)")
_ANSWER: Final = re.compile(r"answers-\w+(-evidence)?")
_PLAIN: Final = {*IDENTITY, FUNDING, "sectors", "latest_round_only"}
_MOST_ROUNDS: Final = 500


def answer_field(name: str) -> str:
    """Name of the field of an answer."""
    return f"answers-{name}"


def evidence_field(field: str) -> str:
    """Name of the field that holds the evidence grade of the answer in `field`."""
    return f"{field}-evidence"


def round_field(row: int, part: str) -> str:
    """Name of the field of one part of a round; rows count from 0."""
    return f"rounds-{row}-{part}"


def first(fields: Mapping[str, Sequence[str]], name: str) -> str:
    """The text of a field, without outer blanks; empty where nothing stands there."""
    texts = fields.get(name) or [""]
    return texts[0].strip()


def tidy(posted: Iterable[tuple[str, Sequence[str]]]) -> Fields:
    """Keep the form's own fields, drop empty ones, move up sectors and rounds that stand below an empty one."""
    kept: Fields = {}
    rows: dict[int, dict[str, list[str]]] = {}
    for name, texts in posted:
        said = [text for text in texts if text.strip()]
        row = _ROUND.fullmatch(name)
        if row and row[2] in ROUND_PARTS:
            rows.setdefault(int(row[1]), {})[row[2]] = said
        elif said and (name in _PLAIN or _ANSWER.fullmatch(name)):
            kept[name] = said
    told = [parts for _, parts in sorted(rows.items()) if any(parts.values())]
    for place, parts in enumerate(told[:_MOST_ROUNDS]):
        kept |= {round_field(place, part): texts for part, texts in parts.items() if texts}
    return kept


def count_rounds(fields: Mapping[str, object]) -> int:
    """How many rows of rounds tidy fields hold."""
    return 1 + max((int(match[1]) for match in map(_ROUND.fullmatch, fields) if match), default=-1)


def without_round(fields: Fields, row: int) -> Fields:
    """The fields with one round taken out and the others moved up."""
    return tidy((name, texts) for name, texts in fields.items() if not name.startswith(f"rounds-{row}-"))
