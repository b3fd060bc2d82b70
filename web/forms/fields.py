"""Fields of the form: their names, and what a browser posts put in order."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from scoring.profile.accounts import ACCOUNT_FIELDS

Fields = dict[str, list[str]]
"""What stands in the form: texts by the name of their field, as typed. Unanswered fields are left out."""

IDENTITY: Final = ("name", "city", "layer", "segment", "founded", "head_count", "as_of", "evidence")
"""Fields of the company that hold one text each, in the order of the profile."""
FUNDING: Final = "funding"
NEVER, UNKNOWN, LISTED = "never", "unknown", "listed"
ROUND_PARTS: Final = ("round", "date", "amount", "currency", "investors", "evidence")
YEAR: Final = "year"
ACCOUNT_PARTS: Final = (YEAR, *ACCOUNT_FIELDS)
ACCOUNTS: Final = "accounts"
NONE_OF_THESE: Final = "-"
"""The tick of a checklist that says: none of them. No item can be called so."""
_ROWS: Final = {"rounds": ROUND_PARTS, ACCOUNTS: ACCOUNT_PARTS}
_ROW: Final = re.compile(rf"({'|'.join(_ROWS)})-(\d{{1,6}})-(\w+)")
_ANSWER: Final = re.compile(r"answers-\w+(-evidence)?")
_PLAIN: Final = {*IDENTITY, FUNDING, "sectors", "latest_round_only"}
_MOST_ROWS: Final = 500


def answer_field(name: str) -> str:
    """Name of the field of an answer."""
    return f"answers-{name}"


def evidence_field(field: str) -> str:
    """Name of the field that holds the evidence grade of the answer in `field`."""
    return f"{field}-evidence"


def round_field(row: int, part: str) -> str:
    """Name of the field of one part of a round; rows count from 0."""
    return f"rounds-{row}-{part}"


def account_field(column: int, part: str) -> str:
    """Name of the field of a year's figure, or of the year itself; columns count from 0."""
    return f"{ACCOUNTS}-{column}-{part}"


def first(fields: Mapping[str, Sequence[str]], name: str) -> str:
    """The text of a field, without outer blanks; empty where nothing stands there."""
    texts = fields.get(name) or [""]
    return texts[0].strip()


def tidy(posted: Iterable[tuple[str, Sequence[str]]]) -> Fields:
    """Keep the form's own fields, drop empty ones, move up sectors, rounds and years that stand behind an empty one."""
    kept: Fields = {}
    rows: dict[str, dict[int, Fields]] = {step: {} for step in _ROWS}
    for name, texts in posted:
        said = [text for text in texts if text.strip()]
        row = _ROW.fullmatch(name)
        if row and row[3] in _ROWS[row[1]]:
            rows[row[1]].setdefault(int(row[2]), {})[row[3]] = said
        elif said and (name in _PLAIN or _ANSWER.fullmatch(name)):
            kept[name] = said
    for step, numbered in rows.items():
        told = [parts for _, parts in sorted(numbered.items()) if _tells(parts)]
        for place, parts in enumerate(told[:_MOST_ROWS]):
            kept |= {f"{step}-{place}-{part}": texts for part, texts in parts.items() if texts}
    return kept


def _tells(parts: Fields) -> bool:
    """Whether anything is said in a row: a year alone stands there before anybody types."""
    return any(texts for part, texts in parts.items() if part != YEAR)


def count_rounds(fields: Mapping[str, object]) -> int:
    """How many rows of rounds tidy fields hold."""
    return _count(fields, "rounds")


def count_years(fields: Mapping[str, object]) -> int:
    """How many years of accounts tidy fields hold."""
    return _count(fields, ACCOUNTS)


def _count(fields: Mapping[str, object], step: str) -> int:
    rows = (match for match in map(_ROW.fullmatch, fields) if match and match[1] == step)
    return 1 + max((int(match[2]) for match in rows), default=-1)


def without_round(fields: Fields, row: int) -> Fields:
    """The fields with one round taken out and the others moved up."""
    return tidy((name, texts) for name, texts in fields.items() if not name.startswith(f"rounds-{row}-"))
