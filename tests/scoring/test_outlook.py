"""What the progression model says of profiles, when it is silent, and what of it enters the composite."""

from datetime import date
from itertools import chain, product

import numpy as np
import pytest

from scoring import assess
from scoring.composite import Voice, composite
from scoring.outlook import SPEAKS_FOR_MONTHS, outlook_of, sentences, shipped_model
from scoring.profile import profile_model
from scoring.progression.histories.months import add_months
from scoring.rulesets.book import shipped_book
from scoring.rulesets.evaluate import FactorTable
from scoring.table.from_profiles import table_of

END = shipped_model().markets["cn"].as_of
ROUNDS = [
    {"round": "angel", "date": "2014-02", "amount": 3_000_000, "investors": ["青禾创业投资（虚构）"]},
    {"round": "a", "date": "2015-03", "amount": 20_000_000, "investors": ["青禾创业投资（虚构）"]},
]


HISTORIES = [ROUNDS, ROUNDS[:1], [], [{"round": "b"}], [*ROUNDS, {"round": "b", "date": "2015-09"}]]


def fields(**changed: object) -> dict[str, object]:
    known = {"name": "Example (fictional)", "city": "beijing", "sectors": ["medical"], "rounds": ROUNDS, "as_of": END}
    return known | {"answers": {"cash_runway": 12}} | changed


def profile(**changed: object):
    return profile_model(shipped_book()).model_validate(fields(**changed))


def table(*profiles):
    return table_of(profiles, shipped_book())


def test_a_funded_company_gets_ordered_probabilities_with_reasons():
    said = assess(fields()).progression
    assert [each.months for each in said.horizons] == [12, 24]
    for each in said.horizons:
        assert 0 < each.low <= each.probability <= each.high < 1
    assert said.horizons[0].probability <= said.horizons[1].probability
    assert said.reasons and said.note is None
    assert 0 <= said.standing <= 100


def test_the_standing_enters_with_its_stated_weight_and_the_ledger_still_adds_up():
    result = assess(fields())
    assert result.progression.weight == shipped_book().weights.progression
    parts = [factor.points for factor in result.factors] + [result.progression.points]
    assert round(sum(parts), 2) == result.composite.score
    assert sum(factor.weight for factor in result.factors) + result.progression.weight == pytest.approx(100, abs=0.05)


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"rounds": []}, "funded"),
        ({"rounds": None}, "history"),
        ({"rounds": [{"round": "a"}]}, "date"),
        ({"rounds": [*ROUNDS, {"round": "ipo", "date": "2015-06"}]}, "listed"),
        ({"latest_round_only": True}, "latest round"),
        ({"city": "singapore"}, "outside"),
        ({"city": None}, "place"),
    ],
)
def test_it_abstains_in_words_and_without_weight(changed, says):
    said = assess(fields(**changed)).progression
    assert (said.horizons, said.weight, said.points, said.standing) == ([], 0, None, None)
    assert says in said.note
    assert assess(fields(**changed), lang="zh").progression.note != said.note


@pytest.mark.parametrize(("months", "speaks"), [(0, True), (SPEAKS_FOR_MONTHS, True), (SPEAKS_FOR_MONTHS + 1, False)])
def test_out_of_its_time_it_informs_but_does_not_count(months, speaks):
    said = assess(fields(as_of=add_months(END, months))).progression
    assert said.horizons
    assert (said.weight > 0) == speaks
    assert (said.note is None) == speaks


def test_before_its_time_it_abstains_since_its_market_figures_are_of_a_later_date():
    said = assess(fields(as_of=date(2015, 6, 1))).progression
    assert (said.horizons, said.weight) == ([], 0)
    assert "later date" in said.note


def test_the_model_has_one_identity():
    assert assess(fields()).versions.model == shipped_model().version


def test_each_profile_is_seen_as_of_its_own_date_and_alone_as_in_a_table():
    dates = [END, add_months(END, 6), END]
    profiles = [profile(as_of=day, name=f"{number} (fictional)") for number, day in enumerate(dates)]
    together = outlook_of(table(*profiles, profile(rounds=[])))
    assert together.probability[0, 0] == together.probability[0, 2] != together.probability[0, 1]
    assert np.isnan(together.probability[0, 3]) and together.why[3] is not None
    for place, one in enumerate(profiles):
        assert outlook_of(table(one)).probability[:, 0].tolist() == together.probability[:, place].tolist()


def test_in_the_models_own_market_a_company_gets_the_same_outlook_in_whatever_table_it_stands():
    cases = enumerate(product(["beijing", "united_states", "singapore"], HISTORIES))
    profiles = [
        profile(as_of=add_months(END, number % 3), name=f"{number} (fictional)", city=city, rounds=rounds)
        for number, (city, rounds) in cases
    ]
    whole = outlook_of(table(*profiles), own_market=False)
    assert 0 < np.isnan(whole.standing).sum() < len(profiles)
    for cut in (1, 4, 7):
        parts = [
            outlook_of(table(*profiles[:cut]), own_market=False),
            outlook_of(table(*profiles[cut:]), own_market=False),
        ]
        for name in ("probability", "low", "high", "standing", "standing_low", "standing_high"):
            np.testing.assert_array_equal(
                np.concatenate([getattr(part, name) for part in parts], -1), getattr(whole, name)
            )
        for name in ("why", "silent", "vintage"):
            assert [*chain(*(getattr(part, name).texts() for part in parts))] == getattr(whole, name).texts().tolist()
        np.testing.assert_array_equal(np.concatenate([part.contributions for part in parts]), whole.contributions)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_what_all_predictions_rest_on_is_worded_like_one(lang):
    said = outlook_of(table(profile(), profile(rounds=[]), profile(city="united_states"), profile(rounds=ROUNDS[:1])))
    told = sentences(said, lang).tolist()
    assert told == [reason.in_(lang) if (reason := said.reason(at)) else None for at in range(4)]
    assert told[0] and told[1] is None


def test_a_higher_standing_never_lowers_the_composite():
    table = FactorTable(*(np.full((1, 3), value) for value in (60.0, 30.0, 1.0, 60.0, 60.0)))
    standing = np.array([10.0, 90.0, np.nan])
    voice = Voice(standing, standing - 5, standing + 5, np.full(3, 0.4), 0.1)
    total = composite(table, np.ones((1, 3)), voice)
    assert total.score.tolist() == pytest.approx([55.0, 63.0, 60.0])
    assert (total.low <= total.score).all() and (total.score <= total.high).all()
    assert total.voice_weight.tolist() == [0.1, 0.1, 0.0]
