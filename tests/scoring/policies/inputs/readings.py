"""What packs read of made-up companies: bounds, what lacks and remarks of one input, or of whole tables."""

from typing import Any

from making import bare

from scoring.columns.build import columns_of
from scoring.policies.inputs.values import Values
from scoring.rulesets.book import shipped_book
from scoring.table.from_profiles import table_of

LAST = 2019
"""The last whole year before the as-of date of `making.bare`, 31 December 2020."""


def books(last: int = LAST, **figures: Any) -> list[dict[str, Any]]:
    """Accounts of the years from `last` back: `revenue=(3e7, None, 1e7)`; None is not given."""
    years = range(max(len(each) for each in figures.values()))
    return [
        {"year": last - back} | {name: each[back] for name, each in figures.items() if len(each) > back}
        for back in years
    ]


def values_of(*profiles: Any) -> Values:
    """What packs read of some companies."""
    table = table_of(profiles, shipped_book())
    return Values(table, columns_of(table, shipped_book()), shipped_book())


def read(input_: str, **fields: Any) -> tuple[float, float] | float | None:
    """One input of a company: a pair of bounds, the value where both are equal, None where nothing is known."""
    low, high = (float(end[0]) for end in values_of(bare(**fields)).bounds(input_))
    if low != low:  # noqa: PLR0124 - NaN
        assert high != high  # noqa: PLR0124
        return None
    return low if low == high else (low, high)


def missing(input_: str, **fields: Any) -> list[str]:
    """What lacks, in English."""
    return [text.en for text in values_of(bare(**fields)).missing(input_, 0)]


def remark(input_: str, **fields: Any) -> str:
    """What is odd, in English; nothing where nothing is."""
    values = values_of(bare(**fields))
    found = values.remark(input_, 0)
    assert bool(values.remarked(input_)[0]) is (found is not None)
    return found.en if found else ""
