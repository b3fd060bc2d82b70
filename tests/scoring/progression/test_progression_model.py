"""The fitted model: repeatable, calibrated, honest about what it can't say, and whole on disk."""

import json
from dataclasses import fields, replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up_market import AS_OF, END, SMALL, alone, made_up, rows_of, with_rows

from scoring.errors import InputError
from scoring.progression.fitted import artefact
from scoring.progression.fitted.model import Model
from scoring.progression.fitting.landmarks import outcomes
from scoring.progression.fitting.train import train
from scoring.progression.predict import predict
from scoring.progression.reasons import GROUPS, sentence, sentences_of, words

HALVES = [0.0, 0.02, -0.02, 0.0199999, 0.125, 0.285, -0.145, 0.575, 1.005, 0.115, 0.045]


def same(one, other):
    for name in ("probability", "low", "high"):
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name))


def saved(model, folder):
    artefact.save(model.markets, folder, {"trained_on": "made-up rounds"})
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_two_trainings_give_the_same_bytes(market, model, tmp_path):
    again = Model({market.market: train(market, AS_OF, settings=SMALL)}, {}, "")
    assert saved(model, tmp_path / "one") == saved(again, tmp_path / "two")


def test_training_reads_nothing_after_the_as_of_date(market, model, tmp_path):
    cut = with_rows(market, [row for row in rows_of(market) if row[1] <= (AS_OF - date(1970, 1, 1)).days])
    again = Model({market.market: train(cut, AS_OF, settings=SMALL)}, {}, "")
    assert saved(model, tmp_path / "one") == saved(again, tmp_path / "two")


def test_a_saved_model_predicts_the_same(market, model, tmp_path):
    artefact.save(model.markets, tmp_path, {"trained_on": "made-up rounds"})
    loaded = artefact.load(tmp_path)
    assert loaded.notes == {"trained_on": "made-up rounds"} and len(loaded.version) == 12
    same(predict(model, market, AS_OF), predict(loaded, market, AS_OF))
    fitted, again = model.markets[market.market], loaded.markets[market.market]
    assert fitted.stages == again.stages and fitted.ladders.keys() == again.ladders.keys()


def test_bounds_and_horizons_are_in_order(market, model):
    found = predict(model, market, AS_OF)
    some = ~np.isnan(found.probability[0])
    assert some.sum() > 100
    assert (found.low <= found.probability)[:, some].all() and (found.probability <= found.high)[:, some].all()
    for name in ("probability", "low", "high"):
        shorter, longer = getattr(found, name)[:, some]
        assert (longer >= shorter).all() and (shorter >= 0).all() and (longer <= 1).all()


def test_the_mean_probability_is_near_the_later_outcome(market):
    early = date(2012, 3, 1)
    fitted = train(market, early, settings=SMALL)
    found = predict(Model({market.market: fitted}, {}, ""), market, early)
    rows = np.flatnonzero(~np.isnan(found.probability[0]))
    raised = outcomes(market, early, 12, rows).mean()
    assert found.probability[0, rows].mean() == pytest.approx(raised, abs=0.1)


def test_reasons_add_up_to_the_logit(market, model):
    found = predict(model, market, AS_OF, reasons=True)
    some = ~np.isnan(found.probability[0])
    p = found.probability[:, some]
    np.testing.assert_allclose(
        found.base[:, some] + found.contributions[:, some].sum(2), np.log(p / (1 - p)), atol=1e-9
    )
    assert found.contributions.shape[2] == len(GROUPS)


def test_reasons_in_words_lead_with_the_strongest(market, model):
    found = predict(model, market, AS_OF, reasons=True)
    english, chinese = words(found, "en"), words(found, "zh")
    for company in np.flatnonzero(~np.isnan(found.probability[0]))[:20]:
        strongest = GROUPS[int(np.argmax(np.abs(found.contributions[0, company])))]
        assert english[company].startswith((strongest.lifts.en, strongest.lowers.en))
        assert chinese[company].startswith((strongest.lifts.zh, strongest.lowers.zh))


@given(
    st.lists(
        st.lists(st.floats(-3, 3) | st.sampled_from(HALVES), min_size=len(GROUPS), max_size=len(GROUPS)), max_size=20
    ),
    st.sampled_from(["en", "zh"]),
)
def test_many_sentences_are_worded_like_one(shares, lang):
    found = sentences_of(np.array(shares).reshape(-1, len(GROUPS)), lang)
    assert found.tolist() == [sentence(np.array(each), lang) for each in shares]


def test_companies_without_a_prediction_have_no_sentence():
    assert sentences_of(np.full((2, len(GROUPS)), np.nan), "en").tolist() == ["", ""]


def test_words_without_contributions_say_only_why_there_is_no_prediction(market, model):
    found = predict(model, market, AS_OF)
    assert set(words(found, "en")) == {why.en if why else "" for why in found.abstained.texts()}


