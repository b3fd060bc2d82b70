"""Values that repeat, as numbers of a list: what is done to a value is done once, however many companies have it."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import DTypeLike, NDArray

V = TypeVar("V", bound=Hashable)
Codes = NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class Coded(Generic[V]):
    """`codes` `[rows]` int32 number `values`, each of them once; -1 stands for unknown."""

    values: tuple[V, ...]
    codes: Codes

    def __len__(self) -> int:
        return len(self.codes)

    def __getitem__(self, at: int) -> V | None:
        """The value of one row."""
        code = self.codes[at]
        return None if code < 0 else self.values[code]

    @cached_property
    def known(self) -> NDArray[np.bool_]:
        """Where there is a value, `[rows]`."""
        return self.codes >= 0

    def map(self, of: Callable[[V], Any], unknown: Any, kind: DTypeLike = float) -> NDArray[Any]:
        """What `of` makes of each value, `[rows]`; `unknown` where there is none."""
        found = np.empty(len(self.values) + 1, kind)
        found[:-1] = [of(value) for value in self.values]
        found[-1] = unknown
        return np.asarray(found[self.codes])

    def texts(self) -> NDArray[np.object_]:
        """The values themselves `[rows]`, None where there is none."""
        values = np.fromiter((*self.values, None), object, len(self.values) + 1)
        return np.asarray(values[self.codes])

    def take(self, rows: NDArray[Any]) -> "Coded[V]":
        """The same of some rows, or of rows in another order."""
        return Coded(self.values, self.codes[rows])

    def used(self) -> "Coded[V]":
        """The same without values that no row has."""
        there = np.bincount(self.codes + 1, minlength=len(self.values) + 1)[1:] > 0
        places = np.append(np.cumsum(there) - 1, -1).astype(np.int32)
        values = tuple(value for value, some in zip(self.values, there.tolist(), strict=True) if some)
        return Coded(values, places[self.codes])


def coded(items: Iterable[V | None]) -> Coded[V]:
    """Number the items in the order of their first appearance."""
    listed = list(items)
    values = tuple(item for item in dict.fromkeys(listed) if item is not None)
    places: dict[V | None, int] = {value: number for number, value in enumerate(values)} | {None: -1}
    return Coded(values, np.fromiter(map(places.__getitem__, listed), np.int32, len(listed)))


def joined(parts: Sequence[Coded[V]]) -> Coded[V]:
    """Parts one below the other."""
    values = coded(value for part in parts for value in part.values)
    ends = np.cumsum([0, *(len(part.values) for part in parts)])
    tables = [np.append(values.codes[start:end], -1) for start, end in pairwise(ends)]
    codes = [table[part.codes] for table, part in zip(tables, parts, strict=True)]
    return Coded(values.values, np.concatenate(codes).astype(np.int32) if codes else np.empty(0, np.int32))
