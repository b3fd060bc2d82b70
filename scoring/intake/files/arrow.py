"""Arrow columns as cells: each different value once. What no table of companies holds is refused by column."""

from collections.abc import Callable
from typing import Any, Final

import numpy as np

from scoring.errors import InputError, Problem
from scoring.intake.cells.values import Cells
from scoring.intake.funding.given import BETWEEN
from scoring.intake.headings.headers import ANSWER, ROUND
from scoring.rulesets.book import RuleBook
from scoring.table.coded import Coded
from scoring.text import both

_LISTS: Final = {"sectors": "", "investors": "", "rounds": "unfunded"}
"""Fields that a list of texts may fill, and what an empty list says."""
_KINDS: Final = both(
    "text, numbers, true or false, dates, or lists of text for sectors, investors and checklists; or set the column to "
    "null in a mapping file, and it is left out",
    "文字、数字、是否、日期；行业、投资方和多选题也可以是文字列表；也可在映射文件里把这一列设为 null，不读取它",
)


def cells_of(source: str, column: Any, header: str, nothing: str | None) -> Cells:
    """The cells of a column, a `pyarrow.ChunkedArray`; `nothing` is what an empty list says, None where none belongs.

    Raises InputError for a type that can't be read.
    """
    import pyarrow as pa  # noqa: PLC0415 - takes long to import

    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    kind = column.type
    if pa.types.is_null(kind):
        return Coded((), np.full(len(column), -1, np.int32))
    if is_list(kind) and is_text(kind.value_type) and nothing is not None:
        return _coded(_joined(column, nothing))
    if pa.types.is_timestamp(kind) and kind.unit == "ns":  # Python's own know microseconds
        return _coded(column.cast(pa.timestamp("us", kind.tz), safe=False))
    if pa.types.is_decimal(kind):
        return _coded(column.cast(pa.float64()))
    if pa.types.is_floating(kind):
        return _coded(_without_nan(column))
    if is_text(kind) or pa.types.is_timestamp(kind) or any(check(kind) for check in _plain_kinds()):
        return _coded(column)
    raise refused(source, header, kind)


def _coded(column: Any) -> Cells:
    """Number the different values of a `pyarrow.ChunkedArray` whose type is that of a cell."""
    chunks = column.dictionary_encode().unify_dictionaries().chunks
    if not chunks:
        return Coded((), np.empty(0, np.int32))
    values = chunks[0].dictionary
    cells = values.to_numpy(zero_copy_only=False) if is_text(values.type) else _own(values)
    codes = np.concatenate([chunk.indices.fill_null(-1).to_numpy(zero_copy_only=False) for chunk in chunks])
    return Coded(tuple(cells), codes.astype(np.int32, copy=False))


def _without_nan(column: Any) -> Any:
    """NaN is how many tools write down that a number is missing."""
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.compute as pc  # noqa: PLC0415

    return pc.if_else(pc.is_nan(column), pa.scalar(None, column.type), column)


def _own(values: Any) -> list[Any]:
    """Values as Python's own; a date that Python has none for, such as one of the year 12000, as a number in text."""
    try:
        return list(values.to_pylist())
    except (OverflowError, ValueError):
        return [own_value(value) for value in values]


def own_value(value: Any) -> Any:
    """A `pyarrow.Scalar` as `_own` has it."""
    try:
        return value.as_py()
    except (OverflowError, ValueError):
        return f"{value.type} {value.value}"


def is_text(kind: Any) -> bool:
    """Whether a type is text."""
    import pyarrow as pa  # noqa: PLC0415

    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


def is_list(kind: Any) -> bool:
    """Whether a type is a list of any length."""
    import pyarrow as pa  # noqa: PLC0415

    return bool(pa.types.is_list(kind) or pa.types.is_large_list(kind))


def _plain_kinds() -> tuple[Callable[[Any], bool], ...]:
    from pyarrow import types  # noqa: PLC0415

    return types.is_integer, types.is_boolean, types.is_date


def refused(source: str, header: str, kind: Any) -> InputError:
    """Make the error of a column whose type can't be read."""
    en, zh = f"holds values of the type {kind}, which can't be read here", f"这一列的类型是 {kind}，无法读取"
    return InputError([Problem(source, both(en, zh), path=header, expected=_KINDS)])


def said_by_nothing(field: str, book: RuleBook) -> str | None:
    """What an empty list says in the column of a field; None where no list belongs."""
    if field.startswith(ANSWER):
        lists = {ANSWER + item.input for item in book.asked() if item.ask and item.ask.kind == "checklist"}
        return "none" if field in lists else None
    return _LISTS.get(field.rsplit(".", 1)[-1] if field.startswith(ROUND) else field)


def _joined(column: Any, nothing: str) -> Any:
    """The entries of each list as one text; null stays null, and entries that are null are left out."""
    import pyarrow as pa  # noqa: PLC0415

    return pa.chunked_array([_joined_array(chunk, nothing) for chunk in column.chunks], pa.string())


def _joined_array(lists: Any, nothing: str) -> Any:
    import pyarrow as pa  # noqa: PLC0415
    from pyarrow import compute  # noqa: PLC0415

    entries = compute.fill_null(compute.list_flatten(lists).cast("string"), "")
    sizes = compute.fill_null(compute.list_value_length(lists), 0).to_numpy(zero_copy_only=False)
    ends = np.append(0, np.cumsum(sizes)).astype(np.int32)
    texts = compute.binary_join(pa.ListArray.from_arrays(ends, entries), BETWEEN)
    texts = compute.if_else(pa.array(sizes == 0), nothing, texts)
    return compute.if_else(lists.is_null(), pa.scalar(None, pa.string()), texts)
