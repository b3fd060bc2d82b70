"""A list whose items are made when they are asked for, from something that holds them more tightly."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any, Final, Protocol, TypeVar, overload

import numpy as np
from numpy.typing import NDArray
from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

T = TypeVar("T")

_AT_ONCE: Final = 1024
"""Items that are made in one go where all of them are gone through."""


class Maker(Protocol[T]):
    """What holds the items, and makes those in some places."""

    def __len__(self) -> int: ...

    def items(self, rows: NDArray[np.intp]) -> list[T]:
        """The items in these places."""


class Lazy(Sequence[T]):
    """Equal to a list of the same items, and written to JSON or pickled like it; `held` is what makes them."""

    def __init__(self, held: Maker[T]) -> None:
        self.held = held

    def __len__(self) -> int:
        return len(self.held)

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> list[T]: ...
    def __getitem__(self, at: int | slice) -> T | list[T]:
        places = np.arange(len(self))[at]
        return self.held.items(places) if isinstance(at, slice) else self.held.items(np.array([places]))[0]

    def __iter__(self) -> Iterator[T]:
        starts = range(0, len(self), _AT_ONCE)
        return chain.from_iterable(self[start : start + _AT_ONCE] for start in starts)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Lazy | list):
            return NotImplemented
        return len(self) == len(other) and all(one == another for one, another in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]

    def __reduce__(self) -> tuple[type[list[T]], tuple[list[T]]]:
        """Pickled, and so sent to another process, it is a list: what makes the items stays here."""
        return list, (list(self),)

    def __repr__(self) -> str:
        return repr(list(self))


class AsAList:
    """Mark of a field of a model that is a list, or a Lazy one; a Lazy one is taken as it is."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        listed = core_schema.list_schema(handler.generate_schema(source.__args__[0]))
        return core_schema.no_info_wrap_validator_function(
            lambda value, checked: value if isinstance(value, Lazy) else checked(value),
            listed,
            serialization=core_schema.plain_serializer_function_ser_schema(list, return_schema=listed),
        )
