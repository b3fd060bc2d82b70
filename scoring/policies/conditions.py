"""Gates and routes: met, failed or not to be told, for all companies at once."""

from collections.abc import Sequence

import numpy as np

from scoring.policies.inputs.bounded import Floats
from scoring.policies.inputs.values import Values
from scoring.rulesets.packs import Check, Condition, Limits
from scoring.rulesets.states import MET, UNKNOWN, Flags, States, above, at_least, three


def condition_states(condition: Condition, values: Values) -> States:
    """States of a condition: of its alternatives the best; never failed where one leaves it to the authority."""
    found = _best(condition.any, values)
    return np.maximum(found, np.minimum(_best(condition.open_if, values), UNKNOWN)) if condition.open_if else found


def _best(alternatives: Sequence[Sequence[Check]], values: Values) -> States:
    """Of alternatives the best, within one the worst of its checks."""
    states = [np.min([check_states(each, values) for each in checks], axis=0) for checks in alternatives]
    return np.asarray(np.max(states, axis=0), np.int8)


def check_states(check: Check, values: Values) -> States:
    """States of one comparison."""
    low, high = values.bounds(check.input)
    if check.is_ is None:
        return limit_states(check, low, high)
    return three(low == 1, high == 0) if check.is_ == "yes" else three(high == 0, low == 1)


def limit_states(limits: Limits, low: Floats, high: Floats) -> States:
    """States of a number known to lie between `low` and `high`."""
    found = np.full(len(low), MET, np.int8)
    if limits.at_least is not None:
        found = np.minimum(found, at_least(low, high, limits.at_least))
    if limits.above is not None:
        found = np.minimum(found, above(low, high, limits.above))
    if limits.at_most is not None:
        found = np.minimum(found, -above(low, high, limits.at_most))
    if limits.below is not None:
        found = np.minimum(found, -at_least(low, high, limits.below))
    return found


def open_for_lack(condition: Condition, states: States, values: Values) -> Flags:
    """Where a condition can't be told because something that it reads is not given or not to be used."""
    lacking = np.zeros(len(states), bool)
    for check in condition.checks:
        lacking |= (check_states(check, values) == UNKNOWN) & values.lacking(check.input)
    return np.asarray((states == UNKNOWN) & lacking)
