"""Derived facts from the funding history: stage, pace, amounts and who invested, up to the as-of date."""

from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from scoring import taxonomy
from scoring.columns.dates import month_bounds, months
from scoring.columns.investors import investor_columns
from scoring.columns.registry import STAGES
from scoring.columns.spans import middles
from scoring.table import CompanyTable, RoundTable

Column = NDArray[np.generic]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Ints = NDArray[np.int64]
RAISING = ("equity", "listing")
"""Kinds of round that raise equity: a grant, a loan, a share transfer or a takeover is no funding round."""


@dataclass(frozen=True, eq=False)
class Known:
    """The rounds known at the as-of dates, arrays `[rounds]`; moments in months, NaN without a date."""

    size: int
    company: Ints
    rounds: RoundTable
    raised: Flags
    middle: Floats

    @cached_property
    def counts(self) -> Ints:
        """Rounds of each company, `[companies]`."""
        return np.bincount(self.company, minlength=self.size)

    def first_of(self, rows: Ints, better: Floats) -> tuple[Ints, Ints]:
        """Of some rounds the one of each company with the highest value in `better`, the first where equal.

        Gives the companies that have one, and their rounds.
        """
        order = rows[np.lexsort((rows, -better, self.company[rows]))]
        starts = np.flatnonzero(np.diff(self.company[order], prepend=-1))
        return self.company[order[starts]], order[starts]


def funding_columns(table: CompanyTable) -> dict[str, Column]:
    """Columns of what the rounds of each company tell at its as-of date; NaN and -1 for what they do not."""
    known = known_rounds(table)
    none = table.history & ~table.latest_only & (known.counts == 0)
    columns: dict[str, Column] = {
        "stage": np.where(none, STAGES.index("unfunded"), _stages(known)).astype(np.int8),
        "rounds_count": np.where(none, 0.0, _counts(known, table.latest_only)),
        "total_raised_cny_m": _totals(known, table.latest_only),
        "last_round_cny_m": _last_amounts(known),
    }
    return columns | _pace(table, known) | investor_columns(known.rounds, known.company, table.latest_only)


def known_rounds(table: CompanyTable) -> Known:
    """Rounds by the as-of date of their company; an undated one is taken to be known, one of no history is not."""
    rounds = table.rounds
    first = rounds.date.map(lambda partial: month_bounds(partial)[0], -np.inf)
    rows = np.flatnonzero(first <= table.as_of.map(months, np.nan)[rounds.company])
    kept = rounds if len(rows) == len(rounds) else rounds.take(rows, rounds.company[rows])
    raised = kept.round.map(lambda slug: taxonomy.rounds()[slug].kind in RAISING, False, bool)
    middle = kept.date.map(lambda partial: month_bounds(partial)[1], np.nan)
    return Known(len(table), kept.company, kept, raised, middle)


def funding_grades(table: CompanyTable, known: Known | None = None) -> NDArray[np.int8]:
    """Codes of the evidence grade of the facts above: that of the weakest round read, -1 for none.

    A round's own grade comes before the company's.
    """
    known = known or known_rounds(table)
    of_company = _grades(table)
    own = known.rounds.evidence.map(taxonomy.evidence_grades().slugs.index, -1, np.int8)
    own = np.where(known.rounds.evidence.known, own, of_company[known.company])
    weakest = np.full(len(table), np.iinfo(np.int8).max, np.int8)
    np.minimum.at(weakest, known.company, own)
    return np.where(known.counts > 0, weakest, of_company)


def _grades(table: CompanyTable) -> NDArray[np.int8]:
    return table.evidence.map(taxonomy.evidence_grades().slugs.index, -1, np.int8)


def _stages(known: Known) -> NDArray[np.int8]:
    """Highest rung reached; rounds without a rung (strategic, undisclosed) tell none."""
    found = np.full(known.size, -1, np.int8)
    rung = known.rounds.round.map(_rung, -1.0)
    companies, rounds = known.first_of(np.flatnonzero(rung >= 0), rung[rung >= 0])
    found[companies] = known.rounds.round.map(_stage, -1, np.int8)[rounds]
    return found


@lru_cache(maxsize=256)
def _rung(slug: str) -> float:
    entry = taxonomy.rounds()[slug]
    return -1.0 if entry.stage is None or entry.order is None else float(entry.order)


@lru_cache(maxsize=256)
def _stage(slug: str) -> int:
    stage = taxonomy.rounds()[slug].stage
    return -1 if stage is None else STAGES.index(stage)


def _counts(known: Known, latest_only: Flags) -> Floats:
    raised = np.bincount(known.company, known.raised, known.size)
    return np.where(latest_only | (known.counts == 0), np.nan, raised)


def _amounts(known: Known) -> Floats:
    """Million yuan at the fixed rate of `data/taxonomies/currencies.yaml`; the middle of a band."""
    rounds, rates = known.rounds, taxonomy.currencies()
    in_yuan = middles(rounds.low, rounds.high) * rounds.currency.map(lambda slug: rates[slug].cny, np.nan)
    return np.asarray(in_yuan / 1e6)


def _totals(known: Known, latest_only: Flags) -> Floats:
    """Sum of all amounts; unknown as soon as one is."""
    rows = np.flatnonzero(known.raised)
    total = np.bincount(known.company[rows], _amounts(known)[rows], known.size)
    return np.where(latest_only | (known.counts == 0), np.nan, total)


def _undated(known: Known) -> Flags:
    """Companies of which some round that raised has no date, `[companies]`."""
    return np.bincount(known.company, known.raised & np.isnan(known.middle), known.size) > 0


def _last_amounts(known: Known) -> Floats:
    """Amount of the latest round; unknown where several rounds lack the dates to tell which that is."""
    found = np.full(known.size, np.nan)
    rows = np.flatnonzero(known.raised)
    companies, rounds = known.first_of(rows, np.nan_to_num(known.middle[rows]))
    found[companies] = _amounts(known)[rounds]
    several = np.bincount(known.company[rows], minlength=known.size) > 1
    return np.where(several & _undated(known), np.nan, found)


def _pace(table: CompanyTable, known: Known) -> dict[str, Column]:
    """Months between founding, rounds and the as-of date; unknown as soon as one round has no date."""
    end = table.as_of.map(months, np.nan)
    rows = np.flatnonzero(known.raised & ~np.isnan(known.middle))
    company, dates = known.company[rows], np.minimum(known.middle[rows], end[known.company[rows]])
    first, last = np.full(known.size, np.inf), np.full(known.size, -np.inf)
    np.minimum.at(first, company, dates)
    np.maximum.at(last, company, dates)
    counts = np.bincount(company, minlength=known.size)
    dated = (counts > 0) & ~_undated(known)
    whole = dated & ~table.latest_only
    founded = table.founded.map(lambda partial: month_bounds(partial)[1], np.nan)
    with np.errstate(invalid="ignore", divide="ignore"):
        per_round = (last - first) / (counts - 1)
    return {
        "months_since_last_round": np.where(dated, end - last, np.nan),
        "months_per_round": np.where(whole & (counts > 1), per_round, np.nan),
        "months_to_first_round": np.where(whole, np.maximum(0.0, first - founded), np.nan),
    }
