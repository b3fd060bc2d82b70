"""Gates: for every company and gate one of three states, all companies at once."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scoring.rulesets.states import FAILED, MET, UNKNOWN, States, three
from scoring.shortlist.bounds import Bounds
from scoring.shortlist.facts import Facts
from scoring.shortlist.grammar import Op
from scoring.shortlist.rules import Condition, GateRule, ShortlistRules

Mask = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Gates:
    """Gates applied to a cohort, arrays `[gates, companies]`.

    `states`: 1 met, 0 unknown, -1 failed; `open`: where a company gets through, as an unknown answer may.
    """

    states: States
    open: Mask

    @property
    def passed(self) -> Mask:
        """Companies that get through every gate, `[companies]`."""
        return np.asarray(self.open.all(axis=0))

    @property
    def shut(self) -> NDArray[np.intp]:
        """At how many gates each company does not get through, `[companies]`."""
        return np.asarray((~self.open).sum(axis=0))


def apply_gates(rules: ShortlistRules, facts: Facts) -> Gates:
    """Apply every gate to every company."""
    states = np.zeros((len(rules.gates), facts.size), np.int8)
    for row, gate in enumerate(rules.gates):
        states[row] = gate_states(gate, facts)
    lenient = np.array([gate.unknown_passes for gate in rules.gates], bool)[:, None]
    return Gates(states, (states == MET) | (lenient & (states == UNKNOWN)))


def gate_states(gate: GateRule, facts: Facts) -> States:
    """States at a gate: met where one condition is, else unknown where one is, else failed."""
    return np.asarray(np.max([condition_states(each, facts) for each in gate.conditions], axis=0), np.int8)


def condition_states(condition: Condition, facts: Facts) -> States:
    """States of one condition."""
    field, op = condition.field, condition.op
    if op in ("is known", "is unknown"):
        states = np.where(facts.known(field), MET, FAILED)
        return (states if op == "is known" else -states).astype(np.int8)
    if condition.spans:
        bounds = facts.bounds(field)
        if op in ("in", "not in"):
            states = np.max([_inside(bounds, span) for span in condition.spans], axis=0)
        else:
            states = _compared(bounds, op, condition.spans[0])
    else:
        states = facts.membership(field, frozenset(meaning.id for meaning in condition.wanted))
    return np.asarray(-states if op == "not in" else states, np.int8)


def _compared(bounds: Bounds, op: Op, span: tuple[float, float]) -> States:
    """A number or date against another: sure at both ends of what is known, or unknown. NaN is never sure."""
    (low, high), (first, last) = bounds, span
    if op == ">=":
        return three(low >= first, high < first)
    if op == ">":
        return three(low > last, high <= last)
    if op == "<=":
        return three(high <= last, low > last)
    return three(high < first, low >= first)


def _inside(bounds: Bounds, span: tuple[float, float]) -> States:
    (low, high), (first, last) = bounds, span
    return three((low >= first) & (high <= last), (high < first) | (low > last))
