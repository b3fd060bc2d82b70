"""Before anything is timed: the evaluator, the numpy floor and zen-engine must say the same of the same companies."""

import numpy as np
from numpy.typing import NDArray
from numpy_floor import SUMS, TOTALS, floor_of
from synthetic import synthetic_columns
from zen_rules import KEY, zen_arrays, zen_contexts, zen_engine

from scoring.composite import composite, weights_of
from scoring.rulesets.book import RuleBook
from scoring.rulesets.evaluate import evaluate

Arrays = dict[str, NDArray[np.generic]]
TOLERANCE = 1e-9


def check_agreement(book: RuleBook, rows: int = 400) -> None:
    """Compare all findings and sums of `rows` companies; AssertionError names the array that differs."""
    columns = synthetic_columns(book, rows, seed=2)
    ours = our_arrays(book, columns, rows)
    floor = floor_of(book)
    _compare("numpy, whole arrays", floor.whole(columns, rows), ours)
    _compare("numpy, in chunks", floor.chunked(columns, rows), ours)
    engine = zen_engine(book)
    results = [engine.evaluate(KEY, context)["result"] for context in zen_contexts(book, columns, range(rows))]
    _compare("zen-engine", zen_arrays(book, results), ours)


def our_arrays(book: RuleBook, columns: Arrays, rows: int) -> Arrays:
    """Everything the evaluator makes, under the names of the floor's arrays."""
    found = evaluate(book, columns)
    total = composite(found.factors, weights_of(book, columns, rows))
    return (
        {"partial": found.partial, "attribute": found.attribute, "weights": total.weights, "central": total.central}
        | {name: getattr(found.factors, name) for name in SUMS}
        | {name: getattr(total, field) for name, field in TOTALS.items()}
    )


def _compare(who: str, theirs: Arrays, ours: Arrays) -> None:
    for name, array in theirs.items():
        np.testing.assert_allclose(array, ours[name], rtol=0, atol=TOLERANCE, err_msg=f"{who}: {name} differs")
