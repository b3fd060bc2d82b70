"""Parameters of a cohort's address: one table of their names, how each is read, and what the document says of them."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from typing import Any, Final, get_args

from scoring.cohort.assumptions import Assumptions
from scoring.cohort.result import Choice
from scoring.errors import quoted, shortened
from scoring.text import Text, both
from web.api.cohort_formats import FORMATS
from web.api.problems import Refusal, of_parameter
from web.api.reading import parameters

MOST_SEATS: Final = 1_000_000
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WHOLE: Final = re.compile(r"[0-9]{1,10}")
_NUMBER: Final = re.compile(r"[0-9]{1,10}(\.[0-9]{1,30})?([eE]-?[0-9]{1,3})?")
_LONGEST: Final = 300
_CHOICES: Final = get_args(Choice)


@dataclass(frozen=True)
class Option:
    """A parameter: how its text is read, what it should be, its JSON schema. `read` raises ValueError."""

    read: Callable[[str], Any]
    expected: Text
    schema: Mapping[str, Any]


def _day(text: str) -> date:
    if not _DAY.fullmatch(text) or (day := date.fromisoformat(text)) > date.today():
        raise ValueError
    return day


def _word(text: str) -> str:
    if not 0 < len(text) <= _LONGEST:
        raise ValueError
    return text


def _whole(low: int, high: int) -> Option:
    def read(text: str) -> int:
        if not _WHOLE.fullmatch(text) or not low <= int(text) <= high:
            raise ValueError
        return int(text)

    expected = both(f"a whole number from {low:,} to {high:,}", f"{low:,} 至 {high:,} 的整数")
    return Option(read, expected, {"type": "integer", "minimum": low, "maximum": high})


def _share(text: str) -> float:
    if not _NUMBER.fullmatch(text) or not 0 <= float(text) <= 1:
        raise ValueError
    return float(text)


def _choices(text: str) -> tuple[str, ...]:
    found = tuple(text.split(","))
    if not set(found) <= set(_CHOICES):
        raise ValueError
    return found


def _one_of(words: Mapping[str, Any]) -> Option:
    expected = both(f"one of {', '.join(words)}", f"下列之一：{'、'.join(words)}")
    return Option(lambda text: words[text], expected, {"type": "string", "enum": list(words)})


_A_DAY: Final = Option(
    _day,
    both("a day, not in the future, such as 2021-06-30", "不晚于今天的日期，例如 2021-06-30"),
    {"type": "string", "format": "date"},
)
_SHEET: Final = Option(
    _word, both("the name of a sheet", "工作表的名称"), {"type": "string", "minLength": 1, "maxLength": _LONGEST}
)
_A_COMPANY: Final = Option(
    _word, both("a row number or a company name", "行号或公司名称"),
    {"type": "string", "minLength": 1, "maxLength": _LONGEST},
)  # fmt: skip
_CONDITION: Final = Option(
    _word, both("a condition such as sectors in [AI]", "条件，例如 sectors in [人工智能]"),
    {"type": "string", "minLength": 1, "maxLength": _LONGEST},
)  # fmt: skip
_YES_NO: Final = _one_of({"yes": True, "no": False})

ASSUMED: Final[Mapping[str, Option]] = {
    "draws": _whole(0, 100_000),
    "seed": _whole(0, 2**32 - 1),
    "spread": Option(_share, both("a number from 0 to 1", "0 至 1 的数字"),
                     {"type": "number", "minimum": 0, "maximum": 1}),
    "aggregation": _one_of({word: word for word in ("either", "arithmetic", "geometric")}),
    "hold": Option(_choices, both(f"some of {', '.join(_CHOICES)}, with commas between",
                                  f"{'、'.join(_CHOICES)}中的若干项，用英文逗号分隔"),
                   {"type": "string", "pattern": f"^({'|'.join(_CHOICES)})(,({'|'.join(_CHOICES)}))*$"}),
}  # fmt: skip
"""What is taken for granted when the order is put to the test."""
READING: Final[Mapping[str, Option]] = {"as_of": _A_DAY, "sheet": _SHEET}
RANKING: Final[Mapping[str, Option]] = {
    **READING,
    "only": _CONDITION,
    "before_as_of": _A_DAY,
    "seats": _whole(1, MOST_SEATS),
    **ASSUMED,
    "findings": _YES_NO,
    "format": _one_of({name: name for name in FORMATS}),
}
COMPARING: Final[Mapping[str, Option]] = {
    **READING,
    "only": _CONDITION,
    **ASSUMED,
    "first": _A_COMPANY,
    "second": _A_COMPANY,
}


def options(known: Mapping[str, Option], required: Iterable[str] = ()) -> dict[str, Any]:
    """Values of the parameters that the address has. Raises Refusal naming every one that can't be used."""
    texts, values, faults = parameters(*known), {}, []
    for name, text in texts.items():
        try:
            values[name] = known[name].read(text)
        except (ValueError, KeyError):
            wrong = both(f"found {shortened(text)!r}", f"实际是{quoted(text)}")
            faults.append(of_parameter(name, wrong, known[name].expected))
    for name in required:
        if name not in texts:
            missing = both("is missing; add it", "缺少这一项，请补上")
            faults.append(of_parameter(name, missing, known[name].expected))
    if faults:
        raise Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, *faults)
    return values


def assumptions_of(values: Mapping[str, Any]) -> Assumptions:
    """The assumptions among the values."""
    return Assumptions.model_validate({name: value for name, value in values.items() if name in ASSUMED})


def schemas(known: Mapping[str, Option]) -> dict[str, Mapping[str, Any]]:
    """What the document says of the parameters."""
    return {name: option.schema for name, option in known.items()}
