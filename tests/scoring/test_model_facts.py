"""Facts of the shipped model: those of its files, and in ranges that make sense."""

import json
from datetime import date

from scoring.model_facts import model_facts
from scoring.outlook import shipped_model
from scoring.resources import resource


def test_markets_and_version_are_those_of_the_model() -> None:
    facts, model = model_facts(), shipped_model()
    assert facts.version == model.version
    assert {each.market: each.data_until for each in facts.markets} == {
        market: fitted.as_of for market, fitted in model.markets.items()
    }
    assert all(each.companies > 1000 and each.rounds > each.companies for each in facts.markets)


def test_every_measured_window_is_there_and_later_than_the_fit() -> None:
    measured = json.loads(resource("models", "progression", "metrics.json").read_bytes())["windows"]
    facts = model_facts()
    assert [(each.market, each.as_of, each.months) for each in facts.windows] == [
        (each["market"], date.fromisoformat(each["as_of"]), each["horizon"]) for each in measured
    ]
    assert all(each.fitted_as_of <= each.as_of for each in facts.windows)


def test_a_figure_lies_within_its_interval() -> None:
    figures = [
        figure
        for window in model_facts().windows
        for population in window.populations
        for scorer in population.scorers
        for figure in scorer.figures.values()
    ]
    known = [figure for figure in figures if figure.value is not None]
    assert len(known) > 100
    assert all(figure.low <= figure.value <= figure.high for figure in known)
