"""Funding histories as a nested column of an Arrow table: a list of rounds a company, each with named parts."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from scoring.intake.cells.values import Cells
from scoring.intake.files.arrow import cells_of, is_list, is_text, own_value, refused
from scoring.intake.funding.given import ENDS, TEXTS

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

_AMOUNT: Final = "amount"


@dataclass(frozen=True, eq=False)
class NestedRounds:
    """A column of lists of rounds: a `pyarrow` list array, and what problems call table and column."""

    lists: Any
    source: str
    header: str

    def __len__(self) -> int:
        return len(self.lists)

    def cell(self, at: int) -> list[dict[str, Any] | None] | None:
        """The rounds of one company; None where nothing is known of them."""
        found = self.lists[at]
        try:
            rounds: list[dict[str, Any] | None] | None = found.as_py()
        except (OverflowError, ValueError):  # a date that Python has none for
            rounds = [
                {name: own_value(part) for name, part in each.items()} if each.is_valid else None for each in found
            ]
        return rounds

    def take(self, rows: NDArray[Any]) -> "NestedRounds":
        """Some of the companies, or in another order."""
        return replace(self, lists=self.lists.take(rows))


@dataclass(frozen=True, eq=False)
class FlatRounds:
    """All rounds of a column, arrays `[rounds]`: the company of each, the parts in words, and `low` and `high`.

    `empty` rounds have no parts at all; `known` `[companies]` tells which companies have a list, be it an empty one.
    """

    company: Ints
    words: Mapping[str, Cells]
    low: Floats
    high: Floats
    empty: NDArray[np.bool_]
    known: NDArray[np.bool_]


def nested_of(source: str, column: Any, header: str) -> NestedRounds | None:
    """A column of rounds, a `pyarrow.ChunkedArray`; None where it holds no lists of parts.

    Raises InputError where a part is of a type that can't be read.
    """
    import pyarrow as pa  # noqa: PLC0415 - takes long to import

    if not (is_list(column.type) and pa.types.is_struct(column.type.value_type)):
        return None
    whole = column.combine_chunks()
    lists = pa.concat_arrays(whole.chunks) if isinstance(whole, pa.ChunkedArray) else whole
    found = NestedRounds(lists, source, header)
    flat(replace(found, lists=found.lists.slice(0, 0)))
    return found


def flat(nested: NestedRounds) -> FlatRounds:
    """Lay the rounds of all companies out. Raises InputError for a part of a type that can't be read."""
    from pyarrow import compute  # noqa: PLC0415

    sizes = compute.fill_null(compute.list_value_length(nested.lists), 0).to_numpy(zero_copy_only=False)
    items = nested.lists.flatten()
    parts = {field.name: compute.struct_field(items, field.name) for field in items.type}
    words = {name: parts[name] for name in TEXTS if name in parts}
    figure = words.pop(_AMOUNT) if _AMOUNT in words and not _is_text(words[_AMOUNT]) else None
    low, high = (_numbers(nested, end, parts.get(end), len(items)) for end in ENDS)
    if figure is not None:
        amount = _numbers(nested, _AMOUNT, figure, len(items))
        low, high = (np.where(figure.is_null(), end, amount) for end in (low, high))
    return FlatRounds(
        company=np.repeat(np.arange(len(sizes)), sizes),
        words={name: _cells(nested, name, part) for name, part in words.items()},
        low=low,
        high=high,
        empty=items.is_null().to_numpy(zero_copy_only=False),
        known=nested.lists.is_valid().to_numpy(zero_copy_only=False),
    )


def _is_text(part: Any) -> bool:
    import pyarrow as pa  # noqa: PLC0415

    return is_text(part.type.value_type if pa.types.is_dictionary(part.type) else part.type)


def _cells(nested: NestedRounds, name: str, part: Any) -> Cells:
    import pyarrow as pa  # noqa: PLC0415

    nothing = "" if name == "investors" else None
    return cells_of(nested.source, pa.chunked_array([part]), f"{nested.header}.{name}", nothing)


def _numbers(nested: NestedRounds, name: str, part: Any, size: int) -> Floats:
    """Figures of all rounds, NaN for none; infinite ones stand for what is no number."""
    import pyarrow as pa  # noqa: PLC0415

    if part is None or pa.types.is_null(part.type):
        return np.full(size, np.nan)
    kind = part.type
    if not (pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind)):
        raise refused(nested.source, f"{nested.header}.{name}", kind)
    numbers: Floats = part.cast(pa.float64(), safe=False).to_numpy(zero_copy_only=False).copy()
    numbers[np.isnan(numbers) & part.is_valid().to_numpy(zero_copy_only=False)] = np.inf
    return numbers
