"""Evaluation: a model that knew later events is fitted anew, and all scorers stand on the same rows."""

import json
from datetime import date

import numpy as np
import pytest
from made_up_market import AS_OF, SMALL, made_up, rows_of, with_rows

from scoring.errors import InputError
from scoring.progression.fitted.model import Model
from scoring.progression.fitting import backtest, baselines, train
from scoring.progression.fitting import evaluate as evaluation
from scoring.progression.fitting.backtest import score
from scoring.progression.fitting.breakdown import LEAST, breakdown
from scoring.progression.fitting.evaluate import evaluate
from scoring.progression.fitting.landmarks import Landmarks
from scoring.progression.fitting.measures import measure
from scoring.progression.histories.months import day_of

EARLIER = date(2012, 9, 1)


@pytest.fixture(scope="module")
def us():
    return made_up("us")


@pytest.fixture(scope="module")
def early(us):
    return Model({"us": train.train(us, EARLIER, settings=SMALL)}, {}, "")


@pytest.fixture(scope="module")
def late(us):
    return Model({"us": train.train(us, AS_OF, settings=SMALL)}, {}, "")


@pytest.fixture
def small(monkeypatch):
    """Quick fits, and two baselines."""
    for module in (train, evaluation):
        monkeypatch.setattr(module, "SETTINGS", {"us": SMALL, "cn": SMALL})
    quick = {name: baselines.BASELINES[name] for name in ("stage_rate", "logistic_regression")}
    monkeypatch.setattr(evaluation, "BASELINES", quick)


def test_a_model_that_knew_no_later_events_is_measured_as_it_is(us, early, small):
    found = evaluate(early, us, EARLIER, 12, resamples=20)
    scored = score(early, us, EARLIER, 12)
    assert not found.refitted and found.vintage == EARLIER
    assert found.populations["all"].measures["model"] == measure(scored.outcome, scored.probability, resamples=20)


def test_a_younger_model_is_never_measured_on_outcomes_it_has_seen(us, late, early, small):
    found = evaluate(late, us, EARLIER, 12, resamples=20)
    assert found.refitted and found.vintage == EARLIER
    assert found.populations == evaluate(early, us, EARLIER, 12, resamples=20).populations
    with pytest.raises(ValueError, match="cannot be measured on 2012-09-01"):
        score(late, us, EARLIER, 12)


def test_a_backtest_predicts_the_same_whatever_came_later(us, early):
    known = with_rows(us, [row for row in rows_of(us) if row[1] <= day_of(EARLIER)])
    again = Model({"us": train.train(known, EARLIER, settings=SMALL)}, {}, "")
    assert (score(again, us, EARLIER, 12).probability == score(early, us, EARLIER, 12).probability).all()


def test_outcomes_are_rounds_more_than_thirty_days_later_within_the_horizon(us, early):
    scored = score(early, us, EARLIER, 12)
    begin, end = day_of(EARLIER) + 30, day_of(date(2013, 9, 1))
    raised = {row[0] for row in rows_of(us) if begin < row[1] <= end and row[2] != "ipo"}
    assert [company in raised for company in scored.company] == list(scored.outcome == 1)
    last = {}
    for row in rows_of(us):
        if row[1] <= day_of(EARLIER) and row[2] != "ipo":
            last[row[0]] = row[1]
    since = np.array([day_of(EARLIER) - last[company] for company in scored.company]) / 30.4375
    assert list(since <= 36) == list(scored.active) and 0 < scored.active.sum() < len(scored.active)


def test_all_scorers_stand_on_the_same_rows(us, early, small):
    found = evaluate(early, us, EARLIER, 12, resamples=20)
    for part in found.populations.values():
        assert list(part.measures) == ["model", "trees_alone", "ridge_alone", "stage_rate", "logistic_regression"]
        rates = {figures["base_rate"].value for figures in part.measures.values()}
        assert len(rates) == 1
        assert sum(each.companies for each in part.reliability) == part.companies
        for name, leads in part.leads.items():
            ours, theirs = part.measures["model"]["auc"].value, part.measures[name]["auc"].value
            assert leads["auc"].value == pytest.approx(ours - theirs)
    assert found.populations["active"].companies < found.populations["all"].companies
    assert found.fitting_rows > 300


