"""Made-up companies for the benchmarks: columns for any rule book, and profiles for the shipped one. Seeded."""

from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring import taxonomy
from scoring.columns.registry import DERIVED
from scoring.profile import CompanyProfile, profile_model
from scoring.rulesets.book import RuleBook
from scoring.rulesets.schema import Ask, Characteristic

Column = NDArray[np.generic]
UNKNOWN_SHARE = 0.25
AS_OF = date(2024, 6, 30)


def synthetic_columns(book: RuleBook, rows: int, seed: int = 1) -> dict[str, Column]:
    """Columns for every input that `book` reads, derived facts included.

    A quarter of each column is unknown; every second characteristic has a column of evidence grades beside it.
    Numbers spread over the bands of their scale and often fall exactly on an edge.
    """
    random = np.random.default_rng(seed)
    columns: dict[str, Column] = {
        "sector": _codes(random, rows, len(taxonomy.sectors().slugs), np.int16),
        "layer": _codes(random, rows, len(taxonomy.layers().slugs)),
        "stage": _codes(random, rows, len(taxonomy.stages().slugs)),
    }
    asks = book.asks
    items = [item for rules in book.rule_sets for item in rules.characteristics]
    for number, item in enumerate(items):
        if item.input not in columns:
            columns[item.input] = _column(random, rows, item, asks.get(item.input))
        if number % 2 == 0:
            columns[f"{item.input}@evidence"] = random.integers(0, 4, rows, np.int8)
    return columns


def _column(random: np.random.Generator, rows: int, item: Characteristic, ask: Ask | None) -> Column:
    kind = ask.kind if ask else DERIVED[item.input].kind
    if kind in ("choice", "yes_no"):
        return _codes(random, rows, len(item.scale))
    low, high = range_of(item, ask)
    values = random.uniform(low, high, rows)
    edges = np.array([band.from_ for band in item.scale if band.from_ is not None])
    on_edge = random.random(rows) < 0.2  # noqa: PLR2004 - a fifth on edges, where mistakes would show
    values = np.where(on_edge, random.choice(edges.clip(low, high), rows), values)
    if kind == "checklist" or (ask and ask.integer):
        values = np.round(values)
    return np.where(random.random(rows) < UNKNOWN_SHARE, np.nan, values)


def range_of(item: Characteristic, ask: Ask | None) -> tuple[float, float]:
    """Lowest and highest value to draw: the permitted range, but no further than a quarter past the scale."""
    edges = [edge for band in item.scale for edge in (band.from_, band.to) if edge is not None]
    permitted = (0.0, np.inf)
    if ask:
        permitted = {"percent": (0.0, 100.0), "checklist": (0.0, len(ask.items))}.get(ask.kind, (ask.min, ask.max))
    return permitted[0], min(permitted[1], max(edges) * 1.25)


def _codes(random: np.random.Generator, rows: int, count: int, kind: type = np.int8) -> Column:
    codes = random.integers(0, count, rows, kind)
    codes[random.random(rows) < UNKNOWN_SHARE] = -1
    return codes


def synthetic_profiles(book: RuleBook, count: int, seed: int = 1) -> list[CompanyProfile[Any]]:
    """Profiles with identity, up to five rounds, and answers to three questions in four."""
    random = np.random.default_rng(seed)
    model = profile_model(book)
    return [model.model_validate(_fields(random, book, number)) for number in range(count)]


def _fields(random: np.random.Generator, book: RuleBook, number: int) -> dict[str, Any]:
    grades = taxonomy.evidence_grades().slugs
    answers = {
        item.input: {"value": _answer(random, item), "evidence": str(random.choice(grades))}
        for item in factor_questions(book)
        if random.random() >= UNKNOWN_SHARE
    }
    founded = int(random.integers(2012, 2019))
    return {
        "name": f"Company {number}",
        "city": str(random.choice(["shenzhen", "hangzhou", "chengdu", "beijing"])),
        "sectors": [str(random.choice(taxonomy.sectors().slugs))],
        "layer": str(random.choice(taxonomy.layers().slugs)),
        "founded": f"{founded}-05",
        "head_count": int(random.integers(3, 600)),
        "as_of": AS_OF,
        "rounds": [_round(random, place, founded) for place in range(random.integers(0, 6))],
        "answers": answers,
    }


def factor_questions(book: RuleBook) -> list[Characteristic]:
    """Questions of the success factors: what official programmes ask is answered by few companies of a cohort."""
    return [item for rules in book.rule_sets for item in rules.characteristics if item.ask]


def _round(random: np.random.Generator, place: int, founded: int) -> dict[str, Any]:
    return {
        "round": ("seed", "angel", "pre_a", "a", "b")[place],
        "date": f"{founded + 1 + place}-{random.integers(1, 13):02d}",
        "amount": float(random.integers(1, 300)) * 1e6,
        "investors": [f"Fund {random.integers(0, 50)} Capital" for _ in range(random.integers(1, 4))],
    }


def _answer(random: np.random.Generator, item: Characteristic) -> Any:
    ask = item.ask
    assert ask is not None  # only asked characteristics come here
    if ask.kind == "yes_no":
        return bool(random.integers(0, 2))
    if ask.kind == "choice":
        return item.scale[random.integers(0, len(item.scale))].id
    if ask.kind == "checklist":
        return [part.id for part in ask.items if random.integers(0, 2)]
    value = random.uniform(*range_of(item, ask))
    return round(value) if ask.integer else round(value, 1)
