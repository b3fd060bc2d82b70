"""Speed of the six rule sets over a table, beside hand-written numpy and zen-engine on the same companies.

Columns in memory to findings, factor sums and composite. Every round runs all contenders one after the other; a
ratio is taken within its round, and the medians over the rounds are shown, so other work on the machine hurts less.
"""

import argparse
import json
from collections.abc import Callable, Mapping
from functools import partial
from statistics import median
from time import perf_counter
from typing import Any

from agreement import check_agreement
from numpy_floor import floor_of
from report import publish, table, versions
from synthetic import Column, synthetic_columns
from zen_rules import KEY, zen_contexts, zen_engine

from scoring.composite import composite, weights_of
from scoring.rulesets.book import RuleBook, shipped_book
from scoring.rulesets.evaluate import evaluate

OURS = "Upslope"
ZEN_ROWS = 500
Run = Callable[[], Any]


def main() -> None:
    """Check that all contenders agree, then time them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1_000_000, help="companies in the table (default: 1,000,000)")
    parser.add_argument("--rounds", type=int, default=7, help="rounds to take the medians of (default: 7)")
    parser.add_argument("--json", action="store_true", help="print JSON, leave RESULTS.md alone")
    options = parser.parse_args()
    book = shipped_book()
    check_agreement(book)
    rates = _rates(book, options.rows, options.rounds)
    results = {
        name: {
            "rows": min(options.rows, ZEN_ROWS) if "zen" in name else options.rows,
            "profiles_per_second": median(own),
            "upslope_is_faster_by": median(ours / other for ours, other in zip(rates[OURS], own, strict=True)),
        }
        for name, own in rates.items()
    }
    if options.json:
        print(json.dumps({"versions": versions(), "rounds": options.rounds, "results": results}, indent=2))
    else:
        command = f"python benchmarks/rules.py --rows {options.rows} --rounds {options.rounds}"
        publish("Rule sets over a table", command, _text(results))


def _rates(book: RuleBook, rows: int, rounds: int) -> dict[str, list[float]]:
    """Profiles per second of each contender, by round; a first round warms up and is left out."""
    columns = synthetic_columns(book, rows)
    contenders = _contenders(book, columns, rows)
    rates: dict[str, list[float]] = {name: [] for name in contenders}
    for number in range(rounds + 1):
        for name, (count, run) in contenders.items():
            began = perf_counter()
            result = run()
            rate = count / (perf_counter() - began)
            del result  # freeing a gigabyte is not the next one's to pay
            if number:
                rates[name].append(rate)
    return rates


def _contenders(book: RuleBook, columns: dict[str, Column], rows: int) -> dict[str, tuple[int, Run]]:
    floor, engine = floor_of(book), zen_engine(book)
    zen_rows = min(rows, ZEN_ROWS)
    contexts = zen_contexts(book, columns, range(zen_rows))
    requests: list[Any] = [{"key": KEY, "context": context} for context in contexts]
    return {
        OURS: (rows, partial(_upslope, book, columns, rows)),
        "numpy by hand, in chunks on all processors": (rows, partial(floor.chunked, columns, rows)),
        "numpy by hand, whole arrays": (rows, partial(floor.whole, columns, rows)),
        "zen-engine, evaluate_batch": (zen_rows, partial(engine.evaluate_batch, requests)),
        "zen-engine, evaluate": (zen_rows, lambda: [engine.evaluate(KEY, context) for context in contexts]),
    }


def _upslope(book: RuleBook, columns: dict[str, Column], rows: int) -> Any:
    found = evaluate(book, columns)
    return found, composite(found.factors, weights_of(book, columns, rows))


def _text(results: Mapping[str, Mapping[str, float]]) -> str:
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
