"""Properties of gates: relaxing never shuts anyone out, and neither order changes anything."""

import random

import numpy as np
from cohorts import cohort_of, forty, gate, ranks_of, rules
from hypothesis import given, settings
from hypothesis import strategies as st
from making import company

from scoring.shortlist.facts import Facts
from scoring.shortlist.gates import apply_gates, gate_states
from scoring.shortlist.report import shortlist

NUMBERS = [
    "composite",
    "coverage",
    "low",
    "head_count",
    "age_months",
    "rounds_count",
    "last_round_cny_m",
    "market",
    "revenue_focus",
]
SHARES = {"coverage"}
STAGES = ["unfunded", "seed", "angel", "pre_a", "a", "b", "c", "d_plus", "exit"]
PLACES = ["shenzhen", "guangdong", "china", "hangzhou", "长三角", "wuhan", "east china"]
WORDS = ["stage in [seed, angel]", "city in [guangdong]", "sectors in [medical]", "layer = base", "coverage >= 50%",
         "head_count >= 40", "founded >= 2015", "city not in [长三角]", "rounds_count >= 1",
         "giant_investor = no"]  # fmt: skip


def passed(*gates):
    return apply_gates(rules(*gates), Facts(forty())).passed


@given(st.sampled_from(NUMBERS), st.sampled_from([">=", ">"]), st.integers(0, 100), st.integers(0, 100))
def test_lowering_a_floor_never_shuts_anyone_out(field, op, one, other):
    low, high = sorted((one, other))
    percent = "%" if field in SHARES else ""
    strict, relaxed = (passed(f"{field} {op} {value}{percent}") for value in (high, low))
    assert not (strict & ~relaxed).any()


@given(st.sampled_from(["stage", "city"]), st.data())
def test_a_longer_list_never_shuts_anyone_out_and_its_opposite_never_lets_more_in(field, data):
    known = STAGES if field == "stage" else PLACES
    few = data.draw(st.lists(st.sampled_from(known), min_size=1, max_size=4, unique=True))
    more = few + data.draw(st.lists(st.sampled_from(known), max_size=4, unique=True))
    assert not (passed(f"{field} in [{', '.join(few)}]") & ~passed(f"{field} in [{', '.join(more)}]")).any()
    assert not (passed(f"{field} not in [{', '.join(more)}]") & ~passed(f"{field} not in [{', '.join(few)}]")).any()


@given(st.sampled_from(WORDS), st.sampled_from(WORDS))
def test_leniency_and_alternatives_only_let_more_in(one, other):
    assert not (passed(one) & ~passed(gate(one, lenient=True))).any()
    assert not (passed(one) & ~passed(gate(one, other))).any()
    assert not (passed(one, other) & ~passed(one)).any()


@given(st.sampled_from(WORDS))
def test_a_condition_and_its_opposite_leave_the_same_unknown(text):
    opposite = {" in ": " not in ", " = ": " != ", " >= ": " < "}
    key = next(each for each in opposite if each in text)
    negated = text.replace(" not in ", " in ") if " not in " in text else text.replace(key, opposite[key])
    facts = Facts(forty())
    assert (gate_states(gate(text), facts) == -gate_states(gate(negated), facts)).all()


@given(st.permutations(WORDS), st.integers(1, 10))
def test_the_order_of_gates_changes_nothing_but_their_numbers(texts, count):
    given_gates, ranks = sorted(texts[:count]), ranks_of(forty())
    one, left = shortlist(forty(), ranks, rules(*given_gates), 5, "en")
    other, right = shortlist(forty(), ranks, rules(*texts[:count]), 5, "en")
    assert [each.selected for each in left] == [each.selected for each in right]
    assert sorted(each.model_dump_json(exclude={"number"}) for each in one.gates) == sorted(
        each.model_dump_json(exclude={"number"}) for each in other.gates
    )
    assert [(miss.company, len(miss.gates)) for miss in one.near_misses] == [
        (miss.company, len(miss.gates)) for miss in other.near_misses
    ]


@settings(max_examples=5)
@given(st.randoms(use_true_random=False))
def test_permuting_companies_permutes_the_results(chance: random.Random):
    profiles = [company(seed) for seed in range(12)]
    order = chance.sample(range(12), 12)
    ruled = rules("coverage >= 30%", gate("head_count >= 20", lenient=True), gate("city in [guangdong]", "stage = a"))
    one, other = cohort_of(*profiles), cohort_of(*(profiles[at] for at in order))
    assert len(set(ranks_of(one))) == 12  # ties would go by input order
    straight, left = shortlist(one, ranks_of(one), ruled, 3, "en")
    mixed, right = shortlist(other, ranks_of(other), ruled, 3, "en")
    assert [left[at] for at in order] == right
    rows = {"near_misses": {"__all__": {"row"}}}  # the row is where a company stood
    assert straight.model_dump(exclude=rows) == mixed.model_dump(exclude=rows)


def test_states_are_small_integers():
    states = apply_gates(rules(*WORDS), Facts(forty())).states
    assert states.dtype == np.int8
    assert set(np.unique(states)) == {-1, 0, 1}
