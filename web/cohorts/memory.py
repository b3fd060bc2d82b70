"""The last few cohorts and rankings kept in memory. It only saves time: everything can be read again from the files."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, Final, TypeVar

T = TypeVar("T")
_MOST: Final = 6


class Memory:
    """Things made by key, the one unused for longest dropped first."""

    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The thing kept under `key`, made now where there is none."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                kept: T = self._kept[key]
                return kept
        made = make()  # without the lock: others need not wait for it
        self.put(key, made)
        return made

    def put(self, key: Hashable, thing: object) -> None:
        """Keep a thing."""
        with self._lock:
            self._kept[key] = thing
            self._kept.move_to_end(key)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)

    def drop(self, first: str) -> None:
        """Forget everything whose key is a tuple that begins with `first`."""
        with self._lock:
            for key in [each for each in self._kept if isinstance(each, tuple) and each[0] == first]:
                del self._kept[key]
