"""The one path from profiles to scores: columns, findings, composite; for one company or a million."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.columns.build import columns_of
from scoring.composite import Composite, composite, weights_of
from scoring.profile import CompanyProfile
from scoring.rulesets.book import RuleBook
from scoring.rulesets.evaluate import Columns, Findings, evaluate

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Scored:
    """A table of companies with its findings and composites."""

    book: RuleBook
    columns: Columns
    found: Findings
    total: Composite

    @cached_property
    def shares(self) -> Floats:
        """Share of each finding in the composite, `[characteristics, companies]`; 0 where not scored."""
        program = self.found.program
        scored = self.found.attribute >= 0
        answered = np.zeros(self.total.shares.shape)
        for row, factor in enumerate(program.factor_of):
            answered[factor] += scored[row] * program.scales[row].weight
        per_weight = self.total.shares / np.where(answered > 0, answered, np.inf)
        weights = np.array([scale.weight for scale in program.scales])
        return np.asarray(np.where(scored, per_weight[list(program.factor_of)] * weights[:, None], 0.0))

    @cached_property
    def impacts(self) -> Floats:
        """Points of the composite by which each finding stands above its baseline, 0 where not scored.

        `[characteristics, companies]`; PMML's 'points above' reason-code algorithm.
        """
        program = self.found.program
        baselines = np.array([rules.baseline for rules in self.book.rule_sets])[list(program.factor_of)]
        return np.asarray(np.nan_to_num(self.shares * (self.found.partial - baselines[:, None])))


def score_profiles(profiles: Sequence[CompanyProfile[Any]], book: RuleBook) -> Scored:
    """Score `profiles` with the rule sets and weights of `book`."""
    columns = columns_of(profiles, book)
    found = evaluate(book, columns)
    return Scored(book, columns, found, composite(found.factors, weights_of(book, columns, len(profiles))))