def test_parts_are_scored_with_the_rows_in_the_order_of_the_companies(us, early, small):
    """A ridge scored on another company's row would order the outcomes differently."""
    scored = score(early, us, EARLIER, 12)
    now = Landmarks(us, 40).at(EARLIER)
    by_company = dict(zip(now.company, early.markets["us"].horizons[12].ridge.score(now.matrix), strict=True))
    ridge = np.array([by_company[company] for company in scored.company])
    found = evaluate(early, us, EARLIER, 12, resamples=5).populations["all"].measures["ridge_alone"]
    assert found["auc"].value == pytest.approx(measure(scored.outcome, ridge, resamples=0)["auc"].value)
    assert "ece" not in found


def test_without_baselines_the_model_stands_alone(us, early):
    found = evaluate(early, us, EARLIER, 12, baselines=False, resamples=20)
    assert list(found.populations["all"].measures) == ["model"] and found.fitting_rows == 0


def test_a_baseline_that_is_not_installed_is_named(us, early, small, monkeypatch):
    def absent(fit, scored):
        raise baselines.NotInstalled(baselines.NO_CATBOOST)

    monkeypatch.setitem(evaluation.BASELINES, "catboost", absent)
    found = evaluate(early, us, EARLIER, 12, resamples=5)
    assert "pip install" in found.missing["catboost"].en
    assert "catboost" not in found.populations["all"].measures


def test_too_short_a_history_for_baselines_is_said(us, early, small, monkeypatch):
    monkeypatch.setattr(evaluation, "SETTINGS", {"us": train.SETTINGS["us"].__class__(least_rounds=10_000)})
    found = evaluate(early, us, EARLIER, 12, resamples=5)
    assert set(found.missing) == set(evaluation.BASELINES) and list(found.populations["all"].measures) == ["model"]


def test_outcomes_that_are_not_complete_are_refused_with_the_last_date_that_works(us, late):
    with pytest.raises(InputError, match="within 24 months of 2013-06-01 is not known yet") as found:
        evaluate(late, us, AS_OF, 24)
    latest = date.fromisoformat(str(found.value).split("--as-of ")[1][:10])
    backtest._check_complete(us, latest, 24)
    assert "不晚于" in found.value.in_("zh")


def test_a_market_that_the_model_never_saw_is_refused(early):
    with pytest.raises(InputError, match="knows no company of this market: China"):
        evaluate(early, made_up("cn"), EARLIER, 12)


def test_companies_that_all_ended_alike_cannot_be_compared(us, early):
    quiet = [row for row in rows_of(us) if row[1] <= day_of(EARLIER)] + [(0, 15_990, "ipo", np.nan, [])]
    with pytest.raises(InputError, match="all ended alike"):
        evaluate(early, with_rows(us, quiet), EARLIER, 12)


def test_figures_go_into_json_without_nan(us, early, small):
    text = json.dumps(evaluate(early, us, EARLIER, 12, resamples=20).as_dict(), allow_nan=False)
    read = json.loads(text)
    assert read["as_of"] == "2012-09-01" and read["populations"]["all"]["measures"]["model"]["auc"]["low"] > 0


def test_progress_tells_the_fit_and_every_baseline(us, late, small):
    told = []
    evaluate(late, us, EARLIER, 12, resamples=5, progress=lambda text, done, total: told.append((text.en, done, total)))
    assert any("as of 2012-09-01" in text for text, _, _ in told)
    assert [text for text, _, _ in told[-2:]] == ["baseline stage_rate", "baseline logistic_regression"]
    assert all(0 <= done <= total for _, done, total in told)


def test_breakdown_shows_large_groups_of_active_companies_only():
    events = made_up("us", companies=1200)
    model = Model({"us": train.train(events, EARLIER, settings=SMALL)}, {}, "")
    scored = score(model, events, EARLIER, 12)
    parts = breakdown(scored, events.companies.sector)
    active = scored.company[scored.active]
    sector = events.companies.sector.texts()
    expected = {name: (sector[active] == name).sum() for name in set(sector)}
    assert {part.name: part.companies for part in parts} == {k: v for k, v in expected.items() if v >= LEAST}
    assert parts and breakdown(scored, events.companies.city) == []
    first = parts[0]
    rows = scored.active & (sector[scored.company] == first.name)
    assert first.observed == pytest.approx(scored.outcome[rows].mean())
    assert first.companies == max(part.companies for part in parts)
