"""Scorecard points: the evaluator beside optbinning's `Scorecard` on the same bins with the same points.

The bins are those of all characteristics of the six rule sets. optbinning fits points of its own (weight of evidence
of a made-up outcome, logistic regression) and can't be given any, so its points are put into a rule set of these very
bins. Every answer is known and concerns everybody, as optbinning knows neither. Ours also makes the findings with
their reason codes, evidence and coverage; optbinning's `score` makes the sum of the points alone.
"""

import argparse
import sys
import warnings
from functools import partial
from statistics import median
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from optbinning import BinningProcess, Scorecard
from report import publish, table
from sklearn.linear_model import LogisticRegression
from synthetic import synthetic_columns
from timing import in_turn, ratio, shown

from scoring.rulesets.book import RuleBook, shipped_book
from scoring.rulesets.evaluate import evaluate
from scoring.rulesets.schema import Applies, Characteristic

Floats = NDArray[np.float64]
OURS, THEIRS = "Upslope, findings and points", "optbinning `Scorecard.score`"
FIT_ROWS = 60_000
TOLERANCE = 1e-9


def main() -> None:
    """Fit, check that both give the same points, then time them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=7)
    chosen = parser.parse_args()
    shipped = shipped_book()
    scorecard, items = fitted(shipped)
    book, least, span = same_bins(shipped, scorecard, items)
    columns = known_columns(shipped, items, chosen.rows, seed=2)
    frame = pd.DataFrame(columns)
    ours = least + span * evaluate(book, columns).factors.score[0] / 100
    np.testing.assert_allclose(ours, scorecard.score(frame), rtol=0, atol=TOLERANCE * span)
    times = in_turn({OURS: partial(evaluate, book, columns), THEIRS: partial(scorecard.score, frame)}, chosen.rounds)
    rows = [[name, shown(median(own)), f"{chosen.rows / median(own):,.0f}"] for name, own in times.items()]
    faster = f"Upslope is faster by {ratio(times[THEIRS], times[OURS]):.2f} ×."
    same = f"{len(items)} characteristics, {sum(len(item.scale) for item in items)} bins. Points agree to {TOLERANCE}."
    heads = ["contender", f"{chosen.rows:,} rows", "rows/s"]
    command = f"python benchmarks/scorecard.py --rows {chosen.rows} --rounds {chosen.rounds}"
    text = f"{table(heads, rows)}\n\n- {faster}\n- {same}"
    publish("Scorecard points", command, text, beside=("pandas", "scikit-learn", "optbinning"))


def fitted(book: RuleBook) -> tuple[Any, list[Characteristic]]:
    """optbinning's scorecard fitted on the bins of the book, and the characteristics that have more than one."""
    found = {item.input: item for rules in book.rule_sets for item in rules.characteristics if len(item.scale) > 1}
    items = list(found.values())
    columns = known_columns(book, items, FIT_ROWS, seed=1)
    splits = {item.input: edges(item) for item in items}
    settings = {
        name: {"user_splits": own, "user_splits_fixed": [True] * len(own), "monotonic_trend": None}
        for name, own in splits.items()
    }
    chance = np.random.default_rng(3)
    signal = sum(np.digitize(columns[name], own) / len(own) for name, own in splits.items())
    outcome = (signal + chance.normal(0, 2, FIT_ROWS) > np.median(signal)).astype(int)
    scorecard = Scorecard(BinningProcess(list(splits), binning_fit_params=settings), LogisticRegression(max_iter=1000))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the fit, which is not measured
        scorecard.fit(pd.DataFrame(columns), outcome)
    return scorecard, items


def same_bins(book: RuleBook, scorecard: Any, items: list[Characteristic]) -> tuple[RuleBook, float, float]:
    """The scorecard as a rule set, and its lowest points and the span of its points: ours go from 0 to 100."""
    points = {name: own["Points"].to_numpy(float) for name, own in scorecard.table().groupby("Variable")}
    own = {item.input: points[item.input][:-2] for item in items}  # the last two are for special and missing values
    spans = {name: float(np.ptp(each)) for name, each in own.items()}
    changed = []
    for item in items:
        each = own[item.input]
        if len(each) != len(item.scale):
            sys.exit(f"optbinning merged bins of {item.id}")
        shares = 100 * (each - each.min()) / spans[item.input]
        scale = tuple(
            band.model_copy(update={"points": float(share)}) for band, share in zip(item.scale, shares, strict=True)
        )
        weight = 100 * spans[item.input] / sum(spans.values())
        changed.append(item.model_copy(update={"scale": scale, "weight": weight, "applies": Applies()}))
    first = book.rule_sets[0]
    sub = first.sub_factors[0].model_copy(update={"weight": 100.0, "characteristics": tuple(changed)})
    least = sum(float(each.min()) for each in own.values())
    rules = first.model_copy(update={"sub_factors": (sub,)})
    return RuleBook((rules,), book.weights, "same-bins"), least, sum(spans.values())


def edges(item: Characteristic) -> list[float]:
    """Where a bin ends and the next begins; between two codes for choices."""
    if any(band.from_ is not None or band.to is not None for band in item.scale):
        return [band.from_ for band in item.scale[1:] if band.from_ is not None]
    return [number + 0.5 for number in range(len(item.scale) - 1)]


def known_columns(book: RuleBook, items: list[Characteristic], rows: int, seed: int) -> dict[str, Any]:
    """Made-up columns without unknowns: each unknown gets the value of another row."""
    chance = np.random.default_rng(seed)
    columns = synthetic_columns(book, rows, seed)
    found = {}
    for item in items:
        values = columns[item.input]
        known = values >= 0  # of NaN as of -1: no
        found[item.input] = np.where(known, values, chance.choice(values[known], rows)).astype(values.dtype)
    return found


if __name__ == "__main__":
    main()
