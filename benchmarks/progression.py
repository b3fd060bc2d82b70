"""Speed of the progression model on a made-up market: features, prediction with and without reasons, fitting."""

import argparse
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter

import numpy as np
from report import publish, table

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "scoring" / "progression"))
from made_up_market import made_up

from scoring.outlook import shipped_model
from scoring.progression.context import context_of
from scoring.progression.features import features
from scoring.progression.months import day_of
from scoring.progression.predict import predict
from scoring.progression.train import train

AS_OF = date(2013, 6, 1)


def main() -> None:
    """Time each step on `--companies` made-up companies of the US market."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--companies", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=5, help="times that each step is run; the first is not counted")
    chosen = parser.parse_args()
    events, model, day = made_up("us", chosen.companies), shipped_model(), day_of(AS_OF)
    context = context_of(events, day)
    matrix = features(events, day, context).matrix
    boosters = model.markets["us"].forest.boosters

    def raw() -> None:
        for booster in boosters:
            booster.predict(matrix)

    steps: dict[str, Callable[[], object]] = {
        "market context and features": lambda: features(events, day, context_of(events, day)),
        "raw Booster.predict, all seeds": raw,
        "predict without reasons, features included": lambda: predict(model, events, AS_OF),
        "predict with reasons, features included": lambda: predict(model, events, AS_OF, reasons=True),
    }
    times = {name: timed(step, chosen.rounds) for name, step in steps.items()}
    times["fit and calibrate, both horizons"] = timed(lambda: train(events, AS_OF), 1)
    own = times["predict without reasons, features included"] - times["market context and features"]
    rows = [[name, f"{seconds:.2f} s"] for name, seconds in times.items()]
    rows.append(
        ["prediction without features ÷ raw Booster.predict", f"{own / times['raw Booster.predict, all seeds']:.2f}"]
    )
    command = f"python benchmarks/progression.py --companies {chosen.companies}"
    publish(
        f"Progression, {chosen.companies:,} companies ({len(matrix):,} funded by then)",
        command,
        table(["step", "median"], rows),
    )


def timed(step: Callable[[], object], rounds: int) -> float:
    """Median seconds over `rounds` runs after a warm-up."""
    if rounds > 1:
        step()
    times = []
    for _ in range(rounds):
        began = perf_counter()
        step()
        times.append(perf_counter() - began)
    return float(np.round(median(times), 4))


if __name__ == "__main__":
    main()
