"""Institutions: which investors' records may leave the machine, and under what name.

A shipped context holds no person: individuals are left out, and the names of institutions are replaced by a digest,
since some carry the name of a founder. A digest still finds its record again when the same name is looked up.
"""

import hashlib
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring import taxonomy
from scoring.progression.histories.events import Names

_DIGEST: Final = 16
_INDIVIDUAL: Final = ("天使投资人", "个人投资", "个人", "angel investor")
_LONGEST_PERSON: Final = 3
"""Characters of a Chinese person's name; a shorter or equal name is taken for one unless it is a known institution."""


def institutions(names: Names) -> NDArray[np.bool_]:
    """Which names stand for institutions rather than individuals, `[names]`."""
    return np.array([_is_institution(name) for name in names.tolist()], dtype=bool)


def digests(names: Names) -> Names:
    """The first 16 hexadecimal digits of each name's SHA-256, `[names]`."""
    return np.array([_digest(name) for name in names.tolist()], dtype=np.str_)


@lru_cache(maxsize=131_072)
def _digest(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:_DIGEST]


def _is_institution(name: str) -> bool:
    if name.lower().startswith(_INDIVIDUAL):
        return False
    return len(name) > _LONGEST_PERSON or taxonomy.investors().find(name) is not None
