"""The progression model beside raw `Booster.predict`: one company, and a million, with and without reasons.

The companies are made up, of the Chinese market. The feature pass makes the market's figures and the features from
funding events; raw predict gets these features ready. Ours does both, and adds the ridge, the calibration, intervals
and both horizons, from the events on.
"""

import argparse
import sys
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

import numpy as np
from report import publish, table
from synthetic_rounds import AS_OF
from synthetic_table import company_table
from timing import Run, Times, in_turn, shown

from scoring.outlook import outlook_of, shipped_model
from scoring.progression.features.context import context_of
from scoring.progression.features.table import features
from scoring.progression.fitting.train import train
from scoring.progression.histories.events import Events, Floats
from scoring.progression.histories.from_table import events_of
from scoring.progression.histories.months import day_of
from scoring.progression.predict import predict
from scoring.table import CompanyTable

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "scoring" / "progression"))
from made_up_market import made_up

FEATURES, RAW = "feature pass (market figures and features from events)", "raw `Booster.predict`, all seeds"
PLAIN, REASONS = "predict from events, no reasons", "predict from events, with reasons"
WHOLE = "outlook of a table of companies, with reasons"
WARM, SINGLES = 10_000, 50
ENOUGH = 1_000_000
"""Companies that the bars are about."""
FIT_AS_OF = date(2013, 6, 1)


def main() -> None:
    """Time a large table, one company, and the fit."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--companies", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--fit", type=int, default=20_000, help="companies of the market that is fitted; 0 for no fit")
    chosen = parser.parse_args()
    in_turn(steps(company_table(WARM), own_market=True), 1, warm=False)
    many = in_turn(steps(company_table(chosen.companies), own_market=True), chosen.rounds, warm=False)
    single = in_turn(singles(), chosen.rounds)
    heads = ["step", f"{chosen.companies:,} companies", "one company"]
    rows = [[name, shown(median(many[name])), shown(median(single[name]) / SINGLES)] for name in many]
    rows += [[f"{name} ÷ raw, less the feature pass", f"{over(many, name):.2f}", ""] for name in (PLAIN, REASONS)]
    rows += [[f"{name} ÷ raw, features included", *(f"{whole(each, name):.2f}" for each in (many, single))]
             for name in (PLAIN, REASONS)]  # fmt: skip
    bars = {"model": over(many, PLAIN), "model-reasons": over(many, REASONS)}
    publish(
        "Progression",
        f"python benchmarks/progression.py --companies {chosen.companies} --rounds {chosen.rounds} --fit {chosen.fit}",
        table(heads, rows) + (fitted(chosen.fit) if chosen.fit else ""),
        measured=bars if chosen.companies >= ENOUGH else {},
        beside=("lightgbm",),
    )


def fitted(companies: int) -> str:
    """A note on the time to fit a market of that many companies."""
    market, began = made_up("us", companies), perf_counter()
    train(market, FIT_AS_OF)
    took = shown(perf_counter() - began)
    return f"\n\n- Fit and calibration of both horizons on {companies:,} companies: {took}."


def over(times: Times, name: str) -> float:
    """Time of a step without that of the feature pass, over raw predict: median of the rounds."""
    rounds = zip(times[name], times[FEATURES], times[RAW], strict=True)
    return median((step - made) / raw for step, made, raw in rounds)


def whole(times: Times, name: str) -> float:
    """Time of a step over raw predict and the feature pass together."""
    rounds = zip(times[name], times[FEATURES], times[RAW], strict=True)
    return median(step / (made + raw) for step, made, raw in rounds)


def steps(companies: CompanyTable, own_market: bool) -> dict[str, Run]:
    """The contenders on a table; without `own_market` each company is seen against the market of the model."""
    model, events = shipped_model(), events_of(companies).markets["cn"]
    fitted = model.markets["cn"]

    def feature_pass() -> Floats:
        context = context_of(events, day_of(AS_OF)) if own_market else fitted.context
        return features(events, day_of(AS_OF), context).matrix

    return {
        FEATURES: feature_pass,
        RAW: partial(_raw, feature_pass()),
        PLAIN: partial(_predicted, events, own_market, False),
        REASONS: partial(_predicted, events, own_market, True),
        WHOLE: partial(outlook_of, companies, own_market=own_market),
    }


def singles() -> dict[str, Run]:
    """The contenders on tables of one company each, one after the other."""
    companies = company_table(2 * SINGLES)
    funded = events_of(companies).company["cn"][:SINGLES]
    each = [steps(companies.take(funded[at : at + 1]), own_market=False) for at in range(len(funded))]
    return {name: partial(_all, [one[name] for one in each]) for name in each[0]}


def _raw(matrix: Floats) -> list[Floats]:
    threads = 1 if len(matrix) == 1 else 0  # for one row, waking others costs more than they do
    boosters = shipped_model().markets["cn"].forest.boosters
    return [np.asarray(booster.predict(matrix, num_threads=threads)) for booster in boosters]


def _predicted(events: Events, own_market: bool, reasons: bool) -> object:
    return predict(shipped_model(), events, AS_OF, reasons=reasons, own_market=own_market)


def _all(runs: list[Run]) -> list[object]:
    return [run() for run in runs]


if __name__ == "__main__":
    main()
