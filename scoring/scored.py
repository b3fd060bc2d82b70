"""The one path from profiles to scores: columns, findings, composite; for one company or a million."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.columns.build import columns_of
from scoring.composite import MIDDLE, Composite, Voice, composite, weights_of
from scoring.outlook import Outlook, outlook_of
from scoring.policies.evaluate import Policies
from scoring.profile import CompanyProfile
from scoring.rulesets.book import RuleBook
from scoring.rulesets.evaluate import Columns, Findings, discount_of, evaluate
from scoring.rulesets.scale import NOT_APPLICABLE
from scoring.table import CompanyTable
from scoring.table.from_profiles import table_of

Floats = NDArray[np.float64]
Rows = slice | NDArray[np.intp]


@dataclass(frozen=True)
class Scored:
    """A table of companies with its findings, outlooks and composites."""

    book: RuleBook
    table: CompanyTable
    columns: Columns
    found: Findings
    outlook: Outlook
    voice: Voice
    total: Composite

    @cached_property
    def shares(self) -> Floats:
        """Share of each applicable characteristic in the composite, `[characteristics, companies]`.

        A company's shares add up to 1; 0 where not applicable.
        """
        return self.shares_at(slice(None))

    @cached_property
    def impacts(self) -> Floats:
        """Points by which each finding moves the composite off the middle, `[characteristics, companies]`.

        0 where not scored: an unknown answer counts as the middle. PMML's 'points above' with that as baseline.
        """
        return self.impacts_at(slice(None))

    @cached_property
    def policies(self) -> Policies:
        """The policy packs over these companies."""
        return Policies(self.table, self.columns, self.book)

    def shares_at(self, rows: Rows) -> Floats:
        """The shares of some companies alone: of all of a large table they take much room."""
        program, used = self.found.program, self.total.weights[:, rows]
        weights = np.array([scale.weight for scale in program.scales])[:, None] * (
            self.found.attribute[:, rows] > NOT_APPLICABLE
        )
        applicable = np.zeros(used.shape)
        for row, factor in enumerate(program.factor_of):
            applicable[factor] += weights[row]
        per_weight = used / np.where(applicable > 0, applicable, np.inf)
        return np.asarray(weights * per_weight[list(program.factor_of)])

    def impacts_at(self, rows: Rows) -> Floats:
        """The impacts of some companies alone."""
        return np.asarray(np.nan_to_num(self.shares_at(rows) * (self.found.partial[:, rows] - MIDDLE)))


def score_profiles(profiles: Sequence[CompanyProfile[Any]], book: RuleBook) -> Scored:
    """Score `profiles` with the rule sets and weights of `book` and the shipped progression model."""
    return score_table(table_of(profiles, book), book)


def score_table(table: CompanyTable, book: RuleBook, *, own_market: bool = True) -> Scored:
    """Score the companies of `table` likewise.

    With `own_market` a table that is large enough is its own market to the progression model; without, a company gets
    the same scores in whatever table it stands.
    """
    columns = columns_of(table, book)
    found, outlook = evaluate(book, columns), outlook_of(table, own_market=own_market)
    voice = _voice(outlook, columns, book.weights.progression / 100)
    total = composite(found.factors, weights_of(book, columns, len(table)), voice)
    return Scored(book, table, columns, found, outlook, voice, total)


def _voice(outlook: Outlook, columns: Columns, weight: float) -> Voice:
    """The outlook as far as it has ground to enter a composite."""
    grounded = ~outlook.silent.known
    standing = np.where(grounded, outlook.standing, np.nan)
    discount = np.broadcast_to(discount_of("stage", columns), standing.shape)
    return Voice(standing, outlook.standing_low, outlook.standing_high, discount, weight)
