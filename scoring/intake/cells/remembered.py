"""Remembering what texts mean, for as long as the program runs: many texts, none of them long."""

from collections.abc import Callable
from functools import lru_cache, update_wrapper
from typing import Concatenate, Final, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

LONGEST: Final = 120
"""Characters of a text that is remembered: cells of 32,767 would in time fill the memory of a server."""


def remembered(most: int) -> Callable[[Callable[Concatenate[str, P], T]], Callable[Concatenate[str, P], T]]:
    """Remember the last `most` answers of a function of a text; for a long text it is asked each time."""

    def decorate(read: Callable[Concatenate[str, P], T]) -> Callable[Concatenate[str, P], T]:
        known: Callable[..., T] = lru_cache(most)(read)

        def answer(text: str, /, *args: P.args, **kwargs: P.kwargs) -> T:
            return (known if len(text) <= LONGEST else read)(text, *args, **kwargs)

        update_wrapper(answer, read)
        return answer

    return decorate
