"""Speed of the six rule sets over a table, beside numpy and pandas by hand, zen-engine and rule-engine.

Columns in memory to findings, factor sums and composite. Every round runs all contenders one after the other; a
ratio is taken within its round, and the medians over the rounds are shown, so other work on the machine hurts less.
"""

import argparse
import json
from collections.abc import Mapping
from functools import partial
from statistics import median
from typing import Any

from agreement import check_agreement
from numpy_floor import floor_of
from pandas_rules import frame_of, pandas_script
from report import publish, table, versions
from rule_engine_rules import rule_engine
from synthetic import Column, synthetic_columns
from timing import Run, in_turn, ratio
from zen_rules import KEY, zen_contexts, zen_engine

from scoring.composite import composite, weights_of
from scoring.rulesets.book import RuleBook, shipped_book
from scoring.rulesets.evaluate import evaluate

OURS, CHUNKS, WHOLE = "Upslope", "numpy by hand, in chunks on all processors", "numpy by hand, whole arrays"
PANDAS, RULE_ENGINE = "pandas by hand", "rule-engine"
ZEN, ZEN_BATCH = "zen-engine, evaluate", "zen-engine, evaluate_batch"
FEW = 500
"""Rows of the contenders that go row by row."""
BESIDE = ("pandas", "zen-engine", "rule-engine")
Results = Mapping[str, Mapping[str, float]]


def main() -> None:
    """Check that all contenders agree, then time them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1_000_000, help="companies in the table (default: 1,000,000)")
    parser.add_argument("--rounds", type=int, default=7, help="rounds to take the medians of (default: 7)")
    parser.add_argument("--json", action="store_true", help="print JSON, leave RESULTS.md alone")
    options = parser.parse_args()
    book = shipped_book()
    check_agreement(book)
    results = _results(book, options.rows, options.rounds)
    if options.json:
        print(json.dumps({"versions": versions(BESIDE), "rounds": options.rounds, "results": results}, indent=2))
        return
    faster = {name: result["upslope_is_faster_by"] for name, result in results.items()}
    publish(
        "Rule sets over a table",
        f"python benchmarks/rules.py --rows {options.rows} --rounds {options.rounds}",
        _text(results),
        measured={
            "rules-floor": 1 / min(faster[CHUNKS], faster[WHOLE]),
            "rules-zen": min(faster[ZEN], faster[ZEN_BATCH]),
            "rules-rule-engine": faster[RULE_ENGINE],
        },
        beside=BESIDE,
    )


def _results(book: RuleBook, rows: int, rounds: int) -> Results:
    contenders = _contenders(book, synthetic_columns(book, rows), rows)
    times = in_turn({name: run for name, (_, run) in contenders.items()}, rounds)
    each = {name: [took / contenders[name][0] for took in own] for name, own in times.items()}
    return {
        name: {
            "rows": count,
            "profiles_per_second": 1 / median(each[name]),
            "upslope_is_faster_by": ratio(each[name], each[OURS]),
        }
        for name, (count, _) in contenders.items()
    }


def _contenders(book: RuleBook, columns: dict[str, Column], rows: int) -> dict[str, tuple[int, Run]]:
    """How many rows each takes a round, and its work."""
    floor, engine, plain = floor_of(book), zen_engine(book), rule_engine(book)
    few = min(rows, FEW)
    contexts = zen_contexts(book, columns, range(few))
    requests: list[Any] = [{"key": KEY, "context": context} for context in contexts]
    return {
        OURS: (rows, partial(_upslope, book, columns, rows)),
        CHUNKS: (rows, partial(floor.chunked, columns, rows)),
        WHOLE: (rows, partial(floor.whole, columns, rows)),
        PANDAS: (rows, partial(pandas_script(book).score, frame_of(columns))),
        ZEN_BATCH: (few, partial(engine.evaluate_batch, requests)),
        ZEN: (few, lambda: [engine.evaluate(KEY, context) for context in contexts]),
        RULE_ENGINE: (few, lambda: [plain.evaluate(context) for context in contexts]),
    }


def _upslope(book: RuleBook, columns: dict[str, Column], rows: int) -> Any:
    found = evaluate(book, columns)
    return found, composite(found.factors, weights_of(book, columns, rows))


def _text(results: Results) -> str:
    heads = ["contender", "rows a round", "profiles/s (median)", "Upslope is faster by"]
    rows = [
        [
            name,
            f"{result['rows']:,}",
            f"{result['profiles_per_second']:,.0f}",
            "" if name == OURS else f"{result['upslope_is_faster_by']:,.2f} ×",
        ]
        for name, result in results.items()
    ]
    return table(heads, rows)


if __name__ == "__main__":
    main()
