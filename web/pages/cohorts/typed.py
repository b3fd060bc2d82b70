"""What the upload form says beside its files: read field by field, each fault kept under its field."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from scoring import shipped_book
from scoring.cohort.assumptions import Assumptions
from scoring.errors import Problem, Wrong
from scoring.shortlist.conditions import condition
from scoring.shortlist.fields import fields_of
from scoring.text import Text
from web.wording import words

FIELDS: Final = ("as_of", "before_as_of", "only", "seats", "draws", "spread", "seed")
_MOST: Final = {"seats": 1_000_000, "draws": 100_000, "spread": 100, "seed": 2**32 - 1}
_LEAST: Final = {"seats": 1, "draws": 0, "spread": 0, "seed": 0}
_LONGEST: Final = 12
_PERCENT: Final = 100


@dataclass
class Typed:
    """The texts of the fields as typed, what they mean, and what is wrong with them by field."""

    texts: dict[str, str]
    values: dict[str, Any] = field(default_factory=dict)
    faults: dict[str, list[Problem]] = field(default_factory=dict)

    def refuse(self, name: str, key: str, **said: str) -> None:
        """Keep a fault of a field, worded in `web/words/cohorts.yaml`."""
        text = words()[f"cohorts.{key}"]
        worded = Text(en=text.en.format(**said), zh=text.zh.format(**said)) if said else text
        self.faults.setdefault(name, []).append(Problem("", worded, path=name))

    def assumptions(self) -> Assumptions:
        """What is varied; fields left empty stay at what is usual."""
        given = {name: self.values.get(name) for name in ("draws", "seed")}
        if (spread := self.values.get("spread")) is not None:
            given["spread"] = spread / _PERCENT
        return Assumptions.model_validate({name: value for name, value in given.items() if value is not None})


def usual() -> dict[str, str]:
    """What stands in the fields of an empty form."""
    return dict.fromkeys(FIELDS, "") | {"as_of": date.today().isoformat()}


def read_typed(form: Mapping[str, str]) -> Typed:
    """Read the fields of the form."""
    typed = Typed({name: form.get(name, "").strip() for name in FIELDS})
    for name in ("as_of", "before_as_of"):
        _read_day(typed, name)
    for name in _MOST:
        _read_whole(typed, name)
    _read_condition(typed, "only")
    typed.values["as_of"] = typed.values.get("as_of") or date.today()
    return typed


def _read_day(typed: Typed, name: str) -> None:
    text = typed.texts[name]
    if not text:
        return
    try:
        day = date.fromisoformat(text)
    except ValueError:
        typed.refuse(name, "not_a_day", found=text[:_LONGEST])
        return
    if day > date.today():
        typed.refuse(name, "in_the_future")
    typed.values[name] = day


def _read_whole(typed: Typed, name: str) -> None:
    text = typed.texts[name]
    if not text:
        return
    plain = text.replace(",", "").replace("，", "")
    number = int(plain) if plain.isdecimal() and len(plain) <= _LONGEST else -1
    if _LEAST[name] <= number <= _MOST[name]:
        typed.values[name] = number
    else:
        typed.refuse(name, "not_a_number", low=f"{_LEAST[name]:,}", high=f"{_MOST[name]:,}", found=text[:_LONGEST])


def _read_condition(typed: Typed, name: str) -> None:
    text = typed.texts[name]
    if not text:
        return
    try:
        condition(text, fields_of(shipped_book()))
    except Wrong as wrong:
        typed.faults.setdefault(name, []).append(Problem("", wrong.text, path=name, expected=wrong.expected))
        return
    typed.values[name] = text