def test_it_abstains_and_says_why(model, market):
    base = rows_of(market)
    rows = [row for row in base if row[0] > 5]
    rows += [(1, END + 400, "a", 1e6, []), (2, 15_000, "a", 1e6, []), (2, 15_100, "ipo", np.nan, [])]
    rows += [(3, 15_000, "no such round", 1e6, []), (4, 15_000, "a", 1e6, []), (5, 15_000, "ipo", np.nan, [])]
    gone = market.companies.exit_day.copy()
    gone[4] = 15_200
    events = replace(with_rows(market, rows), companies=replace(market.companies, exit_day=gone))
    found = predict(model, events, AS_OF, reasons=True)
    said = [why.en if why else "" for why in found.abstained.texts()[:6]]
    assert said == [
        "it has no dated round",
        "it has no round on or before 2013-06-01",
        "it has been listed or acquired",
        "its last round is of a kind that the model never saw in this market",
        "it has been listed or acquired",
        "it has been listed or acquired",
    ]
    assert np.isnan(found.probability[:, :6]).all() and np.isnan(found.contributions[:, :6]).all()
    assert words(found, "zh")[0] == "没有带日期的融资记录"


def test_an_exit_after_the_as_of_date_does_not_count(model, market):
    gone = np.full(len(market.companies.id), 16_500.0)
    events = replace(market, companies=replace(market.companies, exit_day=gone))
    same(predict(model, market, AS_OF), predict(model, events, AS_OF))


def test_a_market_never_seen_gets_no_prediction(model, market):
    other = made_up("cn" if market.market == "us" else "us", 30)
    found = predict(model, other, AS_OF)
    assert np.isnan(found.probability).all()
    assert all("the model knows no company of this market" in why.en for why in found.abstained.texts())


def test_a_small_table_is_seen_against_the_shipped_market(model, market):
    found = predict(model, market, AS_OF)
    assert not found.own_context and found.context_day == (AS_OF - date(1970, 1, 1)).days
    company = int(np.flatnonzero(~np.isnan(found.probability[0]))[0])
    one = predict(model, alone(market, company), AS_OF)
    np.testing.assert_allclose(one.probability[:, 0], found.probability[:, company], atol=1e-6)


def test_a_large_table_is_its_own_market():
    events = made_up("us", 1100)
    model = Model({"us": train(events, AS_OF, settings=SMALL)}, {}, "")
    assert predict(model, events, AS_OF).own_context


def test_without_a_market_of_its_own_a_table_of_any_size_is_seen_against_the_models():
    events = made_up("cn", 1100)
    model = Model({"cn": train(events, AS_OF, settings=SMALL)}, {}, "")
    found, own = predict(model, events, AS_OF, own_market=False), predict(model, events, AS_OF)
    assert not found.own_context and own.own_context
    assert np.nanmax(np.abs(found.probability - own.probability)) > 0
    for company in (0, 500, 1099):
        one = predict(model, alone(events, company), AS_OF, own_market=False)
        np.testing.assert_array_equal(one.probability[:, 0], found.probability[:, company])


@pytest.mark.parametrize("own_market", [True, False])
def test_a_table_said_in_parts_says_the_same(monkeypatch, own_market):
    events = made_up("cn", 1100)
    model = Model({"cn": train(events, AS_OF, settings=SMALL)}, {}, "")
    whole = predict(model, events, AS_OF, reasons=True, own_market=own_market)
    monkeypatch.setattr("scoring.progression.predict._COMPANIES", 150)
    monkeypatch.setattr("scoring.progression.predict._ROWS", 40)
    parts = predict(model, events, AS_OF, reasons=True, own_market=own_market)
    for field in fields(whole):
        one, other = getattr(whole, field.name), getattr(parts, field.name)
        if field.name == "abstained":
            one, other = one.texts(), other.texts()
        np.testing.assert_array_equal(one, other)


def test_progress_counts_up_to_the_end(market):
    steps = []
    train(market, AS_OF, settings=SMALL, progress=lambda text, done, total: steps.append((text.zh, done, total)))
    done = [step[1] for step in steps]
    assert done == sorted(done) and done[-1] == steps[-1][2] and steps[-1][0] == "训练完成"


def test_too_little_history_is_refused_with_what_is_needed(market):
    with pytest.raises(InputError, match=r"(?s)too little to learn from.*five years of dated rounds"):
        train(market, date(2007, 1, 1), settings=SMALL)


@pytest.mark.parametrize("damage", ["cut", "edited", "gone", "other"])
@pytest.mark.parametrize("name", ["model.json", "shared-0.txt", "context"])
def test_a_broken_artefact_never_loads(model, tmp_path, name, damage):
    saved(model, tmp_path)
    path = next(path for path in tmp_path.iterdir() if name in path.name)
    raw = path.read_bytes()
    if damage == "gone":
        path.unlink()
    else:
        path.write_bytes({"cut": raw[: len(raw) // 2], "edited": raw.replace(b"1", b"2", 1), "other": b"{}"}[damage])
    with pytest.raises(InputError, match=rf"(?s){path.name}.*upslope train"):
        artefact.load(tmp_path)


def test_another_feature_version_is_refused(model, tmp_path):
    saved(model, tmp_path)
    path = tmp_path / "model.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"feature_version": 99}))
    with pytest.raises(InputError, match="feature version 99"):
        artefact.load(tmp_path)


def test_no_artefact_at_all_is_said_in_both_languages(tmp_path):
    with pytest.raises(InputError) as caught:
        artefact.load(tmp_path / "nowhere")
    assert "there is no such file" in caught.value.in_("en") and "文件不存在" in caught.value.in_("zh")
