"""Made-up cohorts for the tests of shortlists and of fairness, and short ways to apply rules to them."""

from datetime import date
from functools import cache
from math import isnan
from typing import Any

from making import AS_OF, bare, company

from scoring.cohort.cohort import Cohort, read_cohort
from scoring.resources import resource
from scoring.rulesets.book import shipped_book
from scoring.shortlist.conditions import condition
from scoring.shortlist.facts import Facts
from scoring.shortlist.fields import fields_of
from scoring.shortlist.gates import condition_states
from scoring.shortlist.rules import GateRule, ShortlistRules
from scoring.text import both


def cohort_of(*profiles: Any) -> Cohort:
    """A cohort of profiles."""
    return read_cohort(list(profiles), as_of=date.fromisoformat(AS_OF))


def known(**fields: Any) -> Cohort:
    """A cohort of one company of which only `fields` are known."""
    return cohort_of(bare(**fields))


@cache
def forty() -> Cohort:
    """Forty made-up companies."""
    return cohort_of(*(company(seed) for seed in range(40)))


@cache
def fictional() -> Cohort:
    """The 24 companies of the examples."""
    path = str(resource("data", "examples", "fictional-24.csv"))
    return read_cohort(path, as_of=date(2021, 6, 30))


def ranks_of(cohort: Cohort) -> list[int | None]:
    """Ranks by composite, as a ranking gives them."""
    scores = cohort.scored.total.score.round(2).tolist()
    return [None if isnan(score) else 1 + sum(other > score for other in scores) for score in scores]


def gate(*texts: str, lenient: bool = False, name: str | None = None) -> GateRule:
    """A gate of one condition, or of several of which one will do."""
    fields = fields_of(shipped_book())
    named = both(name) if name else None
    return GateRule(" | ".join(texts), tuple(condition(text, fields) for text in texts), named, lenient)


def rules(*gates: GateRule | str, seats: int | None = None) -> ShortlistRules:
    """Rules of gates or of the texts of their conditions."""
    return ShortlistRules(tuple(each if isinstance(each, GateRule) else gate(each) for each in gates), seats)


def states(text: str, cohort: Cohort) -> list[int]:
    """States of a condition: 1 met, 0 unknown, -1 failed."""
    (only,) = gate(text).conditions
    return condition_states(only, Facts(cohort)).tolist()
