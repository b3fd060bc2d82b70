"""Columns of cells: what a table of an output is made of, and how their values look in Python, in text and in Arrow."""

from collections.abc import Callable, Iterator, Sequence
from itertools import repeat
from operator import contains
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from scoring.output.files import ACTIVE, neutral
from scoring.output.heading import Heading, Kind
from scoring.scored_columns import Column
from scoring.table import Coded
from scoring.table.distinct import distinct

Floats = NDArray[np.float64]
Block = Sequence[Column]
"""Some rows of a table: columns of one length."""
_WHOLE: Final = ("whole", "count")
_DECIMALS: Final = (0, 1, 2, 4, 6)
_MOST: Final = 2.0**52
_QUOTED: Final = '",\r\n'


def nothing(size: int) -> Coded[Any]:
    """A column without any value."""
    return Coded((), np.full(size, -1, np.int32))


def repeated(value: Any, size: int) -> Coded[Any]:
    """A column of one value."""
    return Coded((value,), np.zeros(size, np.int32))


def cells(column: Column, kind: Kind) -> list[Any]:
    """The values as Python's own, None for an empty cell."""
    if isinstance(column, Coded):
        return list(column.texts().tolist())
    if column.dtype == object:
        return list(column.tolist())
    empty = np.isnan(column)
    found = np.where(empty, 0, column).astype(np.int64).astype(object) if kind in _WHOLE else column.astype(object)
    found[empty] = None
    return list(found.tolist())


def rows_of(headings: Sequence[Heading], block: Block) -> Iterator[tuple[Any, ...]]:
    """The rows of a block, in the order of the headings."""
    return zip(*(cells(column, heading.kind) for heading, column in zip(headings, block, strict=True)), strict=True)


def written(column: Column, kind: Kind, flags: dict[bool, str]) -> Callable[[slice], list[bytes]]:
    """What gives the cells of some rows as CSV has them: quoted where need be, and no formula to any spreadsheet."""
    if isinstance(column, Coded):
        ready = Coded(tuple(_text(value, flags) for value in column.values), column.codes)
    elif column.dtype == object:
        told = column
        return lambda rows: _texts(told[rows])
    else:
        ready = _numbers(column, kind)
    cells = np.array([*map(str.encode, ready.values), b""], object)
    return lambda rows: list(cells[ready.codes[rows]].tolist())


def arrow(column: Column, kind: Kind) -> Any:
    """The column as an Arrow array of the type of its kind."""
    import pyarrow as pa  # noqa: PLC0415 (slow to load, and only this needs it)

    if isinstance(column, Coded):
        codes = pa.array(column.codes, mask=column.codes < 0)
        return pa.array(column.values, arrow_type(kind)).take(codes)
    if column.dtype == object:
        return pa.array(column, arrow_type(kind))
    return pa.array(column, from_pandas=True).cast(arrow_type(kind))


def arrow_type(kind: Kind) -> Any:
    """Type of a kind in Arrow."""
    import pyarrow as pa  # noqa: PLC0415

    known = {"text": pa.string(), "whole": pa.int64(), "count": pa.int64(), "date": pa.date32(), "flag": pa.bool_()}
    return known.get(kind, pa.float64())


def _text(value: Any, flags: dict[bool, str]) -> str:
    text = flags[value] if value.__class__ is bool else neutral(value) if value.__class__ is str else str(value)
    return _quoted(text) if any(each in text for each in _QUOTED) else text


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _texts(column: NDArray[np.object_]) -> list[bytes]:
    """The few texts that can't stand as they are are told by tests that take no step of Python for each."""
    found: list[str] = np.where(column == None, "", column).tolist()  # noqa: E711 - element by element
    odd = np.fromiter(map(str.startswith, found, repeat(ACTIVE)), bool, len(found)) | _with(found, '"')
    parted = (_with(found, ",") | _with(found, "\r") | _with(found, "\n")) & ~odd
    told = np.array([*found, None], object)[:-1]
    told[parted] = '"' + told[parted] + '"'
    for at in np.flatnonzero(odd).tolist():
        told[at] = _text(found[at], {})
    return list(map(str.encode, told.tolist()))


def _with(texts: list[str], letter: str) -> NDArray[np.bool_]:
    return np.fromiter(map(contains, texts, repeat(letter)), bool, len(texts))


def _numbers(column: Floats, kind: Kind) -> Coded[str]:
    """Numbers as Python writes them, each distinct one once."""
    codes = np.full(len(column), -1, np.int32)
    known = ~np.isnan(column)
    values, codes[known] = _distinct(column[known])
    return Coded(tuple(str(int(value)) if kind in _WHOLE else repr(value) for value in values.tolist()), codes)


def _distinct(values: Floats) -> tuple[Floats, NDArray[np.intp]]:
    """The distinct values (minus zero is one of them), and the place of each; rounded ones without any sorting."""
    exact = np.any(np.signbit(values) & (values == 0)) or np.abs(values).max(initial=0) >= _MOST
    for decimals in () if exact else _DECIMALS:
        units = 10.0**decimals
        steps = np.rint(values * units)
        if np.array_equal(steps / units, values) and np.abs(steps).max(initial=0) < _MOST:
            found, place = distinct(steps.astype(np.int64))
            return found / units, place
    bits, place = np.unique(values.view(np.int64), return_inverse=True)
    return bits.view(np.float64), place
