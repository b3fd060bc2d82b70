"""Figures of annual accounts that can't all be right: a part above its whole, or 万元 typed for yuan somewhere.

A factor of 10,000 is never guessed away: all figures that it may lie in are told as doubtful. Real ratios are read with
it in mind. Costs are 0.2 to 5 times revenue in nearly every business, so a quotient of 2,000 to 50,000 is one of those
with the factor in it. Young companies make exceptions, which is why
- a tiny revenue beside large assets or R&D cost is told as doubtful only where no costs of the year are given: costs
  tell which of the two it is;
- the founding year is not compared with a whole year, nor its costs and debts with assets, which are capital paid in;
- a figure per head is read of the last year given, since head counts are today's.
"""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Final

import numpy as np

from scoring.policies.inputs import doubt_remarks
from scoring.policies.inputs.books import Books, Doubt, Place
from scoring.policies.inputs.bounded import Flags, Floats, Ints, Note
from scoring.profile.accounts import ACCOUNT_FIELDS
from scoring.text import Text

Band = tuple[float, float]
_BAND: Final = (2_000.0, 50_000.0)
"""Quotients of two figures of like size, one of them 10,000 times too small."""
_ASSETS_BAND: Final = (500.0, 50_000.0)
"""The same of a year's costs or revenue and assets, which may be 20 times as much after a large round."""
_SHARE_BAND: Final = (5_000.0, 50_000.0)
"""The same of a whole and a part of it that is never small: main business, or liabilities that matter to a limit."""
_RD_BAND: Final = (5_000.0, 2_000_000.0)
"""The same of costs and the R&D in them, from twice the costs down to 0.5 % of them."""
_PLAIN: Final = 1e6
"""A figure from here on is not taken for one in 万元: it would be 10 billion yuan."""
_LEAST_PER_HEAD: Final = 1_000.0
_LEAST_AT_FIRST: Final = 100.0
"""Of a founding year, which may be short and was not worked by all who are there today."""
_UNTOLD_HEADS: Final = 50.0
"""Where no head count is given: 50,000 yuan a year would not pay anybody."""
_MOST_PER_HEAD: Final = 50_000_000.0
_ALL: Final = frozenset((figure, back) for figure in ACCOUNT_FIELDS for back in (1, 2, 3))


def doubts_of(given: Mapping[str, Floats], business: Floats, heads: tuple[Floats, Floats], last: Ints) -> list[Doubt]:
    """All doubts about the figures `given` (arguments as in `Accounts`); only those that somebody's figures raise."""
    books = Books(given, business, heads, last)
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
        found = [*_per_head(books)]
        for figure in ACCOUNT_FIELDS:
            found += _between_years(books, figure)
        for back in (1, 2, 3):
            found += [*_contradictions(books, back), *_within_year(books, back)]
    return [each for each in found if each.note.where.any()]


def _between_years(books: Books, figure: str) -> Iterator[Doubt]:
    """A figure that jumps by the factor from one year to the next one given."""
    between = np.isnan(books.of((figure, 2)))
    for late, early, there in ((1, 2, True), (2, 3, True), (1, 3, between)):
        one, other = (figure, late), (figure, early)
        apart = _above(books.of(one), books.of(other)) & _thin(books, other)
        apart |= _above(books.of(other), books.of(one)) & _thin(books, one)
        yield books.apart(one, other, apart & (books.business != early) & there)


def _thin(books: Books, place: Place) -> Flags | bool:
    """Whether a figure may be too small. Debts come and go: they are only where assets of their year dwarf them."""
    if place[0] != "liabilities":
        return True
    return ~(books.of(place) * _SHARE_BAND[0] > books.of(("assets", place[1])))


def _contradictions(books: Books, back: int) -> Iterator[Doubt]:
    for part, whole in (("rd_cost", "costs"), ("main_revenue", "revenue")):
        one, other = (part, back), (whole, back)
        yield books.pair(one, other, books.of(one) > books.of(other), doubt_remarks.part_above_whole)


def _within_year(books: Books, back: int) -> Iterator[Doubt]:
    """Figures of one year that are the factor apart: `large`, `small`, their quotient, and where that tells."""
    revenue, costs = books.of(("revenue", back)), books.of(("costs", back))
    untold, later = np.isnan(costs), books.business != back
    tiny = untold & (revenue < _PLAIN)
    small_rd = books.of(("rd_cost", back)) < _PLAIN
    checks: tuple[tuple[str, str, Band, Flags | bool], ...] = (
        ("costs", "revenue", _BAND, True),
        ("revenue", "costs", _BAND, True),
        ("revenue", "main_revenue", _SHARE_BAND, True),
        ("revenue", "assets", _ASSETS_BAND, True),
        ("assets", "revenue", _BAND, tiny & later),
        ("costs", "assets", _ASSETS_BAND, True),
        ("assets", "costs", _BAND, later),
        ("assets", "liabilities", _SHARE_BAND, later),
        ("liabilities", "assets", _BAND, True),
        ("costs", "rd_cost", _RD_BAND, small_rd),
        ("revenue", "rd_cost", _RD_BAND, small_rd & untold),
        ("rd_cost", "revenue", _BAND, tiny),
    )
    for large, small, band, where in checks:
        one, other = (small, back), (large, back)
        yield books.apart(one, other, _above(books.of(other), books.of(one), band) & where)


def _above(large: Floats, small: Floats, band: Band = _BAND) -> Flags:
    """Where `large` is a factor within `band` above `small`, both above 0."""
    quotient = large / small
    return np.asarray((small > 0) & (quotient >= band[0]) & (quotient <= band[1]))


def _per_head(books: Books) -> Iterator[Doubt]:
    """Costs, or revenue where no costs are given, that nobody has a head: then all accounts are in doubt.

    Read of the last year that gives the figure. Of a band the end counts that is the mildest.
    """
    low, high = books.heads
    untold, some = np.isnan(low) & np.isnan(high), high != 0
    fewest = np.where(untold, _UNTOLD_HEADS, np.fmax(low, 1))
    no_costs = np.isnan(books.given["costs"]).all(axis=1)
    for figure, told in (("costs", some), ("revenue", some & no_costs)):
        left = told
        for back in (1, 2, 3):
            value = books.of((figure, back))
            least = np.where(books.business == back, _LEAST_AT_FIRST, _LEAST_PER_HEAD)
            off = (value > 0) & ((value / fewest < least) | (value / high > _MOST_PER_HEAD))
            yield Doubt(_ALL, Note(left & off, partial(_says_per_head, books, (figure, back))))
            left = left & np.isnan(value)


def _says_per_head(books: Books, place: Place, at: int) -> Text:
    low, high = (float(end[at]) for end in books.heads)
    value = float(books.of(place)[at])
    if np.isnan(low) and np.isnan(high):
        return doubt_remarks.too_little(books.found(place, at))
    heads = high if value / high > _MOST_PER_HEAD else float(np.fmax(low, 1))
    return doubt_remarks.off_per_head(books.found(place, at), (low, high), value / heads, place[0] == "revenue")
