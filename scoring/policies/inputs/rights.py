"""Intellectual property by class: how many rights, and how many of them from own development.

Class I is invention patents and what is asked beside them; where one of the two is not known there may be any number.
"""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Final

import numpy as np

from scoring.policies.inputs import remarks
from scoring.policies.inputs.bounded import Bounded, Flags, Floats, Note, between
from scoring.text import Text

Answers = Callable[[str], Floats]
"""An answer by its name, `[companies]`, NaN where not given."""
DERIVED: Final = ("class1", "class1_own", "rights", "rights_own")
_CLASS_ONE_PARTS: Final = ("class1_acquired", "class1_high_value")
_CLASS_TWO_PARTS: Final = ("class2_acquired", "class2_lasting")
READ: Final = (*DERIVED, *_CLASS_ONE_PARTS, "class2", *_CLASS_TWO_PARTS)


class Rights:
    """The inputs about rights; counts that contradict each other are unknown, and it is said which."""

    def __init__(self, answers: Answers, names: Mapping[str, Text]) -> None:
        self._answers, self._names = answers, names

    def of(self, name: str) -> Bounded:
        """One of `READ`."""
        if name in ("class1", "class1_own", *_CLASS_ONE_PARTS):
            return self._sound(self._plain(name), self._first)
        if name in ("class2", *_CLASS_TWO_PARTS):
            return self._sound(self._plain(name), self._second)
        return self._sound(self._plain(name), (*self._first, *self._second))

    def _plain(self, name: str) -> Bounded:
        """The same before contradictions are looked for."""
        if name in (*_CLASS_ONE_PARTS, *_CLASS_TWO_PARTS):
            return _part(self._answers(name), self._class_one if name in _CLASS_ONE_PARTS else self._class_two)
        if name == "rights":
            return _sum(self._class_one, self._class_two)
        if name == "rights_own":
            return _sum(self._own_class_one, self._own_class_two)
        return {"class1": self._class_one, "class1_own": self._own_class_one}.get(name, self._class_two)

    @cached_property
    def _class_one(self) -> Bounded:
        """All class I rights; of one part alone, or of what is said to be among them, they are at least as many."""
        patents, others = self._answers("invention_patents"), self._answers("class1_other")
        parts = [patents, others, *(self._answers(name) for name in _CLASS_ONE_PARTS)]
        whole = patents + others
        most = np.fmax.reduce([np.nan_to_num(patents) + np.nan_to_num(others), *parts[2:]])
        nothing = np.all(np.isnan(parts), axis=0)
        low, high = np.where(np.isnan(whole), most, whole), np.where(np.isnan(whole), np.inf, whole)
        return between(np.where(nothing, np.nan, low), high, np.isnan(whole))

    @cached_property
    def _class_two(self) -> Bounded:
        """All class II rights; where they are not told, at least as many as are said to be among them."""
        whole = self._answers("class2")
        least = np.fmax.reduce([self._answers(name) for name in _CLASS_TWO_PARTS])
        untold = np.isnan(whole)
        return between(np.where(untold, least, whole), np.where(untold, np.inf, whole), untold)

    @cached_property
    def _own_class_one(self) -> Bounded:
        return _own(self._class_one, self._answers("class1_acquired"))

    @cached_property
    def _own_class_two(self) -> Bounded:
        return _own(self._class_two, self._answers("class2_acquired"))

    @cached_property
    def _first(self) -> tuple[Note, ...]:
        return tuple(self._more(name, "class1", self._class_one) for name in _CLASS_ONE_PARTS)

    @cached_property
    def _second(self) -> tuple[Note, ...]:
        return tuple(self._more(name, "class2", self._class_two) for name in _CLASS_TWO_PARTS)

    def _more(self, name: str, whole: str, all_of_them: Bounded) -> Note:
        """Where a part is more than all."""
        part, most = self._answers(name), all_of_them.high

        def says(at: int) -> Text:
            return remarks.more_than_all(self._names[name], float(part[at]), self._names[whole], float(most[at]))

        return Note(part > most, says)

    def _sound(self, bounds: Bounded, contradictions: tuple[Note, ...]) -> Bounded:
        wrong: Flags = np.any([note.where for note in contradictions], axis=0)
        return bounds.unknown(wrong).noted(*contradictions)


def _part(part: Floats, all_of_them: Bounded) -> Bounded:
    """Some of them; where it is not told how many, anything from none to all."""
    untold = np.isnan(part)
    low = np.where(untold, np.minimum(all_of_them.low, 0), part)
    return between(low, np.where(untold, all_of_them.high, part), untold & ~(all_of_them.high == 0))


def _own(all_of_them: Bounded, acquired: Floats) -> Bounded:
    """Those not acquired; where it is not known how many are, anything from none to all."""
    unknown = np.isnan(acquired)
    low = np.where(unknown, np.minimum(all_of_them.low, 0), np.maximum(all_of_them.low - acquired, 0))
    high = np.where(unknown, all_of_them.high, all_of_them.high - acquired)
    return between(low, high, all_of_them.lacking | (unknown & (all_of_them.high > 0)))


def _sum(one: Bounded, other: Bounded) -> Bounded:
    """Of two numbers; one that is not known may be any."""
    nothing = np.isnan(one.low) & np.isnan(other.low)
    low = np.where(nothing, np.nan, np.nan_to_num(one.low) + np.nan_to_num(other.low))
    high = sum(np.where(np.isnan(each.high), np.inf, each.high) for each in (one, other))
    return between(low, np.asarray(high), one.lacking | other.lacking)
