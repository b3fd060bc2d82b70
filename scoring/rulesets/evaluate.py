"""The evaluator: rule sets over columns, all companies at once. Findings first, sums of them second."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring import taxonomy
from scoring.cores import threads
from scoring.rulesets.book import RuleBook
from scoring.rulesets.scale import NOT_APPLICABLE, UNKNOWN, Codes, Floats, Scale, compile_scale
from scoring.rulesets.schema import Characteristic

Columns = Mapping[str, NDArray[Any]]
"""A table: one array a column, all of one length. Numbers are float64 with NaN for unknown, choices int codes
with -1 for unknown; `<input>@evidence` holds the code of the evidence grade of an answer."""

CHUNK = 16_384
"""Rows at a time: the working arrays of a chunk stay in the processor's cache."""


@dataclass(frozen=True, eq=False)
class Program:
    """A rule book made ready to run."""

    characteristics: tuple[Characteristic, ...]
    scales: tuple[Scale, ...]
    factor_of: tuple[int, ...]
    factors: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class FactorTable:
    """Sums over findings, each `[factors, companies]`: scores 0-100 (NaN where nothing is answered)."""

    score: Floats
    evidenced_score: Floats
    coverage: Floats
    low: Floats
    high: Floats

    @classmethod
    def empty(cls, factors: int, companies: int) -> "FactorTable":
        """Reserve the arrays."""
        return cls(*(np.empty((factors, companies)) for _ in range(5)))


@dataclass(frozen=True, eq=False)
class Findings:
    """One finding a company and characteristic.

    `partial` `[characteristics, companies]` is NaN where not scored; `attribute` (same shape) is the number of
    the attribute met, -1 unknown, -2 not applicable: with the characteristic it makes the reason code.
    """

    program: Program
    partial: Floats
    attribute: Codes
    factors: FactorTable


@lru_cache(maxsize=8)
def compile_book(book: RuleBook) -> Program:
    """Make a rule book ready to run."""
    asks, items, scales, factor_of = book.asks, [], [], []
    for number, rules in enumerate(book.rule_sets):
        for sub in rules.sub_factors:
            for item in sub.characteristics:
                items.append(item)
                scales.append(compile_scale(item, asks.get(item.input), sub.weight * item.weight / 100))
                factor_of.append(number)
    return Program(tuple(items), tuple(scales), tuple(factor_of), tuple(rules.id for rules in book.rule_sets))


def evaluate(book: RuleBook, columns: Columns) -> Findings:
    """Evaluate all rule sets of `book` over `columns` (any number of companies, also one)."""
    program = compile_book(book)
    count = len(next(iter(columns.values()), ()))
    shape = (len(program.scales), count)
    found = Findings(program, np.empty(shape), np.empty(shape, np.int8), FactorTable.empty(len(program.factors), count))
    parts = [slice(start, min(start + CHUNK, count)) for start in range(0, count, CHUNK)]
    if count <= 2 * CHUNK:
        for part in parts:
            _evaluate_part(found, columns, part)
    else:
        with ThreadPoolExecutor(threads()) as pool:
            list(pool.map(lambda part: _evaluate_part(found, columns, part), parts))
    return found


def _evaluate_part(found: Findings, columns: Columns, part: slice) -> None:
    count = part.stop - part.start
    program = found.program
    sums = np.zeros((len(program.factors), 4, count))
    for row, (scale, factor) in enumerate(zip(program.scales, program.factor_of, strict=True)):
        attribute = _attributes(scale, columns, part, count)
        found.attribute[row, part] = attribute
        if scale.input not in columns:
            sums[factor][3] += (attribute > NOT_APPLICABLE) * scale.weight
            found.partial[row, part] = np.nan
            continue
        partial = scale.partial_scores(columns[scale.input][part], attribute)
        found.partial[row, part] = partial
        _add(sums[factor], scale, partial, attribute, discount_of(scale.input, columns, part))
    _summarise(found.factors, sums, part)


def _attributes(scale: Scale, columns: Columns, part: slice, count: int) -> Codes:
    """Attributes of one characteristic, -1 where unknown and -2 where it does not concern the company."""
    if scale.input not in columns:
        attribute = np.full(count, UNKNOWN, np.int8)
    else:
        attribute = scale.attributes(columns[scale.input][part])
    masks = [(columns[column][part], mask) for column, mask in scale.masks.items() if column in columns]
    if scale.derived:
        for codes, _ in masks:
            attribute[codes < 0] = UNKNOWN
    for codes, mask in masks:
        attribute[~mask.take(codes)] = NOT_APPLICABLE
    return attribute


def discount_of(name: str, columns: Columns, part: slice = slice(None)) -> Floats | float:
    """Weight of the evidence behind an answer; without a grade it counts as the company's own statement."""
    grades = columns.get(f"{name}@evidence")
    return own_statement_discount() if grades is None else _discounts().take(np.maximum(grades[part], 0))


def own_statement_discount() -> float:
    """What a statement without evidence counts for, as a share of its claim."""
    return float(_discounts()[0])


@lru_cache(maxsize=1)
def _discounts() -> Floats:
    return np.array([grade.weight for grade in taxonomy.evidence_grades()])


def _add(sums: Floats, scale: Scale, partial: Floats, attribute: Codes, discount: Floats | float) -> None:
    """Add a characteristic to its factor's sums: points, evidenced points, weight answered, weight applicable."""
    points, evidenced, answered, applicable = sums
    earned = np.fmax(partial, 0.0) * scale.weight  # NaN, where there is no score, earns nothing
    points += earned
    evidenced += earned * discount
    answered += (attribute > UNKNOWN) * scale.weight
    applicable += (attribute > NOT_APPLICABLE) * scale.weight if scale.masks else scale.weight


def _summarise(table: FactorTable, sums: Floats, part: slice) -> None:
    points, evidenced, answered, applicable = (sums[:, number] for number in range(4))
    with np.errstate(invalid="ignore", divide="ignore"):
        table.score[:, part] = points / answered
        table.evidenced_score[:, part] = evidenced / answered
        table.coverage[:, part] = answered / applicable
        table.low[:, part] = points / applicable
        table.high[:, part] = (points + 100 * (applicable - answered)) / applicable


def reason_code(item: Characteristic, attribute: int) -> str | None:
    """Reason code `<characteristic>.<attribute>` of a scored finding."""
    return f"{item.id}.{item.scale[attribute].id}" if attribute >= 0 else None
