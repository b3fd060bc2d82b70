"""The rule sets as expressions of rule-engine, made from the same rule book: the peer in plain Python.

One expression a characteristic gives its attribute and partial score. Evidence is weighed and the factors are summed
up in plain Python, which is faster than expressions would be, and the composite is left out: both favour rule-engine.
It reads the same mappings as zen-engine.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import nan

import numpy as np
from numpy.typing import NDArray
from numpy_floor import SUMS
from rule_engine import Context, Rule
from zen_rules import Context as Row

from scoring import taxonomy
from scoring.rulesets.book import RuleBook
from scoring.rulesets.evaluate import compile_book
from scoring.rulesets.scale import NOT_APPLICABLE, UNKNOWN, Scale
from scoring.rulesets.schema import Attribute, Characteristic

Sums = tuple[float, float, float, float, float]
Result = tuple[list[int], list[float], list[Sums]]
"""Of one company: attributes and partial scores of all characteristics, the five sums of each factor."""


@dataclass(frozen=True)
class Engine:
    """Rules of all characteristics, with the factor (its number), weight and name of the evidence of each."""

    rules: list[Rule]
    factor_of: tuple[int, ...]
    weights: list[float]
    grades: list[str]
    discounts: list[float]
    factors: int

    def evaluate(self, row: Row) -> Result:
        """Find and sum up one company."""
        attributes, partials = [], []
        points, evidenced, answered, applicable = ([0.0] * self.factors for _ in range(4))
        for rule, factor, weight, grade in zip(self.rules, self.factor_of, self.weights, self.grades, strict=True):
            attribute, partial = rule.evaluate(row)
            attributes.append(int(attribute))
            partials.append(float(partial) if attribute >= 0 else nan)
            if attribute > NOT_APPLICABLE:
                applicable[factor] += weight
            if attribute > UNKNOWN:
                answered[factor] += weight
                points[factor] += float(partial) * weight
                evidenced[factor] += float(partial) * weight * self.discounts[int(row.get(grade) or 0)]
        sums = zip(points, evidenced, answered, applicable, strict=True)
        return attributes, partials, [_sums(*each) for each in sums]


def rule_engine(book: RuleBook) -> Engine:
    """Spell out the rules of `book`."""
    program = compile_book(book)
    context = Context(default_value=None)
    pairs = zip(program.characteristics, program.scales, strict=True)
    rules = [Rule(_expression(item, scale), context=context) for item, scale in pairs]
    return Engine(
        rules=rules,
        factor_of=program.factor_of,
        weights=[scale.weight for scale in program.scales],
        grades=[f"{scale.input}_evidence" for scale in program.scales],
        discounts=[grade.weight for grade in taxonomy.evidence_grades()],
        factors=len(program.factors),
    )


def rule_engine_arrays(results: Sequence[Result]) -> Mapping[str, NDArray[np.generic]]:
    """Results as arrays in the shapes of `Findings`: partial, attribute and the fields of a FactorTable."""
    arrays = {"attribute": np.array([one[0] for one in results]).T, "partial": np.array([one[1] for one in results]).T}
    sums = np.array([one[2] for one in results]).T
    return arrays | dict(zip(SUMS, sums, strict=True))


def _sums(points: float, evidenced: float, answered: float, applicable: float) -> Sums:
    """In the order of `SUMS`."""
    return (
        points / answered if answered else nan,
        evidenced / answered if answered else nan,
        answered / applicable if applicable else nan,
        points / applicable if applicable else nan,
        (points + 100 * (applicable - answered)) / applicable if applicable else nan,
    )


def _expression(item: Characteristic, scale: Scale) -> str:
    """Conditions and outcomes, first hit wins: not applicable, unknown, then the bands or choices."""
    cases: list[tuple[str, str]] = []
    for name, mask in scale.masks.items():
        outside = np.flatnonzero(~mask[:-1]).tolist()
        if outside:
            cases.append((f"{name} != null and {name} in {outside}", f"[{NOT_APPLICABLE}, 0]"))
    if scale.derived:
        cases += [(f"{name} == null", f"[{UNKNOWN}, 0]") for name in scale.masks]
    cases.append((f"{scale.input} == null", f"[{UNKNOWN}, 0]"))
    for number, band in enumerate(item.scale):
        below = "true" if band.to is None else f"{scale.input} < {_number(band.to)}"
        wanted = below if scale.numeric else f"{scale.input} == {number}"
        cases.append((wanted, f"[{number}, {_partial(item, band)}]"))
    text = cases.pop()[1]
    for condition, outcome in reversed(cases):
        text = f"({condition}) ? {outcome} : ({text})"
    return text


def _partial(item: Characteristic, band: Attribute) -> str:
    start, end = band.ends
    if start == end or band.from_ is None or band.to is None:
        return _number(start)
    low, high = _number(band.from_), _number(band.to)
    value = item.input
    if band is item.scale[0]:
        value = f"({value} < {low} ? {low} : {value})"
    if band is item.scale[-1]:
        value = f"({value} > {high} ? {high} : {value})"
    return f"{_number(start)} + ({value} - {low}) * {_number((end - start) / (band.to - band.from_))}"


def _number(value: float) -> str:
    return f"{value:.15g}" if value >= 0 else f"(0 - {-value:.15g})"
