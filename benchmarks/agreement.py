"""Before anything is timed: all contenders must say the same of the same companies."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from numpy_floor import SUMS, TOTALS, floor_of
from pandas_rules import frame_of, pandas_arrays, pandas_script
from rule_engine_rules import rule_engine, rule_engine_arrays
from synthetic import synthetic_columns
from zen_rules import KEY, zen_arrays, zen_contexts, zen_engine

from scoring.composite import composite, weights_of
from scoring.rulesets.book import RuleBook
from scoring.rulesets.evaluate import evaluate

Arrays = Mapping[str, NDArray[np.generic]]
TOLERANCE = 1e-9


def check_agreement(book: RuleBook, rows: int = 400) -> None:
    """Compare all findings and sums of `rows` companies; AssertionError names the array that differs."""
    columns = synthetic_columns(book, rows, seed=2)
    ours = our_arrays(book, columns, rows)
    floor = floor_of(book)
    _compare("numpy, whole arrays", floor.whole(columns, rows), ours)
    _compare("numpy, in chunks", floor.chunked(columns, rows), ours)
    _compare("pandas", pandas_arrays(pandas_script(book).score(frame_of(columns))), ours)
    contexts = zen_contexts(book, columns, range(rows))
    engine = zen_engine(book)
    _compare("zen-engine", zen_arrays(book, [engine.evaluate(KEY, each)["result"] for each in contexts]), ours)
    plain = rule_engine(book)
    _compare("rule-engine", rule_engine_arrays([plain.evaluate(each) for each in contexts]), ours)


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
    for name in SUMS:
        assert name in theirs, f"{who}: no {name}"
    for name, array in theirs.items():
        np.testing.assert_allclose(array, ours[name], rtol=0, atol=TOLERANCE, err_msg=f"{who}: {name} differs")
