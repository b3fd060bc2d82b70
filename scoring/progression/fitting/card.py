"""Model card: the tables of `MODEL_CARD.md`, made of the measured figures and of nothing else."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from scoring.errors import refuse
from scoring.text import both

Json = Mapping[str, Any]

NEWEST: Final = (("us", "2011-10-01", 24), ("us", "2012-10-01", 12), ("cn", "2014-09-10", 12))
"""Market, as-of date and horizon of the windows that are shown in full."""

NAMES: Final[Mapping[str, str]] = {
    "model": "**Upslope**",
    "trees_alone": "its trees alone",
    "ridge_alone": "its ridge alone",
    "stage_rate": "stage rate",
    "recency": "recency alone",
    "logistic_regression": "logistic regression",
    "plain_lightgbm": "plain LightGBM",
    "hist_gradient_boosting": "HistGradientBoosting",
    "catboost": "CatBoost",
}
_MARKETS: Final = {"us": "US", "cn": "China"}
_POPULATIONS: Final = {"active": "active", "all": "all funded"}
_PARTS: Final = ("trees_alone", "ridge_alone")
_MEASURES: Final = {"auc": "AUC", "average_precision": "AP", "lift": "lift, top 5 %", "brier": "Brier", "ece": "ECE"}


def tables(metrics: Json) -> dict[str, str]:
    """Markdown tables by the name of the place in the card where they go."""
    found = {"over_time": _over_time(metrics), "calibration": _calibration(metrics), "leakage": _leakage(metrics)}
    for market, as_of, horizon in NEWEST:
        window, name = _window(metrics, market, as_of, horizon), f"{market}_{horizon}"
        for population in window["populations"]:
            found[f"metrics_{name}_{population}"] = _metrics(window["populations"][population])
        for group, parts in window["breakdown"].items():
            found[f"{group}_{name}"] = _breakdown(parts)
    return found


def fill(card: str, parts: Mapping[str, str]) -> str:
    """Put each table between its `begin` and `end` comments. Raises InputError where a table has no such place."""
    for name, table in parts.items():
        begin, end = f"<!-- begin {name} -->\n", f"<!-- end {name} -->"
        before, found, rest = card.partition(begin)
        _, ended, after = rest.partition(end)
        if not (found and ended):
            raise refuse(
                "MODEL_CARD.md",
                f"there is no place for the table {name}",
                f"没有放置表格 {name} 的位置",
                expected=both(f"<!-- begin {name} --> and <!-- end {name} -->, each on its own line"),
            )
        card = f"{before}{begin}\n{table}\n\n{end}{after}"
    return card


def _window(metrics: Json, market: str, as_of: str, horizon: int) -> Json:
    asked = (market, as_of, horizon)
    found: list[Json] = [each for each in metrics["windows"] if _key(each) == asked]
    if not found:
        raise refuse("metrics.json", f"holds no window {asked}", f"缺少窗口 {asked}")
    return found[0]


def _key(window: Json) -> tuple[str, str, int]:
    return window["market"], window["as_of"], window["horizon"]


def _metrics(population: Json) -> str:
    """Every scorer on one population, each figure with its interval, and the model's lead."""
    rate = population["measures"]["model"]["base_rate"]
    rows = [
        [NAMES[name], *(_figure(figures.get(measure)) for measure in _MEASURES), *_leads(population, name)]
        for name, figures in population["measures"].items()
    ]
    head = ["", *_MEASURES.values(), "AUC lead of Upslope", "AP lead of Upslope"]
    return f"{population['companies']:,} companies, base rate {_figure(rate)}\n\n{_table(head, rows)}"


def _leads(population: Json, name: str) -> list[str]:
    leads = population["leads"].get(name, {})
    return [_figure(leads.get(measure), signed=True) for measure in ("auc", "average_precision")]


def _over_time(metrics: Json) -> str:
    """Every window: the model and the best baseline beside it."""
    head = ["market", "as of", "months", "population", "companies", "base rate", "AUC", "AP", "lift", "ECE"]
    head += ["best baseline, AUC", "best baseline, AP"]
    rows = []
    for window in metrics["windows"]:
        for name, part in window["populations"].items():
            ours = part["measures"]["model"]
            figures = [f"{ours[key]['value']:.3f}" for key in ("auc", "average_precision", "lift", "ece")]
            best = [_best(part["measures"], key) for key in ("auc", "average_precision")]
            about = [_POPULATIONS[name], f"{part['companies']:,}", f"{ours['base_rate']['value']:.3f}"]
            rows.append([*_title(window), *about, *figures, *best])
    return _table(head, rows)


def _best(measures: Json, key: str) -> str:
    rivals = {name: figures[key]["value"] for name, figures in measures.items() if name not in ("model", *_PARTS)}
    best = max(rivals, key=lambda name: rivals[name])
    return f"{rivals[best]:.3f} ({NAMES[best]})"


def _calibration(metrics: Json) -> str:
    """Ten equal-count bins of the active companies of every window: predicted → observed, in per cent."""
    head = ["market", "as of", "months", "mean", *(f"bin {number}" for number in range(1, 11)), "inside"]
    rows = []
    for window in metrics["windows"]:
        bins = window["populations"]["active"]["reliability"]
        total = sum(each["companies"] for each in bins)
        means = [sum(each[key] * each["companies"] for each in bins) / total for key in ("predicted", "observed")]
        inside = sum(each["low"] <= each["observed"] <= each["high"] for each in bins)
        pairs = [_pair(each["predicted"], each["observed"]) for each in bins]
        rows.append([*_title(window), _pair(*means), *pairs, f"{inside} of {len(bins)}"])
    return _table(head, rows)


def _breakdown(parts: Sequence[Json]) -> str:
    rows = [
        [part["name"], f"{part['companies']:,}", _pair(part["predicted"], part["observed"]), _figure(part["auc"])]
        for part in parts
    ]
    return _table(["", "companies", "predicted → raised, %", "AUC"], rows)


def _leakage(metrics: Json) -> str:
    words = {False: ("by time", "none"), True: ("**random**", "**status, rounds, total, last funding**")}
    rows = [
        [words[each["random_split"]][0], words[each["snapshot_columns"]][1], f"{each['companies']:,}",
         _figure(each["auc"]), _figure(each["average_precision"])]
        for each in metrics["leakage"]["settings"]
    ]  # fmt: skip
    return _table(["split", "columns as of 2013", "companies tested", "AUC", "AP"], rows)


def _title(window: Json) -> list[str]:
    return [_MARKETS[window["market"]], window["as_of"], str(window["horizon"])]


def _pair(predicted: float, observed: float) -> str:
    return f"{100 * predicted:.0f} → {100 * observed:.0f}"


def _figure(measure: Json | None, signed: bool = False) -> str:
    """A figure with its interval; a dash for none."""
    if measure is None or measure["value"] is None:
        return "–"
    form = "+.3f" if signed else ".3f"
    return f"{measure['value']:{form}} ({measure['low']:{form}} to {measure['high']:{form}})"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
