"""Derived facts from the investors named: how many, of which kinds, and which of the kinds that matter are there."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from scoring import taxonomy
from scoring.table import RoundTable

Column = NDArray[np.generic]
Flags = NDArray[np.bool_]
Ints = NDArray[np.int64]
STRANGER_KIND = "other"
"""Kind of an investor whose name neither the list nor a keyword tells."""
NO_INSTITUTION = {STRANGER_KIND, "angel_individual"}
"""Kinds that add nothing to the mix of institutions."""
_FLAGS = {
    "giant_investor": ("platform_giant",),
    "industry_investor": ("platform_giant", "corporate"),
    "state_investor": ("government_fund",),
    "incubator_investor": ("incubator",),
}


def investor_columns(rounds: RoundTable, company: Ints, latest_only: Flags) -> dict[str, Column]:
    """Number and kinds of the investors named; nothing when none is. `company` `[rounds]` numbers the companies.

    One round alone proves who is there, not who is not.
    """
    size = len(latest_only)
    of = company[rounds.round_of_investor]
    named = np.bincount(of, minlength=size) > 0
    there = _kinds_there(rounds, of, size)
    slugs = taxonomy.investor_kinds().slugs
    columns: dict[str, Column] = {}
    for name, kinds in _FLAGS.items():
        flag = there[:, [slugs.index(kind) for kind in kinds]].any(axis=1)
        columns[name] = np.where(named & (flag | ~latest_only), flag, -1).astype(np.int8)
    institutions = there[:, [slug not in NO_INSTITUTION for slug in slugs]].sum(axis=1)
    counted = named & ~latest_only
    return columns | {
        "investors_count": np.where(counted, _different(rounds, of, size), np.nan),
        "investor_kinds_count": np.where(counted, institutions, np.nan),
    }


def _kinds_there(rounds: RoundTable, of: Ints, size: int) -> Flags:
    """Whether a company has an investor of a kind, `[companies, kinds]`."""
    slugs = taxonomy.investor_kinds().slugs
    by_name = rounds.investor.map(lambda name: slugs.index(_kind_by_name(name)), -1, np.int8)
    kind = np.where(rounds.kind.known, rounds.kind.map(slugs.index, -1, np.int8), by_name)
    there = np.zeros((size, len(slugs)), bool)
    there[of, kind] = True
    return there


def _different(rounds: RoundTable, of: Ints, size: int) -> Ints:
    """Different names that each company has among its investors."""
    names = max(len(rounds.investor.values), 1)
    pairs = np.sort(of * names + rounds.investor.codes)
    different = pairs[np.flatnonzero(np.diff(pairs, prepend=-1))]
    return np.bincount(different // names, minlength=size)


@lru_cache(maxsize=65_536)
def _kind_by_name(name: str) -> str:
    found = taxonomy.investor_kind(name)
    return found.slug if found else STRANGER_KIND
