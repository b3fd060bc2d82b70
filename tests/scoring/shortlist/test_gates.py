"""Gates: met, failed or unknown; what is known as a band is only decided where both its ends agree."""

import numpy as np
import pytest
from cohorts import cohort_of, forty, gate, known, rules, states
from making import AS_OF, bare

from scoring.shortlist.facts import Facts
from scoring.shortlist.gates import apply_gates, gate_states

MET, UNKNOWN, FAILED = [1], [0], [-1]


@pytest.mark.parametrize(
    ("head_count", "text", "expected"),
    [
        (60, "head_count >= 60", MET),
        (60, "head_count > 60", FAILED),
        (60, "head_count <= 60", MET),
        (60, "head_count < 60", FAILED),
        (60, "head_count = 60", MET),
        (60, "head_count != 60", FAILED),
        (60, "head_count in [50, 60]", MET),
        (60, "head_count not in [50, 60]", FAILED),
        ({"low": 51, "high": 100}, "head_count >= 51", MET),
        ({"low": 51, "high": 100}, "head_count >= 60", UNKNOWN),
        ({"low": 51, "high": 100}, "head_count > 100", FAILED),
        ({"low": 51, "high": 100}, "head_count < 101", MET),
        ({"low": 51, "high": 100}, "head_count = 60", UNKNOWN),
        ({"low": 500}, "head_count >= 500", MET),
        ({"low": 500}, "head_count <= 1000", UNKNOWN),
        ({"high": 14}, "head_count <= 20", MET),
        (None, "head_count >= 1", UNKNOWN),
        (None, "head_count is unknown", MET),
        (None, "head_count is known", FAILED),
        ({"low": 500}, "head_count is known", MET),
    ],
)
def test_numbers_and_bands(head_count, text, expected):
    assert states(text, known(head_count=head_count)) == expected


@pytest.mark.parametrize(
    ("founded", "text", "expected"),
    [
        ("2018", "founded >= 2018", MET),
        ("2018", "founded >= 2018-01-01", MET),
        ("2018", "founded >= 2018-06", UNKNOWN),
        ("2018", "founded > 2018", FAILED),
        ("2018", "founded <= 2018", MET),
        ("2018", "founded = 2018", MET),
        ("2018-03", "founded = 2018", MET),
        ("2018-03", "founded < 2018-03", FAILED),
        ("2018-03-15", "founded >= 2018-03-15", MET),
        ("2018-03-15", "founded >= 2018-03-16", FAILED),
        (None, "founded >= 2018", UNKNOWN),
        ("2018-01", "age_months <= 36", MET),
        ("2017", "age_months <= 36", FAILED),
        ("2018", "age_months <= 30", UNKNOWN),
    ],
)
def test_dates_and_ages(founded, text, expected):
    assert states(text, known(founded=founded)) == expected


@pytest.mark.parametrize(
    ("city", "text", "expected"),
    [
        ("shenzhen", "city in [广东]", MET),
        ("shenzhen", "city in [Guangdong, Beijing]", MET),
        ("shenzhen", "city in [China]", MET),
        ("shenzhen", "city in [珠三角]", MET),
        ("shenzhen", "city in [华南]", MET),
        ("shenzhen", "city in [长三角]", FAILED),
        ("shenzhen", "city not in [广东]", FAILED),
        ("shenzhen", "city != hangzhou", MET),
        ("guangdong", "city in [shenzhen]", UNKNOWN),
        ("guangdong", "city not in [shenzhen]", UNKNOWN),
        ("guangdong", "city in [hangzhou]", FAILED),
        ("china", "city in [华东]", UNKNOWN),
        (None, "city in [shenzhen]", UNKNOWN),
        (None, "city is known", FAILED),
    ],
)
def test_a_place_holds_what_lies_within_it(city, text, expected):
    assert states(text, known(city=city)) == expected


@pytest.mark.parametrize(
    ("sectors", "text", "expected"),
    [
        (["medical", "finance"], "sectors in [finance, education]", MET),
        (["medical", "finance"], "sectors not in [finance]", FAILED),
        (["medical", "finance"], "sector in [finance]", FAILED),
        (["medical"], "sectors in [education]", FAILED),
        (["medical", "finance"], "sectors >= 2", MET),
        ([], "sectors in [education]", UNKNOWN),
    ],
)
def test_a_list_is_met_by_one_of_its_entries(sectors, text, expected):
    assert states(text, known(sectors=sectors)) == expected


@pytest.mark.parametrize(
    ("answers", "text", "expected"),
    [
        ({"owned_functions": ["research", "sales"]}, "owned_functions in [sales]", MET),
        ({"owned_functions": ["research", "sales"]}, "owned_functions >= 3", FAILED),
        ({"owned_functions": []}, "owned_functions in [sales]", FAILED),
        ({}, "owned_functions in [sales]", UNKNOWN),
        ({"revenue_focus": 40}, "revenue_focus >= 40%", MET),
        ({"rights_ownership": True}, "rights_ownership = yes", MET),
        ({"rights_ownership": False}, "rights_ownership = 是", FAILED),
        ({"invention_patents": {"value": 3, "evidence": "public_register"}}, "invention_patents >= 3", MET),
        ({"technology_readiness": "pilots"}, "technology_readiness in [pilots, early_commercial]", MET),
        ({}, "technology_readiness in [pilots]", UNKNOWN),
    ],
)
def test_answers(answers, text, expected):
    assert states(text, known(answers=answers)) == expected


