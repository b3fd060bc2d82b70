"""A ranking put to the test: reproducible, blind to the order of rows, and never harder on a better answer."""

import csv
import io
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import company, company_fields

from scoring import rank
from scoring.cohort.assumptions import Assumptions
from scoring.cohort.cohort import read_cohort
from scoring.cohort.draws import ranks, scores
from scoring.cohort.material import material_of
from scoring.cohort.uncertainty import dealt
from scoring.resources import resource
from scoring.rulesets.book import shipped_book

AS_OF = date(2021, 6, 30)
FEW = Assumptions(draws=200)
ASKED = [item for rules in shipped_book().rule_sets for item in rules.characteristics if item.ask]


def ranges_of(profiles, assumptions=FEW):
    return {each.company: (each.rank, each.uncertain) for each in rank(profiles, assumptions=assumptions).ranking}


def drawn_scores(cohort):
    material = material_of(cohort.scored, np.arange(len(cohort.profiles)))
    drawn = scores(material, dealt(cohort, material, 200, 1), FEW)
    return {cohort.profiles[at].name: drawn[row].tolist() for row, at in enumerate(material.order.tolist())}


seeds = st.lists(st.integers(0, 400), min_size=2, max_size=7, unique=True)


@given(seeds, st.randoms(use_true_random=False))
def test_permuting_rows_changes_nothing(numbers, chance):
    profiles = [company(number, 0.5) for number in numbers]
    assert ranges_of(chance.sample(profiles, len(profiles))) == ranges_of(profiles)


def test_permuting_namesakes_changes_nothing():
    profiles = [company(number, 0.5, name="Twin" if number < 3 else f"Other {number}") for number in range(6)]
    forth, back = rank(profiles, assumptions=FEW), rank(profiles[::-1], assumptions=FEW)
    assert [(each.company, each.uncertain) for each in forth.ranking] == [
        (each.company, each.uncertain) for each in back.ranking
    ]


def test_a_namesake_changes_nobody_elses_draws():
    cohort = [company(number, 0.5) for number in range(5)]
    double = company(9, 0.5, name=cohort[0].name)
    before, after = (drawn_scores(read_cohort(each)) for each in (cohort, [*cohort, double]))
    others = [each.name for each in cohort[1:]]
    assert [after[name] for name in others] == [before[name] for name in others]


def test_one_of_several_namesakes_goes_by_the_plain_name():
    profiles = [company(number, 0.5, name="Twin" if number < 3 else f"Other {number}") for number in range(5)]
    identities = read_cohort(profiles).identities
    assert sorted(identities[:3]) == ["Twin", "Twin\n2", "Twin\n3"]
    assert identities[3:] == ["Other 3", "Other 4"]
    assert read_cohort(profiles[::-1]).identities == identities[::-1]


