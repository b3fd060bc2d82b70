"""Made-up funding histories of any number of companies, as arrays. Seeded; nobody's data."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
AS_OF = date(2016, 12, 31)
"""When the companies are looked at: within the years in which the shipped model has ground to speak."""
LADDER = ("angel", "pre_a", "a", "b", "c")
SPOKEN = ("Angel", "Pre-A", "Series A", "Series B", "Series C")
INVESTORS = 20_000
_COUNTS = (0.06, 0.30, 0.28, 0.20, 0.11, 0.05)
"""Shares of the companies with no round, one, two …"""
_FIRST = date(2011, 1, 1)
_SYLLABLES = [a + b for a in "BDFGKLMNRSTVZ" for b in ("a", "ei", "o", "u", "ian", "ong")]
_SCATTER = 1_000_003
"""Shares no divisor with the number of four-syllable words, so that no name comes twice."""


@dataclass(frozen=True, eq=False)
class Histories:
    """Rounds, arrays `[rounds]`, those of a company one after the other in the order of time.

    `company` numbers the company, `step` the round (in `LADDER`), `day` counts from the first of 2011, `monthly` tells
    that only the month is told, `amount` is in millions of yuan. Investors lie flat: those of round r are
    `first_investor[r]` to `first_investor[r + 1]` of `investor`, numbers below `INVESTORS`.
    """

    company: Ints
    step: Ints
    day: Ints
    monthly: NDArray[np.bool_]
    amount: NDArray[np.float64]
    first_investor: Ints
    investor: Ints


def histories(chance: np.random.Generator, companies: int) -> Histories:
    """No round to five each; dates, gaps, amounts and investors at random, nothing after `AS_OF`."""
    counts = chance.choice(len(_COUNTS), companies, p=_COUNTS)
    company = np.repeat(np.arange(companies), counts)
    step = np.arange(len(company)) - np.repeat(np.cumsum(counts) - counts, counts)
    gaps = np.where(step == 0, 0, chance.integers(60, 700, len(company)))
    elapsed = np.cumsum(gaps)
    starts = np.cumsum(counts) - counts
    first = chance.integers(0, 1_700, companies)
    day = first[company] + elapsed - elapsed[np.minimum(starts, len(elapsed) - 1)][company]
    in_time = day < (AS_OF - _FIRST).days
    company, step, day = company[in_time], step[in_time], day[in_time]
    named = chance.integers(0, 4, len(company))
    return Histories(
        company=company,
        step=step,
        day=day,
        monthly=chance.random(len(company)) < 0.5,  # noqa: PLR2004 - half of them
        amount=np.maximum(0.5, np.round(10 ** chance.normal(0.5 + 0.5 * step, 0.35), 1)),
        first_investor=np.append(0, np.cumsum(named)).astype(np.int64),
        investor=(INVESTORS * chance.random(named.sum()) ** 3).astype(np.int64),  # a few of them invest in many
    )


def dates(found: Histories) -> tuple[list[str], Ints]:
    """Partial dates, distinct, and the number of its date for every round."""
    last = (AS_OF - _FIRST).days + 1
    days = [(_FIRST + timedelta(number)).isoformat() for number in range(last)]
    months = sorted({text[:7] for text in days})
    places = {text: number for number, text in enumerate(months)}
    month_of = np.array([places[text[:7]] for text in days])
    return [*days, *months], np.where(found.monthly, last + month_of[found.day], found.day)


def founded(chance: np.random.Generator, companies: int) -> tuple[list[str], Ints]:
    """Months of foundation, before any round, and the number of its month for every company."""
    months = [f"{year}-{month:02d}" for year in range(2006, _FIRST.year) for month in range(1, 13)]
    return months, chance.integers(0, len(months), companies)


def names(count: int, suffixes: tuple[str, ...]) -> list[str]:
    """Distinct names without figures, the same for every number."""
    size, found = len(_SYLLABLES), []
    for number in range(count):
        rest, word = number * _SCATTER % size**4, ""
        for _ in range(4):
            rest, part = divmod(rest, size)
            word += _SYLLABLES[part]
        found.append(f"{word.capitalize()} {suffixes[number % len(suffixes)]}")
    return found
