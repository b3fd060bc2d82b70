"""What the progression model says of profiles, when it is silent, and what of it enters the composite."""

from datetime import date

import numpy as np
import pytest

from scoring import assess
from scoring.composite import Voice, composite
from scoring.outlook import SPEAKS_FOR_MONTHS, outlook_of, shipped_model
from scoring.profile import profile_model
from scoring.progression.months import add_months
from scoring.rulesets.book import shipped_book
from scoring.rulesets.evaluate import FactorTable

END = shipped_model().markets["cn"].as_of
ROUNDS = [
    {"round": "angel", "date": "2014-02", "amount": 3_000_000, "investors": ["青禾创业投资（虚构）"]},
    {"round": "a", "date": "2015-03", "amount": 20_000_000, "investors": ["青禾创业投资（虚构）"]},
]


def fields(**changed: object) -> dict[str, object]:
    known = {"name": "Example (fictional)", "city": "beijing", "sectors": ["medical"], "rounds": ROUNDS, "as_of": END}
    return known | {"answers": {"cash_runway": 12}} | changed


def profile(**changed: object):
    return profile_model(shipped_book()).model_validate(fields(**changed))


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
    together = outlook_of([*profiles, profile(rounds=[])])
    assert together.probability[0, 0] == together.probability[0, 2] != together.probability[0, 1]
    assert np.isnan(together.probability[0, 3]) and together.why[3] is not None
    for place, one in enumerate(profiles):
        assert outlook_of([one]).probability[:, 0] == pytest.approx(together.probability[:, place], abs=1e-12)


def test_a_higher_standing_never_lowers_the_composite():
    table = FactorTable(*(np.full((1, 3), value) for value in (60.0, 30.0, 1.0, 60.0, 60.0)))
    standing = np.array([10.0, 90.0, np.nan])
    voice = Voice(standing, standing - 5, standing + 5, np.full(3, 0.4), 0.1)
    total = composite(table, np.ones((1, 3)), voice)
    assert total.score.tolist() == pytest.approx([55.0, 63.0, 60.0])
    assert (total.low <= total.score).all() and (total.score <= total.high).all()
    assert total.voice_weight.tolist() == [0.1, 0.1, 0.0]