@pytest.mark.parametrize(
    ("rounds", "text", "expected"),
    [
        ([], "stage = unfunded", MET),
        (None, "stage = unfunded", UNKNOWN),
        ([{"round": "a_plus", "date": "2019-05"}], "stage in [A轮]", MET),
        ([{"round": "b"}], "stage <= pre_a", FAILED),
        ([{"round": "seed"}], "stage <= pre_a", MET),
        ([{"round": "a", "amount": 3e7}], "last_round_cny_m >= 30", MET),
        ([{"round": "a", "amount": {"low": 2e7, "high": 1e8}}], "last_round_cny_m >= 50", UNKNOWN),
        ([{"round": "a", "amount": {"low": 2e7, "high": 1e8}}], "last_round_cny_m >= 20", MET),
        ([{"round": "a", "amount": {"low": 2e7, "high": 1e8}}], "total_raised_cny_m > 100", FAILED),
        ([{"round": "a", "amount": {"low": 1e8}}], "total_raised_cny_m >= 100", MET),
        ([{"round": "a", "amount": {"low": 1e8}}], "total_raised_cny_m < 500", UNKNOWN),
        ([{"round": "a", "date": "2020"}], "months_since_last_round <= 12", MET),
        ([{"round": "a", "date": "2019"}], "months_since_last_round <= 18", UNKNOWN),
        ([{"round": "a", "date": "2019"}], "months_since_last_round > 11", MET),
        ([{"round": "a"}], "months_since_last_round <= 18", UNKNOWN),
        ([{"round": "a"}], "rounds_count = 1", MET),
    ],
)
def test_funding_history(rounds, text, expected):
    assert states(text, known(rounds=rounds)) == expected


def test_evidence_grades_have_an_order():
    assert states("evidence >= internal_record", known(evidence="public_register")) == MET
    assert states("evidence >= internal_record", known(evidence="own_statement")) == FAILED
    assert states("evidence >= internal_record", known()) == UNKNOWN


def test_results_count_as_they_are_shown():
    """A score that is shown as 61.27 meets a gate at 61.27, whatever decimals lie behind."""
    cohort = forty()
    total = cohort.scored.total
    for name, values, decimals in (
        ("composite", total.score, 2), ("low", total.low, 2), ("high", total.high, 2), ("weakest", total.weakest, 2),
        ("evidenced_score", total.evidenced_score, 2), ("geometric", total.geometric, 2),
        ("coverage", total.coverage, 4),
        ("market", cohort.scored.found.factors.score[cohort.scored.found.program.factors.index("market")], 2),
    ):  # fmt: skip
        for at in range(0, 40, 7):
            shown = f"{values[at]:.{decimals}f}"
            assert states(f"{name} >= {shown}", cohort)[at] == 1, name
            assert states(f"{name} > {shown}", cohort)[at] == -1, name


def test_likelihood_and_standing_are_unknown_without_a_prediction():
    cohort = cohort_of(bare(), bare(rounds=[{"round": "a", "date": "2020-06", "amount": 3e7}], city="shenzhen"))
    assert np.isnan(cohort.scored.outlook.probability[1, 0]) and not np.isnan(cohort.scored.outlook.probability[1, 1])
    for name in ("probability_12m", "probability_24m"):
        assert states(f"{name} >= 0%", cohort) == [0, 1]
        assert states(f"{name} > 99.9%", cohort) == [0, -1]
    assert states("standing >= 0", cohort) == [0, 1]
    p12, p24 = (f"{cohort.scored.outlook.probability[row, 1]:.4f}" for row in (0, 1))
    assert states(f"probability_12m = {p12}", cohort)[1] == states(f"probability_24m = {p24}", cohort)[1] == 1


def test_a_company_without_answers_has_no_composite_to_compare():
    assert states("composite >= 0", known()) == UNKNOWN
    assert states("coverage >= 0.1", known()) == FAILED


@pytest.mark.parametrize(
    ("head_count", "city", "expected"),
    [(60, None, 1), (None, "beijing", 1), (10, None, 0), (None, None, 0), (10, "wuhan", -1)],
)
def test_one_of_several_will_do(head_count, city, expected):
    either = gate("head_count >= 50", "city in [beijing]")
    assert gate_states(either, Facts(known(head_count=head_count, city=city))).tolist() == [expected]


def test_unknown_passes_only_where_the_rule_says_so():
    cohort = cohort_of(bare(name="a", head_count=60), bare(name="b"), bare(name="c", head_count=5))
    strict, lenient = (
        apply_gates(rules(gate("head_count >= 50", lenient=each)), Facts(cohort)) for each in (False, True)
    )
    assert strict.states.tolist() == lenient.states.tolist() == [[1, 0, -1]]
    assert strict.passed.tolist() == [True, False, False]
    assert lenient.passed.tolist() == [True, True, False]


def test_without_gates_all_pass():
    assert apply_gates(rules(), Facts(forty())).passed.all()


def test_nothing_after_the_as_of_date_is_read():
    later = {"round": "b", "date": "2021-02"}
    cohort = known(rounds=[{"round": "seed", "date": "2019", "amount": {"low": 1e6, "high": 2e6}}, later])
    assert str(cohort.profiles[0].as_of) == AS_OF
    assert states("stage = seed", cohort) == MET
    assert states("last_round_cny_m <= 2", cohort) == MET
    assert states("months_since_last_round >= 13", cohort) == UNKNOWN
