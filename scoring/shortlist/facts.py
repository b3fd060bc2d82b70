"""What a cohort says of the fields of conditions: bounds of numbers, membership of choices, and both in words."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any, Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from scoring import taxonomy
from scoring.cohort.cohort import Cohort
from scoring.policies.result import VERDICTS
from scoring.policies.standing import PolicyTable, policy_table
from scoring.rulesets.states import FAILED, MET, UNKNOWN, States
from scoring.shortlist.bounds import Bounds, bounds_of
from scoring.shortlist.fields import POLICY, Field
from scoring.shortlist.numbers import day_text, span_text
from scoring.shortlist.options import holders
from scoring.table import Coded
from scoring.text import Lang

Codes = NDArray[np.int64]
T = TypeVar("T")
_NONE: Final = {"en": "none", "zh": "无"}


class Facts:
    """The values of a cohort, each field looked up once."""

    def __init__(self, cohort: Cohort) -> None:
        self.cohort = cohort
        self.size = len(cohort.table)
        self._kept: dict[tuple[str, str], Any] = {}

    @cached_property
    def cities(self) -> list[str | None]:
        """Place of each company."""
        return list(self.cohort.table.city.texts().tolist())

    def bounds(self, field: Field) -> Bounds:
        """Lowest and highest value that is possible for each company; both NaN where nothing is known.

        Of an ordered choice the number of the choice, of a list the number of its entries.
        """
        return self._once("bounds", field, lambda: self._bounds(field))

    def membership(self, field: Field, wanted: frozenset[str]) -> States:
        """Whether each company's choice is, or its list holds, one of the `wanted` ids."""
        if field.kind == "place":
            state_of = {city: _within(city, wanted) for city in set(self.cities)}
            return np.array([state_of[city] for city in self.cities], np.int8)
        if field.kind == "list":
            return np.array([_shares(entries, wanted) for entries in self._lists(field)], np.int8)
        codes = self._codes(field)
        order = field.options.order if field.options else ()
        met = np.isin(codes, [number for number, name in enumerate(order) if name in wanted])
        return np.where(codes < 0, UNKNOWN, np.where(met, MET, FAILED)).astype(np.int8)

    def known(self, field: Field) -> NDArray[np.bool_]:
        """Where anything is known."""
        if field.kind == "place":
            return np.array([city is not None for city in self.cities], bool)
        return np.asarray(~np.isnan(self.bounds(field)[0]))

    def told(self, field: Field, at: int, lang: Lang) -> str | None:
        """What is known of the company at place `at`, in words; None where nothing is."""
        names = field.options.names if field.options else {}
        if field.kind == "place":
            city = self.cities[at]
            return names[city].in_(lang) if city else None
        if field.kind == "list":
            entries, mark = self._lists(field)[at], "、" if lang == "zh" else ", "
            return None if entries is None else mark.join(names[each].in_(lang) for each in entries) or _NONE[lang]
        low, high = (float(ends[at]) for ends in self.bounds(field))
        if np.isnan(low):
            return None
        if field.kind == "choice":
            return list(names.values())[int(low)].in_(lang)
        return day_text((low, high), lang) if field.kind == "date" else span_text((low, high), field, lang)

    def _bounds(self, field: Field) -> Bounds:
        if field.kind == "list":
            counts = [np.nan if entries is None else len(entries) for entries in self._lists(field)]
            return (exact := np.array(counts, float)), exact
        if field.kind == "choice":
            codes = self._codes(field)
            return (exact := np.where(codes < 0, np.nan, codes.astype(float))), exact
        return bounds_of(field, self.cohort.profiles, self.cohort.scored)

    def _codes(self, field: Field) -> Codes:
        """Place of each company's choice among the options; -1 where unknown."""
        if field.origin == "column":
            return self.cohort.scored.columns.get(field.id, np.full(self.size, -1)).astype(np.int64)
        places = {name: number for number, name in enumerate(field.options.order if field.options else ())}
        if field.origin == "policy":
            return self._once("codes", field, lambda: self._verdicts(field.id.removeprefix(POLICY), places))
        chosen: Coded[str] = getattr(self.cohort.table, field.id)
        return chosen.map(lambda slug: places.get(slug, -1), -1, np.int64)

    @cached_property
    def _policies(self) -> PolicyTable | None:
        """Verdicts of all official programmes."""
        return policy_table(self.cohort.scored.policies)

    def _verdicts(self, programme: str, places: Mapping[str, int]) -> Codes:
        """Places of the verdicts among the options; -1 where nothing can be said."""
        if self._policies is None:
            return np.full(self.size, -1, np.int64)
        row = [name for name, _ in self._policies.programmes].index(programme)
        place_of = np.array([places.get(verdict, -1) for verdict in VERDICTS], np.int64)
        return np.asarray(place_of[self._policies.verdict[row]])

    def _lists(self, field: Field) -> Sequence[Sequence[str] | None]:
        """Entries of each company; None where unknown: no sector named is unknown, no item ticked is none."""
        if field.origin == "profile":
            named: list[tuple[str, ...] | None] = self.cohort.table.sectors.texts().tolist()
            return self._once("lists", field, lambda: named)
        profiles = self.cohort.profiles
        return self._once("lists", field, lambda: [_ticked(getattr(item.answers, field.id)) for item in profiles])

    def _once(self, what: str, field: Field, make: Callable[[], T]) -> T:
        key = (what, field.id)
        if key not in self._kept:
            self._kept[key] = make()
        found: T = self._kept[key]
        return found


def _ticked(answer: Any) -> list[str] | None:
    return None if answer is None else list(answer.value)


def _shares(entries: Sequence[str] | None, wanted: frozenset[str]) -> int:
    if entries is None:
        return UNKNOWN
    return FAILED if wanted.isdisjoint(entries) else MET


def _within(city: str | None, wanted: frozenset[str]) -> int:
    """Whether a company lies in a wanted place; unknown where only a part of its own place does."""
    if city is None:
        return UNKNOWN
    if wanted & holders(city):
        return MET
    partly = any(city in (around := holders(slug)) and wanted & around for slug in taxonomy.places().slugs)
    return UNKNOWN if partly else FAILED
