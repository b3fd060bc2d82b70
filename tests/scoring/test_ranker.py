"""Ranking a cohort: places, ties, what is not known, and that nothing depends on order or company."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring import InputError, rank
from scoring.cohort.assumptions import Assumptions
from scoring.ranker import rank as rank_function

AS_OF = date(2021, 6, 30)


def company(name: str, **answers: object) -> dict[str, object]:
    return {"name": f"{name} (fictional)", "city": "shenzhen", "answers": answers}


def funded(name: str, **answers: object) -> dict[str, object]:
    return company(name, **answers) | {"rounds": [{"round": "a", "date": "2020-05", "amount": 3e7}]}


def places(cohort: list[dict[str, object]]) -> dict[str, int | None]:
    return {row.company: row.rank for row in rank(cohort, as_of=AS_OF, assumptions=Assumptions(draws=0)).ranking}


def test_the_public_name_is_the_function():
    assert rank is rank_function


def test_better_answers_come_first_and_equal_ones_share_a_rank():
    found = places(
        [company("Low", cash_runway=3), company("High", cash_runway=30), company("Twin", cash_runway=3),
         company("Last", cash_runway=1)]
    )  # fmt: skip
    assert found == {"High (fictional)": 1, "Low (fictional)": 2, "Twin (fictional)": 2, "Last (fictional)": 4}


def test_one_good_answer_alone_does_not_beat_many_good_ones():
    many = {"cash_runway": 30, "giant_overlap": 0, "active_use": 80, "rights_ownership": True, "core_retention": 90}
    result = rank([company("Few", cash_runway=30), company("Many", **many)], as_of=AS_OF)
    assert result.ranking[0].company == "Many (fictional)"
    assert result.ranking[0].coverage > result.ranking[1].coverage


def test_a_company_of_which_nothing_is_known_has_no_rank_and_stands_last():
    result = rank([{"name": "Blank (fictional)"}, company("Some", cash_runway=1)], as_of=AS_OF)
    last = result.ranking[-1]
    assert (last.company, last.rank, last.composite, last.coverage) == ("Blank (fictional)", None, None, 0)
    assert (last.low, last.high) == (0, 100)


def test_an_empty_cohort_is_an_empty_ranking():
    assert rank([], as_of=AS_OF).ranking == []


def test_reasons_say_up_or_down_in_the_language_asked_for():
    cohort = [company("A", cash_runway=1)]
    english, chinese = (rank(cohort, as_of=AS_OF, lang=lang).ranking[0].reasons for lang in ("en", "zh"))
    assert any(reason.startswith("▼ ") for reason in english)
    assert any("：" in reason for reason in chinese)


def test_a_missing_table_is_an_error_with_its_name(tmp_path):
    with pytest.raises((InputError, OSError), match="none"):
        rank(tmp_path / "none.csv", as_of=AS_OF)


runways = st.lists(st.integers(0, 120), min_size=1, max_size=8)


@settings(max_examples=25, deadline=None, derandomize=True)
@given(runways, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nobody(months, random):
    cohort = [company(str(number), cash_runway=value) for number, value in enumerate(months)]
    shuffled = random.sample(cohort, len(cohort))
    assert places(cohort) == places(shuffled)


def own_numbers(cohort):
    """Companies by name, without rank and without where they stand in the cohort, which others rightly change."""
    result = rank(cohort, as_of=AS_OF, assumptions=Assumptions(draws=0))
    return {
        row.company: (row.model_copy(update={"rank": 0, "standings": {}}), outside_standings(row, result))
        for row in result.ranking
    }


def outside_standings(row, result):
    """Standings among peers from elsewhere, with those peers."""
    named = {measure: (standing[:3], result.peers[standing.peers]) for measure, standing in row.standings.items()}
    return {measure: standing for measure, standing in named.items() if standing[1].source != "cohort"}


@settings(max_examples=25, deadline=None, derandomize=True)
@given(runways, st.integers(0, 120))
def test_another_company_changes_nobodys_numbers(months, extra):
    cohort = [funded(str(number), cash_runway=value) for number, value in enumerate(months)]
    before, after = own_numbers(cohort), own_numbers([*cohort, funded("New", cash_runway=extra)])
    assert all(outside for _, outside in before.values())
    assert {name: after[name] for name in before} == before


def test_a_cohort_is_its_own_peer_group_from_five_companies_on():
    def standing(count):
        cohort = [company(str(number), cash_runway=6 * number) for number in range(count)]
        found = rank(cohort, as_of=AS_OF, assumptions=Assumptions(draws=0))
        return {row.company: row.standings.get("composite") for row in found.ranking}, found.peers

    assert set(standing(4)[0].values()) == {None}
    placed, peers = standing(6)
    percentiles = [placed[f"{number} (fictional)"].percentile for number in range(6)]
    assert percentiles == sorted(percentiles) and percentiles[0] < 50 < percentiles[-1]
    assert {(peers[each.peers].source, peers[each.peers].n) for each in placed.values()} == {("cohort", 6)}


def test_measures_are_named_in_the_language_asked_for():
    english, chinese = (rank([], as_of=AS_OF, lang=lang).measures for lang in ("en", "zh"))
    assert list(english) == list(chinese)
    assert (english["composite"], chinese["composite"]) == ("Composite", "综合得分")


@settings(max_examples=25, deadline=None, derandomize=True)
@given(runways, st.integers(0, 60))
def test_a_better_answer_never_costs_a_place(months, more):
    cohort = [company(str(number), cash_runway=value) for number, value in enumerate(months)]
    better = [company("0", cash_runway=min(120, months[0] + more)), *cohort[1:]]
    assert places(better)["0 (fictional)"] <= places(cohort)["0 (fictional)"]
