"""The rule sets as decision tables of zen-engine, made from the same rule book: the peer that runs row by row.

One decision table a characteristic (first hit wins: not applicable, unknown, then the bands or choices), then
one expression node that sums each factor. The composite is left out, which favours zen-engine.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from numpy_floor import SUMS
from zen import ZenEngine

from scoring import taxonomy
from scoring.rulesets.book import RuleBook
from scoring.rulesets.evaluate import compile_book
from scoring.rulesets.scale import Scale
from scoring.rulesets.schema import Characteristic, RuleSet

Node = dict[str, Any]
Context = dict[str, float | None]
KEY = "rules"


def zen_engine(book: RuleBook) -> ZenEngine:
    """Load the decision graph of `book` under the key `KEY`."""
    engine = ZenEngine({"loader": {"type": "static", "content": {KEY: _graph(book)}}})
    engine.get_decision(KEY).validate()
    return engine


def _graph(book: RuleBook) -> Node:
    program = compile_book(book)
    tables = [_table(item, scale) for item, scale in zip(program.characteristics, program.scales, strict=True)]
    begin = {"id": "begin", "name": "begin", "type": "inputNode", "content": {}}
    end = {"id": "end", "name": "end", "type": "outputNode", "content": {}}
    steps = [("begin", table["id"]) for table in tables] + [(table["id"], "factors") for table in tables]
    edges = [
        {"id": f"e{number}", "type": "edge", "sourceId": source, "targetId": target}
        for number, (source, target) in enumerate([*steps, ("begin", "factors"), ("factors", "end")])
    ]
    return {"nodes": [begin, *tables, _factors(book), end], "edges": edges}


def zen_contexts(book: RuleBook, columns: Mapping[str, NDArray[np.generic]], rows: range) -> list[Context]:
    """Rows of a table as the mappings that zen-engine reads: None for unknown, `<input>_evidence` for grades."""
    wanted = {scale.input for scale in compile_book(book).scales} | {"stage", "layer", "sector"}
    plain = {
        name.replace("@", "_"): [_plain(value) for value in column[rows.start : rows.stop].tolist()]
        for name, column in columns.items()
        if name.partition("@")[0] in wanted
    }
    return [{name: values[row] for name, values in plain.items()} for row in range(len(rows))]


def _plain(value: float) -> float | None:
    return None if value == -1 or value != value else value  # noqa: PLR0124 - NaN


def zen_arrays(book: RuleBook, results: Sequence[Mapping[str, Any]]) -> dict[str, NDArray[np.float64]]:
    """Results as arrays in the shapes of `Findings`: partial, attribute and the fields of a FactorTable."""
    ids = [item.id for item in compile_book(book).characteristics]
    factors = [rules.id for rules in book.rule_sets]
    attribute = np.array([[one["found"][name]["attribute"] for one in results] for name in ids], float)
    partial = np.array([[one["found"][name]["partial"] for one in results] for name in ids], float)
    arrays = {"attribute": attribute, "partial": np.where(attribute < 0, np.nan, partial)}
    for field in SUMS:
        arrays[field] = np.array([[one["factors"][name][field] for one in results] for name in factors], float)
    return arrays


def _table(item: Characteristic, scale: Scale) -> Node:
    """Decision table of one characteristic."""
    inputs = [{"id": f"in_{name}", "name": name, "field": name} for name in (*scale.masks, scale.input)]
    outputs = [
        {"id": f"out_{name}", "name": name, "field": name}
        for name in ("partial", "attribute", "answered", "applicable")
    ]
    value, weight = f"in_{scale.input}", f"{scale.weight:.12g}"
    rows = [
        {f"in_{name}": f"{np.flatnonzero(~mask).tolist()}"} | _outputs("0", -2, "0", "0")
        for name, mask in scale.masks.items()
    ]
    if scale.derived:
        rows += [{f"in_{name}": "null"} | _outputs("0", -1, "0", weight) for name in scale.masks]
    rows.append({value: "null"} | _outputs("0", -1, "0", weight))
    for number, (cell, partial) in enumerate(_numeric_cells(item) if scale.numeric else _choice_cells(item)):
        rows.append({value: cell} | _outputs(partial, number, weight, weight))
    content = {
        "hitPolicy": "first",
        "passThrough": False,
        "outputPath": f"found.{item.id}",
        "inputs": inputs,
        "outputs": outputs,
        "rules": [{"_id": f"r{number}"} | row for number, row in enumerate(rows)],
    }
    return {"id": item.id, "name": item.id, "type": "decisionTableNode", "content": content}


def _outputs(partial: str, attribute: int, answered: str, applicable: str) -> dict[str, str]:
    return {
        "out_partial": partial,
        "out_attribute": str(attribute),
        "out_answered": answered,
        "out_applicable": applicable,
    }


def _numeric_cells(item: Characteristic) -> list[tuple[str, str]]:
    """Condition and partial score of each band; the outer bands take what lies beyond their edges."""
    cells = []
    for number, band in enumerate(item.scale):
        low = f">= {band.from_:.12g}" if number > 0 else ""
        high = f"< {band.to:.12g}" if number < len(item.scale) - 1 else ""
        cells.append((" and ".join(filter(None, (low, high))), _partial(item, number)))
    return cells


def _partial(item: Characteristic, number: int) -> str:
    band = item.scale[number]
    start, end = band.ends
    if start == end or band.from_ is None or band.to is None:
        return f"{start:.12g}"
    value = f"max([{item.input}, {band.from_:.12g}])" if number == 0 else item.input
    if number == len(item.scale) - 1:
        value = f"min([{value}, {band.to:.12g}])"
    return f"{start:.12g} + ({value} - {band.from_:.12g}) * {end - start:.12g} / {band.to - band.from_:.12g}"


def _choice_cells(item: Characteristic) -> list[tuple[str, str]]:
    return [(str(code), f"{choice.ends[0]:.12g}") for code, choice in enumerate(item.scale)]


def _factors(book: RuleBook) -> Node:
    """Expression node with the sums of all factors."""
    expressions: list[dict[str, str]] = []
    for rules in book.rule_sets:
        for key, value in _sums(book, rules).items():
            expressions.append({"id": f"{rules.id}.{key}", "key": f"factors.{rules.id}.{key}", "value": value})
    content = {"expressions": expressions, "passThrough": True}
    return {"id": "factors", "name": "factors", "type": "expressionNode", "content": content}


def _sums(book: RuleBook, rules: RuleSet) -> dict[str, str]:
    """Expressions of one factor; `$` is what the node has computed so far."""
    program, own = compile_book(book), f"$.factors.{rules.id}"
    points, evidenced = [], []
    for item, scale in zip(program.characteristics, program.scales, strict=True):
        if item in rules.characteristics:
            points.append(f"found.{item.id}.partial * {scale.weight:.12g}")
            evidenced.append(f"{points[-1]} * {_discount(item.input)}")
    ids = [item.id for item in rules.characteristics]
    return {
        "points": " + ".join(points),
        "evidenced": " + ".join(evidenced),
        "answered": " + ".join(f"found.{name}.answered" for name in ids),
        "applicable": " + ".join(f"found.{name}.applicable" for name in ids),
        "score": f"{own}.answered > 0 ? {own}.points / {own}.answered : null",
        "evidenced_score": f"{own}.answered > 0 ? {own}.evidenced / {own}.answered : null",
        "coverage": f"{own}.applicable > 0 ? {own}.answered / {own}.applicable : null",
        "low": f"{own}.applicable > 0 ? {own}.points / {own}.applicable : null",
        "high": (
            f"{own}.applicable > 0 ? "
            f"({own}.points + 100 * ({own}.applicable - {own}.answered)) / {own}.applicable : null"
        ),
    }


def _discount(name: str) -> str:
    """Weight of the evidence behind an answer; without a grade, that of the company's own statement."""
    weights = [grade.weight for grade in taxonomy.evidence_grades()]
    return f"[{', '.join(f'{weight:.12g}' for weight in weights)}][{name}_evidence ?? 0]"