def test_permuting_columns_changes_nothing(tmp_path):
    text = resource("data", "examples", "fictional-24.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    turned = tmp_path / "turned.csv"
    with turned.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([row[::-1] for row in rows])
    straight = rank(resource("data", "examples", "fictional-24.csv"), as_of=AS_OF, assumptions=FEW)
    assert rank(turned, as_of=AS_OF, assumptions=FEW).ranking == straight.ranking


@given(seeds)
def test_a_company_worse_in_everything_changes_nobodys_score(numbers):
    cohort = [company(number, 0.5) for number in numbers]
    best = max(rank(cohort, assumptions=Assumptions(draws=0)).ranking, key=lambda each: each.composite or 0)
    worst = company(1, 0, name="Worst", answers=worst_answers(), rounds=[], founded=None, head_count=None)
    before, after = read_cohort(cohort), read_cohort([*cohort, worst])
    drawn = drawn_scores(after)
    assert {name: drawn[name] for name in drawn if name != "Worst"} == drawn_scores(before)
    ranking = {each.company: each for each in rank(after, assumptions=FEW).ranking}
    assert ranking[best.company].rank == 1
    assert ranking["Worst"].rank == len(ranking)
    assert all(ranking[each.name].composite == pytest.approx(score) for each, score in
               zip(cohort, np.round(before.scored.total.score, 2), strict=True))  # fmt: skip


def worst_answers():
    """To every question the answer that earns least."""
    return {item.input: answer(item, min) for item in ASKED}


def answer(item, end):
    """The answer that earns least (`end` is min) or most (max)."""
    points = [band.points if isinstance(band.points, int | float) else end(band.points) for band in item.scale]
    band = item.scale[points.index(end(points))]
    if item.ask.kind in ("choice", "yes_no"):
        return band.id if item.ask.kind == "choice" else band.id == "yes"
    low, high = band.from_ or 0, band.to or band.from_ or 0
    flat = isinstance(band.points, int | float)
    value = low if flat or band.points[0] == end(points) else high
    if item.ask.kind == "checklist":
        return [tick.id for tick in item.ask.items][: int(value)]
    return int(value) if item.ask.integer else value


others = st.lists(st.integers(301, 700), min_size=3, max_size=6, unique=True)


@given(st.integers(0, 300), st.sampled_from(ASKED), others)
def test_a_better_answer_never_lowers_a_rank_in_any_draw(number, item, rest):
    fields = company_fields(number, 0.6)
    rest = [company(other, 0.6) for other in rest]

    def drawn(end):
        fields["answers"] = fields["answers"] | {item.input: answer(item, end)}
        cohort = read_cohort([fields, *rest])
        material = material_of(cohort.scored, np.arange(len(cohort.profiles)))
        own = int(np.flatnonzero(material.order == 0)[0])
        published = rank(cohort, assumptions=Assumptions(draws=0))
        place = next(each.rank for each in published.ranking if each.row == 1)
        return ranks(material, dealt(cohort, material, 200, 1), FEW)[own], place

    (before, place), (after, new_place) = drawn(min), drawn(max)
    assert (after <= before).all()
    assert new_place <= place


def test_the_same_seed_gives_the_same_bytes_and_another_seed_other_draws():
    profiles = [company(number, 0.4) for number in range(12)]
    first, again, other = (
        rank(profiles, assumptions=Assumptions(draws=300, seed=seed)).model_dump_json() for seed in (1, 1, 2)
    )
    assert first == again
    assert first != other


def test_more_is_unknown_more_is_open():
    known, hardly = (
        rank([company(number, density) for number in range(12)], assumptions=FEW) for density in (1.0, 0.2)
    )
    assert known.uncertainty.shift < hardly.uncertainty.shift
    assert known.uncertainty.bands > hardly.uncertainty.bands
    assert np.mean([each.uncertain.high - each.uncertain.low for each in known.ranking]) < np.mean(
        [each.uncertain.high - each.uncertain.low for each in hardly.ranking]
    )


def test_chances_of_the_top_add_up_to_its_places_where_nobody_ties():
    result = rank([company(number, 0.5) for number in range(10)], seats=4, assumptions=FEW)
    assert result.uncertainty.top == 4
    assert sum(each.uncertain.in_top for each in result.ranking) == pytest.approx(4, abs=0.01)


def test_no_draws_no_ranges_and_a_company_without_any_answer_has_none():
    unknown = {"name": "Nobody knows"}
    result = rank([unknown, company(1, 0.5)], assumptions=FEW)
    assert [each.uncertain is None for each in result.ranking] == [False, True]
    still = rank([company(1, 0.5)], assumptions=Assumptions(draws=0))
    assert still.uncertainty is None
    assert still.ranking[0].uncertain is None
    assert rank([], assumptions=FEW).uncertainty is None


def test_a_cohort_too_large_for_a_wait_is_drawn_less_often_and_a_huge_one_not_at_all():
    sizes = (1, 500, 5_000, 20_000, 20_001)
    assert [Assumptions().draws_for(size) for size in sizes] == [10_000, 10_000, 1_000, 250, 0]
    assert Assumptions(draws=50).draws_for(1_000_000) == 50
